"""The rows of a sheet as XML, one after the other, so that a long one is never held whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from openpyxl.utils import get_column_letter

from sbtrack.domain.message import Msg
from sbtrack.export.workbook.layout import (
    LINE_HEIGHT,
    TITLE_HEIGHT,
    Layout,
    counted_height,
    height_of,
    prose_height,
)
from sbtrack.export.workbook.pen import Pen, text_cell
from sbtrack.export.workbook.styles import Styles
from sbtrack.reports.workbook.sheets import WRAPPED, Kind, Line, Linked, SheetCell, Side

#: Rows that a sheet of a spreadsheet has.
MOST_ROWS = 1_048_576
_BATCH = 500  # rows written at a time

Written = Callable[[int], None]


class Body:
    """Writes the rows of one sheet."""

    def __init__(self, layout: Layout, pen: Pen, styles: Styles, written: Written) -> None:
        self._layout = layout
        self._sheet = layout.sheet
        self._pen = pen
        self._styles = styles
        self._written = written
        self._letters = tuple(get_column_letter(i) for i, _ in enumerate(self._sheet.fields, 1))
        self._brushes = {
            kind: tuple(
                styles.brush(f.side, kind, wrap=f.look in WRAPPED) for f in self._sheet.fields
            )
            for kind in Kind
        }
        self._counting = (styles.brush(Side.LEFT), styles.brush(Side.RIGHT))
        self._across = styles.across(len(self._letters))
        self._wrapping = layout.wrapping

    def rows(self) -> Iterator[str]:
        """Yield the rows, many at a time; afterwards the layout knows the last one."""
        yield self._prose(1, self._pen.text(self._sheet.title), self._styles.title(), TITLE_HEIGHT)
        for row, cell in enumerate(self._sheet.intro, 2):
            style = self._styles.prose(link=isinstance(cell, Linked))
            yield self._prose(row, self._pen.text(cell), style)
        row = self._layout.counts_row
        for block in self._sheet.counts:
            for index, counted in enumerate(block):
                yield self._counted(row, counted, heading=not index)
                row += 1
        if self._letters:
            yield self._header()
            yield from self._lines()
        else:
            yield self._under_charts()
        yield from self._notes()

    def _lines(self) -> Iterator[str]:
        row, batch = self._layout.first_row, []
        for line in self._layout.lines:
            if row > MOST_ROWS - 2:
                batch.append(self._cut_off(row))
                row += 1
                break
            if line.key and self._sheet.long:
                self._layout.keys[line.key] = row
            batch.append(self._line(row, line))
            row += 1
            if len(batch) == _BATCH:
                yield "".join(batch)
                self._tell(len(batch))
                batch.clear()
        self._layout.last_row = max(row - 1, self._layout.header_row)
        yield "".join(batch)
        self._tell(len(batch))

    def _tell(self, rows: int) -> None:
        if self._sheet.long:
            self._written(rows)

    def _line(self, row: int, line: Line) -> str:
        cells, pen = line.cells, self._pen
        if len(cells) < len(self._letters):
            return self._run_on(row, cells)
        drawn = "".join(
            [
                pen.cell(f"{letter}{row}", cell, brush)
                for letter, cell, brush in zip(
                    self._letters, cells, self._brushes[line.kind], strict=True
                )
            ]
        )
        return f'<row r="{row}" {_height(height_of(line, self._wrapping, pen))}>{drawn}</row>'

    def _run_on(self, row: int, cells: tuple[SheetCell, ...]) -> str:
        """A heading, which runs on over the cells beside it."""
        rest: tuple[SheetCell, ...] = (None,) * (len(self._letters) - len(cells))
        drawn = "".join(
            self._pen.cell(f"{letter}{row}", cell, brush)
            for letter, cell, brush in zip(
                self._letters, (*cells, *rest), self._across, strict=True
            )
        )
        return f'<row r="{row}" {_height(LINE_HEIGHT)}>{drawn}</row>'

    def _header(self) -> str:
        row = self._layout.header_row
        cells = "".join(
            text_cell(f"{letter}{row}", self._pen.text(f.heading), self._styles.header(f.side))
            for letter, f in zip(self._letters, self._sheet.fields, strict=True)
        )
        return f'<row r="{row}" {_height(self._layout.header_height)}>{cells}</row>'

    def _counted(self, row: int, cells: Sequence[SheetCell], *, heading: bool) -> str:
        """A row of counts, in the columns that are not folded away, but for the first one."""
        drawn, height = [], LINE_HEIGHT
        if heading:
            height = counted_height(cells, self._layout, self._pen)
        for index, (column, cell) in enumerate(zip(self._layout.shown[1:], cells, strict=False)):
            place = f"{self._letters[column]}{row}"
            side = Side.RIGHT if index else Side.LEFT
            if heading:
                style = self._styles.header(side)
                drawn.append(text_cell(place, self._pen.text(cell), style))
            else:
                drawn.append(self._pen.cell(place, cell, self._counting[bool(index)]))
        return f'<row r="{row}" {_height(height)}>{"".join(drawn)}</row>'

    def _notes(self) -> Iterator[str]:
        for row, note in enumerate(self._sheet.notes, self._layout.notes_row):
            yield self._prose(row, self._pen.text(note), self._styles.prose())

    def _under_charts(self) -> str:
        """Empty rows of a known height, so that pages end between charts."""
        rows = range(self._layout.header_row, self._layout.last_row + 1)
        return "".join(f'<row r="{row}" {_height(LINE_HEIGHT)}/>' for row in rows)

    def _prose(self, row: int, text: str, style: int, least: float = LINE_HEIGHT) -> str:
        """A sentence over the whole width; the cells are merged, so the height must be said."""
        height = max(least, prose_height(text, self._layout))
        cell = text_cell(f"A{row}", text, style)
        return f'<row r="{row}" {_height(height)}>{cell}</row>'

    def _cut_off(self, row: int) -> str:
        said = Msg("A sheet holds no more rows; the rest is in `sbtrack export --format csv`.")
        return self._line(row, Line((said,), kind=Kind.HEADING))


def _height(points: float) -> str:
    return f'ht="{points:g}" customHeight="1"'
