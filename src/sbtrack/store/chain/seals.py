"""The chain of seals: a hash of each record and of the seal before it.

Whoever changes, removes or reorders what is sealed breaks the chain at that place. Standard
library only: the writer, the migration that sealed older ledgers and the check all use it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from sbtrack.store.files import SCHEMA
from sbtrack.store.moments import Now, later_than, moment_of

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
    count, previous = connection.execute("SELECT count, hash FROM ledger_head").fetchone()
    (record,) = rows_of(connection, f"SELECT * FROM {kind} WHERE {KEYS[kind]} = ?", id)
    hashed = hash_of(kind, record, previous, parts_of(connection, kind, id))
    seal = Seal(count + 1, kind, id, previous, hashed)
    connection.execute(
        "INSERT INTO seal (number, kind, id, previous, hash) VALUES (?, ?, ?, ?, ?)",
        (seal.number, seal.kind, seal.id, seal.previous, seal.hash),
    )
    return seal


def moment_for(connection: sqlite3.Connection, now: Now) -> str:
    """Return `now`, but later than every record there is.

    The order of the moments is then the order of the chain, also when the clock went back, and
    what was known at the moment of a record stays what it was. The clock is asked only when
    whoever reads can see that somebody is writing: see `files.is_being_written`.
    """
    connection.execute(f"PRAGMA user_version = {SCHEMA}")  # as it is, but writing makes a journal
    newest = (
        connection.execute(f"SELECT MAX({column}) FROM {table}").fetchone()[0]
        for table, column in MOMENTS.items()
    )
    last = max((moment for moment in newest if moment is not None), default=None)
    try:
        return later_than(last, moment_of(now))
    except (ValueError, OverflowError):  # another tool wrote it
        raise sqlite3.DatabaseError("nothing can be later than the newest moment") from None


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
