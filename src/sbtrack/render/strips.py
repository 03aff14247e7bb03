"""One column of a table, drawn: its cells lined up, and the widths it can live with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from sbtrack.domain.terms import Light
from sbtrack.render.cells import Drawn, Figure, Pen
from sbtrack.render.fitting import Demand
from sbtrack.render.ink import QUIET, Run
from sbtrack.render.wrapping import balance, narrowest
from sbtrack.reports.table import Align, Cell, Column, Mark, Table

#: A flexible column up to this wide is not narrowed to make room for a less important one.
COMFORTABLE = 20
_LEAST = 12  # the longest common English words
_WORD = 6  # a heading this short is a word, and not broken

Runs = Sequence[Run]


class Strip(NamedTuple):
    """A column with its heading and the cells of all sections, from top to bottom."""

    column: Column
    heading: str
    cells: tuple[Runs, ...]

    @property
    def demand(self) -> Demand:
        """The widths this column can live with."""
        cells = max(map(width_of, self.cells), default=0)
        natural = max(cells, cell_len(self.heading))
        heading = cell_len(self.heading)
        if heading > _WORD:
            heading = narrowest(self.heading)
        if not self.column.flexible:
            rigid = max(cells, heading)
            return Demand(natural, rigid, rigid, self.column.priority)
        compact = max(min(cells, COMFORTABLE), heading)
        return Demand(natural, compact, min(compact, _LEAST), self.column.priority)

    def block(self, row: int, width: int) -> list[Runs]:
        """Return a cell as lines of exactly `width` cells, or more where a number needs it."""
        return [self.padded(line, width) for line in folded(self.cells[row], width)]

    def padded(self, line: Runs, width: int) -> Runs:
        """Return a line with spaces on the side that the column's text leans away from."""
        space = (" " * (width - width_of(line)), "")
        return (space, *line) if self.column.align is Align.RIGHT else (*line, space)


def strips(table: Table, pen: Pen, lined_up: bool = True) -> list[Strip]:
    """Draw a table's cells, column by column; numbers that are not lined up take less room."""
    rows = [row for section in table.sections for row in section.rows]
    lights = [light_of(row) for row in rows]
    found = []
    for index, column in enumerate(table.columns):
        drawn = [pen.draw(row[index], light) for row, light in zip(rows, lights, strict=True)]
        cells = aligned(drawn) if lined_up else (cell.runs for cell in drawn)
        found.append(Strip(column, pen.say(column.heading), tuple(cells)))
    return found


def light_of(row: Sequence[Cell]) -> Light | None:
    """Return the light of a row's first mark."""
    return next((cell.light for cell in row if isinstance(cell, Mark)), None)


def aligned(cells: Sequence[Drawn]) -> Iterator[Runs]:
    """Line numbers up: at the decimal point, or where the unit starts when units are mixed.

    Numbers in different units are not compared with each other, and each reads best close to
    its own unit of measure, which always follows its number closely.
    """
    figures = [cell for cell in cells if isinstance(cell, Figure)]
    one_unit = len({figure.unit for figure in figures if figure.style != QUIET}) < 2
    edge = max((_before_edge(figure, one_unit) for figure in figures), default=0)
    rest = max((_behind_edge(figure, one_unit) for figure in figures), default=0)
    for cell in cells:
        if not isinstance(cell, Figure):
            yield cell.runs
            continue
        left = " " * (edge - _before_edge(cell, one_unit))
        right = " " * (rest - _behind_edge(cell, one_unit))
        yield ((left + cell.whole + cell.fraction + cell.unit + right, cell.style),)


def _before_edge(figure: Figure, at_point: bool) -> int:
    """Return the width of what stands left of the decimal point, or of the unit of measure."""
    return cell_len(figure.whole) + (0 if at_point else len(figure.fraction))


def _behind_edge(figure: Figure, at_point: bool) -> int:
    return cell_len(figure.unit) + (len(figure.fraction) if at_point else 0)


def folded(cell: Runs, width: int) -> list[Runs]:
    """Return a cell in lines of at most `width` cells."""
    if width_of(cell) <= width:
        return [cell]
    text, style = "".join(text for text, _ in cell), cell[0][1]
    return [((line, style),) for line in balance(text, width)]


def width_of(runs: Runs) -> int:
    """Return the width of a line in terminal cells."""
    return sum(cell_len(text) for text, _ in runs)
