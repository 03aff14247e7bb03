"""Neutral tables as CSV: RFC 4180, plain numbers, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from io import StringIO
from typing import Any

from sbtrack.domain.message import POINTS, Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.undefined import Undefined
from sbtrack.export.text import cells, data_columns, times_hundred, verdict
from sbtrack.locale.signs import visible
from sbtrack.locale.words import Words, figure
from sbtrack.reports.narrowing import bare_value
from sbtrack.reports.table import Cell, Column, Mark, Section, Table

BOM = "\ufeff"

# What a spreadsheet takes for the start of a formula, in some languages full-width too.
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")

_PLACES = 6
_KEPT = 4096  # names, periods and phrases that may come again
_PIECE = 1 << 18  # characters
_SIXTY_DIGITS = Context(prec=60)

_Columns = list[tuple[int, Column]]


def table_to_csv(table: Table, words: Words, *, bom: bool = False) -> str:
    r"""Return a table as CSV with `\r\n` line ends; `bom` makes Excel read it as UTF-8.

    Numbers are plain: quantities without their unit of measure, which stands in a column of its
    own before them; shares in percent, as their heading then says; differences of shares in
    percentage points. What was stated keeps every digit, what was computed is rounded as
    `sensible` says. Undefined values are empty. Periods are written as they are typed (2013,
    2013-H1, 2013-06), days and moments as in ISO 8601. With more than one section the first
    column names it. Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    columns = data_columns(table)
    unit_at = _place_of_unit(table, columns)
    sectioned, say = len(table.sections) > 1, _Plainly(words)
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    first = [_text(Msg("Section"), words)] if sectioned else []
    headings = [_heading(table, index, column, words) for index, column in columns]
    write(first + _with(_text(Msg("Unit of measure"), words), unit_at, headings))
    for section in table.sections:
        for line in _lines(section, columns, unit_at, say):
            write([_text(section.heading, words), *line] if sectioned else line)
    return (BOM if bom else "") + out.getvalue()


def rows_to_csv(
    columns: Iterable[Column],
    rows: Iterable[tuple[Cell, ...]],
    words: Words,
    *,
    bom: bool = False,
) -> Iterator[str]:
    r"""Yield a table without units of measure as CSV, as `table_to_csv` does, in pieces.

    The columns are those that are given, whatever is in them: no row is looked at twice.
    """
    say, out = _Plainly(words), StringIO()
    out.write(BOM if bom else "")
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([_text(column.heading, words) for column in columns])
    for row in rows:
        write(say.line(row))
        if out.tell() > _PIECE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _lines(
    section: Section, columns: _Columns, unit_at: int | None, say: _Plainly
) -> Iterator[list[str]]:
    for row in section.rows:
        yield _with(_unit(row), unit_at, say.line([row[index] for index, _ in columns]))


def _with(extra: str, place: int | None, line: list[str]) -> list[str]:
    return line if place is None else [*line[:place], extra, *line[place:]]


def _place_of_unit(table: Table, columns: _Columns) -> int | None:
    """Return the position of the first column with units of measure, None without any."""
    for position, (index, _) in enumerate(columns):
        if any(isinstance(cell, Quantity) and cell.unit_of_measure for cell in cells(table, index)):
            return position
    return None


def _unit(row: Sequence[Cell]) -> str:
    values = map(bare_value, row)
    units = dict.fromkeys(c.unit_of_measure for c in values if isinstance(c, Quantity))
    named = [unit for unit in units if unit and unit != POINTS]  # between percentages: points
    return _guarded("; ".join(named))


def _heading(table: Table, index: int, column: Column, words: Words) -> str:
    in_percent = any(isinstance(c, Percent) for c in cells(table, index))
    heading = column.heading
    return _text(Msg("{heading} (%)", heading=heading) if in_percent else heading, words)


class _Plainly:
    """Says cells plainly: how, by their type; what is said over and over is worked out once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._said: dict[int, tuple[str, Cell]] = {}
        self._of_type: dict[type, Callable[[Any], str]] = {
            int: str,
            str: lru_cache(_KEPT)(_guarded),
            Decimal: figure,
            tuple: lambda cells: self._plain(cells) if cells else "",
            Msg: self._again,
            Name: self._again,
            Period: self._again,
        }

    def line(self, row: Iterable[Cell]) -> list[str]:
        """Return a row's cells as they stand between the commas."""
        how = self._of_type
        try:
            return ["" if cell is None else how[type(cell)](cell) for cell in row]
        except KeyError:
            return [how.get(type(cell), self._plain)(cell) for cell in row]

    def _again(self, cell: Cell) -> str:
        """Say what comes again and again as the same object, a name of the plan or a period."""
        said = self._said.get(id(cell))
        if said is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            # The object is kept too, so that no other one has its id.
            said = self._said[id(cell)] = (self._plain(cell), cell)
        return said[0]

    def _plain(self, cell: Cell) -> str:
        return _plain(cell, self._words)


def _plain(cell: Cell, words: Words) -> str:
    value = bare_value(cell)
    match value:
        case Quantity():
            return figure(value.value if value.places is None else sensible(value.value))
        case Percent() | Points():
            return figure(sensible(times_hundred(value.share)))
        case Period():
            return str(value)
        case date():
            return _iso(value)
        case Mark():
            return _guarded(verdict(value, words))
        case _:
            return _text(value, words)


def sensible(value: Decimal) -> Decimal:
    """Return a computed number with six decimals, or more where six would look exact.

    Rounded half up; JSON has every digit.

    >>> [str(sensible(Decimal(n))) for n in ("33.333333333333", "99.99999999996", "12.5")]
    ['33.333333', '99.99999999996', '12.5']
    """
    value = value.normalize(_SIXTY_DIGITS)
    own = -int(value.as_tuple().exponent)
    for places in range(_PLACES, own):
        short = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _SIXTY_DIGITS)
        if short.as_tuple().digits[-1]:
            return short
    return value


def _iso(day: date) -> str:
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()


def _text(value: object, words: Words) -> str:
    if value is None or isinstance(value, Undefined):
        return ""
    said = words.value(value)
    return said if isinstance(value, int | Decimal) else _guarded(said)


def _guarded(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
