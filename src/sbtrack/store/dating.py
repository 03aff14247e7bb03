"""What counts as known at a moment, also where a clock was ahead and has been set right since.

What is recorded is dated later than everything before it, so that the order of the moments is that
of the records. One record made while a clock was ahead would so date all that follow. A setting of
the ledger's clock ends that: from there on the computer's clock dates again, and what was recorded
before the setting counts as known from then on at the latest, whatever its own date says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sbtrack.store.kept import readable, whole
from sbtrack.store.moments import moment_from_text

#: The tables whose rows are dated: their keys, moments, and where a setting keeps how many rows
#: there were.
DATED = {
    "plan_version": ("number", "loaded_at", "plan_versions"),
    "batch": ("number", "recorded_at", "batches"),
    "acknowledgement": ("id", "acknowledged_at", "acknowledgements"),
    "snapshot": ("number", "made_at", "snapshots"),
}
_SETTINGS = (
    f"SELECT number, set_at, {', '.join(ends for _, _, ends in DATED.values())} "
    "FROM clock_setting ORDER BY number"
)


class Setting(NamedTuple):
    """That the ledger's clock was set, and the last row of each dated table by then."""

    set_at: str
    ends: Mapping[str, int]


def settings_of(connection: sqlite3.Connection) -> tuple[Setting, ...]:
    """Return every setting of the ledger's clock, oldest first.

    Raises:
        Unreadable: another tool wrote there.
    """
    return tuple(_setting(*row) for row in connection.execute(_SETTINGS).fetchall())


def known_by(connection: sqlite3.Connection, table: str, moment: str, last: int) -> int:
    """Return the number of the last row of a table that was known at a moment, 0 for none.

    Only rows up to the number `last` are looked at.
    """
    key, column, _ = DATED[table]
    first, end, since = 0, last, ""
    for setting in reversed(settings_of(connection)):
        if setting.set_at <= moment:
            first, since = setting.ends[table], setting.set_at
            break
        end = min(end, setting.ends[table])
    row = connection.execute(
        f"SELECT {key} FROM {table} WHERE {column} <= ? AND {column} > ? AND {key} > ? "
        f"AND {key} <= ? ORDER BY {column} DESC LIMIT 1",
        (moment, since, first, end),
    ).fetchone()
    return min(first, last) if row is None else int(row[0])


def known_since(connection: sqlite3.Connection, rows: Mapping[str, int]) -> datetime | None:
    """Return from when on all of some rows count as known, None where none of them is there.

    `rows` has the number of one row for each dated table that is meant.

    Raises:
        Unreadable: another tool wrote one of them.
    """
    settings, found = settings_of(connection), list[datetime]()
    for table, number in rows.items():
        key, column, _ = DATED[table]
        statement = f"SELECT {column} FROM {table} WHERE {key} = ?"
        for (text,) in connection.execute(statement, (number,)).fetchall():
            with readable(table, number):
                moment = moment_from_text(text)
            later = (s.set_at for s in settings if number <= s.ends[table])
            found.append(min((moment, *map(moment_from_text, later))))
    return max(found, default=None)


def newest_moment(connection: sqlite3.Connection) -> datetime | None:
    """Return from when on the newest record there is counts as known, None without any.

    Raises:
        Unreadable: another tool wrote it.
    """
    found = [known_since(connection, last_rows(connection))]
    found += [moment_from_text(setting.set_at) for setting in settings_of(connection)[-1:]]
    return max(filter(None, found), default=None)


def last_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of the last row of every dated table, 0 where it has none."""
    columns = ", ".join(f"(SELECT MAX({key}) FROM {table})" for table, (key, *_) in DATED.items())
    numbers = connection.execute(f"SELECT {columns}").fetchone()
    return {table: number or 0 for table, number in zip(DATED, numbers, strict=True)}


def _setting(number: int, set_at: str, *counts: int) -> Setting:
    with readable("clock_setting", number):
        moment_from_text(set_at)
        return Setting(set_at, dict(zip(DATED, map(whole, counts), strict=True)))
