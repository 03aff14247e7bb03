"""What a database file holds, in short; of a schema older than ours too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sbtrack.domain.database import DatabaseInfo
from sbtrack.store.care.history import history_of
from sbtrack.store.chain.seals import MOMENTS, newest_moment
from sbtrack.store.files import (
    OLDEST_SCHEMA,
    connect_to_read,
    explained,
    require_ours,
    writes_ahead,
)
from sbtrack.store.kept import readable
from sbtrack.store.moments import moment_from_text
from sbtrack.store.reads.plan import read_listings
from sbtrack.store.reads.reader import Reader

_WITH_CHAIN = 2  # the first schema that has seals
_FIRST_MOMENTS = ("plan_version", "entry")  # what the schema before it dates


def database_info(path: Path) -> DatabaseInfo:
    """Return what the file holds.

    Raises:
        StoreError: it cannot be read, or is not one of ours.
    """
    with closing(connect_to_read(path, OLDEST_SCHEMA)) as connection, explained(path):
        schema = require_ours(path, connection, OLDEST_SCHEMA)
        sealed = schema >= _WITH_CHAIN
        return DatabaseInfo(
            path=path,
            size=path.stat().st_size,
            schema=schema,
            plan_id=_first(connection, "SELECT MAX(plan_id) FROM plan_version"),
            versions=tuple(read_listings(connection, "9999")),
            entries=_count(connection, "entry"),
            acknowledgements=_count(connection, "current_acknowledgement") if sealed else 0,
            snapshots=_count(connection, "snapshot") if sealed else 0,
            first_recorded=_recorded(connection, "id"),
            last_recorded=_recorded(connection, "id DESC"),
            newest_moment=newest_moment(connection, MOMENTS if sealed else _FIRST_MOMENTS),
            head=Reader(connection).head() if sealed else None,
            journal_mode="wal" if writes_ahead(path) else "delete",
            history=history_of(connection) if sealed else (),
        )


def _first(connection: sqlite3.Connection, statement: str) -> Any:
    return connection.execute(statement).fetchone()[0]


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = _first(connection, f"SELECT COUNT(*) FROM {table}")
    return count


def _recorded(connection: sqlite3.Connection, order: str) -> datetime | None:
    """Return when the first entry of this order was recorded."""
    first = f"SELECT id, recorded_at FROM entry ORDER BY {order} LIMIT 1"
    for id, moment in connection.execute(first).fetchall():
        with readable("entry", id):
            return moment_from_text(moment)
    return None
