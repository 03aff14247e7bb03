"""What another tool put in or took out, as far as whoever reads can tell in no time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sbtrack.domain.message import Msg
from sbtrack.store.chain.seals import KEYS
from sbtrack.store.kept import named

_MOST_NAMED = 3
# Every kind of record is numbered without a gap and each has a seal, a version of before the
# second form one more, so that the newest numbers add up to the length of the chain. A few steps
# down as many indexes, however long the ledger is.
_UNEVEN = (
    "SELECT "
    + " + ".join(f"COALESCE((SELECT MAX({key}) FROM {kind}), 0)" for kind, key in KEYS.items())
    + " + (SELECT COUNT(*) FROM seal WHERE kind = 'plan_version' AND form = 1)"
    + " <> COALESCE((SELECT MAX(number) FROM seal), 0)"
)


def without_seal(connection: sqlite3.Connection) -> tuple[Msg, ...]:
    """Return the first records that have no seal; none where the numbers add up."""
    (uneven,) = connection.execute(_UNEVEN).fetchone()
    return tuple(_found(connection))[:_MOST_NAMED] if uneven else ()


def _found(connection: sqlite3.Connection) -> Iterator[Msg]:
    for kind, key in KEYS.items():
        rows = connection.execute(
            f"SELECT {key} FROM {kind} WHERE NOT EXISTS "
            f"(SELECT 1 FROM seal WHERE seal.kind = ? AND seal.id = {kind}.{key}) "
            f"ORDER BY {key} LIMIT {_MOST_NAMED}",
            (kind,),
        )
        for (id,) in rows.fetchall():
            yield named(kind, id)
