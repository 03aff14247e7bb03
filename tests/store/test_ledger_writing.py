"""Recording, correcting and withdrawing: nothing is lost, and nothing is written by halves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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

from sbtrack.domain.errors import RecordRefused, SbtrackError, StoreError
from sbtrack.domain.ledger import Draft, Entry, EntryKind, Evidence, EvidenceKind, Observation
from sbtrack.domain.terms import Vintage
from sbtrack.locale.words import Words
from sbtrack.store.care.verify import verify
from sbtrack.store.kept import can_be_kept
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.ledger import AT_ONCE
from sbtrack.store.writes.writer import (
    ids_with_entries,
    record_all,
    retract,
)

ENGLISH = Words("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_database(tmp_path / "a.db")


def _entries(path: Path) -> list[Entry]:
    with open_reader(path) as reader:
        return list(reader.entries())[::-1]


def _said(error: SbtrackError) -> str:
    return ENGLISH.say(error.message)


def test_what_is_recorded_comes_back_as_it_was_given(path: Path) -> None:
    evidence = (
        Evidence(EvidenceKind.LINK, "https://example.org/公报?a=1"),
        Evidence(EvidenceKind.FILE, "公报/2013.pdf", "ab" * 32, 12345),
    )
    claim = figure(
        "regions", "2013-Q3", "93.3300", numerator=Decimal("28.00"), denominator=Decimal(30),
        vintage=Vintage.PRELIMINARY, source="统计公报", note="第3页", entered="28/30",
    )  # fmt: skip

    entry = note(path, claim, evidence=evidence)

    assert entry == Entry(
        id=1,
        kind=EntryKind.RECORD,
        claim=replace(claim, entry_id=1),
        recorded_at=START + HOUR,
        recorded_by=WHO,
        evidence=evidence,
        plan_version=1,
    )
    assert _entries(path) == [entry]
    with open_reader(path) as reader:
        assert reader.entry(1) == entry
        assert reader.entry(2) is None
    assert verify(path, documents=False) == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(can_be_kept),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=1, max_value=10**6, places=4),
)
def test_every_digit_comes_back(path: Path, value: Decimal, under: Decimal) -> None:
    with open_reader(path) as reader:
        current = reader.at_period("share", "city", figure().period)
    claim = replace(figure("share"), value=value, numerator=value, denominator=under)
    old = current.entry_id if current else None
    kind = EntryKind.REVISION if current else EntryKind.RECORD
    note(path, claim, kind=kind, supersedes=old, expect=old, reason="x" if current else "")

    with open_reader(path) as reader:
        found = reader.at_period("share", "city", claim.period)
    assert found is not None
    assert str(found.value) == str(found.numerator) == str(value)
    assert str(found.denominator) == str(under)


def test_a_correction_supersedes_and_keeps_what_it_corrects(path: Path) -> None:
    first = note(path, figure(value="37.1"))
    second = corrected(path, first, "37.2")

    assert _entries(path) == [first, second]
    assert second.supersedes == first.id
    with open_reader(path) as reader:
        assert [o.entry_id for o in reader.series("injury", "city")] == [second.id]
        assert reader.at_period("injury", "city", first.claim.period, START + HOUR) == first.claim


def test_a_withdrawal_keeps_the_claim_and_names_what_it_withdraws(path: Path) -> None:
    first = note(path, figure(value="37.10", source="公报", vintage=Vintage.FINAL, entered="37.10"))
    load(path, AMENDED, START + 2 * HOUR)

    gone = retract(path, 1, reason="口径有误", recorded_by=WHO, now=START + 3 * HOUR)

    assert gone.kind is EntryKind.RETRACTION
    assert gone.supersedes == first.id
    assert gone.claim == replace(first.claim, entry_id=2)
    assert gone.plan_version == 1, "the figure is still in the unit of measure of that version"
    with open_reader(path) as reader:
        assert reader.series("injury", "city") == ()
        assert reader.series("injury", "city", START + HOUR) == (first.claim,)
    again = note(path, figure(value="37.3"), 4)
    assert again.supersedes is None
    assert verify(path) == ()


def test_a_withdrawal_by_record_keeps_the_old_claim_whatever_is_claimed(path: Path) -> None:
    first = note(path, figure(value="37.1", source="公报"))
    gone = note(path, figure(value="1", source=""), kind=EntryKind.RETRACTION, supersedes=1,
                expect=1, reason="x")  # fmt: skip

    assert gone.claim == replace(first.claim, entry_id=2)


def test_a_milestone_report_can_be_corrected_and_withdrawn(path: Path) -> None:
    first = note(path, report(done=False))
    second = note(path, report(), 2, kind=EntryKind.REVISION, supersedes=1, expect=1, reason="x")
    with open_reader(path) as reader:
        assert reader.milestone_reports() == (second.claim,)
        assert reader.milestone_reports(START + HOUR) == (first.claim,)
        assert reader.milestone_reports(region="elsewhere") == ()
    retract(path, 2, reason="x", recorded_by=WHO, now=START + 3 * HOUR)
    with open_reader(path) as reader:
        assert reader.milestone_reports() == ()


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        (9, "The ledger has no entry 9;"),
        (1, "Entry 1 no longer counts: entry 2 corrects it;"),
        (3, "Entry 3 has been withdrawn already."),
        (4, "Entry 4 is a withdrawal itself;"),
    ],
)
def test_only_an_entry_that_counts_can_be_withdrawn(path: Path, id: int, sentence: str) -> None:
    corrected(path, note(path), "37.3")
    note(path, figure("rural"), 3)
    retract(path, 3, reason="x", recorded_by=WHO, now=START + 4 * HOUR)
    before = path.read_bytes()

    with pytest.raises(RecordRefused) as caught:
        retract(path, id, reason="x", recorded_by=WHO, now=START + 5 * HOUR)

    assert sentence in _said(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        (1, "Entry 1 no longer counts: entry 2 corrected it, and entry 4 withdrew what it was "
            "corrected to."),
        (2, "Entry 2 no longer counts: entry 3 corrected it, and entry 4 withdrew what it was "
            "corrected to."),
        (3, "Entry 3 no longer counts: entry 4 withdrew it."),
    ],
)  # fmt: skip
def test_what_was_recorded_anew_after_a_withdrawal_is_not_advised_to_be_withdrawn(
    path: Path, id: int, sentence: str
) -> None:
    corrected(path, corrected(path, note(path), "37.3"), "37.4", 3)
    retract(path, 3, reason="x", recorded_by=WHO, now=START + 4 * HOUR)
    assert "withdraw that one" not in _refusal_to_withdraw(path, id)
    note(path, figure(value="38"), 5)

    assert _refusal_to_withdraw(path, id) == (
        f"{sentence} Entry 5 was recorded anew after that; withdraw it only if it is wrong as well."
    )
    assert retract(path, 5, reason="x", recorded_by=WHO, now=START + 6 * HOUR).supersedes == 5


def test_what_was_corrected_and_then_withdrawn_says_both(path: Path) -> None:
    corrected(path, note(path), "37.3")
    retract(path, 2, reason="x", recorded_by=WHO, now=START + 4 * HOUR)
    assert _refusal_to_withdraw(path, 1) == (
        "Entry 1 no longer counts: entry 2 corrected it, and entry 3 withdrew what it was "
        "corrected to."
    )


def _refusal_to_withdraw(path: Path, id: int) -> str:
    with pytest.raises(RecordRefused) as caught:
        retract(path, id, reason="x", recorded_by=WHO, now=START + 9 * HOUR)
    return _said(caught.value)


def test_whoever_decided_on_an_older_state_is_refused(path: Path) -> None:
    first = note(path)
    corrected(path, first, "37.3")
    before = path.read_bytes()

    attempts: tuple[Callable[[], Entry], ...] = (
        lambda: note(path, figure(value="40")),
        lambda: corrected(path, first, "41"),
        lambda: note(path, figure(), kind=EntryKind.REVISION, supersedes=1, expect=2, reason="x"),
    )
    for attempt in attempts:
        with pytest.raises(RecordRefused) as caught:
            attempt()
        assert "that was not there when this was decided (number 2);" in _said(caught.value)
    assert path.read_bytes() == before
    retract(path, 2, reason="x", recorded_by=WHO, now=START + 5 * HOUR)
    with pytest.raises(RecordRefused) as caught:
        note(path, figure(), kind=EntryKind.REVISION, supersedes=2, expect=2, reason="x")
    assert "somebody withdrew it in the meantime;" in _said(caught.value)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_or_withdrawal_needs_its_reason(path: Path, reason: str) -> None:
    note(path)
    with pytest.raises(RecordRefused) as caught:
        retract(path, 1, reason=reason, recorded_by=WHO, now=START)
    assert "needs its reason;" in _said(caught.value)


def test_what_the_plan_does_not_have_cannot_be_recorded_but_still_withdrawn(path: Path) -> None:
    for claim in (figure("nothing"), report("nothing")):
        with pytest.raises(RecordRefused) as caught:
            note(path, claim)
        assert "Version 1 of the plan has no “nothing”;" in _said(caught.value)
    note(path, report("review"))
    load(path, replace(PLAN, milestones=PLAN.milestones[:1]), START + 2 * HOUR)

    gone = retract(path, 1, reason="x", recorded_by=WHO, now=START + 3 * HOUR)

    assert (gone.supersedes, gone.plan_version) == (1, 1)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_only_finite_numbers_are_recorded(path: Path, value: str) -> None:
    for claim in (
        figure(value=value),
        figure("regions", numerator=Decimal(value), denominator=Decimal(1)),
        figure("regions", numerator=Decimal(1), denominator=Decimal(value)),
    ):
        with pytest.raises(RecordRefused) as caught:
            note(path, claim)
        assert "Only finite numbers of at most 99 digits can be recorded;" in _said(caught.value)


def test_a_ratio_over_zero_is_refused_by_the_database_in_one_sentence(path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        note(path, figure("regions", numerator=Decimal(1), denominator=Decimal(0)))
    assert "ck_entry_ratio); nothing was written." in _said(caught.value)


def test_several_drafts_are_recorded_together_or_not_at_all(path: Path) -> None:
    drafts = [Draft(claim=figure(period=str(year))) for year in (2011, 2012, 2013)]
    assert record_all(path, drafts, recorded_by=WHO, now=START) == range(1, 4)
    entries = _entries(path)
    assert [e.id for e in entries] == [1, 2, 3]
    assert [e.claim.period for e in entries] == [d.claim.period for d in drafts]
    assert len({e.recorded_at for e in entries}) == 1
    before = path.read_bytes()

    with pytest.raises(RecordRefused):
        record_all(path, [Draft(claim=figure("rural")), drafts[2]], recorded_by=WHO, now=START)

    assert path.read_bytes() == before


def test_a_draft_may_correct_an_earlier_one_of_the_same_transaction(path: Path) -> None:
    second = Draft(claim=figure(value="2"), kind=EntryKind.REVISION, supersedes=1, expect=1,
                   reason="x")  # fmt: skip
    record_all(path, [Draft(claim=figure(value="1")), second], recorded_by=WHO, now=START)
    assert [e.supersedes for e in _entries(path)] == [None, 1]
    assert verify(path) == ()


def test_the_ids_that_the_ledger_speaks_of(path: Path) -> None:
    note(path, figure("rural"))
    note(path, report("review"), 2)
    assert ids_with_entries(path) == {"rural", "review"}


def test_entered_is_kept_beside_the_value(path: Path) -> None:
    entry = note(path, figure(value="37.2"), entered="37.2万人")
    assert isinstance(entry.claim, Observation)
    assert entry.claim.entered == "37.2万人"
    assert _entries(path) == [entry]


class _AsAskedFor(Collection[Draft]):
    """Drafts that are made when they are asked for; how many it says, and how many it makes."""

    def __init__(self, said: int, made: int, evidence: tuple[Evidence, ...] = ()) -> None:
        self._said, self._made, self._evidence = said, made, evidence
        self.given = 0

    def __len__(self) -> int:
        return self._said

    def __contains__(self, _: object) -> bool:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Draft]:
        for number in range(self._made):
            self.given += 1
            day = (date(2011, 1, 1) + timedelta(days=number)).isoformat()
            claim = figure(period=day, value=f"{number}.50", source=f"表{number % 2}")
            yield Draft(claim=claim, evidence=self._evidence if number % 2 else ())


@pytest.mark.parametrize("count", [AT_ONCE - 1, AT_ONCE, AT_ONCE + 1])
def test_many_drafts_are_one_batch_and_sealed_as_they_stand(path: Path, count: int) -> None:
    evidence = (Evidence(EvidenceKind.LINK, "https://example.org/公报"),)
    drafts = _AsAskedFor(count, count, evidence)
    assert record_all(path, drafts, recorded_by=WHO, now=START) == range(1, count + 1)
    assert drafts.given == count  # once each

    found = _entries(path)
    assert [str(e.claim.value) for e in found if isinstance(e.claim, Observation)] == [
        f"{number}.50" for number in range(count)
    ]
    assert {(e.claim.source, e.evidence) for e in found} == {("表0", ()), ("表1", evidence)}
    assert len({e.recorded_at for e in found}) == 1
    assert verify(path, documents=False) == ()


def test_a_draft_may_correct_one_of_those_written_before_it(path: Path) -> None:
    first = list(_AsAskedFor(AT_ONCE, AT_ONCE))
    second = Draft(claim=figure(period="2011-01-01", value="2"), kind=EntryKind.REVISION,
                   supersedes=1, expect=1, reason="x")  # fmt: skip
    record_all(path, [*first, second], recorded_by=WHO, now=START)
    assert _entries(path)[-1].supersedes == 1
    assert verify(path) == ()


def test_a_refusal_after_many_undoes_all_of_them(path: Path) -> None:
    before = path.read_bytes()
    again = Draft(claim=figure(period="2011-01-01"))
    with pytest.raises(RecordRefused):
        record_all(path, [*_AsAskedFor(AT_ONCE, AT_ONCE), again], recorded_by=WHO, now=START)
    assert path.read_bytes() == before


@pytest.mark.parametrize("made", [0, 1, 3, AT_ONCE + 3])
def test_drafts_that_are_more_or_fewer_than_was_said_are_not_recorded(
    path: Path, made: int
) -> None:
    before = path.read_bytes()
    with pytest.raises(ValueError, match="not as many drafts as the 2 "):
        record_all(path, _AsAskedFor(2, made), recorded_by=WHO, now=START)
    assert path.read_bytes() == before


def test_no_drafts_are_no_batch(path: Path) -> None:
    before = path.read_bytes()
    assert record_all(path, [], recorded_by=WHO, now=START) == range(1, 1)
    assert path.read_bytes() == before


def test_half_a_character_in_any_text_is_refused_before_anything_is_looked_up(path: Path) -> None:
    for claim in (figure("\udc80"), figure(source="\udc80"), replace(figure(), region="\udc80")):
        for kind in EntryKind:
            draft = Draft(claim=claim, kind=kind, reason="x")
            with pytest.raises(RecordRefused) as caught:
                record_all(path, [draft], recorded_by=WHO, now=START)
            assert "bytes that are not valid characters" in _said(caught.value)
