"""Where everything stands on a sheet, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from openpyxl.utils import get_column_letter

from sbtrack.domain.frozen import replace
from sbtrack.export.workbook.pen import Pen
from sbtrack.export.workbook.text_width import BOLD, lines_needed
from sbtrack.export.workbook.widths import Fit, fitted, heading_lines
from sbtrack.reports.workbook.sheets import WRAPPED, Kind, Line, Linked, Sheet, SheetCell

#: Lines that decide how wide the columns of a long sheet are.
LOOKED_AT = 400
LINE_HEIGHT, TITLE_HEIGHT = 16.5, 27.0  # points
_BUTTON = 12.0  # points
_CHARTED, _FIT = 14, 12  # columns under the charts, and of them those sure to fit on a page
ACROSS = 2  # charts side by side
PITCH = 15  # rows from one chart to the next below it


@dataclass(slots=True)
class Layout:
    """The rows of one sheet, from 1; a long one's last row is known when it has been written.

    On a sheet of charts they stand from the first row to the last one. `folded` are the columns,
    from 0, that are folded away.
    """

    sheet: Sheet
    name: str
    lines: Iterable[Line]
    widths: tuple[float, ...]
    folded: frozenset[int]
    header_height: float
    counts_row: int
    header_row: int
    first_row: int
    last_row: int
    keys: dict[str, int] = field(default_factory=dict)
    above: float = 0.0  # points from the top to the headings

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max(len(self.widths), 1)

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns that are not folded away, from 0."""
        return tuple(i for i in range(len(self.widths)) if i not in self.folded)

    @property
    def breadth(self) -> float:
        """The width of what is not folded away."""
        return sum(self.widths[i] for i in self.shown)

    @property
    def prose(self) -> tuple[float, ...]:
        """The widths of the columns over which sentences run."""
        if not self.sheet.fields:
            return self.widths[:_FIT]
        return tuple(0.0 if i in self.folded else w for i, w in enumerate(self.widths))

    @property
    def wrapping(self) -> tuple[tuple[int, float], ...]:
        """The columns whose texts wrap, from 0, and their widths."""
        fields = enumerate(self.sheet.fields)
        return tuple(
            (i, self.widths[i]) for i, f in fields if f.look in WRAPPED and i not in self.folded
        )

    def column(self, key: str) -> int:
        """Return the position of a field, from 1."""
        return next(i for i, f in enumerate(self.sheet.fields, 1) if f.key == key)

    def cells_of(self, key: str) -> str:
        """Return the range of one field's cells."""
        letter = get_column_letter(self.column(key))
        return f"{letter}{self.first_row}:{letter}{self.last_row}"

    @property
    def notes_row(self) -> int:
        """The first row of the notes; below charts there is room enough."""
        return self.last_row + 1 + bool(self.sheet.fields)

    @property
    def table(self) -> str:
        """The range of the table with its headings, in absolute terms."""
        letter = get_column_letter(self.columns)
        return f"$A${self.header_row}:${letter}${self.last_row}"


def laid_out(sheet: Sheet, name: str, pen: Pen) -> Layout:
    """Return where the parts of a sheet stand."""
    lines: Iterable[Line] = sheet.lines
    seen: Sequence[Line]
    if sheet.long:
        rest = iter(lines)
        seen = list(islice(rest, LOOKED_AT))
        lines = chain(seen, rest)
    else:
        lines = seen = tuple(lines)
    fit = fitted(sheet, seen, pen) if sheet.fields else Fit((9.5,) * _CHARTED, frozenset())
    if not sheet.long:
        lines = seen = tuple(_with_links_that_fit(line, fit.widths, pen) for line in seen)
    counts_row = 2 + len(sheet.intro)
    header_row = counts_row + sum(map(len, sheet.counts)) + bool(sheet.counts)
    first_row = header_row + 1  # where there is no table, that of headings is empty
    charted = PITCH * -(-len(sheet.charts) // ACROSS)
    found = Layout(
        sheet,
        name,
        lines,
        fit.widths,
        fit.folded,
        _header_height(sheet, fit, pen),
        counts_row,
        header_row,
        first_row,
        first_row + (len(seen) if sheet.fields else charted) - 1,
    )
    found.above = _height_above(found, pen)
    if not sheet.long:
        rows = enumerate(seen, first_row)
        found.keys.update((line.key, row) for row, line in rows if line.key)
    return found


def height_of(line: Line, wrapping: tuple[tuple[int, float], ...], pen: Pen) -> float:
    """Return how high a line has to be, in points, for what wraps in it."""
    cells = line.cells
    if len(cells) == 1:
        return LINE_HEIGHT
    bold = BOLD if line.kind is Kind.HEADING else 1
    lines = [
        lines_needed(pen.text(cells[index]), width * bold)
        for index, width in wrapping
        if cells[index] is not None
    ]
    return LINE_HEIGHT * max(lines, default=1)


def counted_height(cells: Sequence[SheetCell], layout: Layout, pen: Pen) -> float:
    """Return how high the headings of counts stand, in the columns after the first one shown."""
    lines = [
        lines_needed(pen.text(cell), layout.widths[column] * BOLD)
        for column, cell in zip(layout.shown[1:], cells, strict=False)
    ]
    return LINE_HEIGHT * max(lines, default=1)


def notes_height(layout: Layout, pen: Pen) -> float:
    """Return how high the notes below a table stand, with the row between; 0 without any."""
    notes = layout.sheet.notes
    apart = LINE_HEIGHT * bool(notes)
    return apart + sum(prose_height(pen.text(note), layout) for note in notes)


def prose_height(text: str, layout: Layout) -> float:
    """Return how high a sentence stands that runs over the width of a sheet."""
    return LINE_HEIGHT * lines_needed(text, sum(layout.prose))


def _height_above(layout: Layout, pen: Pen) -> float:
    """Return how high stands what is above the headings of a table."""
    sheet = layout.sheet
    title = max(TITLE_HEIGHT, prose_height(pen.text(sheet.title), layout))
    intro = sum(prose_height(pen.text(cell), layout) for cell in sheet.intro)
    counts = sum(
        counted_height(headings, layout, pen) + LINE_HEIGHT * len(rows)
        for headings, *rows in sheet.counts
    )
    return title + intro + counts + LINE_HEIGHT * bool(sheet.counts)


def _header_height(sheet: Sheet, fit: Fit, pen: Pen) -> float:
    """Return how high the headings stand, with the buttons of the filter below them."""
    lines = [
        heading_lines(column, pen.text(column.heading), width)
        for index, (column, width) in enumerate(zip(sheet.fields, fit.widths, strict=False))
        if index not in fit.folded
    ]
    return LINE_HEIGHT * max(lines, default=1) + _BUTTON


def _with_links_that_fit(line: Line, widths: Sequence[float], pen: Pen) -> Line:
    """Leave out links at texts of several lines: LibreOffice does not wrap them, but cuts them."""
    if not any(isinstance(cell, Linked) for cell in line.cells):
        return line
    cells = tuple(
        cell.cell if isinstance(cell, Linked) and lines_needed(pen.text(cell), width) > 1 else cell
        for cell, width in zip(line.cells, widths, strict=False)
    )
    return replace(line, cells=cells)
