"""The chain of seals: a hash of each record and of the seal before it.

Whoever changes, removes or reorders what is sealed breaks the chain at that place. Standard
library only: the writer, the migration that sealed older ledgers and the check all use it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from sbtrack.store.files import SCHEMA
from sbtrack.store.kept import MOST_RECORDS, readable, whole
from sbtrack.store.moments import (
    Now,
    later_than,
    moment_from_text,
    moment_of,
    moment_to_text,
)

#: The tables whose rows are sealed, with their keys and moments.
KEYS = {"plan_version": "number", "entry": "id", "acknowledgement": "id", "snapshot": "number"}
MOMENTS = {
    "plan_version": "loaded_at",
    "entry": "recorded_at",
    "acknowledgement": "acknowledged_at",
    "snapshot": "made_at",
}
#: What a plan version consists of, beside its own row.
PLAN_TABLES = (
    *("region", "unit", "task", "task_unit"),
    *("indicator", "yearly_target", "indicator_component", "indicator_task", "indicator_unit"),
    *("milestone", "milestone_task", "milestone_unit"),
)
START = "0" * 64  # what stands for the hash before the first

Record = Mapping[str, Any]  # the values of a row's columns, by name
Parts = Mapping[str, list[Record]]  # the rows that belong to a record, by table


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one record; `number` counts from 1 without a gap."""

    number: int
    kind: str  # the record's table
    id: int  # its key there
    previous: str
    hash: str


def sealed_text(
    kind: str, record: Record, previous: str, parts: Parts = MappingProxyType({})
) -> str:
    """Return the text whose SHA-256 is the record's seal: compact JSON, keys sorted.

    Columns without a value and tables without a row are left out, so that those added one day
    change no old seal.

    >>> sealed_text("entry", {"id": 1, "value": "37.20", "done": None}, "00")
    '{"kind":"entry","previous":"00","record":{"id":1,"value":"37.20"}}'
    """
    content: dict[str, Any] = {"kind": kind, "previous": previous, "record": _given(record)}
    content |= {table: [_given(row) for row in rows] for table, rows in parts.items() if rows}
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_no_text
    )


def hash_of(kind: str, record: Record, previous: str, parts: Parts = MappingProxyType({})) -> str:
    """Return the record's seal in hexadecimal; bytes that are no text count as they are."""
    text = sealed_text(kind, record, previous, parts)
    return sha256(text.encode(errors="surrogateescape")).hexdigest()


def add_seal(connection: sqlite3.Connection, kind: str, id: int) -> Seal:
    """Seal a record as it now stands in its table, as the newest of the chain."""
    number, previous = _end(connection)
    (record,) = rows_of(connection, f"SELECT * FROM {kind} WHERE {KEYS[kind]} = ?", id)
    hashed = hash_of(kind, record, previous, parts_of(connection, kind, id))
    seal = Seal(number + 1, kind, id, previous, hashed)
    connection.execute(
        "INSERT INTO seal (number, kind, id, previous, hash) VALUES (?, ?, ?, ?, ?)",
        (seal.number, seal.kind, seal.id, seal.previous, seal.hash),
    )
    return seal


def _end(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and the hash of the newest seal, as the record of the chain's end has them.

    Raises:
        Unreadable: there is none, or another tool wrote it.
    """
    head = connection.execute("SELECT count, hash FROM ledger_head").fetchone()
    with readable("ledger_head", None):
        count, previous = head
        if not isinstance(previous, str) or not 0 <= whole(count) < MOST_RECORDS:
            raise TypeError(head)
    return count, previous


def moment_for(connection: sqlite3.Connection, now: Now) -> str:
    """Return `now`, but later than every record there is.

    The order of the moments is then the order of the chain, also when the clock went back, and
    what was known at the moment of a record stays what it was. The clock is asked only when
    whoever reads can see that somebody is writing: see `files.is_being_written`.
    """
    connection.execute(f"PRAGMA user_version = {SCHEMA}")  # as it is, but writing makes a journal
    newest = newest_moment(connection)
    return later_than(None if newest is None else moment_to_text(newest), moment_of(now))


def newest_moment(
    connection: sqlite3.Connection, tables: Iterable[str] = tuple(MOMENTS)
) -> datetime | None:
    """Return the moment of the newest record there is in these tables.

    Raises:
        Unreadable: another tool wrote it.
    """
    found: list[datetime] = []
    for table in tables:
        column = MOMENTS[table]
        newest = f"SELECT {column}, {KEYS[table]} FROM {table} ORDER BY {column} DESC LIMIT 1"
        for moment, id in connection.execute(newest).fetchall():
            with readable(table, id):
                found.append(moment_from_text(moment))
    return max(found, default=None)


def rows_of(connection: sqlite3.Connection, statement: str, *arguments: Any) -> Iterator[Record]:
    """Yield rows as mappings, with every column of theirs."""
    cursor = connection.execute(statement, arguments)
    columns = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(columns, row, strict=True))


def parts_of(connection: sqlite3.Connection, kind: str, id: int) -> Parts:
    """Return the rows that are sealed with a record, without its key: evidence, or a whole plan."""
    match kind:
        case "entry":
            return {"evidence": _rows_with(connection, "evidence", "entry_id", id)}
        case "plan_version":
            return {t: _rows_with(connection, t, "plan_version", id) for t in PLAN_TABLES}
    return {}


def _rows_with(connection: sqlite3.Connection, table: str, key: str, id: int) -> list[Record]:
    # By their keys, which are among the first four columns of each of these tables.
    rows = rows_of(connection, f"SELECT * FROM {table} WHERE {key} = ? ORDER BY 2, 3, 4", id)
    return [{column: value for column, value in r.items() if column != key} for r in rows]


def _given(record: Record) -> dict[str, Any]:
    return {column: value for column, value in record.items() if value is not None}


def _no_text(value: bytes) -> dict[str, str]:
    """Return bytes, which no writer of ours writes, as what no text looks like."""
    return {"bytes": value.hex()}
