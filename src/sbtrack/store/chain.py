"""The chain of seals: a hash of each record and of the seal before it.

Whoever changes, removes or reorders what is sealed breaks the chain at that place. Standard
library only: the writer, the migration that sealed older ledgers and the check all use it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from sbtrack.store.moments import later_than

#: The tables whose rows are sealed, with their keys and moments.
KEYS = {"plan_version": "number", "entry": "id", "acknowledgement": "id", "snapshot": "number"}
MOMENTS = {
    "plan_version": "loaded_at",
    "entry": "recorded_at",
    "acknowledgement": "acknowledged_at",
    "snapshot": "made_at",
}
START = "0" * 64  # what stands for the hash before the first

Record = Mapping[str, Any]  # the values of a row's columns, by name


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one record; `number` counts from 1 without a gap."""

    number: int
    kind: str  # the record's table
    id: int  # its key there
    previous: str
    hash: str


def sealed_text(kind: str, record: Record, previous: str, evidence: tuple[Record, ...] = ()) -> str:
    """Return the text whose SHA-256 is the record's seal: compact JSON, keys sorted.

    Columns without a value are left out, so that a column added one day changes no old seal.

    >>> sealed_text("entry", {"id": 1, "value": "37.20", "done": None}, "00")
    '{"kind":"entry","previous":"00","record":{"id":1,"value":"37.20"}}'
    """
    content: dict[str, Any] = {"kind": kind, "previous": previous, "record": _given(record)}
    if evidence:
        content["evidence"] = [_given(item) for item in evidence]
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr
    )


def hash_of(kind: str, record: Record, previous: str, evidence: tuple[Record, ...] = ()) -> str:
    """Return the record's seal in hexadecimal; bytes that are no text count as they are."""
    text = sealed_text(kind, record, previous, evidence)
    return sha256(text.encode(errors="surrogateescape")).hexdigest()


def add_seal(connection: sqlite3.Connection, kind: str, id: int) -> Seal:
    """Seal a record as it now stands in its table, as the newest of the chain."""
    count, previous = connection.execute("SELECT count, hash FROM ledger_head").fetchone()
    (record,) = rows_of(connection, f"SELECT * FROM {kind} WHERE {KEYS[kind]} = ?", id)
    evidence = tuple(evidence_of(connection, id)) if kind == "entry" else ()
    seal = Seal(count + 1, kind, id, previous, hash_of(kind, record, previous, evidence))
    connection.execute(
        "INSERT INTO seal (number, kind, id, previous, hash) VALUES (?, ?, ?, ?, ?)",
        (seal.number, seal.kind, seal.id, seal.previous, seal.hash),
    )
    return seal


def moment_for(connection: sqlite3.Connection, table: str, now: datetime) -> str:
    """Return `now`, but later than its table's last record and not before any other.

    The order of the moments is then the order of the chain, also when the clock went back.
    """
    newest = {
        name: connection.execute(f"SELECT MAX({column}) FROM {name}").fetchone()[0]
        for name, column in MOMENTS.items()
    }
    others = [moment for moment in newest.values() if moment is not None]
    return max(later_than(newest[table], now), *others) if others else later_than(None, now)


def rows_of(connection: sqlite3.Connection, statement: str, *arguments: Any) -> Iterator[Record]:
    """Yield rows as mappings, with every column of theirs."""
    cursor = connection.execute(statement, arguments)
    columns = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(columns, row, strict=True))


def evidence_of(connection: sqlite3.Connection, entry: int) -> Iterator[Record]:
    """Yield the evidence of an entry, in order and without the entry's number."""
    statement = "SELECT * FROM evidence WHERE entry_id = ? ORDER BY position"
    yield from map(_unnumbered, rows_of(connection, statement, entry))


def all_evidence(connection: sqlite3.Connection) -> dict[int, tuple[Record, ...]]:
    """Return the evidence of all entries, by entry."""
    rows = rows_of(connection, "SELECT * FROM evidence ORDER BY entry_id, position")
    groups = groupby(rows, key=itemgetter("entry_id"))
    return {entry: tuple(map(_unnumbered, items)) for entry, items in groups}


def _unnumbered(item: Record) -> Record:
    return {column: value for column, value in item.items() if column != "entry_id"}


def _given(record: Record) -> dict[str, Any]:
    return {column: value for column, value in record.items() if value is not None}
