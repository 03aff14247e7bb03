"""Draws one typed cell as the XML of a cell: a number with its format, or text that stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint, Grain
from sbtrack.domain.undefined import Undefined
from sbtrack.export.text import times_hundred, verdict
from sbtrack.export.workbook import formats
from sbtrack.export.workbook.styles import Brush
from sbtrack.locale.signs import DASH, SYMBOLS, visible
from sbtrack.locale.words import Words
from sbtrack.reports.table import Bar, Mark
from sbtrack.reports.workbook.sheets import Linked, SheetCell

#: Characters that a cell can hold; what is longer is cut, and says so.
LONGEST = 32_767

#: What a spreadsheet takes for the start of a formula, in some languages full-width too.
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # would be read as a coded character

#: A cell's content: text, or a number as its text and its format.
Content = tuple[str, str | None]


class Pen:
    """Draws cells in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._periods: dict[Period, str] = {}
        self._say: dict[type, Callable[[Any], Content]] = {
            str: lambda text: (text, None),
            int: lambda value: (str(value), formats.WHOLE),
            bool: lambda value: (str(value), None),
            Decimal: lambda value: self._quantity(Quantity(value)),
            datetime: lambda value: (formats.serial(value), formats.MOMENT),
            date: lambda value: (formats.serial(value), formats.DAY),
            Period: self._period,
            Quantity: self._quantity,
            Percent: lambda value: (formats.number(value.share), formats.of_percent(value)),
            Points: self._points,
            Bar: lambda value: (
                formats.number(value.share),
                formats.of_percent(Percent(value.share)),
            ),
            Mark: lambda value: (f"{SYMBOLS[value.light]} {verdict(value, words)}", None),
            Name: lambda value: (words.value(value), None),
            Msg: lambda value: (words.say(value), None),
            Constraint: lambda value: (words.term(value), None),
            tuple: lambda value: (words.listed(value), None),
            Undefined: lambda _: (DASH, None),
        }

    def text(self, cell: SheetCell) -> str:
        """Return a cell as text, to measure how wide it will be."""
        inner = cell.cell if isinstance(cell, Linked) else cell
        match inner:
            case Quantity():
                whole = max(0, inner.value.adjusted())
                return "," * (whole // 3) + self._words.value(inner)
            case Period(grain=Grain.DAY):
                return formats.DAY
            case Percent() | Points() | Period():
                return self._words.value(inner)
            case date():
                return formats.MOMENT if isinstance(inner, datetime) else formats.DAY
            case None:
                return ""
            case _:
                return self._content(inner)[0]

    def cell(self, place: str, cell: SheetCell, brush: Brush) -> str:
        """Return the XML of a cell; one with nothing in it still has its style."""
        linked = type(cell) is Linked
        inner: Any = cell.cell if linked else cell  # type: ignore[union-attr]
        content, format = ("", None) if inner is None else self._content(inner)
        if not content:
            return f'<c r="{place}" s="{brush.text()}"/>'
        if format is not None:
            return f'<c r="{place}" s="{brush.number(format, linked)}"><v>{content}</v></c>'
        style = brush.text(linked, content.startswith(_FORMULA), type(inner) is Undefined)
        return text_cell(place, content, style)

    def _content(self, cell: Any) -> Content:
        return self._say[type(cell)](cell)

    def _period(self, period: Period) -> Content:
        """The day on which it ends, so that a column sorts, shown as the period that it is."""
        format = self._periods.get(period)
        if format is None:
            format = self._periods[period] = formats.of_period(period, self._words)
        if not format:
            return self._words.period(period), None
        return formats.serial(period.end), format

    def _quantity(self, quantity: Quantity) -> Content:
        return formats.number(quantity.value), formats.of_quantity(quantity, self._words)

    def _points(self, points: Points) -> Content:
        value = formats.number(times_hundred(points.share))
        return value, formats.of_points(points)


def text_cell(place: str, text: str, style: int) -> str:
    """Return the XML of a cell that is text, whatever it begins with."""
    shown = "\n".join(map(visible, text.split("\n"))) if "\n" in text else visible(text)
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST - 1]}…"
    coded = escape(_CODED.sub("_x005F_", shown) if "_x" in shown else shown)
    keep = ' xml:space="preserve"' if coded != coded.strip() else ""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{keep}>{coded}</t></is></c>'
