"""Text of every kind is kept as it was given, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_sample import AMENDED, HOUR, PLAN, START, WHO, figure, load, new_database, note, report

from sbtrack.domain.errors import LoadRefused, RecordRefused, SbtrackError
from sbtrack.domain.ledger import Evidence, EvidenceKind, Observation
from sbtrack.domain.message import Name
from sbtrack.domain.plan import Plan
from sbtrack.locale.words import Words
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge
from sbtrack.store.writes.writer import load_plan, record, retract

ENGLISH = Words("en")
KEPT = {
    "markup": "[bold red]x[/] [link=file:///etc/passwd]y[/link] {0} {name} %s",
    "escapes": "\x1b[2J\x1b]0;title\x07\x1b[31mred",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x80\x9f",
    "separators": "a\u2028b\u2029c\x85d\r\ne\tf",
    "directions": "\u202egnp.exe\u202c \u2066x\u2069 \u200b\ufeff",
    "astral": "𠮷野家 👩‍👩‍👧‍👦 \U0010ffff",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "not normal": "e\u0301 é Ａ　ﬁ",
    "sql": "'; DROP TABLE entry; --",
    "json": '"}],"kind":"entry\\u0000\\',
    "spaces": "  \u3000 x ",
    "nothing": "",
    "long": "长" * 10_000,
    "noncharacters": "\ufffe\uffff\ufdd0",
}
REFUSED = {
    "nul": ("a\0b", "contains a NUL character"),
    "half a character": ("a\ud800b", "bytes that are not valid characters;"),
    "bytes of a terminal": (b"\xff\xfe".decode(errors="surrogateescape"), "not valid characters;"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_database(tmp_path / "a.db")


def _spread(text: str) -> tuple[Observation, tuple[Evidence, ...]]:
    claim = figure(source=text, note=text, entered=text)
    return claim, (Evidence(EvidenceKind.LINK, text or "x"),)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_text_comes_back_to_the_character(path: Path, text: str) -> None:
    claim, evidence = _spread(text)
    first = record(path, claim, recorded_by=text, now=START, evidence=evidence)
    gone = retract(path, 1, reason=text + "x", recorded_by=text, now=START)
    known = acknowledge(path, text + "x", reason=text + "x", acknowledged_by=text, now=START)
    loaded = load(path, _named(AMENDED, text), START + HOUR)

    with open_reader(path) as reader:
        assert list(reader.entries()) == [gone, first]
        assert isinstance(first.claim, Observation)
        assert (first.claim.source, first.claim.note, first.claim.entered) == (text, text, text)
        assert reader.acknowledgements() == (known,)
        assert reader.plan_version() == loaded
        assert list(reader.entries(recorded_by=text)) == [gone, first]
    assert verify(path, documents=False) == ()


def _named(plan: Plan, text: str) -> Plan:
    first = plan.indicators[0]
    return replace(
        plan,
        title=Name(text, (("en", text),)),
        indicators=(replace(first, name=Name(text), cite=text), *plan.indicators[1:]),
    )


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
def test_any_text_comes_back(path: Path, text: str) -> None:
    with open_reader(path) as reader:
        number = (reader.last_entry_id() or 0) + 1
    year, day = divmod(number, 28)
    entry = note(path, figure(period=f"{2011 + year}-02-{day + 1:02d}", note=text), number)
    with open_reader(path) as reader:
        assert reader.entry(number) == entry
    assert entry.claim.note == text


def _in_a_claim(path: Path, text: str) -> None:
    record(path, figure(note=text), recorded_by=WHO, now=START)


def _in_a_milestone_report(path: Path, text: str) -> None:
    record(path, replace(report(), source=text), recorded_by=WHO, now=START)


def _in_a_region(path: Path, text: str) -> None:
    record(path, replace(figure(), region=text), recorded_by=WHO, now=START)


def _as_the_recorder(path: Path, text: str) -> None:
    record(path, figure(), recorded_by=text, now=START)


def _as_entered(path: Path, text: str) -> None:
    record(path, figure(), recorded_by=WHO, now=START, entered=text)


def _in_the_evidence(path: Path, text: str) -> None:
    note(path, evidence=(Evidence(EvidenceKind.LINK, text),))


def _in_a_doubt(path: Path, text: str) -> None:
    acknowledge(path, text, reason="x", acknowledged_by=WHO, now=START)


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize(
    "use",
    [_in_a_claim, _in_a_milestone_report, _in_a_region, _as_the_recorder, _as_entered,
     _in_the_evidence, _in_a_doubt],
)  # fmt: skip
def test_text_that_cannot_be_kept_is_refused_in_words(
    path: Path, case: str, use: Callable[[Path, str], None]
) -> None:
    text, sentence = REFUSED[case]
    _is_refused(path, lambda: use(path, text), RecordRefused, sentence)


@pytest.mark.parametrize("case", REFUSED)
def test_a_plan_with_such_text_is_refused_in_words(path: Path, case: str) -> None:
    text, sentence = REFUSED[case]
    for plan, said in ((_named(PLAN, text), ""), (AMENDED, text)):
        use = partial(load_plan, path, plan, "0" * 64, START, note=said)
        _is_refused(path, use, LoadRefused, sentence)


def _is_refused(
    path: Path, use: Callable[[], object], kind: type[SbtrackError], sentence: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(kind) as caught:
        use()
    assert sentence in ENGLISH.say(caught.value.message)
    assert caught.value.exit_code == 2
    assert path.read_bytes() == before
