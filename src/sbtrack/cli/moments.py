"""The two dates of a question, as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timezone

from sbtrack.domain.characters import plainly
from sbtrack.domain.errors import BadPeriod, UsageError, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, misread


def as_of_date(text: str) -> date:
    """Return the day at whose end the plan is judged; a period stands for its last day.

    >>> as_of_date("2013-H1")
    datetime.date(2013, 6, 30)

    Raises:
        BadPeriod: the text is no period.
    """
    return Period.parse(text).end


def known_at_moment(text: str, clock: timezone, now: datetime) -> datetime:
    """Return the moment up to which entries count; a day or period counts to its end.

    A time without an offset is in the plan's clock. Today means up to now.

    >>> known_at_moment("2014-03-01", timezone.utc, datetime(2026, 1, 1, tzinfo=timezone.utc))
    datetime.datetime(2014, 3, 1, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)

    Raises:
        UsageError: the text is no date or moment, or it lies in the future.
    """
    moment = moment_typed(text, clock)
    if moment > now.astimezone(clock):
        if "T" not in plainly(text) and moment.date() == now.astimezone(clock).date():
            return now.astimezone(clock)
        raise UsageError(
            Msg(
                "{text} lies in the future, and what will be known then is not known yet; "
                "leave out --known-at for the newest state.",
                text=quoted(text),
            )
        )
    return moment


def moment_typed(text: str, clock: timezone, *, start: bool = False) -> datetime:
    """Return the moment that was typed; a day or period stands for its end, or its start.

    Raises:
        UsageError: the text is no date or moment.
    """
    try:
        found = _moment(text, clock, start=start)
        found.astimezone(UTC)  # in the years 1 and 9999 there may be no such moment
    except (ValueError, OverflowError):
        raise UsageError(
            misread(text)
            or Msg(
                "{text} is no date; write for example 2014-03-01 or 2014-03-01T17:30.",
                text=quoted(text),
            )
        ) from None
    return found


def _moment(text: str, clock: timezone, *, start: bool) -> datetime:
    try:
        period = Period.parse(text)
    except BadPeriod:
        found = datetime.fromisoformat(plainly(text).strip())
        return (found if found.tzinfo else found.replace(tzinfo=clock)).astimezone(clock)
    return datetime.combine(
        period.start if start else period.end, time.min if start else time.max, clock
    )
