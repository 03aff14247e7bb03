"""Whether this computer's clock can be believed, before something is dated by it for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sbtrack.domain.clock import zone_of
from sbtrack.domain.errors import DoubtfulClock
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.store.moments import Now, is_ahead, moment_of
from sbtrack.store.reads.reader import Reader

#: A ledger that is in use gets an entry a year, and more than that is more often a wrong clock.
LONGEST_PAUSE = timedelta(days=366)
#: File servers' clocks, and time zones taken for one another, differ by less than this.
FILE_AHEAD = timedelta(days=1)


def clock_check(path: Path, plan: Plan, now: Now, *, confirmed: bool) -> Callable[[Reader], None]:
    """Return what refuses to date anything by a clock that is not believed, unless confirmed.

    It is asked last, when all else is in order, and raises `DoubtfulClock`.
    """

    def check(reader: Reader) -> None:
        doubt = None if confirmed else doubtful_clock(path, reader, plan, moment_of(now))
        if doubt is not None:
            raise DoubtfulClock(doubt)

    return check


def doubtful_clock(path: Path, reader: Reader | None, plan: Plan, now: datetime) -> Msg | None:
    """Return why the clock is not believed without being confirmed, None when it is.

    It is asked about when it is more than 366 days past the newest record, more than ten minutes
    behind it, or more than a day behind the time at which the file was last written.
    """
    newest = reader.newest_moment() if reader is not None else None
    if newest is None:
        return None
    zone = zone_of(plan.utc_offset)
    told = {"now": now.astimezone(zone), "newest": newest.astimezone(zone)}
    if is_ahead(newest, now):
        return Msg(
            "This computer's clock says {now}, but the newest record is dated {newest}: one of the "
            "two is wrong, and this would be dated right after that record. If the clock is right "
            "now, set the ledger's right with `sbtrack db clock`.",
            **told,
        )
    if now - newest > LONGEST_PAUSE:
        return Msg(
            "This computer's clock says {now}, more than a year after the newest record "
            "({newest}), and what is recorded is dated by it for good: see that the clock is "
            "right.",
            **told,
        )
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if written > now + FILE_AHEAD:
        return Msg(
            "This computer's clock says {now}, but the database was last written at {written}: one "
            "of the two is wrong; see that the clock is right.",
            now=told["now"],
            written=written.astimezone(zone),
        )
    return None
