"""What a database file holds, in short; of a schema older than ours too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sbtrack.domain.database import DatabaseInfo
from sbtrack.store.care.history import history_of
from sbtrack.store.care.older import older_facts
from sbtrack.store.dating import last_rows, newest_moment
from sbtrack.store.files import (
    OLDEST_SCHEMA,
    SCHEMA,
    connect_to_read,
    explained,
    require_ours,
    writes_ahead,
)
from sbtrack.store.kept import readable
from sbtrack.store.moments import moment_from_text
from sbtrack.store.reads.plan import read_listings
from sbtrack.store.reads.reader import Reader

_WITH_HISTORY = 2  # the first schema that keeps the file's history, and what is beside the ledger


def database_info(path: Path) -> DatabaseInfo:
    """Return what the file holds.

    Raises:
        StoreError: it cannot be read, or is not one of ours.
    """
    with closing(connect_to_read(path, OLDEST_SCHEMA)) as connection, explained(path):
        schema = require_ours(path, connection, OLDEST_SCHEMA)
        kept = schema >= _WITH_HISTORY
        return DatabaseInfo(
            path=path,
            size=path.stat().st_size,
            schema=schema,
            plan_id=_first(connection, "SELECT MAX(plan_id) FROM plan_version"),
            entries=_count(connection, "entry"),
            acknowledgements=_count(connection, "current_acknowledgement") if kept else 0,
            snapshots=_count(connection, "snapshot") if kept else 0,
            journal_mode="wal" if writes_ahead(path) else "delete",
            history=history_of(connection) if kept else (),
            **(older_facts(connection, schema) if schema < SCHEMA else _facts(connection)),
        )


def _facts(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return what is kept in another way than it once was."""
    return {
        "versions": tuple(read_listings(connection, last_rows(connection)["plan_version"])),
        "first_recorded": _recorded(connection, "number"),
        "last_recorded": _recorded(connection, "number DESC"),
        "newest_moment": newest_moment(connection),
        "head": Reader(connection).head(),
    }


def _first(connection: sqlite3.Connection, statement: str) -> Any:
    return connection.execute(statement).fetchone()[0]


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = _first(connection, f"SELECT COUNT(*) FROM {table}")
    return count


def _recorded(connection: sqlite3.Connection, order: str) -> datetime | None:
    """Return when the first batch of this order was recorded."""
    first = f"SELECT first_entry, recorded_at FROM batch ORDER BY {order} LIMIT 1"
    for id, moment in connection.execute(first).fetchall():
        with readable("entry", id):
            return moment_from_text(moment)
    return None
