"""A clock that can hardly be right is asked about before it dates anything for good."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import say
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
