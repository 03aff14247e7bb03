"""Moments as people are told them: by the plan's clock, as far as a file still says which."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, tzinfo

from sbtrack.domain.clock import zone_of
from sbtrack.store.kept import offset_from
from sbtrack.store.moments import moment_from_text


def plan_clock(connection: sqlite3.Connection) -> tzinfo:
    """Return the time zone of the newest plan version; UTC where it cannot be told.

    For findings: a file that was altered is spoken of, too, so nothing here is refused.
    """
    newest = "SELECT utc_offset FROM plan_version ORDER BY number DESC LIMIT 1"
    try:
        for (offset,) in connection.execute(newest).fetchall():
            return zone_of(offset_from(offset))
    except (sqlite3.Error, ValueError, TypeError):
        pass
    return UTC


def told_by(clock: tzinfo, text: object) -> datetime | str:
    """Return the moment that is kept as this text, in that clock; what is none as it stands.

    >>> str(told_by(UTC, "2026-11-27T17:30:01.390981Z")), told_by(UTC, "zz")
    ('2026-11-27 17:30:01.390981+00:00', 'zz')
    """
    try:
        return moment_from_text(str(text)).astimezone(clock)
    except ValueError:
        return str(text)
