"""Where everything stands on a sheet, and how wide its columns are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice

from openpyxl.utils import get_column_letter

from sbtrack.export.workbook.pen import Pen
from sbtrack.reports.workbook import Line, Sheet, Side

#: Lines that decide how wide the columns of a long sheet are.
LOOKED_AT = 400
LINE_HEIGHT, TITLE_HEIGHT = 16.5, 27.0  # points
_NARROWEST = 6
_ROOM, _BUTTON = 2, 4  # beside a cell's text, and beside a heading with the filter's button
_PARTS = re.compile(r"[^\s\u2e80-\uffef]+\s*|\s+|[\u2e80-\uffef]")  # may be parted between these
_CHARTED = 14  # columns under the charts of a sheet without a table


@dataclass(slots=True)
class Layout:
    """The rows of one sheet, from 1; a long one's last row is known when it has been written."""

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

    def column(self, key: str) -> int:
        """Return the position of a field, from 1."""
        return next(i for i, f in enumerate(self.sheet.fields, 1) if f.key == key)

    def cells_of(self, key: str) -> str:
        """Return the range of one field's cells."""
        letter = get_column_letter(self.column(key))
        return f"{letter}{self.first_row}:{letter}{self.last_row}"

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
    counts_row = 2 + len(sheet.intro)
    header_row = counts_row + len(sheet.counts) + bool(sheet.counts)
    first_row = header_row + bool(sheet.fields)
    found = Layout(
        sheet,
        name,
        lines,
        tuple(_widths(sheet, seen, pen)),
        counts_row,
        header_row,
        first_row,
        first_row + len(seen) - 1,
    )
    if not sheet.long:
        rows = enumerate(seen, first_row)
        found.keys.update((line.key, row) for row, line in rows if line.key)
    return found


def lines_needed(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column, words not broken."""
    room = max(1, int(width) - 1)
    if len(text) * 2 <= room:
        return 1
    lines, used = 1, 0
    for part in _PARTS.findall(text):
        wide = width_of(part)
        if used and used + wide > room:
            lines, used = lines + 1, 0
        if wide > room:
            lines += (wide - 1) // room
            wide = (wide - 1) % room + 1
        used += wide
    return lines


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
    for index, column in enumerate(sheet.fields):
        room = _ROOM + (column.side is not Side.MIDDLE)
        heading = width_of(pen.text(column.heading)) + _BUTTON
        widest = max((width_of(pen.text(row[index])) for row in cells), default=0) + room
        if column.side is not Side.RIGHT:  # a number must fit, a text can wrap
            widest = min(widest, column.widest + room)
        elif sheet.long:  # what is wider may come later
            widest = max(widest, column.widest)
        yield float(max(_NARROWEST, heading, widest))
