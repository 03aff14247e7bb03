"""Everything ever recorded of one indicator, period by period, corrected entries included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sbtrack.domain.ledger import Entry
from sbtrack.domain.period import Period
from sbtrack.store.reads.claims import INDICATOR, SELECT, SPAN, Columns, entry_of, span_number
from sbtrack.store.reads.evidence import proven

PAGE = 5000  # entries fetched at a time, so that nothing is locked while they are worked on

# The index `ix_entry_claim`, walked backwards.
STATEMENT = f"""
{SELECT}
WHERE entry.item = (SELECT number FROM item WHERE kind = '{INDICATOR}' AND id = ?)
  AND entry.region = (SELECT number FROM region WHERE id = ?) AND entry.part = 0
  AND entry.span >= ? AND (entry.span > ? OR entry.id > ?) AND entry.id <= ?
ORDER BY entry.span, entry.id LIMIT {PAGE}
"""


def entries_by_period(
    connection: sqlite3.Connection,
    indicator: str,
    region: str,
    last: int,
    since: Period | None = None,
) -> Iterator[Entry]:
    """Yield an indicator's entries up to the entry `last`, from a period on, with their evidence.

    Oldest period first, of periods that end together the shortest first, and each period's
    entries in the order they were made.
    """
    span, id = span_number(since) if since else 0, 0
    while rows := _page(connection, (indicator, region, span, span, id, last)):
        evidence = proven(connection, rows)
        yield from (entry_of(row, evidence.get(row[0], ())) for row in rows)
        id, span = rows[-1][0], rows[-1][SPAN]


def _page(connection: sqlite3.Connection, values: tuple[object, ...]) -> list[Columns]:
    return connection.execute(STATEMENT, values).fetchall()
