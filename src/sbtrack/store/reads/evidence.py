"""What entries rest on: links and files, found by the numbers of the entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from sbtrack.domain.ledger import Evidence
from sbtrack.store.reads.claims import EVIDENCE_COLUMNS, evidence_of

_AT_ONCE = 500  # numbers in one statement; SQLite was long limited to 999
_ANY = "SELECT 1 FROM evidence LIMIT 1"


def documents_of(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield the files that entries rest on, each with the first entry that does, and its path.

    The path is from the database's folder, unless it is absolute.
    """
    rows = connection.execute(
        "SELECT MIN(entry_id), location FROM evidence WHERE kind = 'file' "
        "GROUP BY location ORDER BY 1, 2"
    )
    yield from ((entry, str(location)) for entry, location in rows.fetchall())


def evidence_by_entry(
    connection: sqlite3.Connection, entries: Sequence[int]
) -> dict[int, tuple[Evidence, ...]]:
    """Return the evidence of those of the entries that have any."""
    found: dict[int, tuple[Evidence, ...]] = {}
    if connection.execute(_ANY).fetchone() is None:
        return found
    for start in range(0, len(entries), _AT_ONCE):
        some = entries[start : start + _AT_ONCE]
        listed = connection.execute(
            f"SELECT entry_id, {', '.join(EVIDENCE_COLUMNS)} FROM evidence "
            f"WHERE entry_id IN ({', '.join('?' * len(some))}) ORDER BY entry_id, position",
            tuple(some),
        )
        for entry, *columns in listed.fetchall():
            found[entry] = (*found.get(entry, ()), evidence_of(entry, columns))
    return found
