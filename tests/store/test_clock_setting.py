"""One record dated by a clock that was ahead dates all that follow only until that is set right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_sample import PLAN, new_database
from store_sample import figure as a_figure

from sbtrack.domain.codec import digest
from sbtrack.domain.database import FindingKind
from sbtrack.domain.errors import RecordRefused
from sbtrack.domain.ledger import Entry
from sbtrack.store.care.verify import verify
from sbtrack.store.dating import newest_moment
from sbtrack.store.moments import AHEAD, moment_to_text
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge, set_clock
from sbtrack.store.writes.writer import load_plan, record

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WRONG = datetime(2099, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_database(tmp_path / "a.db")


def noted(path: Path, year: int, at: datetime) -> Entry:
    return record(path, a_figure("stable", str(year), "60"), recorded_by="li", now=at)


def set_right(path: Path, at: datetime) -> None:
    set_clock(path, reason="the battery was empty", set_by="li", now=at)


def known(path: Path, at: datetime | None) -> tuple[int | None, int]:
    """Return the last entry known then, and how many acknowledgements were."""
    with open_reader(path) as reader:
        return reader.last_entry_id(at), len(reader.acknowledgement_log(at))


def findings(path: Path, now: datetime | None = None) -> list[FindingKind]:
    return [finding.kind for finding in verify(path, now=now)]


def test_what_follows_is_dated_by_the_clock_again(path: Path) -> None:
    noted(path, 2011, NOW)
    assert noted(path, 2012, WRONG).recorded_at == WRONG
    assert noted(path, 2013, NOW + HOUR).recorded_at > WRONG
    set_right(path, NOW + 2 * HOUR)
    assert noted(path, 2014, NOW + 3 * HOUR).recorded_at == NOW + 3 * HOUR
    assert findings(path, NOW + 4 * HOUR) == []


def test_what_was_dated_ahead_counts_as_known_from_the_setting_on(path: Path) -> None:
    noted(path, 2011, NOW)
    noted(path, 2012, WRONG)
    acknowledge(path, "a:doubt", reason="x", acknowledged_by="li", now=NOW + HOUR)
    assert known(path, NOW + HOUR) == (1, 0)
    set_right(path, NOW + 2 * HOUR)
    noted(path, 2013, NOW + 3 * HOUR)
    asked = {hours: known(path, NOW + hours * HOUR) for hours in (0, 1, 2, 3)}
    assert asked == {0: (1, 0), 1: (1, 0), 2: (2, 1), 3: (3, 1)}
    assert known(path, WRONG) == known(path, None) == (3, 1)


def test_a_question_asked_before_gets_the_same_answer_whatever_is_set_and_recorded_later(
    path: Path,
) -> None:
    hours = range(8)
    first: dict[int, tuple[int | None, int]] = {}
    for hour in hours:
        if hour in (2, 5):
            noted(path, 2011 + hour, WRONG + hour * HOUR)
            set_right(path, NOW + hour * HOUR)
        else:
            noted(path, 2011 + hour, NOW + hour * HOUR)
        first[hour] = known(path, NOW + hour * HOUR)
    assert {hour: known(path, NOW + hour * HOUR) for hour in hours} == first
    assert first == {hour: (hour + 1, 0) for hour in hours}


def test_a_plan_loaded_while_the_clock_was_ahead_is_there_from_the_setting_on(path: Path) -> None:
    amended = replace(PLAN, document_number="2")
    load_plan(path, amended, digest(amended), now=WRONG)
    set_right(path, NOW + HOUR)
    with open_reader(path) as reader:
        before, after = reader.plan_version(NOW), reader.plan_version(NOW + HOUR)
        assert before is not None
        assert after is not None
        assert (before.number, after.number) == (1, 2)
        assert reader.newest_moment() == NOW + HOUR
        assert reader.known_since(2) == NOW + HOUR
        assert reader.known_since(3) is None


def test_records_that_the_clock_had_nearly_come_to_keep_their_moments(path: Path) -> None:
    noted(path, 2011, NOW + AHEAD)  # another computer's clock
    noted(path, 2012, WRONG)
    set_right(path, NOW)
    assert known(path, NOW + AHEAD - timedelta(microseconds=1)) == (None, 0)
    assert known(path, NOW + AHEAD) == (1, 0)
    with closing(sqlite3.connect(path)) as connection:
        assert newest_moment(connection) == NOW + AHEAD + timedelta(microseconds=1)
    assert findings(path) == []


@pytest.mark.parametrize("ahead", [timedelta(0), AHEAD])
def test_a_clock_that_is_not_ahead_is_not_set(path: Path, ahead: timedelta) -> None:
    noted(path, 2011, NOW + ahead)
    with pytest.raises(RecordRefused, match="nothing to set right"):
        set_right(path, NOW)
    noted(path, 2012, NOW + AHEAD + timedelta(microseconds=1))
    set_right(path, NOW)


@pytest.mark.parametrize("reason", ["", "  ", "a\x00"])
def test_a_setting_has_a_reason_that_can_be_kept(path: Path, reason: str) -> None:
    noted(path, 2011, WRONG)
    with pytest.raises(RecordRefused):
        set_clock(path, reason=reason, set_by="li", now=NOW)
    assert findings(path, NOW) == [FindingKind.CLOCK]


def test_a_moment_that_a_record_dated_ahead_has_is_not_given_twice(path: Path) -> None:
    noted(path, 2011, NOW + HOUR)
    set_right(path, NOW)
    assert noted(path, 2012, NOW + HOUR).recorded_at == NOW + HOUR + timedelta(microseconds=1)


def test_a_setting_that_was_changed_removed_or_put_in_is_found(path: Path) -> None:
    noted(path, 2011, WRONG)
    set_right(path, NOW)
    noted(path, 2012, NOW + HOUR)
    whole = path.read_bytes()
    later = moment_to_text(NOW + 3 * HOUR)
    for statement in (
        f"UPDATE clock_setting SET set_at = '{later}'",
        "UPDATE clock_setting SET reason = 'y'",
        "UPDATE clock_setting SET batches = 0",
        "DELETE FROM clock_setting",
        f"INSERT INTO clock_setting SELECT 2, '{later}', 'x', 'x', 1, 2, 0, 0",
    ):
        path.write_bytes(whole)
        with closing(sqlite3.connect(path)) as connection:
            for verb in ("update", "delete"):
                connection.execute(f"DROP TRIGGER clock_setting_no_{verb}")
            connection.execute(statement)
            connection.commit()
        assert FindingKind.CHAIN in findings(path), statement
