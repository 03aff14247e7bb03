"""Where everything stands on a sheet, and how wide its columns are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import chain, islice

from openpyxl.utils import get_column_letter

from sbtrack.export.workbook.pen import Pen
from sbtrack.reports.workbook.sheets import WRAPPED, Line, Linked, Sheet, SheetCell, Side

#: Lines that decide how wide the columns of a long sheet are.
LOOKED_AT = 400
LINE_HEIGHT, TITLE_HEIGHT = 16.5, 27.0  # points
_NARROWEST = 6
_ROOM, _BUTTON = 2, 4  # beside a cell's text, and beside a heading with the filter's button
_PARTS = re.compile(r"[^\s\u2e80-\uffef]+\s*|\s+|[\u2e80-\uffef]")  # may be parted between these
_INDENT = 1.5  # what stands free beside a text in its cell
#: Letters that are narrower or wider than digits, in the fonts that spreadsheets use.
_LETTERS = ((0.5, " ijl'|"), (0.7, "frtI.,:;!()[]{}-/"), (0.85, "cszJ"), (1.5, "mwMW%@"))
_WIDE = 1.9  # a Chinese character
_SPREAD = 1.3  # how much wider than as many digits a text may be
_CHARTED, _FIT = 14, 12  # columns under the charts, and of them those sure to fit on a page
ACROSS = 2  # charts side by side
PITCH = 15  # rows from one chart to the next below it


@dataclass(slots=True)
class Layout:
    """The rows of one sheet, from 1; a long one's last row is known when it has been written.

    On a sheet of charts they stand from the first row to the last one.
    """

    sheet: Sheet
    name: str
    lines: Iterable[Line]
    widths: tuple[float, ...]
    counts_row: int
    header_row: int
    first_row: int
    last_row: int
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max(len(self.widths), 1)

    @property
    def prose(self) -> tuple[float, ...]:
        """The widths of the columns over which sentences run."""
        return self.widths if self.sheet.fields else self.widths[:_FIT]

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
    widths = tuple(_widths(sheet, seen, pen))
    if not sheet.long:
        lines = seen = tuple(_with_links_that_fit(line, widths, pen) for line in seen)
    counts_row = 2 + len(sheet.intro)
    header_row = counts_row + sum(map(len, sheet.counts)) + bool(sheet.counts)
    first_row = header_row + 1  # where there is no table, that of headings is empty
    charted = PITCH * -(-len(sheet.charts) // ACROSS)
    found = Layout(
        sheet,
        name,
        lines,
        widths,
        counts_row,
        header_row,
        first_row,
        first_row + (len(seen) if sheet.fields else charted) - 1,
    )
    if not sheet.long:
        rows = enumerate(seen, first_row)
        found.keys.update((line.key, row) for row, line in rows if line.key)
    return found


def lines_needed(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column, words not broken."""
    room = max(1.0, width - _INDENT)
    if len(text) * _WIDE <= room or (text.isascii() and len(text) * _SPREAD <= room):
        return text.count("\n") + 1
    return _lines(text, room)


@lru_cache(maxsize=4096)
def _lines(text: str, room: float) -> int:
    found = 0
    for paragraph in text.split("\n"):
        lines, used = 1, 0.0
        for part in _PARTS.findall(paragraph):
            wide = sum(map(_drawn_width, part))
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            if wide > room:
                more, wide = divmod(wide, room)
                lines += int(more)
            used += wide
        found += lines
    return found


@cache
def _drawn_width(character: str) -> float:
    """Return a character's width in digits, about: letters are not all as wide as those."""
    if not character.isascii():
        return _character_width(character) * _WIDE / 2
    for width, characters in _LETTERS:
        if character in characters:
            return width
    return 1.2 if character.isupper() else 1.0


@cache
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def width_of(text: str) -> int:
    """Return the width of a text in half-width characters; one of ambiguous width counts double.

    >>> width_of("工伤A")
    5
    """
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _widths(sheet: Sheet, seen: Sequence[Line], pen: Pen) -> Iterator[float]:
    if not sheet.fields:
        yield from (9.5 for _ in range(_CHARTED))
        return
    cells = [line.cells for line in seen if len(line.cells) == len(sheet.fields)]
    counts = [row for block in sheet.counts for row in block]
    for index, column in enumerate(sheet.fields):
        room = _ROOM + (column.side is not Side.MIDDLE)
        heading = width_of(pen.text(column.heading)) + _BUTTON
        counted = _widest(counts, index - 1, pen) + _ROOM if index else 0
        widest = _widest(cells, index, pen) + room
        if column.look in WRAPPED:
            widest = min(widest, column.widest + room)
        elif sheet.long:  # it must fit, and what is wider may come later
            widest = max(widest, column.widest)
        yield float(max(_NARROWEST, heading, counted, widest))


def _widest(rows: Iterable[Sequence[SheetCell]], index: int, pen: Pen) -> int:
    return max((width_of(pen.text(row[index])) for row in rows if index < len(row)), default=0)


def _with_links_that_fit(line: Line, widths: Sequence[float], pen: Pen) -> Line:
    """Leave out links at texts of several lines: LibreOffice does not wrap them, but cuts them."""
    if not any(isinstance(cell, Linked) for cell in line.cells):
        return line
    cells = tuple(
        cell.cell if isinstance(cell, Linked) and lines_needed(pen.text(cell), width) > 1 else cell
        for cell, width in zip(line.cells, widths, strict=False)
    )
    return replace(line, cells=cells)
