"""What entries rest on, links and files, and that entries and evidence are what was sealed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from sbtrack.domain.ledger import Evidence
from sbtrack.store.chain.form2 import EVIDENCE, entry_text
from sbtrack.store.chain.proof import require_sound
from sbtrack.store.reads.claims import Columns, evidence_of

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


def proven(
    connection: sqlite3.Connection, rows: Sequence[Columns]
) -> dict[int, tuple[Evidence, ...]]:
    """Hold entries, as they were read, against their seals; return the evidence of those with any.

    Raises:
        Altered: one of them is not what was sealed.
    """
    numbers = [row[0] for row in rows]
    pieces = _pieces(connection, numbers)
    texts = {row[0]: entry_text(row, pieces.get(row[0], ())) for row in rows}
    require_sound(connection, "entry", texts, texts)
    return {
        entry: tuple(evidence_of(entry, piece) for piece in found)
        for entry, found in pieces.items()
    }


def _pieces(connection: sqlite3.Connection, entries: Sequence[int]) -> dict[int, list[Columns]]:
    """Return the rows of evidence of those of the entries that have any."""
    found: dict[int, list[Columns]] = {}
    if connection.execute(_ANY).fetchone() is None:
        return found
    for start in range(0, len(entries), _AT_ONCE):
        some = entries[start : start + _AT_ONCE]
        listed = connection.execute(
            f"SELECT entry_id, {', '.join(EVIDENCE)} FROM evidence "
            f"WHERE entry_id IN ({', '.join('?' * len(some))}) ORDER BY entry_id, position",
            tuple(some),
        )
        for entry, *piece in listed.fetchall():
            found.setdefault(entry, []).append(piece)
    return found
