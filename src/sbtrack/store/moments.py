"""Moments as the database keeps them: UTC text of fixed width, which sorts by time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: A moment, or a clock to be asked for it: whoever waits for a lock asks once he has it.
Now = datetime | Callable[[], datetime]

#: Clocks of several machines differ by less than this, and records are a microsecond apart.
AHEAD = timedelta(minutes=10)
_FIRST_YEAR, _LAST_YEAR = 2, 9998  # in years 1 and 9999 some clocks have no such moment


def moment_of(now: Now) -> datetime:
    """Return the moment, asking the clock where that is given."""
    return now if isinstance(now, datetime) else now()


def moment_to_text(moment: datetime) -> str:
    """Return a moment in UTC to the microsecond; one without a zone is in UTC already.

    >>> moment_to_text(datetime(2026, 11, 24, 6, 3, 4, 5, tzinfo=UTC))
    '2026-11-24T06:03:04.000005Z'
    """
    aware = moment.astimezone(UTC) if moment.tzinfo else moment
    return aware.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment_from_text(text: str) -> datetime:
    """Return the moment that `moment_to_text` gave this text for.

    >>> moment_from_text("2026-11-24T06:03:04.000005Z").microsecond
    5

    Raises:
        ValueError, TypeError: it is no such text, or one that not every clock can show.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo != UTC or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(text)
    return moment


def is_ahead(moment: datetime, now: datetime) -> bool:
    """Say whether a moment lies so far ahead of the clock that one of the two must be wrong."""
    return moment > now + AHEAD


def later_than(last: str | None, now: datetime) -> str:
    """Return `now` as text, but always later than `last`, also when the clock went back.

    >>> later_than("2026-11-24T06:03:04.000005Z", datetime(2020, 1, 1, tzinfo=UTC))
    '2026-11-24T06:03:04.000006Z'
    """
    text = moment_to_text(now)
    if last is None or text > last:
        return text
    return moment_to_text(moment_from_text(last) + timedelta(microseconds=1))
