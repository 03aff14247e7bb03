"""The same two dates give the same bytes for ever, whatever is recorded, loaded or set later."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import XINGTAI, Said, say
from program_clock import SetClock, ok, program_clock

from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.store.care.verify import verify_ok
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import record

BEFORE, LATER = datetime(2014, 3, 1, 2, tzinfo=UTC), datetime(2014, 3, 20, 2, tzinfo=UTC)
ASKED = ["--known-at", "2014-03-05"]
ANSWERS = (
    *("status", "status --since 2014-03-02", "show 4", "show M8", "log", "log --indicator 4"),
    *("log --unit 市人社局", "unit list", "unit show 市人社局", "task list", "task show 1.1"),
    *("plan show", "doubts", "doubts --all"),
)
EXPORTED = ("status", "values", "ledger", "tasks", "units")
FORMATS = ("json", "csv", "markdown")


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return what sets the program's clock; each look at it takes a second."""
    return program_clock(monkeypatch, BEFORE)


def all_answers(formats: tuple[str, ...]) -> dict[str, Said]:
    """Return what every command says as of 2013 by what was known on the day, in those formats."""
    lines = [f"{a} --format {f}" for a in ANSWERS for f in ("table", *formats)]
    lines += [f"export --table {table} --format {f}" for table in EXPORTED for f in formats]
    dated = {line: [] if line.startswith("plan") else ["--as-of", "2013"] for line in lines}
    return {line: say(*line.split(), *ASKED, *more) for line, more in dated.items()}


def differing(before: dict[str, Said], formats: tuple[str, ...]) -> list[str]:
    return [line for line, said in all_answers(formats).items() if said != before[line]]


def load_changed(*changes: tuple[str, str]) -> None:
    text = XINGTAI.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path("changed.yaml").write_text(text, "utf-8")
    ok("plan load changed.yaml --allow-drop")


def record_something() -> str:
    """Record until the fifth of March; return a doubt that was acknowledged then."""
    ok(f"plan load {XINGTAI}")
    ok("record 4 35 -p 2012 --source A")
    ok("record 4 37.2 -p 2013 --source A --vintage preliminary")
    ok("record 4 37.3 -p 2013 --source B --revise --reason x")
    ok("record 5 30 -p 2012")
    ok("record M8 done -p 2013")
    doubt: str = re.findall(r"sources-disagree:[\d,]+", ok("doubts --format csv"))[0]
    ok(f"doubts --acknowledge {doubt} --reason known")
    return doubt


@pytest.mark.usefixtures("unbegun")
@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("language", "formats"), [("en", FORMATS[:1]), ("en", FORMATS[1:]), ("", FORMATS)]
)
def test_every_answer_stays_what_it_was(
    set_clock: SetClock, monkeypatch: pytest.MonkeyPatch, language: str, formats: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SBTRACK_LANG", language)
    monkeypatch.setenv("LANG", "C")
    doubt = record_something()
    set_clock(BEFORE + timedelta(days=2))
    ok("record 4 37.4 -p 2013-06 --source C")
    set_clock(LATER)
    before = all_answers(formats)

    ok("record 4 36 -p 2013 --revise --reason y --source D")
    ok("retract 1 --reason z")
    ok(f"doubts --withdraw {doubt} --reason no")
    ok("record M8 not-done -p 2013 --revise --reason q")
    changes = [("value: 40, as_printed: 40万人", "value: 41, as_printed: 41万人")]
    load_changed(*changes)
    changes += [("language: zh", "language: en"), ('"+08:00"', '"-05:00"')]
    load_changed(*changes)
    load_changed(*changes, ("id: work-injury-insured", "id: injured"))
    assert {line: said.code for line, said in before.items() if said.code} == {}
    set_clock(BEFORE + timedelta(days=1))
    ok("record 5 31 -p 2012 --revise --reason later")
    assert differing(before, formats) == []
    assert verify_ok(Path("work.db"))


def told(*more: str) -> tuple[list[str], str]:
    """Return the two dates that a status tells of itself, and all that it says."""
    out = ok("status --format json", *more)
    found = json.loads(out)
    return ["--as-of", found["as_of"], "--known-at", found["known_at"]], out


@pytest.mark.usefixtures("unbegun")
def test_an_answer_can_be_had_again_by_the_dates_it_tells_also_when_the_clock_went_back(
    set_clock: SetClock,
) -> None:
    record_something()
    moments = (LATER, BEFORE - timedelta(days=9), BEFORE - timedelta(days=5))
    for month, moment in enumerate(moments, 1):
        set_clock(moment)
        dates, said = told()
        assert "37.3" in said, "what is known now is everything there is"
        assert told(*dates) == (dates, said)
        ok(f"record 5 30 -p 2011-0{month}")
        assert told(*dates) == (dates, said)
        assert told()[0] != dates
    assert "37.3" in ok("export --table values --format csv")


def test_an_answer_given_while_somebody_writes_lacks_nothing_that_is_dated_before_it(
    unbegun: Path, set_clock: SetClock
) -> None:
    record_something()
    answers = []

    def clock_of_a_slow_writer() -> datetime:
        set_clock(LATER)
        answers.append(told())
        return LATER - timedelta(hours=1)

    claim = Observation("unemployment-insured", "xingtai", Period.of_year(2013), Decimal(31))
    record(unbegun / "work.db", claim, recorded_by="other", now=clock_of_a_slow_writer)

    dates, said = answers[0]
    assert dates[3].startswith("2014-03-01T10:"), "not the moment at which it was asked"
    assert told(*dates) == (dates, said)
    assert told()[1] != said


@pytest.mark.usefixtures("unbegun")
def test_the_plan_is_judged_today_also_when_the_ledger_is_ahead_of_the_clock(
    set_clock: SetClock,
) -> None:
    record_something()
    set_clock(BEFORE - timedelta(days=9))
    dates, _ = told()
    assert dates[1] == "2014-02-20"
    assert dates[3].startswith("2014-03-01T10:")


@pytest.mark.usefixtures("unbegun")
def test_a_version_not_known_yet_is_not_shown(set_clock: SetClock) -> None:
    record_something()
    set_clock(LATER)
    load_changed(("value: 40, as_printed: 40万人", "value: 41, as_printed: 41万人"))
    assert "41" in ok("plan show --version 2 --format csv")
    said = say("plan", "show", "--version", "2", *ASKED)
    assert (said.code, said.out) == (2, "")
    assert "There is no version 2 of the plan" in said.err


@pytest.mark.sample(2)
@pytest.mark.usefixtures("unbegun")
@pytest.mark.parametrize(
    "line",
    [
        *("status --known-at 0001-01-01T00:00", "status --since 0001-01-01T00:00"),
        *("log --from 0001", "log --from 0001-01-01T00:00", "log --to 0001-01-01T00:00"),
    ],
)
def test_a_moment_before_all_clocks_is_refused_in_a_sentence(
    set_clock: SetClock, line: str
) -> None:
    set_clock(BEFORE)
    record_something()
    said = say(*line.split())
    assert (said.code, said.out) == (2, "")
    assert "is no date; write for example" in said.err


def test_the_ledger_tells_moments_that_can_be_asked_for(unbegun: Path, set_clock: SetClock) -> None:
    record_something()
    set_clock(LATER)
    with open_reader(unbegun / "work.db") as reader:
        entries = list(reader.entries())
    for number, entry in enumerate(reversed(entries), 1):
        found = json.loads(ok("log --format json --known-at", entry.recorded_at.isoformat()))
        assert len(found) == number
