"""The numbers of what claims are about; what is new in the ledger gets the next one."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.store.kept import number_after
from sbtrack.store.reads.claims import INDICATOR, MILESTONE, span_number
from sbtrack.store.writing import insertion

Claim = Observation | MilestoneReport
Numbers = tuple[int, int, int, int]  # of an item, a region, a part and a span

_WHOLE, _WHOLE_ID = 0, ""  # the part that is no part


class Place(NamedTuple):
    """What an entry is about, as numbers and as the texts that are sealed."""

    numbers: Numbers
    texts: tuple[str, ...]  # kind and id of the item, region, part, period, first and last day


class Places:
    """The places of claims, each part of one looked up once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, tuple[str, ...]], int] = {}
        self._spans: dict[Period, tuple[int, tuple[str, ...]]] = {}

    def of(self, claim: Claim) -> Place:
        """Return the place of a claim."""
        subject = subject_of(claim)
        item = self._number("item", ("kind", "id"), subject)
        region = self._number("region", ("id",), (claim.region,))
        span = self._spans.get(claim.period)
        number, days = self._span(claim.period) if span is None else span
        return Place((item, region, _WHOLE, number), (*subject, claim.region, _WHOLE_ID, *days))

    def _number(self, table: str, columns: tuple[str, ...], values: tuple[str, ...]) -> int:
        known = self._known.get((table, values))
        if known is not None:
            return known
        same = " AND ".join(f"{column} = ?" for column in columns)
        statement = f"SELECT number FROM {table} WHERE {same}"
        row = self._connection.execute(statement, values).fetchone()
        if row is None:
            (newest,) = self._connection.execute(f"SELECT MAX(number) FROM {table}").fetchone()
            row = (number_after(table, newest),)
            statement = insertion(table, ("number", *columns))
            self._connection.execute(statement, (*row, *values))
        return self._known.setdefault((table, values), int(row[0]))

    def _span(self, period: Period) -> tuple[int, tuple[str, ...]]:
        number = span_number(period)
        texts = (str(period), period.start.isoformat(), period.end.isoformat())
        there = "SELECT 1 FROM span WHERE number = ?"
        if self._connection.execute(there, (number,)).fetchone() is None:
            columns = ("number", "period", "first_day", "last_day")
            self._connection.execute(insertion("span", columns), (number, *texts))
        return self._spans.setdefault(period, (number, texts))


def subject_of(claim: Claim) -> tuple[str, str]:
    """Return the kind and the id of what a claim is about."""
    if isinstance(claim, Observation):
        return INDICATOR, claim.indicator
    return MILESTONE, claim.milestone
