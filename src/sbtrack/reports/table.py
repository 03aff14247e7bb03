"""The neutral table: what every report hands to the terminal, a file or a workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sbtrack.domain.message import POINTS, Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Verdict
from sbtrack.domain.undefined import Undefined


class Align(StrEnum):
    """Side to which a column's cells lean; numbers lean right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Bar:
    """A share drawn as a bar; below 0 it is empty, above 1 full."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict or milestone state with its light: symbol, word and colour together."""

    verdict: Verdict | MilestoneState
    light: Light
    provisional: bool = False


Cell = (
    None  # nothing to say here; never used for a missing value
    | str
    | int
    | Decimal
    | date
    | datetime
    | Period
    | Name
    | Msg
    | Quantity
    | Percent
    | Points
    | Bar
    | Mark
    | Constraint
    | Undefined  # drawn as a dash; the reason is told below the table or beside it
    | tuple[Name, ...]
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `priority` 1 is always drawn; the highest number is dropped first."""

    key: str
    heading: Msg
    align: Align = Align.LEFT
    priority: int = 1
    flexible: bool = False  # may be wrapped onto several lines when the table is narrow


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: Msg | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table in sections, with notes below it."""

    title: Msg
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    subtitle: Msg | None = None
    notes: tuple[Msg, ...] = ()
    brief: bool = False  # drawn without notes on how it was drawn


def units_once(table: Table) -> Table:
    """Return the table with a line's unit of measure behind its name, not behind every number.

    For narrow terminals: "thousand trips" three times in a line leaves room for nothing else.
    Signs stay where they are, and so do lines whose numbers are in several units.
    """
    named = next((i for i, column in enumerate(table.columns) if column.key == "name"), None)
    if named is None:
        return table
    sections = (
        replace(s, rows=tuple(_unit_at(named, row) for row in s.rows)) for s in table.sections
    )
    return replace(table, sections=tuple(sections))


def _unit_at(named: int, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    found = {c.unit_of_measure for c in row if isinstance(c, Quantity)} - {"", "%", "‰", POINTS}
    if len(found) != 1:
        return row
    (unit,) = found
    cells = [_without_unit(cell, unit) for cell in row]
    cells[named] = Msg("{name} ({unit})", name=row[named], unit=unit)
    return tuple(cells)


def _without_unit(cell: Cell, unit: str) -> Cell:
    if isinstance(cell, Quantity) and cell.unit_of_measure == unit:
        return replace(cell, unit_of_measure="")
    return cell


def without_blanks(table: Table) -> Table:
    """Return the table without the columns in which no row has anything to say.

    For people: a list of milestones has neither baselines nor gaps. Formats for machines keep all.
    """
    rows = [row for section in table.sections for row in section.rows]
    kept = [
        index
        for index in range(len(table.columns))
        if any(row[index] not in (None, "", ()) for row in rows)
    ]
    sections = (
        replace(s, rows=tuple(tuple(row[index] for index in kept) for row in s.rows))
        for s in table.sections
    )
    columns = tuple(table.columns[index] for index in kept)
    return replace(table, columns=columns, sections=tuple(sections))
