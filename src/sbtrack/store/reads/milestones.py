"""What is reported of milestones, read from the ledger."""

from __future__ import annotations

import sqlite3

from sbtrack.domain.ledger import MilestoneReport
from sbtrack.store.reads.claims import SELECT, is_retraction, report_of
from sbtrack.store.reads.evidence import proven

_CURRENT = f"""
{SELECT}
WHERE entry.item IN (SELECT number FROM item WHERE kind = 'milestone')
  AND entry.id <= ? AND (region.id = ? OR ? IS NULL) AND NOT EXISTS (
    SELECT 1 FROM entry AS later WHERE later.item = entry.item
      AND later.region = entry.region AND later.part = entry.part
      AND later.span = entry.span AND later.id > entry.id AND later.id <= ?)
ORDER BY entry.span, entry.id
"""


def milestone_reports(
    connection: sqlite3.Connection, region: str | None, last: int
) -> tuple[MilestoneReport, ...]:
    """Return the current reports among the entries up to `last`, oldest period end first.

    Without a region, those of all.

    Raises:
        Altered: one of them is not what was sealed.
    """
    rows = connection.execute(_CURRENT, (last, region, region, last)).fetchall()
    proven(connection, rows)
    return tuple(report_of(row) for row in rows if not is_retraction(row))
