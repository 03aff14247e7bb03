"""Tables with fewer columns and shorter cells, for terminals on which they would not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sbtrack.domain.characters import folded
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import POINTS, Msg, Name, Quantity
from sbtrack.domain.terms import Constraint
from sbtrack.reports.quantities import SHORT_POINTS
from sbtrack.reports.table import Cell, Column, Noted, Plain, Table

_LABELS: dict[Constraint, Plain] = {
    Constraint.BINDING: Msg("bind."),
    Constraint.ANTICIPATORY: Msg("antic."),
    Constraint.UNSPECIFIED: None,
}


def roomy(table: Table) -> Table:
    """Return the table as it is read best: no period that has a column is a remark."""
    told = {column.period_of for column in table.columns}
    dated = [index for index, column in enumerate(table.columns) if column.key in told]
    rows = [_undated(row, dated) for row in _rows(table)]
    emptied = {table.columns[i].key for i in dated if all(row[i] is None for row in rows)}
    undated = _each_row(table, lambda row: _undated(row, dated))
    return _of_columns(undated, lambda column: not column.bare and column.key not in emptied)


def slim(table: Table) -> Table:
    """Return the table with labels cut short and without columns of periods.

    The periods are remarks behind what they date.
    """
    columns = tuple(replace(c, heading=c.short) if c.short else c for c in table.columns)
    kept = _each_row(replace(table, columns=columns), lambda row: tuple(map(_labelled, row)))
    return _of_columns(kept, lambda column: not column.bare and not column.period_of)


def units_once(table: Table) -> Table:
    """Return the table with a line's unit of measure behind its name, not behind every number.

    For narrow terminals: "thousand trips" three times in a line leaves room for nothing else.
    Signs stay where they are, and so do lines whose numbers are in several units.
    """
    named = next((i for i, column in enumerate(table.columns) if column.key == "name"), None)
    if named is None:
        return table
    return _each_row(table, lambda row: _unit_at(named, row))


def named_in_unit(name: Cell, unit: str) -> Cell:
    """Return a name with the unit of measure behind it, unless it has one there already."""
    if not unit or _tells(name, unit):
        return name
    return Msg("{name} ({unit})", name=name, unit=unit)


def bare_value(cell: Cell) -> Plain:
    """Return a cell without its remark."""
    return cell.value if isinstance(cell, Noted) else cell


def _labelled(cell: Cell) -> Cell:
    return _LABELS[cell] if isinstance(cell, Constraint) else cell


def _unit_at(named: int, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    values = [bare_value(cell) for cell in row]
    found = {c.unit_of_measure for c in values if isinstance(c, Quantity)} - {"", "%", "‰", POINTS}
    cells = [_valued(cell, _in_points) for cell in row]
    if len(found) == 1:
        (unit,) = found
        told = _tells(row[named], unit)
        if told is None:
            return tuple(cells)
        cells = [_valued(cell, lambda value: _without_unit(value, unit)) for cell in cells]
        cells[named] = named_in_unit(row[named], unit)
    return tuple(cells)


def _tells(name: Cell, unit: str) -> bool | None:
    """Say whether a name has the unit of measure behind it; None: in one language, not in another.

    In a table of a plan it was put there; else the plan itself may call it 养老金（元/月）.
    """
    if isinstance(name, Msg):
        return name.arguments.get("unit") == unit
    if not isinstance(name, Name):
        return False
    ends = {folded(text).endswith(f"({folded(unit)})") for text in name.everywhere()}
    return ends.pop() if len(ends) == 1 else None


def _valued(cell: Cell, change: Callable[[Plain], Plain]) -> Cell:
    """Return the cell with its value changed, and the same remark."""
    if isinstance(cell, Noted):
        return replace(cell, value=change(cell.value))
    return change(cell)


def _without_unit(value: Plain, unit: str) -> Plain:
    if isinstance(value, Quantity) and value.unit_of_measure == unit:
        return replace(value, unit_of_measure="")
    return value


def _in_points(value: Plain) -> Plain:
    """Return a difference of percentages with the short word for its unit."""
    if isinstance(value, Quantity) and value.unit_of_measure == POINTS:
        return replace(value, unit_of_measure="", qualifier=SHORT_POINTS)
    return value


def _undated(row: tuple[Cell, ...], dated: Sequence[int]) -> tuple[Cell, ...]:
    """Return a row without the periods of these columns."""
    cells = list(row)
    for index in dated:
        cell = cells[index]
        if isinstance(cell, Noted):
            kept = replace(cell, period=None)
            cells[index] = cell.shown if cell.remark is None else kept
    return tuple(cells)


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    return (row for section in table.sections for row in section.rows)


def _each_row(table: Table, change: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]) -> Table:
    sections = (replace(s, rows=tuple(map(change, s.rows))) for s in table.sections)
    return replace(table, sections=tuple(sections))


def _of_columns(table: Table, wanted: Callable[[Column], bool]) -> Table:
    kept = [index for index, column in enumerate(table.columns) if wanted(column)]
    chosen = _each_row(table, lambda row: tuple(row[index] for index in kept))
    return replace(chosen, columns=tuple(table.columns[index] for index in kept))
