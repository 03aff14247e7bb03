"""What a database file holds, in short; of a schema older than ours too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sbtrack.domain.database import DatabaseInfo, FileEvent
from sbtrack.store.files import (
    OLDEST_SCHEMA,
    connect_to_read,
    explained,
    require_ours,
    writes_ahead,
)
from sbtrack.store.moments import moment_from_text
from sbtrack.store.reads.plan import read_listings
from sbtrack.store.reads.reader import Reader

_WITH_CHAIN = 2  # the first schema that has seals


def database_info(path: Path) -> DatabaseInfo:
    """Return what the file holds.

    Raises:
        StoreError: it cannot be read, or is not one of ours.
    """
    with closing(connect_to_read(path, OLDEST_SCHEMA)) as connection, explained(path):
        schema = require_ours(path, connection, OLDEST_SCHEMA)
        sealed = schema >= _WITH_CHAIN
        entries, first, last = connection.execute(
            "SELECT COUNT(*), MIN(recorded_at), MAX(recorded_at) FROM entry"
        ).fetchone()
        return DatabaseInfo(
            path=path,
            size=path.stat().st_size,
            schema=schema,
            plan_id=_first(connection, "SELECT MAX(plan_id) FROM plan_version"),
            versions=tuple(read_listings(connection, "9999")),
            entries=entries,
            acknowledgements=_count(connection, "current_acknowledgement") if sealed else 0,
            snapshots=_count(connection, "snapshot") if sealed else 0,
            first_recorded=_moment_or_none(first),
            last_recorded=_moment_or_none(last),
            head=Reader(connection).head() if sealed else None,
            journal_mode="wal" if writes_ahead(path) else "delete",
            history=_history(connection) if sealed else (),
        )


def _first(connection: sqlite3.Connection, statement: str) -> Any:
    return connection.execute(statement).fetchone()[0]


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = _first(connection, f"SELECT COUNT(*) FROM {table}")
    return count


def _history(connection: sqlite3.Connection) -> tuple[FileEvent, ...]:
    rows = connection.execute(
        "SELECT event, schema_number, program_version, seals, happened_at "
        "FROM file_history ORDER BY number"
    ).fetchall()
    return tuple(
        FileEvent(event, schema, program, seals, _moment_or_none(at))
        for event, schema, program, seals, at in rows
    )


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else moment_from_text(text)
