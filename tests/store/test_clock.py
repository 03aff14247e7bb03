"""Whatever the clock does, the ledger's moments follow the order in which it was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from store_sample import AMENDED, HOUR, START, WHO, figure, load, new_database, note, tampered

from sbtrack.domain.codec import digest
from sbtrack.domain.errors import StoreError
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge
from sbtrack.store.writes.writer import load_plan, record, retract


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_database(tmp_path / "a.db")


def test_entries_are_dated_in_order_also_when_the_clock_goes_back(path: Path) -> None:
    moments = [
        record(path, figure(period=f"2011-{month:02d}"), recorded_by=WHO, now=now).recorded_at
        for month, now in enumerate(
            (START + HOUR, START - 900 * HOUR, START + HOUR, START + 2 * HOUR), 1
        )
    ]
    tick = timedelta(microseconds=1)
    first = START + HOUR
    assert moments == [first, first + tick, first + 2 * tick, START + 2 * HOUR]
    with open_reader(path) as reader:
        for known, moment in enumerate(moments, 1):
            assert reader.last_entry_id(moment) == known
            assert len(list(reader.entries(known_at=moment))) == known
            assert reader.last_entry_id(moment - tick) == (known - 1 or None)


def test_a_version_loaded_after_the_clock_went_back_is_known_after_what_came_before(
    path: Path,
) -> None:
    entry = note(path, figure(), 5)
    version = load(path, AMENDED, START + HOUR)
    later = note(path, figure("rural"), 2)

    assert version is not None
    tick = timedelta(microseconds=1)
    assert version.loaded_at == entry.recorded_at + tick
    assert later.recorded_at == entry.recorded_at + 2 * tick
    with open_reader(path) as reader:
        assert [v.number for v in reader.plan_versions(entry.recorded_at)] == [1]
        assert reader.last_entry_id(version.loaded_at) == entry.id
        assert reader.newest_moment() == later.recorded_at
    assert verify(path) == ()


def test_moments_are_kept_in_utc_whatever_the_zone_they_were_given_in(path: Path) -> None:
    beijing = timezone(timedelta(hours=8))
    entry = record(path, figure(), recorded_by=WHO, now=datetime(2013, 1, 1, 7, tzinfo=beijing))
    assert entry.recorded_at == datetime(2012, 12, 31, 23, tzinfo=UTC)
    assert entry.recorded_at.tzinfo is UTC
    with open_reader(path) as reader:
        assert list(reader.entries()) == [entry]


def test_the_clock_is_asked_when_readers_can_see_that_somebody_is_writing(path: Path) -> None:
    """Else an answer could lack what is dated before it and committed after it."""
    asked = []

    def clock() -> datetime:
        with open_reader(path) as reader:
            assert not reader.settled
            asked.append(reader.newest_moment())
        return START + HOUR

    entry = record(path, figure(), recorded_by=WHO, now=clock)
    retract(path, entry.id, reason="x", recorded_by=WHO, now=clock)
    acknowledge(path, "jump:1", reason="x", acknowledged_by=WHO, now=clock)
    load_plan(path, AMENDED, digest(AMENDED), clock)

    assert len(asked) == 4 == len({*asked})
    with open_reader(path) as reader:
        assert reader.settled
    assert verify(path) == ()


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59.999999Z", "9999-99-99T23:59:59.999999Z"])
def test_nothing_is_recorded_after_a_moment_that_another_tool_made_up(
    path: Path, moment: str
) -> None:
    entry = note(path)
    tampered(path, f"UPDATE batch SET recorded_at = '{moment}' WHERE number = 1")
    with pytest.raises(StoreError) as caught:
        note(path, figure("rural"))
    assert "damaged" in caught.value.message.template
    assert entry.id in [finding.entry_id for finding in verify(path)]
