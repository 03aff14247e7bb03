"""Which entry made an earlier one no longer count: a step down the index, whatever is listed."""

from __future__ import annotations

import sqlite3

from sbtrack.domain.ledger import Correction, Entry, EntryKind
from sbtrack.store.kept import readable

# The next entry for the same claim is the one that supersedes it, for there is one at a time that
# counts. The index is `ix_entry_claim`.
NEXT = """
SELECT later.id, later.kind FROM entry JOIN entry AS later
  ON later.item = entry.item AND later.region = entry.region AND later.part = entry.part
 AND later.span = entry.span AND later.id > entry.id
WHERE entry.id = ? AND later.id <= ? ORDER BY later.id LIMIT 1
"""


class Corrections:
    """Says of entries what corrected or withdrew them, by when the entry `last` was the newest."""

    def __init__(self, connection: sqlite3.Connection, last: int) -> None:
        self._connection = connection
        self._last = last

    def __call__(self, entry: Entry) -> Correction | None:
        """Return the entry after which this one no longer counts; a retraction has none."""
        if entry.kind is EntryKind.RETRACTION:
            return None
        row = self._connection.execute(NEXT, (entry.id, self._last)).fetchone()
        if row is None:
            return None
        with readable("entry", row[0]):
            return Correction(row[0], EntryKind(row[1]))
