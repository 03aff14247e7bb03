"""Reading what stands beside the ledger: acknowledgements, snapshots and the chain's end."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.ledger import Head
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.chain.seals import START
from sbtrack.store.kept import readable
from sbtrack.store.kinds import require_values
from sbtrack.store.moments import moment_from_text

ACKNOWLEDGEMENT = ("id", "doubt", "reason", "acknowledged_at", "acknowledged_by", "withdraws")
SNAPSHOT = (
    *("number", "made_at", "made_by", "path", "sha256", "size", "as_of", "known_at"),
    *("plan_version", "last_entry", "week", "language", "format", "program_version", "replaces"),
)


def acknowledgements_of(connection: sqlite3.Connection, until: str) -> tuple[Acknowledgement, ...]:
    """Return every acknowledgement and withdrawal of one by the moment `until`, oldest first."""
    rows = connection.execute(
        f"SELECT {', '.join(ACKNOWLEDGEMENT)} FROM acknowledgement "
        "WHERE acknowledged_at <= ? ORDER BY id",
        (until,),
    ).fetchall()
    return tuple(map(_acknowledgement, rows))


def standing(statements: tuple[Acknowledgement, ...]) -> tuple[Acknowledgement, ...]:
    """Return those that count: the newest of each doubt, unless it is a withdrawal."""
    newest = {statement.doubt: statement for statement in statements}
    return tuple(s for s in newest.values() if s.withdraws is None)


def snapshots_of(connection: sqlite3.Connection, until: str) -> tuple[Snapshot, ...]:
    """Return every snapshot noted by the moment `until`, oldest first."""
    rows = connection.execute(
        f"SELECT {', '.join(SNAPSHOT)} FROM snapshot WHERE made_at <= ? ORDER BY number", (until,)
    ).fetchall()
    return tuple(_snapshot(dict(zip(SNAPSHOT, row, strict=True))) for row in rows)


def head_of(connection: sqlite3.Connection, version: int, entry: int, note: int) -> Head:
    """Return the seal of whichever of these was sealed last.

    Snapshots do not count: an export does not change what the ledger says, so a second one
    shows the same fingerprint.
    """
    row = connection.execute(
        "SELECT number, hash FROM seal WHERE (kind = 'plan_version' AND id = ?) "
        "OR (kind = 'entry' AND id = ?) OR (kind = 'acknowledgement' AND id = ?) "
        "ORDER BY number DESC LIMIT 1",
        (version, entry, note),
    ).fetchone()
    if row is None:
        return Head(0, START)
    with readable("seal", row[0]):
        require_values("seal", ("number", "hash"), row)
        return Head(*row)


def hash_at(connection: sqlite3.Connection, count: int) -> str | None:
    """Return the hash that the chain had when it was `count` seals long."""
    if count == 0:
        return START
    row = connection.execute("SELECT hash FROM seal WHERE number = ?", (count,)).fetchone()
    if row is None:
        return None
    with readable("seal", count):
        require_values("seal", ("hash",), row)
        return str(row[0])


def _acknowledgement(row: Sequence[Any]) -> Acknowledgement:
    id, doubt, reason, moment, by, withdraws = row
    with readable("acknowledgement", id):
        require_values("acknowledgement", ACKNOWLEDGEMENT, row)
        return Acknowledgement(id, doubt, reason, moment_from_text(moment), by, withdraws)


def _snapshot(row: dict[str, Any]) -> Snapshot:
    with readable("snapshot", row["number"]):
        require_values("snapshot", SNAPSHOT, row.values())
        moments = {column: moment_from_text(row[column]) for column in ("made_at", "known_at")}
        return Snapshot(**row | moments | {"as_of": date.fromisoformat(row["as_of"])})
