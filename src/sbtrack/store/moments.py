"""Moments as the database keeps them: UTC text of fixed width, which sorts by time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: A moment, or a clock to be asked for it: whoever waits for a lock asks once he has it.
Now = datetime | Callable[[], datetime]


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
    """
    return datetime.fromisoformat(text)


def later_than(last: str | None, now: datetime) -> str:
    """Return `now` as text, but always later than `last`, also when the clock went back.

    >>> later_than("2026-11-24T06:03:04.000005Z", datetime(2020, 1, 1, tzinfo=UTC))
    '2026-11-24T06:03:04.000006Z'
    """
    text = moment_to_text(now)
    if last is None or text > last:
        return text
    return moment_to_text(moment_from_text(last) + timedelta(microseconds=1))
