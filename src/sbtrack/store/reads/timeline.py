"""Everything ever recorded of one indicator, period by period, corrected entries included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sbtrack.domain.ledger import Entry
from sbtrack.store.reads.claims import COLUMNS, INDICATOR, LISTED, Columns, entry_of
from sbtrack.store.reads.evidence import evidence_by_entry

PAGE = 5000  # entries fetched at a time, so that nothing is locked while they are worked on

# The index `ix_entry_claim`, walked backwards.
STATEMENT = f"""
SELECT {LISTED} FROM entry
WHERE subject_kind = '{INDICATOR}' AND subject_id = ? AND region = ? AND period_end >= ?
  AND (period_end > ? OR period_start < ? OR (period_start = ? AND id > ?)) AND id <= ?
ORDER BY period_end, period_start DESC, id LIMIT {PAGE}
"""
_BEFORE_ALL = ("", "", 0)
_START, _END = COLUMNS.index("period_start"), COLUMNS.index("period_end")


def entries_by_period(
    connection: sqlite3.Connection, indicator: str, region: str, last: int
) -> Iterator[Entry]:
    """Yield an indicator's entries up to the entry `last`, with their evidence.

    Oldest period first, of periods that end together the shortest first, and each period's
    entries in the order they were made.
    """
    end, start, id = _BEFORE_ALL
    while rows := _page(connection, (indicator, region, end, end, start, start, id, last)):
        evidence = evidence_by_entry(connection, [row[0] for row in rows])
        yield from (entry_of(row, evidence.get(row[0], ())) for row in rows)
        id, start, end = rows[-1][0], rows[-1][_START], rows[-1][_END]


def _page(connection: sqlite3.Connection, values: tuple[object, ...]) -> list[Columns]:
    return connection.execute(STATEMENT, values).fetchall()
