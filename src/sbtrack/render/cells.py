"""Draws one typed cell: numbers in parts that can be lined up, everything else as text."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.terms import Light
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.signs import DASH, SYMBOLS
from sbtrack.locale.words import Words, figure
from sbtrack.render.ink import LIGHT_STYLES, QUIET, Run, printable
from sbtrack.reports.table import Bar, Cell, Lights, Mark, Noted

BAR_CELLS = 10
FILLED, EMPTY = "▐", "░"  # block elements of unambiguous width; █ is ambiguous


class Figure(NamedTuple):
    """A number in parts: aligned at the decimal point, its unit of measure to the right."""

    whole: str
    fraction: str = ""
    unit: str = ""
    style: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The figure by itself."""
        return ((self.whole + self.fraction + self.unit, self.style),)


class Prose(NamedTuple):
    """Text in one or more styles."""

    runs: tuple[Run, ...]


Drawn = Figure | Prose


class Pen(NamedTuple):
    """Says values in one language, in characters that the terminal can print."""

    words: Words
    encoding: str = "utf-8"

    def say(self, message: Msg) -> str:
        """Return the message, printable."""
        return self.clean(self.words.say(message))

    def clean(self, text: str) -> str:
        """Return any text, printable."""
        return printable(text, self.encoding)

    def remark(self, cell: Cell) -> str:
        """Return what stands behind or below a cell; in brackets, but where it is all there is."""
        if not isinstance(cell, Noted):
            return ""
        if cell.value is None:
            return "" if cell.period is None else self.clean(self.words.period(cell.period))
        period = None if cell.period is None else Name(str(cell.period))
        parts = tuple(part for part in (cell.remark, period) if part is not None)
        return self.say(Msg(" ({remark})", remark=parts)) if parts else ""

    def draw(self, cell: Cell, light: Light | None = None) -> Drawn:
        """Return one cell without its remark; `light` is that of its row and colours a bar."""
        shown = cell.shown if isinstance(cell, Noted) else cell
        match shown:
            case None:
                return Prose(())
            case Undefined():
                return Figure(DASH, style=QUIET)
            case Quantity() | Percent() | Points() | Decimal() | int():
                return self._figure(shown)
            case Mark() | Bar() | Lights():
                return self._signs(shown, light)
            case _:
                return Prose(((self.clean(self.words.value(shown)), ""),))

    def _signs(self, cell: Mark | Bar | Lights, light: Light | None) -> Prose:
        match cell:
            case Mark():
                return self._mark(cell)
            case Bar():
                return self._bar(cell, light)
            case Lights():
                return self._lights(cell)

    def _figure(self, cell: Quantity | Percent | Points | Decimal | int) -> Figure:
        text = self.words.value(cell)
        number = text.rstrip("%")
        if isinstance(cell, Quantity):
            number = figure(cell.value, cell.places)
        before, _, after = text.partition(number)
        whole, point, fraction = number.partition(".")
        return Figure(self.clean(before) + whole, point + fraction, self.clean(after))

    def _mark(self, mark: Mark) -> Prose:
        word = self.words.term(mark.verdict) + ("?" if mark.provisional else "")
        text = self.clean(f"{SYMBOLS[mark.light]} {word}")
        return Prose(((text, LIGHT_STYLES[mark.light]),))

    def _lights(self, lights: Lights) -> Prose:
        runs: list[Run] = []
        for light, count in lights.counts:
            runs += [(" ", "")] * bool(runs)
            runs.append((self.clean(f"{SYMBOLS[light]}{count}"), LIGHT_STYLES[light]))
        return Prose(tuple(runs))

    def _bar(self, bar: Bar, light: Light | None) -> Prose:
        count = filled_cells(bar.share)
        style = LIGHT_STYLES[light] if light else ""
        filled, rest = self.clean(FILLED * count), self.clean(EMPTY * (BAR_CELLS - count))
        return Prose(((filled, style), (rest, QUIET)))


def filled_cells(share: Decimal) -> int:
    """Return how many cells of a bar are filled; only a whole share fills it, only none leaves it.

    >>> [filled_cells(Decimal(s)) for s in ("-1", "0", "0.01", "0.558", "0.99", "1", "7")]
    [0, 0, 1, 6, 9, 10, 10]
    """
    if share <= 0:
        return 0
    if share >= 1:
        return BAR_CELLS
    rounded = (share * BAR_CELLS).to_integral_value(ROUND_HALF_UP)
    return int(min(max(rounded, Decimal(1)), Decimal(BAR_CELLS - 1)))
