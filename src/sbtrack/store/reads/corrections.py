"""Which entry made an earlier one no longer count: a step down the index, whatever is listed."""

from __future__ import annotations

import sqlite3

from sbtrack.domain.ledger import Correction, Entry, EntryKind, Observation
from sbtrack.store.kept import readable
from sbtrack.store.reads.claims import INDICATOR, MILESTONE

# The next entry for the same claim is the one that supersedes it, for there is one at a time that
# counts. The index is `ix_entry_claim`.
NEXT = """
SELECT id, kind FROM entry
WHERE subject_kind = ? AND subject_id = ? AND region = ?
  AND period_end = ? AND period_start = ? AND id > ? AND id <= ?
ORDER BY id LIMIT 1
"""


class Corrections:
    """Says of entries what corrected or withdrew them, by when the entry `last` was the newest."""

    def __init__(self, connection: sqlite3.Connection, last: int) -> None:
        self._connection = connection
        self._last = last

    def __call__(self, entry: Entry) -> Correction | None:
        """Return the entry after which this one no longer counts; a retraction has none."""
        claim = entry.claim
        if entry.kind is EntryKind.RETRACTION:
            return None
        subject = (
            (INDICATOR, claim.indicator)
            if isinstance(claim, Observation)
            else (MILESTONE, claim.milestone)
        )
        end, start = claim.period.end.isoformat(), claim.period.start.isoformat()
        key = (*subject, claim.region, end, start, entry.id, self._last)
        row = self._connection.execute(NEXT, key).fetchone()
        if row is None:
            return None
        with readable("entry", row[0]):
            return Correction(row[0], EntryKind(row[1]))
