"""One column of a table, drawn: its cells lined up, and the widths it can live with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from sbtrack.domain.frozen import replace
from sbtrack.domain.terms import Light
from sbtrack.domain.undefined import Undefined
from sbtrack.render.cells import Drawn, Figure, Pen
from sbtrack.render.fitting import Demand
from sbtrack.render.ink import QUIET, Run
from sbtrack.render.wrapping import balance, narrowest
from sbtrack.reports.table import Align, Cell, Column, Mark, Noted, Table

_LEAST = 12  # the longest common English words
_HOLLOW = 100  # beyond every priority
_WORD = 6  # a heading this short is a word, and not broken

Runs = Sequence[Run]


class Laid(NamedTuple):
    """A cell drawn: one line of runs, and a remark to stand behind or below it."""

    runs: Runs
    remark: str = ""
    rigid: bool = False  # a number, which is never broken


class Strip(NamedTuple):
    """A column with its heading and the cells of all sections, from top to bottom.

    Three widths: of its widest number, text and remark. A hollow one has no value in any line.
    """

    column: Column
    heading: str
    cells: tuple[Laid, ...]
    figures: int
    texts: int
    remarks: int
    hollow: bool = False

    @property
    def demand(self) -> Demand:
        """The widths this column can live with; what is hollow is dropped before all others."""
        heading, column = cell_len(self.heading), self.column
        if self.hollow and column.priority > 1:
            column = replace(column, priority=_HOLLOW + column.priority, vital=False)
        behind = self.figures + self.remarks
        natural = max(behind, self.texts, heading)
        if heading > _WORD:
            heading = narrowest(self.heading)
        below = max(
            (cell_len(cell.remark.lstrip()) for cell in self.cells if cell.remark), default=0
        )
        rigid = max(self.figures, below, heading)
        beside = max(behind, rigid)
        if not column.flexible:
            rigid, beside = max(rigid, self.texts), max(beside, self.texts)
            return Demand(natural, rigid, rigid, column.priority, beside, False, column.vital)
        compact = max(rigid, min(self.texts, column.comfortable))
        least = min(compact, max(rigid, min(self.texts, _LEAST)))
        return Demand(natural, compact, least, column.priority, beside, vital=column.vital)

    def block(self, row: int, width: int) -> list[Runs]:
        """Return a cell as lines of exactly `width` cells, or more where a number needs it.

        Remarks stand behind all numbers of the column or below them all, so that these line up.
        """
        cell = self.cells[row]
        if cell.rigid and self.remarks and self.figures + self.remarks <= width:
            space = " " * (self.remarks - cell_len(cell.remark))
            return [self.padded((*cell.runs, (cell.remark, QUIET), (space, "")), width)]
        lines = _squared(folded(cell.runs, width)) if cell.runs or not cell.remark else []
        lines += folded(((cell.remark.lstrip(), QUIET),), width) if cell.remark else []
        return [self.padded(line, width) for line in lines]

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
        cells = [row[index] for row in rows]
        drawn = [pen.draw(cell, light) for cell, light in zip(cells, lights, strict=True)]
        runs = aligned(drawn) if lined_up else (cell.runs for cell in drawn)
        laid = (
            Laid(line, pen.remark(cell), isinstance(one, Figure))
            for cell, one, line in zip(cells, drawn, runs, strict=True)
        )
        strip = _strip(column, pen.say(column.heading), tuple(laid))
        found.append(strip._replace(hollow=all(map(_says_nothing, cells))))
    return found


def _strip(column: Column, heading: str, cells: tuple[Laid, ...]) -> Strip:
    figures = texts = remarks = 0
    for cell in cells:
        width = width_of(cell.runs)
        if cell.rigid:
            figures = max(figures, width)
        else:
            texts = max(texts, width)
        if cell.remark:
            remarks = max(remarks, cell_len(cell.remark))
    return Strip(column, heading, cells, figures, texts, remarks)


def _says_nothing(cell: Cell) -> bool:
    shown = cell.shown if isinstance(cell, Noted) and not cell.remark else cell
    return shown is None or isinstance(shown, Undefined)


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


def _squared(lines: list[Runs]) -> list[Runs]:
    """Return lines of one width, so that a text keeps its left edge where columns lean right."""
    if len(lines) < 2:
        return lines
    widest = max(map(width_of, lines))
    return [(*line, (" " * (widest - width_of(line)), "")) for line in lines]


def width_of(runs: Runs) -> int:
    """Return the width of a line in terminal cells."""
    width = 0
    for text, _ in runs:
        width += len(text) if text.isascii() else cell_len(text)
    return width
