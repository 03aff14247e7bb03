"""The ledger's lines, corrected and withdrawn ones included, newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Entry
from sbtrack.domain.period import Period
from sbtrack.store.moments import moment_to_text
from sbtrack.store.reads.claims import SELECT, Columns, entry_of, span_number
from sbtrack.store.reads.evidence import proven

PAGE = 5000  # entries fetched at a time, so that nothing is locked while they are worked on


class Wanted(Frozen, kw_only=True):
    """Which entries are asked for; None leaves a side open, and the days and moments count in."""

    subject_ids: tuple[str, ...] | None = None
    region: str | None = None
    period: Period | None = None  # exactly this one
    within: Period | None = None  # any that lies wholly in this one
    recorded_by: str | None = None
    recorded_from: datetime | None = None
    recorded_until: datetime | None = None

    def condition(self) -> tuple[str, list[object]]:
        """Return the SQL condition, and the values for its places."""
        rules = [*self._about_claims(), *self._about_recording()]
        conditions = [rule for rule, _ in rules]
        return " AND ".join(conditions), [value for _, values in rules for value in values]

    def _about_claims(self) -> Iterator[tuple[str, Sequence[object]]]:
        if self.subject_ids is not None:
            places = ", ".join("?" * len(self.subject_ids))
            chosen = f"SELECT number FROM item WHERE id IN ({places})"
            yield f"entry.item IN ({chosen})", self.subject_ids
        if self.region is not None:
            yield "region.id = ?", (self.region,)
        if self.period is not None:
            yield "entry.span = ?", (span_number(self.period),)
        if self.within is not None:
            yield "span.first_day >= ? AND span.last_day <= ?", _days(self.within)

    def _about_recording(self) -> Iterator[tuple[str, Sequence[object]]]:
        if self.recorded_by is not None:
            yield "batch.recorded_by = ?", (self.recorded_by,)
        if self.recorded_from is not None:
            yield "batch.recorded_at >= ?", (moment_to_text(self.recorded_from),)
        if self.recorded_until is not None:
            yield "batch.recorded_at <= ?", (moment_to_text(self.recorded_until),)


def entries_of(connection: sqlite3.Connection, wanted: Wanted, last: int) -> Iterator[Entry]:
    """Yield the wanted entries up to the entry `last`, newest first, with their evidence."""
    condition, values = wanted.condition()
    also = f"AND {condition}" if condition else ""
    statement = f"{SELECT} WHERE entry.id <= ? {also} ORDER BY entry.id DESC LIMIT {PAGE}"
    while rows := connection.execute(statement, (last, *values)).fetchall():
        yield from _with_evidence(connection, rows)
        last = rows[-1][0] - 1


def entry_numbered(connection: sqlite3.Connection, id: int) -> Entry | None:
    """Return one entry."""
    rows = connection.execute(f"{SELECT} WHERE entry.id = ?", (id,)).fetchall()
    return next(_with_evidence(connection, rows), None)


def _with_evidence(connection: sqlite3.Connection, rows: Sequence[Columns]) -> Iterator[Entry]:
    if not rows:
        return
    evidence = proven(connection, rows)
    yield from (entry_of(row, evidence.get(row[0], ())) for row in rows)


def _days(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()
