"""Reading what stands beside the ledger: acknowledgements, snapshots and the chain's end."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.ledger import Head
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.chain.form2 import ACKNOWLEDGEMENT, SNAPSHOT, START
from sbtrack.store.chain.proof import require_sound
from sbtrack.store.kept import no_bytes, readable, whole, whole_or_none
from sbtrack.store.moments import moment_from_text


def acknowledgements_of(connection: sqlite3.Connection, last: int) -> tuple[Acknowledgement, ...]:
    """Return every acknowledgement and withdrawal of one up to the number `last`, in order.

    Raises:
        Altered: one of them is not what was sealed.
    """
    rows = connection.execute(
        f"SELECT {', '.join(ACKNOWLEDGEMENT)} FROM acknowledgement WHERE id <= ? ORDER BY id",
        (last,),
    ).fetchall()
    require_sound(connection, "acknowledgement", [row[0] for row in rows])
    return tuple(map(_acknowledgement, rows))


def standing(statements: tuple[Acknowledgement, ...]) -> tuple[Acknowledgement, ...]:
    """Return those that count: the newest of each doubt, unless it is a withdrawal."""
    newest = {statement.doubt: statement for statement in statements}
    return tuple(s for s in newest.values() if s.withdraws is None)


def snapshots_of(connection: sqlite3.Connection, last: int) -> tuple[Snapshot, ...]:
    """Return every snapshot up to the number `last`, oldest first.

    Raises:
        Altered: one of them is not what was sealed.
    """
    rows = connection.execute(
        f"SELECT {', '.join(SNAPSHOT)} FROM snapshot WHERE number <= ? ORDER BY number", (last,)
    ).fetchall()
    require_sound(connection, "snapshot", [row[0] for row in rows])
    return tuple(_snapshot(dict(zip(SNAPSHOT, row, strict=True))) for row in rows)


def head_of(connection: sqlite3.Connection, version: int, entry: int, note: int) -> Head:
    """Return the seal of whichever of these was sealed last.

    Of a version that an upgrade sealed in a newer form as well, the first seal counts. Snapshots
    do not count: an export does not change what the ledger says, so a second one shows the same
    fingerprint.
    """
    rows = connection.execute(
        "SELECT number, hash FROM seal WHERE form = "
        "(SELECT MIN(form) FROM seal AS first WHERE first.kind = seal.kind AND first.id = seal.id) "
        "AND ((kind = 'plan_version' AND id = ?) OR (kind = 'entry' AND id = ?) "
        "OR (kind = 'acknowledgement' AND id = ?))",
        (version, entry, note),
    ).fetchall()
    number, hashed = max(rows, default=(0, START))
    with readable("seal", number):
        return Head(number, bytes.hex(hashed))


def hash_at(connection: sqlite3.Connection, count: int) -> str | None:
    """Return the hash that the chain had when it was `count` seals long."""
    if count == 0:
        return START.hex()
    row = connection.execute("SELECT hash FROM seal WHERE number = ?", (count,)).fetchone()
    with readable("seal", count):
        return None if row is None else bytes.hex(row[0])


def _acknowledgement(row: Sequence[Any]) -> Acknowledgement:
    id, doubt, reason, moment, by, withdraws = row
    with readable("acknowledgement", id):
        no_bytes(row)
        return Acknowledgement(
            id, doubt, reason, moment_from_text(moment), by, whole_or_none(withdraws)
        )


def _snapshot(row: dict[str, Any]) -> Snapshot:
    with readable("snapshot", row["number"]):
        no_bytes(row.values())
        whole(row["size"])
        for column in ("plan_version", "last_entry", "replaces"):
            whole_or_none(row[column])
        moments = {column: moment_from_text(row[column]) for column in ("made_at", "known_at")}
        return Snapshot(**row | moments | {"as_of": date.fromisoformat(row["as_of"])})
