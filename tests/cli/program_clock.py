"""Sets the program's clock, for the tests of what happens over weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

import pytest
from command_line import say

from sbtrack.cli import settings

#: The commands that are dated in the ledger.
WRITING = (
    "record ",
    "retract ",
    "plan load ",
    "export ",
    "doubts --acknowledge ",
    "doubts --withdraw ",
)

SetClock = Callable[[datetime], None]


def program_clock(monkeypatch: pytest.MonkeyPatch, start: datetime) -> SetClock:
    """Return what sets the clock; each look at it takes a second."""
    moment = start

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            nonlocal moment
            moment += timedelta(seconds=1)
            return moment.astimezone(tz)

    def set_to(wanted: datetime) -> None:
        nonlocal moment
        moment = wanted

    monkeypatch.setattr(settings, "datetime", Clock)
    return set_to


def ok(line: str, *more: str) -> str:
    """Run a command line that has to go well; return what it says.

    What is written is confirmed: the clock that is set here is not that of the file.
    """
    confirmed = ["--yes"] if line.startswith(WRITING) and "--yes" not in line else []
    said = say(*line.split(), *more, *confirmed)
    assert said.code == 0, (line, said.err)
    return said.out
