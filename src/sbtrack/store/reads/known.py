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
from sbtrack.store.reads.claims import (
    COLUMNS,
    INDICATOR,
    LISTED,
    MILESTONE,
    Columns,
    claim_of,
    is_retraction,
    observation_of,
    report_of,
)

START, END = COLUMNS.index("period_start"), COLUMNS.index("period_end")
NEWEST = f"""
SELECT {LISTED} FROM entry
WHERE subject_kind = ? AND subject_id = ? AND region = ?
  AND period_end <= ? AND (period_end <> ? OR period_start >= ?) AND id <= ?
ORDER BY period_end DESC, period_start, id DESC LIMIT 1
"""
OF_PERIOD = f"""
SELECT {LISTED} FROM entry
WHERE subject_kind = ? AND subject_id = ? AND region = ?
  AND period_end = ? AND period_start = ? AND id <= ?
ORDER BY id DESC LIMIT 1
"""


class Known:
    """What was known in `region` when the entry `last` was the newest one."""

    def __init__(self, connection: sqlite3.Connection, region: str, last: int) -> None:
        self._connection = connection
        self._region = region
        self._last = last

    def newest(self, indicator: str, until: date) -> Observation | None:
        """Return the newest current observation whose period ends by `until`."""
        return self._observation(indicator, until.isoformat(), "")

    def newest_from(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of `period`, else of the next before it."""
        return self._observation(indicator, period.end.isoformat(), period.start.isoformat())

    def newest_before(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of the next period before `period`."""
        return self._observation(indicator, period.end.isoformat(), _after(period))

    def at_period(self, indicator: str, period: Period) -> Observation | None:
        """Return the current observation of exactly that period."""
        row = self._current_row(indicator, period)
        return None if row is None else observation_of(row)

    def observations(self, indicator: str, until: date) -> Iterator[Observation]:
        """Yield the current observations of periods that end by `until`, newest first."""
        return map(observation_of, self._rows(INDICATOR, indicator, until))

    def reports(self, milestone: str, until: date) -> Iterator[MilestoneReport]:
        """Yield the current reports of periods that end by `until`, newest first."""
        return map(report_of, self._rows(MILESTONE, milestone, until))

    def _observation(self, indicator: str, end: str, start: str) -> Observation | None:
        row = self._newest_row(INDICATOR, indicator, end, start)
        return None if row is None else observation_of(row)

    def _current_row(self, indicator: str, period: Period) -> Columns | None:
        end, start = period.end.isoformat(), period.start.isoformat()
        key = (INDICATOR, indicator, self._region, end, start, self._last)
        row: Columns | None = self._connection.execute(OF_PERIOD, key).fetchone()
        return None if row is None or is_retraction(row) else row

    def _rows(self, kind: str, subject: str, until: date) -> Iterator[Columns]:
        row = self._newest_row(kind, subject, until.isoformat(), "")
        while row is not None:
            yield row
            row = self._newest_row(kind, subject, row[END], _next(row[START]))

    def _newest_row(self, kind: str, subject: str, end: str, start: str) -> Columns | None:
        while True:
            key = (kind, subject, self._region, end, end, start, self._last)
            row: Columns | None = self._connection.execute(NEWEST, key).fetchone()
            if row is None or not is_retraction(row):
                return row
            claim_of(row)  # that it can be read, before its period is passed over
            end, start = row[END], _next(row[START])


def _after(period: Period) -> str:
    return _next(period.start.isoformat())


def _next(day: str) -> str:
    """Return a text that sorts after `day` and before every later day."""
    return day + "~"
