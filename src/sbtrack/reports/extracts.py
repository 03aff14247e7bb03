"""Long tables for files: rows and plain data that are made while they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any

from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.locale.words import Words
from sbtrack.reports.ledger import COLUMNS, ledger_data, ledger_row, subject_of, subjects_of
from sbtrack.reports.table import Cell, Column
from sbtrack.reports.workbook_values import COLUMNS as VALUE_COLUMNS
from sbtrack.reports.workbook_values import Value, values_data, values_rows

_VALUE = [c.key for c in COLUMNS].index("value")
_UNIT = Column("unit_of_measure", Msg("Unit of measure"))

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extract:
    """A table whose rows, or whose data, can be read once."""

    title: Msg
    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]
    data: Iterator[Data]


def values_extract(
    values: Iterable[Value], as_of: date, clock: tzinfo | None, words: Words
) -> Extract:
    """Return every value ever recorded."""
    return Extract(
        Msg("Recorded values"),
        VALUE_COLUMNS,
        values_rows(values, as_of, clock),
        values_data(values, words),
    )


def ledger_extract(
    plan: Plan, entries: Iterable[Entry], clock: tzinfo | None, words: Words
) -> Extract:
    """Return every entry of the ledger, the numbers apart from their units of measure."""
    return Extract(
        Msg("Ledger"),
        (*COLUMNS[: _VALUE + 1], _UNIT, *COLUMNS[_VALUE + 1 :]),
        _ledger_rows(plan, entries, clock),
        (data for entry in entries for data in ledger_data(plan, (entry,), words)),
    )


def _ledger_rows(
    plan: Plan, entries: Iterable[Entry], clock: tzinfo | None
) -> Iterator[tuple[Cell, ...]]:
    subjects = subjects_of(plan)
    for entry in entries:
        told = replace(entry, recorded_at=entry.recorded_at.astimezone(clock))
        cells, unit = list(ledger_row(told, subjects)), ""
        item = subjects.get(subject_of(entry.claim))
        if isinstance(entry.claim, Observation):
            cells[_VALUE] = entry.claim.value
            unit = item.unit_of_measure if isinstance(item, Indicator) else ""
        yield (*cells[: _VALUE + 1], unit, *cells[_VALUE + 1 :])
