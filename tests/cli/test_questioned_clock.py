"""A clock that can hardly be right is asked about before it dates anything for good."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import XINGTAI, say
from program_clock import SetClock, program_clock

from sbtrack.actions.clocks import FILE_AHEAD, LONGEST_PAUSE
from sbtrack.store.moments import AHEAD

START = datetime(2013, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def set_clock(unbegun: Path, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return what sets the clock; the ledger has a plan and one entry, of START."""
    set_to = program_clock(monkeypatch, START)
    assert say("plan", "load", "--builtin").code == 0
    assert say("record", "4", "37.2", "-p", "2012", "--yes").code == 0
    written(unbegun, START)
    return set_to


def written(home: Path, at: datetime) -> None:
    os.utime(home / "work.db", (at.timestamp(), at.timestamp()))


@pytest.mark.parametrize(
    ("later", "code"), [(LONGEST_PAUSE - MINUTE, 0), (LONGEST_PAUSE + MINUTE, 2)]
)
def test_a_clock_more_than_a_year_past_the_newest_record_is_asked_about(
    unbegun: Path, set_clock: SetClock, later: timedelta, code: int
) -> None:
    set_clock(START + later)
    before = (unbegun / "work.db").read_bytes()
    said = say("record", "4", "36.9", "-p", "2011")
    assert said.code == code
    assert ("more than a year after the newest record (2013-03-01" in said.err) is (code == 2)
    assert ((unbegun / "work.db").read_bytes() == before) is (code == 2)
    if code:
        assert "--yes" in said.err
        assert say("record", "4", "36.9", "-p", "2011", "--yes").code == 0


@pytest.mark.parametrize(("ahead", "code"), [(FILE_AHEAD - MINUTE, 0), (FILE_AHEAD + MINUTE, 2)])
def test_a_clock_behind_the_time_of_the_file_is_asked_about(
    unbegun: Path, set_clock: SetClock, ahead: timedelta, code: int
) -> None:
    set_clock(START + MINUTE)
    written(unbegun, START + MINUTE + ahead)
    said = say("record", "M8", "done", "-p", "2012")
    assert said.code == code
    assert ("but the database was last written at 2013-03-02" in said.err) is (code == 2)


@pytest.mark.parametrize(("ahead", "code"), [(AHEAD - MINUTE, 0), (AHEAD + MINUTE, 2)])
def test_a_clock_behind_the_newest_record_is_asked_about(
    unbegun: Path, set_clock: SetClock, ahead: timedelta, code: int
) -> None:
    now = START - ahead
    set_clock(now)
    written(unbegun, now)
    said = say("record", "4", "36.9", "-p", "2011")
    assert said.code == code
    assert ("`sbtrack db clock`" in said.err) is (code == 2)


#: What writes to the ledger beside `record`; DOUBT stands for a doubt that there is.
WRITING = [
    "retract 2 --reason x",
    "plan load amended.yaml",
    "doubts --acknowledge DOUBT --reason x",
    "doubts --withdraw DOUBT --reason x",
    "export --weekly --dir snapshots",
    "export --output a.xlsx",
    "export --output a.csv",
]


def ledger_of_one_doubt(home: Path, line: str) -> list[str]:
    """Bring about what a line is about, at START; return the line."""
    clocked = "--yes"  # the file is written today, and not when the program's clock says
    amended = XINGTAI.read_text("utf-8").replace("  document_number: ", "  document_number: x", 1)
    (home / "amended.yaml").write_text(amended, "utf-8")
    assert say("record", "4", "37.2", "-p", "2012-06-30", "-s", "a", clocked).code == 0
    assert say("record", "5", "30", "-p", "2012", clocked).code == 0
    assert say("record", "5", "30", "-p", "2013-02", clocked).code == 0
    found = json.loads(say("doubts", "--format", "json").out)
    doubt = found[0]["doubt"]
    if "--withdraw" in line:
        assert say("doubts", "--acknowledge", doubt, "--reason", "x", clocked).code == 0
    return line.replace("DOUBT", doubt).split()


@pytest.mark.sample(4)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("line", WRITING)
def test_whatever_is_kept_is_dated_by_a_clock_that_is_believed(
    unbegun: Path, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch, line: str, language: str
) -> None:
    typed = ledger_of_one_doubt(unbegun, line)
    newest, saved = ("2013-03-01", "2013-03-02") if language == "en" else ("3月1日", "3月2日")
    monkeypatch.setenv("SBTRACK_LANG", language)
    before, there = (unbegun / "work.db").read_bytes(), sorted(unbegun.rglob("*"))
    for now in (START + LONGEST_PAUSE + 2 * MINUTE, START - AHEAD - MINUTE):
        set_clock(now)
        written(unbegun, now)
        said = say(*typed)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert newest in said.err
        assert "--yes" in said.err
    late = START + 2 * MINUTE
    set_clock(late)
    written(unbegun, late + FILE_AHEAD + MINUTE)
    assert saved in say(*typed).err
    assert (unbegun / "work.db").read_bytes() == before
    assert [p for p in sorted(unbegun.rglob("*")) if p.is_file()] == [
        p for p in there if p.is_file()
    ]
    assert say(*typed, "--yes").code == 0
    assert (unbegun / "work.db").read_bytes() != before


@pytest.mark.sample(3)
@pytest.mark.parametrize("line", WRITING)
def test_a_clock_that_can_be_right_is_not_asked_about(
    unbegun: Path, set_clock: SetClock, line: str
) -> None:
    typed = ledger_of_one_doubt(unbegun, line)
    late = START + LONGEST_PAUSE - MINUTE
    set_clock(late)
    written(unbegun, late)
    said = say(*typed)
    assert (said.code, said.err) == (0, "")


def test_what_dates_nothing_asks_about_no_clock(unbegun: Path, set_clock: SetClock) -> None:
    written(unbegun, START)
    assert say("export", "-o", "a.csv").code == 0
    before = (unbegun / "work.db").read_bytes()
    late = START + 3 * LONGEST_PAUSE
    set_clock(late)
    written(unbegun, late)
    for line in ("export --format csv", "plan load --builtin", "doubts", "status", "log"):
        assert (line, say(*line.split()).err) == (line, "")
    assert (unbegun / "work.db").read_bytes() == before


@pytest.mark.usefixtures("unbegun")
def test_figure_and_clock_are_asked_about_in_one(set_clock: SetClock) -> None:
    set_clock(START + 2 * LONGEST_PAUSE)
    said = say("record", "4", "372000", "-p", "2011")
    assert said.code == 2
    assert "万" in said.err
    assert "more than a year" in said.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_wrong_clock_dated_is_set_right(
    unbegun: Path, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SBTRACK_LANG", language)
    set_clock(datetime(2099, 1, 1, tzinfo=UTC))
    assert say("record", "4", "36.9", "-p", "2011", "--yes").code == 0
    right = START + timedelta(days=1)
    set_clock(right)
    written(unbegun, right)
    told = say("record", "5", "30", "-p", "2011", "--yes")
    assert "`sbtrack db clock`" in told.err
    assert "2099" in told.err
    refused = say("db", "clock")
    assert (refused.code, "--reason" in refused.err) == (2, True)
    done = say("db", "clock", "--reason", "flat battery")
    assert (done.code, "2013" in done.out) == (0, True)
    for period in ("2012-06", "2012"):
        written(unbegun, right)
        said = say("record", "5", "30", "-p", period)
        assert (said.code, said.err) == (0, "")
    assert "2013-03-02" in say("log", "--limit", "1", "--format", "csv").out
    assert "2099" not in say("status").out
    assert say("db", "verify", "--strict").code == 0
    assert say("db", "clock", "--reason", "x").code == 2
    early = say("log", "--known-at", "2013-03-01", "--format", "csv").out
    assert "36.9" not in early
    assert "36.9" in say("log", "--known-at", "2013-03-02", "--format", "csv").out
