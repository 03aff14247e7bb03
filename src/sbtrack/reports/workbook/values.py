"""Every value ever recorded: one line each, by indicator and period, corrected ones marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal
from itertools import groupby

from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Indicator
from sbtrack.locale.words import Words
from sbtrack.reports.dossier.data import observation_data
from sbtrack.reports.quantities import actual_cell
from sbtrack.reports.table import Align, Cell, Column
from sbtrack.reports.workbook.milestones import locations
from sbtrack.reports.workbook.sheets import ALWAYS, Field, Kind, Line, Look, Sheet, Side, Tab

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Indicator"), widest=26, narrowest=16),
    Field("period", Msg("Period"), Look.LABEL, 12),
    Field("until", Msg("Period end"), Look.LABEL, 12, fold=ALWAYS),  # so is the period, as a date
    Field("value", Msg("Value"), Look.FIGURE, 14),
    Field("numerator", Msg("Numerator"), Look.FIGURE, 12, fold=8),
    Field("denominator", Msg("Denominator"), Look.FIGURE, 12, fold=8),
    Field("vintage", Msg("Vintage"), Look.LABEL, 10, fold=3),
    Field("state", Msg("State"), widest=18, narrowest=12),
    Field("entry", Msg("Entry"), Look.LABEL, 7),
    Field("source", Msg("Source"), widest=34, narrowest=16),
    Field("evidence", Msg("Evidence"), widest=24, narrowest=12, fold=4),
    Field("note", Msg("Note"), widest=28, narrowest=12, fold=2),
    Field("at", Msg("Recorded at"), Look.LABEL, 17),
    Field("by", Msg("Recorded by"), widest=14, narrowest=9, fold=1),
)
_VALUE = [f.key for f in FIELDS].index("value")
_COLUMNS = tuple(
    Column(f.key, f.heading, Align.RIGHT if f.side is Side.RIGHT else Align.LEFT) for f in FIELDS
)
_UNIT = Column("unit_of_measure", Msg("Unit of measure"))
COLUMNS = (*_COLUMNS[: _VALUE + 1], _UNIT, *_COLUMNS[_VALUE + 1 :])
_CURRENT = Msg("current")
_LATER = Msg("current, after the as-of date")

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Value:
    """One recorded value and what became of it; `after` is the entry that followed, if any."""

    indicator: Indicator
    in_plan: bool  # still
    unit_of_measure: str
    entry: Entry
    claim: Observation
    after: Entry | None

    @property
    def is_current(self) -> bool:
        """Say whether it counts: nothing followed it."""
        return self.after is None


#: An indicator, whether it is still in the plan, and its entries by period.
History = tuple[Indicator, bool, Iterator[Entry]]
UnitOf = Callable[[Entry], str]


def values_of(histories: Iterable[History], unit_of: UnitOf) -> Iterator[Value]:
    """Yield every recorded value; a withdrawal is none, but says what became of one."""
    for indicator, in_plan, entries in histories:
        for _, group in groupby(entries, _period_of):
            same = list(group)
            for entry, after in zip(same, [*same[1:], None], strict=True):
                if entry.kind is EntryKind.RETRACTION or not isinstance(entry.claim, Observation):
                    continue
                yield Value(indicator, in_plan, unit_of(entry), entry, entry.claim, after)


def values_sheet(values: Iterable[Value], as_of: date, clock: tzinfo | None) -> Sheet:
    """Return the sheet; moments are told in `clock`."""
    return Sheet(
        tab=Tab.VALUES,
        title=Msg("Every value recorded, with its source"),
        intro=(
            Msg(
                "Corrected and withdrawn values stay listed, in grey, with the entry that "
                "replaced them."
            ),
        ),
        fields=FIELDS,
        lines=_lines(values, as_of, clock),
        long=True,
    )


def values_rows(
    values: Iterable[Value], as_of: date, clock: tzinfo | None
) -> Iterator[tuple[Cell, ...]]:
    """Yield every value as a row of `COLUMNS`, the number apart from its unit of measure."""
    for value in values:
        cells = list(_cells(value, as_of, clock))
        cells[_VALUE] = value.claim.value
        yield (*cells[: _VALUE + 1], value.unit_of_measure, *cells[_VALUE + 1 :])


def values_data(values: Iterable[Value], words: Words) -> Iterator[Data]:
    """Yield every value as plain data."""
    for value in values:
        indicator = value.indicator
        yield {
            "code": indicator.code,
            "indicator": value.claim.indicator,
            "name": words.value(indicator.name),
            "in_plan": value.in_plan,
            "unit_of_measure": value.unit_of_measure,
            **observation_data(value.claim),
            "current": value.is_current,
            "replaced_by": value.after.id if value.after else None,
            "withdrawn": _is_withdrawn(value),
            "recorded_at": value.entry.recorded_at,
            "recorded_by": value.entry.recorded_by,
        }


def _lines(values: Iterable[Value], as_of: date, clock: tzinfo | None) -> Iterator[Line]:
    last = ""
    for value in values:
        id = value.claim.indicator
        kind = Kind.PLAIN if value.is_current else Kind.QUIET
        yield Line(_cells(value, as_of, clock), "" if id == last else id, kind)
        last = id


def _cells(value: Value, as_of: date, clock: tzinfo | None) -> tuple[Cell, ...]:
    claim, entry, indicator = value.claim, value.entry, value.indicator
    return (
        indicator.code,
        indicator.name
        if value.in_plan
        else Msg("{name} (no longer in the plan)", name=indicator.name),
        claim.period,
        claim.period.end,
        actual_cell(claim, value.unit_of_measure),
        _count(claim.numerator),
        _count(claim.denominator),
        Msg("{vintage}", vintage=claim.vintage) if claim.vintage else None,
        _state(value, as_of),
        entry.id,
        claim.source,
        locations(entry.evidence) or None,
        claim.note,
        entry.recorded_at.astimezone(clock),
        entry.recorded_by,
    )


def _count(number: Decimal | None) -> Cell:
    return None if number is None else Quantity(number)


def _state(value: Value, as_of: date) -> Msg:
    if value.after is None:
        return _LATER if value.claim.period.end > as_of else _CURRENT
    if _is_withdrawn(value):
        return Msg("withdrawn by entry {id}", id=value.after.id)
    return Msg("corrected by entry {id}", id=value.after.id)


def _is_withdrawn(value: Value) -> bool:
    return value.after is not None and value.after.kind is EntryKind.RETRACTION


def _period_of(entry: Entry) -> tuple[date, date]:
    return entry.claim.period.start, entry.claim.period.end
