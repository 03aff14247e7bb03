import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sbtrack.actions.claims import Typed
from sbtrack.actions.recording import Intent, Recorded, record_claim
from sbtrack.domain.codec import digest
from sbtrack.domain.errors import BadValue, Implausible, RecordRefused, StoreError
from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.lookup import find_tracked
from sbtrack.domain.plan import PlanVersion
from sbtrack.domain.terms import Vintage
from sbtrack.planfile import builtin_plan
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database, load_plan

PLAN = builtin_plan()
NOW = datetime(2014, 7, 1, 1, 30, tzinfo=UTC)
BUILT_IN = PlanVersion(PLAN, 0, None, "")
INTENT = Intent("analyst", NOW, date(2014, 7, 1))
REVISION = replace(INTENT, revise=True, reason="audited")
CONFIRMED = replace(INTENT, confirmed=True)  # the clock, too, which is not that of the file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def record(
    path: Path, code: str, value: str | None, intent: Intent = INTENT, **more: Any
) -> Recorded:
    """Record as a command does, on the plan version that is the newest."""
    version = BUILT_IN
    if path.exists():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))  # the clock that is set here
        with open_reader(path) as reader:
            version = reader.plan_version() or BUILT_IN
    typed = replace(Typed("2013", value), **more)
    return record_claim(path, version, find_tracked(code, PLAN), typed, intent)


def ledger(path: Path) -> list[Entry]:
    with open_reader(path) as reader:
        return [*reader.entries()]


def test_the_first_figure_makes_the_database_with_the_plan_in_it(path: Path) -> None:
    recorded = record(path, "4", "37.2")
    assert recorded.entry is not None
    assert (recorded.standing, recorded.changed) == (None, ())
    with open_reader(path) as reader:
        version = reader.plan_version()
    assert version is not None
    assert (version.number, version.plan, version.digest) == (1, PLAN, digest(PLAN))
    (entry,) = ledger(path)
    assert (entry.kind, entry.recorded_by) == (EntryKind.RECORD, "analyst")
    assert version.loaded_at == NOW < entry.recorded_at, "a plan before what is recorded on it"


def test_a_database_without_a_plan_gets_it_with_the_first_figure(path: Path) -> None:
    create_database(path, NOW)
    assert record(path, "4", "37.2").entry is not None
    with open_reader(path) as reader:
        assert [version.number for version in reader.plan_versions()] == [1]


@pytest.mark.parametrize(
    ("code", "value", "error"),
    [("4", "x", BadValue), ("4", "372", Implausible), ("3", "101", RecordRefused)],
)
def test_what_is_refused_makes_no_database(
    path: Path, code: str, value: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        record(path, code, value)
    assert not path.exists()


def test_a_leap_is_a_refusal_of_its_own_and_a_confirmation_lets_it_pass(path: Path) -> None:
    with pytest.raises(Implausible) as caught:
        record(path, "4", "372")
    assert isinstance(caught.value, RecordRefused)
    assert record(path, "4", "372", replace(INTENT, confirmed=True)).entry is not None


def test_a_leap_that_was_confirmed_needs_it_no_more_when_its_texts_are_corrected(
    path: Path,
) -> None:
    record(path, "4", "372", replace(INTENT, confirmed=True))
    corrected = record(path, "4", "372", REVISION, source="bulletin")
    assert corrected.entry is not None
    with pytest.raises(Implausible):
        record(path, "4", "3", REVISION)


def test_a_revision_without_anything_new_writes_nothing(path: Path) -> None:
    record(path, "4", "37.2", vintage=Vintage.FINAL, source="one")
    again = record(path, "4", "372000人", REVISION)
    assert again.entry is None
    assert len(ledger(path)) == 1


def test_what_is_not_typed_again_stays_where_the_figure_stays(path: Path) -> None:
    record(path, "4", "37.2", source="one", note="by hand", vintage=Vintage.PRELIMINARY)
    revised = record(path, "4", "37.2", REVISION, vintage=Vintage.FINAL)
    assert isinstance(revised.claim, Observation)
    assert (revised.claim.source, revised.claim.note) == ("one", "by hand")
    assert revised.claim.vintage is Vintage.FINAL
    assert ledger(path)[0].claim == replace(revised.claim, entry_id=2)


def test_another_figure_takes_over_no_source(path: Path) -> None:
    record(path, "4", "37.2", source="one", note="by hand", vintage=Vintage.FINAL)
    revised = record(path, "4", "37.3", REVISION)
    assert isinstance(revised.claim, Observation)
    assert (revised.claim.source, revised.claim.note, revised.claim.vintage) == ("", "", None)


def test_a_figure_may_change_between_a_value_and_its_parts(path: Path) -> None:
    record(path, "3", "93")
    parts: dict[str, Any] = {"numerator": "93", "denominator": "100"}
    with pytest.raises(RecordRefused):
        record(path, "3", None, **parts)
    revised = record(path, "3", None, REVISION, **parts)
    assert [str(part.template) for part in revised.changed] == ["value"]


def test_the_neighbour_of_a_figure_is_the_one_before_else_the_one_after(path: Path) -> None:
    record(path, "4", "36", period="2012")
    with pytest.raises(Implausible) as caught:
        record(path, "4", "3.6", period="2013")
    assert "2012" in str(caught.value.message)
    with pytest.raises(Implausible) as caught:
        record(path, "4", "3.5", period="2011")
    assert "2012" in str(caught.value.message)


def test_milestones_follow_the_same_rules(path: Path) -> None:
    record(path, "M8", "done", source="notice")
    assert record(path, "M8", "完成").entry is None
    with pytest.raises(RecordRefused):
        record(path, "M8", "not-done")
    record(path, "M8", "not-done", REVISION)
    new, old = ledger(path)
    assert (new.kind, new.supersedes, new.reason) == (EntryKind.REVISION, old.id, "audited")


def test_a_plan_that_is_no_longer_there_cannot_be_recorded_upon(path: Path) -> None:
    path.write_text("not a database")
    with pytest.raises(StoreError):
        record_claim(path, BUILT_IN, find_tracked("4", PLAN), Typed("2013", "37.2"), INTENT)
    assert path.read_text() == "not a database"


@pytest.mark.parametrize("decided_on", [BUILT_IN, PlanVersion(PLAN, 1, NOW, digest(PLAN))])
def test_a_figure_decided_on_a_plan_amended_meanwhile_is_refused(
    path: Path, decided_on: PlanVersion
) -> None:
    """The amendment may measure in another unit, and is never itself undone."""
    if decided_on.number:
        load_plan(path, PLAN, digest(PLAN), NOW, create=True)
    amended = replace(PLAN, document_number="2014-9")
    load_plan(path, amended, digest(amended), NOW, create=True)
    loaded = decided_on.number + 1
    with pytest.raises(RecordRefused) as caught:
        record_claim(path, decided_on, find_tracked("4", PLAN), Typed("2013", "37.2"), CONFIRMED)
    assert caught.value.message.template.startswith("The plan was amended in the meantime")
    assert ledger(path) == []
    with open_reader(path) as reader:
        assert len(reader.plan_versions()) == loaded


def test_a_plan_loaded_meanwhile_that_says_the_same_is_as_good(path: Path) -> None:
    load_plan(path, PLAN, digest(PLAN), NOW, create=True)
    recorded = record_claim(path, BUILT_IN, find_tracked("4", PLAN), Typed("2013", "37"), CONFIRMED)
    assert recorded.entry is not None
    assert recorded.entry.plan_version == 1


def test_a_text_that_cannot_be_kept_makes_no_database(path: Path) -> None:
    with pytest.raises(RecordRefused):
        record(path, "4", "37.2", source="\udcff")
    assert [*path.parent.iterdir()] == []


def test_a_zero_does_not_open_the_door_to_any_figure(path: Path) -> None:
    record(path, "8", "0", period="2011")
    with pytest.raises(Implausible):
        record(path, "8", "1200000", period="2012")
    assert record(path, "8", "50", period="2012").entry is not None


def test_a_series_is_held_against_its_last_figure_that_is_not_zero(path: Path) -> None:
    record(path, "S3", "38000", period="2011")
    record(path, "S3", "0", replace(INTENT, confirmed=True), period="2012")
    with pytest.raises(Implausible) as raised:
        record(path, "S3", "99999999")
    assert "38000" in str(raised.value.finding)
    assert record(path, "S3", "42000").entry is not None


def test_a_figure_before_a_zero_is_held_against_the_one_after_it(path: Path) -> None:
    record(path, "S3", "42000")
    record(path, "S3", "0", replace(INTENT, confirmed=True), period="2012")
    with pytest.raises(Implausible):
        record(path, "S3", "99999999", period="2011")
