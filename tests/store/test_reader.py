"""What the reader answers: entries, acknowledgements, snapshots, and any past answer again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from store_sample import (
    AMENDED,
    HOUR,
    PLAN,
    START,
    WHO,
    corrected,
    figure,
    load,
    new_database,
    note,
    report,
)

from sbtrack.domain.errors import RecordRefused
from sbtrack.domain.ledger import Correction, EntryKind, Evidence, EvidenceKind, Head
from sbtrack.domain.period import Period
from sbtrack.domain.snapshot import Snapshot
from sbtrack.locale.words import Words
from sbtrack.store.care.verify import verify
from sbtrack.store.chain.form2 import START as BEGINNING
from sbtrack.store.reads.reader import Reader, open_reader
from sbtrack.store.writes.notes import acknowledge, note_snapshot, withdraw_acknowledgement
from sbtrack.store.writes.writer import create_database, record, retract

Ask = Callable[[Reader], object]


def _snapshot(**more: object) -> Snapshot:
    given: dict[str, object] = {
        "made_at": START, "made_by": WHO, "path": "周报.xlsx", "sha256": "0" * 64, "size": 9,
        "as_of": date(2013, 12, 31), "known_at": START, "plan_version": 1, "last_entry": None,
        "week": "2012-W02", "language": "zh", "format": "xlsx", "program_version": "0.1.0",
    }  # fmt: skip
    return Snapshot(**given | more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_database(tmp_path / "a.db")


@pytest.fixture
def busy(path: Path) -> Path:
    """A database with nine entries; see the numbers in the tests."""
    link = Evidence(EvidenceKind.LINK, "https://example.org/")
    note(path, figure(period="2011", value="34"), 1, evidence=(link,))
    note(path, figure(period="2012-H1", value="35"), 2)
    note(path, figure("rural", "2012"), 3)
    note(path, report(), 4)
    with open_reader(path) as reader:
        first = reader.entry(1)
    assert first is not None
    corrected(path, first, "34.2", 5, evidence=(link, replace(link, location="https://b.example/")))
    retract(path, 2, reason="x", recorded_by="别人", now=START + 6 * HOUR)
    note(path, figure(period="2012-Q2", value="35.5"), 7)
    record(path, figure(period="2012", value="36"), recorded_by="别人", now=START + 8 * HOUR)
    note(path, replace(figure(period="2012", value="9"), region="county"), 9)
    return path


@pytest.mark.parametrize(
    ("ask", "ids"),
    [
        (lambda r: r.entries(), [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (lambda r: r.entries("injury"), [9, 8, 7, 6, 5, 2, 1]),
        (lambda r: r.entries(["rural", "pooling"]), [4, 3]),
        (lambda r: r.entries([]), []),
        (lambda r: r.entries("injury", "city"), [8, 7, 6, 5, 2, 1]),
        (lambda r: r.entries(region="county"), [9]),
        (lambda r: r.entries(period=Period.of_year(2012)), [9, 8, 4, 3]),
        (lambda r: r.entries(within=Period.of_year(2012)), [9, 8, 7, 6, 4, 3, 2]),
        (lambda r: r.entries(within=Period.parse("2012-H1")), [7, 6, 2]),
        (lambda r: r.entries(recorded_by="别人"), [8, 6]),
        (lambda r: r.entries(recorded_from=START + 7 * HOUR), [9, 8, 7]),
        (lambda r: r.entries(recorded_until=START + 2 * HOUR), [2, 1]),
        (lambda r: r.entries(recorded_from=START + 2 * HOUR, recorded_until=START + 3 * HOUR),
         [3, 2]),
        (lambda r: r.entries("injury", "city", START + 6 * HOUR), [6, 5, 2, 1]),
        (lambda r: r.entries("injury", period=Period.parse("2012-H1"), recorded_by="别人"), [6]),
        (lambda r: r.entries("';DROP TABLE entry"), []),
    ],
)  # fmt: skip
def test_entries_are_listed_newest_first_and_as_narrowly_as_asked(
    busy: Path, ask: Callable[[Reader], list[object]], ids: list[int]
) -> None:
    with open_reader(busy) as reader:
        assert [entry.id for entry in ask(reader)] == ids  # type: ignore[attr-defined]


def test_each_entry_comes_with_its_own_evidence(busy: Path) -> None:
    with open_reader(busy) as reader:
        counts = {entry.id: len(entry.evidence) for entry in reader.entries()}
        five = reader.entry(5)
    assert counts == {1: 1, 5: 2} | dict.fromkeys((2, 3, 4, 6, 7, 8, 9), 0)
    assert five is not None
    assert [item.location for item in five.evidence] == [
        "https://example.org/",
        "https://b.example/",
    ]


def test_the_newest_period_comes_first_and_the_longest_of_those_that_end_together(
    busy: Path,
) -> None:
    with open_reader(busy) as reader:
        found = reader.latest("injury", "city", date(2012, 12, 31))
        assert [str(o.period) for o in found] == ["2012", "2012-Q2", "2011"]
        before = reader.latest("injury", "city", date(2012, 6, 30), START + 5 * HOUR)
        assert [str(o.period) for o in before] == ["2012-H1", "2011"]


def test_a_reader_answers_for_the_moment_at_which_it_was_opened(busy: Path) -> None:
    with open_reader(busy) as reader:
        told = _answers(reader)
        note(busy, figure("urban"), 10)
        load(busy, AMENDED, START + 11 * HOUR)
        acknowledge(busy, "k", reason="r", acknowledged_by=WHO, now=START + 12 * HOUR)
        assert _answers(reader) == told
    with open_reader(busy) as reader:
        assert _answers(reader) != told


def _answers(reader: Reader, known_at: datetime | None = None) -> list[object]:
    """Return everything that a reader says, for every indicator."""
    version = reader.plan_version(known_at)
    return [
        version,
        reader.plan_versions(known_at),
        list(reader.entries(known_at=known_at)),
        [reader.series(i.id, "city", known_at) for i in PLAN.indicators],
        reader.milestone_reports(known_at),
        [reader.status_facts(PLAN, date(year, 12, 31), known_at) for year in (2011, 2012, 2015)],
        reader.head(known_at),
        reader.last_entry_id(known_at),
        reader.acknowledgements(known_at),
    ]


def test_any_past_answer_can_be_given_again(busy: Path) -> None:
    acknowledge(busy, "k", reason="r", acknowledged_by=WHO, now=START + 9 * HOUR)
    moments = [START + hours * HOUR for hours in range(-1, 11)]
    with open_reader(busy) as reader:
        told = [_answers(reader, moment) for moment in moments]

    note(busy, figure("urban"), 11)
    with open_reader(busy) as reader:
        eight = reader.entry(8)
    assert eight is not None
    corrected(busy, eight, "36.6", 12)
    retract(busy, 3, reason="x", recorded_by=WHO, now=START + 13 * HOUR)
    load(busy, AMENDED, START + 14 * HOUR)
    withdraw_acknowledgement(busy, "k", reason="r", acknowledged_by=WHO, now=START + 15 * HOUR)
    note_snapshot(busy, _snapshot())
    record(busy, figure("wage"), recorded_by=WHO, now=START - 99 * HOUR)  # the clock went back

    with open_reader(busy) as reader:
        assert [_answers(reader, moment) for moment in moments] == told
    assert verify(busy, documents=False) == ()


def test_what_was_acknowledged_counts_until_it_is_withdrawn(path: Path) -> None:
    first = acknowledge(path, "jump", reason="口径", acknowledged_by=WHO, now=START + HOUR)
    second = acknowledge(path, "gap", reason="y", acknowledged_by=WHO, now=START + 2 * HOUR)
    third = withdraw_acknowledgement(
        path, "jump", reason="z", acknowledged_by="别人", now=START + 3 * HOUR
    )
    fourth = acknowledge(path, "jump", reason="w", acknowledged_by=WHO, now=START + 4 * HOUR)

    assert (first.id, first.doubt, first.reason, first.withdraws) == (1, "jump", "口径", None)
    assert third.withdraws == first.id
    with open_reader(path) as reader:
        assert reader.acknowledgement_log() == (first, second, third, fourth)
        assert set(reader.acknowledgements()) == {second, fourth}
        assert set(reader.acknowledgements(START + 3 * HOUR)) == {second}
        assert set(reader.acknowledgements(START + 2 * HOUR)) == {first, second}
        assert reader.acknowledgements(START) == ()
    assert verify(path) == ()


def test_only_what_is_acknowledged_can_be_withdrawn(path: Path) -> None:
    acknowledge(path, "jump", reason="x", acknowledged_by=WHO, now=START)
    withdraw_acknowledgement(path, "jump", reason="x", acknowledged_by=WHO, now=START)
    for doubt in ("jump", "other"):
        with pytest.raises(RecordRefused) as caught:
            withdraw_acknowledgement(path, doubt, reason="x", acknowledged_by=WHO, now=START)
        said = Words("en").say(caught.value.message)
        assert f"Nobody has acknowledged “{doubt}”" in said


@pytest.mark.parametrize(("doubt", "reason"), [("", "x"), ("x", " ")])
def test_an_acknowledgement_needs_a_doubt_and_a_reason(path: Path, doubt: str, reason: str) -> None:
    with pytest.raises(RecordRefused):
        acknowledge(path, doubt, reason=reason, acknowledged_by=WHO, now=START)


def test_snapshots_are_numbered_and_come_back_as_noted(busy: Path) -> None:
    first = note_snapshot(busy, _snapshot(last_entry=9))
    second = note_snapshot(busy, _snapshot(replaces=1, plan_version=None, week=""))

    assert (first.number, second.number, second.replaces) == (1, 2, 1)
    assert first.made_at > START + 9 * HOUR, "after what it rests on"
    assert second.made_at > first.made_at
    with open_reader(busy) as reader:
        assert reader.snapshots() == (first, second)
        assert reader.snapshots(first.made_at) == (first,)
    assert verify(busy, documents=False) == ()


def test_the_fingerprint_changes_with_everything_that_is_recorded_and_nothing_else(
    tmp_path: Path,
) -> None:
    path = tmp_path / "b.db"
    create_database(path)
    seen = []

    def look() -> Head:
        with open_reader(path) as reader:
            head = reader.head()
            assert reader.hash_at(head.count) == head.hash
        seen.append(head)
        return head

    assert look() == Head(0, BEGINNING.hex())
    load(path)
    look()
    entry = note(path)
    look()
    acknowledge(path, "k", reason="r", acknowledged_by=WHO, now=START)
    head = look()
    assert [h.count for h in seen] == [0, 1, 2, 3]
    assert len({h.hash for h in seen}) == 4
    note_snapshot(path, _snapshot())
    assert look() == head, "an export changes nothing that the ledger says"
    with open_reader(path) as reader:
        assert reader.head(entry.recorded_at - timedelta(microseconds=1)) == seen[1]
        assert reader.hash_at(99) is None


def test_two_ledgers_with_the_same_content_have_the_same_fingerprint(tmp_path: Path) -> None:
    heads = set()
    for name, value in (("a.db", "37.20"), ("b.db", "37.20"), ("c.db", "37.2")):
        path = new_database(tmp_path / name)
        note(path, figure(value=value))
        with open_reader(path) as reader:
            heads.add(reader.head())
    assert len(heads) == 2, "the digits as they were typed count"


@pytest.mark.parametrize("backwards", [True, False])
def test_every_entry_is_corrected_by_the_next_one_of_its_claim(
    tmp_path: Path, backwards: bool
) -> None:
    path = new_database(tmp_path / "a.db")
    by_claim: dict[str, list[int]] = {}
    expected: dict[int, Correction | None] = {}
    for number in range(1, 41):
        period = str(2011 + number * number % 7)
        before = by_claim.setdefault(period, [])
        if before and number % 5 == 0 and expected[before[-1]] is None:
            retract(path, before[-1], reason="x", recorded_by=WHO, now=START + number * HOUR)
            expected[before[-1]] = Correction(number, EntryKind.RETRACTION)
            before.clear()
        else:
            kind = EntryKind.REVISION if before else EntryKind.RECORD
            last = before[-1] if before else None
            note(path, figure(period=period, value=str(number)), number, kind=kind,
                 supersedes=last, expect=last, reason="x" if before else "")  # fmt: skip
            if last is not None:
                expected[last] = Correction(number, EntryKind.REVISION)
            before.append(number)
        expected[number] = None
    with open_reader(path) as reader:
        entries = list(reader.entries())[:: 1 if backwards else -1]
        later = reader.corrections()
        assert {entry.id: later(entry) for entry in entries} == expected
        early = reader.corrections(entries[20].recorded_at)
        assert [early(e) for e in entries if e.id <= entries[20].id] == [
            c if c is not None and c.id <= entries[20].id else None
            for c in (expected[e.id] for e in entries if e.id <= entries[20].id)
        ]
