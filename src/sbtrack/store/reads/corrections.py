"""Which entry made an earlier one no longer count: a step down the index, whatever is listed."""

from __future__ import annotations

import sqlite3

from sbtrack.domain.ledger import Correction, Entry, EntryKind
from sbtrack.store.kept import readable

# The next entry for the same claim is the one that supersedes it, for there is one at a time that
# counts. The index is `ix_entry_claim`.
NEXT = """
SELECT entry.id, later.id, later.kind FROM entry JOIN entry AS later ON later.id = (
  SELECT MIN(id) FROM entry AS following
  WHERE following.item = entry.item AND following.region = entry.region
    AND following.part = entry.part AND following.span = entry.span AND following.id > entry.id
)
WHERE entry.id BETWEEN ? AND ? AND later.id <= ?
"""
_FARTHEST = 1000  # entries whose corrections are looked up together


class Corrections:
    """Says of entries what corrected or withdrew them, by when the entry `last` was the newest.

    Who asks of one entry after another, newest first, as a listing does, is answered from further
    and further ahead.
    """

    def __init__(self, connection: sqlite3.Connection, last: int) -> None:
        self._connection = connection
        self._last = last
        self._ahead = range(0)  # of these entries it is known
        self._known: dict[int, tuple[int, str]] = {}

    def __call__(self, entry: Entry) -> Correction | None:
        """Return the entry after which this one no longer counts; a retraction has none."""
        if entry.id not in self._ahead:
            self._look_ahead(entry.id)
        found = self._known.get(entry.id)
        if found is None or entry.kind is EntryKind.RETRACTION:
            return None
        with readable("entry", found[0]):
            return Correction(found[0], EntryKind(found[1]))

    def _look_ahead(self, id: int) -> None:
        in_order = id == self._ahead.start - 1
        count = min(2 * len(self._ahead), _FARTHEST) if in_order else 1
        self._ahead = range(id - count + 1, id + 1)
        rows = self._connection.execute(NEXT, (self._ahead[0], id, self._last)).fetchall()
        self._known = {earlier: (later, kind) for earlier, later, kind in rows}
