"""The ledger of one region as it was known at one moment.

The current entry of a period is its newest one, unless that is a retraction. Periods run newest
first, and of those that end together the longest first. Each look-up is one step down the index
`ix_entry_claim`, so it costs the same however long the ledger is, and nothing stays locked
between two of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain
from sbtrack.store.reads.claims import (
    INDICATOR,
    MILESTONE,
    SELECT,
    SPAN,
    SPAN_DAYS,
    Columns,
    is_retraction,
    observation_of,
    report_of,
    span_number,
    span_until,
)
from sbtrack.store.reads.evidence import proven

_CLAIM = """WHERE entry.item = (SELECT number FROM item WHERE kind = ? AND id = ?)
  AND entry.region = (SELECT number FROM region WHERE id = ?) AND entry.part = 0"""
NEWEST = f"""
{SELECT} {_CLAIM} AND entry.span <= ? AND entry.id <= ?
ORDER BY entry.span DESC, entry.id DESC LIMIT 1
"""
OF_PERIOD = f"""
{SELECT} {_CLAIM} AND entry.span = ? AND entry.id <= ? ORDER BY entry.id DESC LIMIT 1
"""


#: Of periods that are as long as another: the days are the last digits of a span's number.
ALIKE = f"""
{SELECT} {_CLAIM} AND entry.span < ? AND entry.id <= ? AND entry.span % {SPAN_DAYS} BETWEEN ? AND ?
ORDER BY entry.span DESC, entry.id DESC LIMIT 1
"""
COUNT = f"""
SELECT COUNT(*) FROM (SELECT MAX(entry.id) AS id FROM entry {_CLAIM} AND entry.span < ?
  AND entry.id <= ? GROUP BY entry.span) AS newest
JOIN entry ON entry.id = newest.id WHERE entry.kind <> 'retraction'
"""
_DAYS = {
    Grain.YEAR: (365, 366),
    Grain.HALF: (181, 184),
    Grain.QUARTER: (90, 92),
    Grain.MONTH: (28, 31),
    Grain.DAY: (1, 1),
}


class Known:
    """What was known in `region` when the entry `last` was the newest one."""

    def __init__(self, connection: sqlite3.Connection, region: str, last: int) -> None:
        self._connection = connection
        self._region = region
        self._last = last
        self._read: dict[int, Columns] = {}  # the entries that were looked at, by number

    def require_sound(self) -> None:
        """Hold all entries that were looked at since the last time against their seals.

        Raises:
            Altered: one of them is not what was sealed.
        """
        proven(self._connection, tuple(self._read.values()))
        self._read.clear()

    def newest(self, indicator: str, until: date) -> Observation | None:
        """Return the newest current observation whose period ends by `until`."""
        return self._observation(indicator, span_until(until))

    def newest_from(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of `period`, else of the next before it."""
        return self._observation(indicator, span_number(period))

    def newest_before(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of the next period before `period`."""
        return self._observation(indicator, span_number(period) - 1)

    def newest_alike(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of the next period of the same grain before `period`."""
        span = span_number(period)
        while True:
            key = (INDICATOR, indicator, self._region, span, self._last, *_DAYS[period.grain])
            row: Columns | None = self._connection.execute(ALIKE, key).fetchone()
            self._note(row)
            if row is None or not is_retraction(row):
                return None if row is None else observation_of(row)
            span = row[SPAN]

    def count_before(self, indicator: str, period: Period) -> int:
        """Return how many periods before `period` have a current observation."""
        key = (INDICATOR, indicator, self._region, span_number(period), self._last)
        return int(self._connection.execute(COUNT, key).fetchone()[0])

    def at_period(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of exactly that period."""
        key = (INDICATOR, indicator, self._region, span_number(period), self._last)
        row: Columns | None = self._connection.execute(OF_PERIOD, key).fetchone()
        self._note(row)
        return None if row is None or is_retraction(row) else observation_of(row)

    def observations(self, indicator: str, until: date) -> Iterator[Observation]:
        """Yield the current observations of periods that end by `until`, newest first."""
        return map(observation_of, self._rows(INDICATOR, indicator, until))

    def reports(self, milestone: str, until: date) -> Iterator[MilestoneReport]:
        """Yield the current reports of periods that end by `until`, newest first."""
        return map(report_of, self._rows(MILESTONE, milestone, until))

    def _observation(self, indicator: str, span: int) -> Observation | None:
        row = self._newest_row(INDICATOR, indicator, span)
        return None if row is None else observation_of(row)

    def _rows(self, kind: str, subject: str, until: date) -> Iterator[Columns]:
        row = self._newest_row(kind, subject, span_until(until))
        while row is not None:
            yield row
            row = self._newest_row(kind, subject, row[SPAN] - 1)

    def _newest_row(self, kind: str, subject: str, span: int) -> Columns | None:
        while True:
            key = (kind, subject, self._region, span, self._last)
            row: Columns | None = self._connection.execute(NEWEST, key).fetchone()
            self._note(row)
            if row is None or not is_retraction(row):
                return row
            span = row[SPAN] - 1

    def _note(self, row: Columns | None) -> None:
        if row is not None:
            self._read[row[0]] = row
