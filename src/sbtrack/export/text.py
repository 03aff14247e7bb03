"""Cells as plain text, for the formats that are read as text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.message import Msg
from sbtrack.locale.words import Words
from sbtrack.reports.narrowing import bare_value
from sbtrack.reports.table import Bar, Column, Lights, Mark, Plain, Table


def data_columns(table: Table) -> list[tuple[int, Column]]:
    """Return the columns with their positions, without those that only draw.

    A bar or a row of lights repeats numbers that have columns of their own.
    """
    columns = enumerate(table.columns)
    return [
        (i, c) for i, c in columns if not any(isinstance(x, Bar | Lights) for x in cells(table, i))
    ]


def read_columns(table: Table) -> list[tuple[int, Column]]:
    """Return the columns for readers: without bars, and without those for bare numbers."""
    columns = enumerate(table.columns)
    return [
        (i, c)
        for i, c in columns
        if not c.bare and not any(isinstance(x, Bar) for x in cells(table, i))
    ]


def cells(table: Table, index: int) -> Iterator[Plain]:
    """Yield one column's cells from all sections, without remarks."""
    return (bare_value(row[index]) for section in table.sections for row in section.rows)


def verdict(mark: Mark, words: Words) -> str:
    """Return a mark as words; provisional is said, not shown by a sign."""
    word = words.term(mark.verdict)
    return words.say(Msg("{verdict} (provisional)", verdict=word)) if mark.provisional else word


def times_hundred(share: Decimal) -> Decimal:
    """Return a share in percent, exactly.

    >>> times_hundred(Decimal("0.558"))
    Decimal('55.8')
    """
    sign, digits, exponent = share.as_tuple()
    return Decimal((sign, digits, exponent + 2))  # type: ignore[operator]
