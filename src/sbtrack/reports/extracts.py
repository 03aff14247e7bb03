"""Long tables for files: rows and plain data that are made while they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sbtrack.domain.ledger import Entry, MilestoneReport, Observation
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.locale.words import Words
from sbtrack.reports.ledger import (
    LOG_COLUMNS,
    Corrected,
    Subjects,
    counts,
    ledger_data,
    log_cells,
    subject_of,
    subjects_of,
    value_cell,
)
from sbtrack.reports.table import Align, Cell, Column
from sbtrack.reports.workbook.values import COLUMNS as VALUE_COLUMNS
from sbtrack.reports.workbook.values import Value, values_data, values_rows

_VALUE = [c.key for c in LOG_COLUMNS].index("value")
_UNIT = Column("unit_of_measure", Msg("Unit of measure"))
_WHOLE = (
    Column("id", Msg("Id")),
    Column("region", Msg("Region")),
    Column("numerator", Msg("Numerator"), Align.RIGHT),
    Column("denominator", Msg("Denominator"), Align.RIGHT),
    Column("entered", Msg("As typed")),
    Column("note", Msg("Note")),
    Column("plan_version", Msg("Plan version"), Align.RIGHT),
    Column("sha256", Msg("SHA-256")),
    Column("superseded_by", Msg("Superseded by"), Align.RIGHT),
    Column("counts", Msg("Still counts")),
)

_YES, _NO = Msg("yes"), Msg("no")

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
    plan: Plan,
    entries: Iterable[Entry],
    clock: tzinfo | None,
    words: Words,
    corrected: Corrected,
    former: Subjects = MappingProxyType({}),
) -> Extract:
    """Return every entry of the ledger whole, the numbers apart from their units of measure.

    `corrected` says of an entry which one corrects or withdraws it, and `former` is what entries
    are about that is no longer in the plan, by id.
    """
    subjects = {**former, **subjects_of(plan)}
    return Extract(
        Msg("Ledger"),
        (*LOG_COLUMNS[: _VALUE + 1], _UNIT, *LOG_COLUMNS[_VALUE + 1 :], *_WHOLE),
        (_ledger_row(entry, subjects, clock, corrected) for entry in entries),
        ledger_data(subjects, entries, words, corrected),
    )


def _ledger_row(
    entry: Entry, subjects: Subjects, clock: tzinfo | None, corrected: Corrected
) -> tuple[Cell, ...]:
    claim, correction = entry.claim, corrected(entry)
    subject = subject_of(claim)
    item = subjects.get(subject)
    unit, value = "", value_cell(claim, item) if isinstance(claim, MilestoneReport) else claim.value
    typed: tuple[Cell, ...] = (None, None, None)
    if isinstance(claim, Observation):
        unit = item.unit_of_measure if isinstance(item, Indicator) else ""
        typed = (claim.numerator, claim.denominator, claim.entered)
    id, _, *cells = log_cells(entry, item, value, correction)
    return (
        id,
        _moment(entry.recorded_at, clock),
        *cells[: _VALUE - 1],
        unit,
        *cells[_VALUE - 1 :],
        subject,
        claim.region,
        *typed,
        claim.note,
        entry.plan_version,
        tuple(Name(e.sha256) for e in entry.evidence if e.sha256) if entry.evidence else (),
        correction.id if correction else None,
        _YES if counts(entry, correction) else _NO,
    )


@lru_cache(64)  # all that was recorded together has one
def _moment(moment: datetime, clock: tzinfo | None) -> str:
    """Return a moment to the microsecond."""
    return moment.astimezone(clock).isoformat()
