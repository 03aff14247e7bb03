"""A plot of the planned path against the actual values, in plain characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise

from rich.cells import cell_len
from rich.console import Console

from sbtrack.assess.precision import decimals
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.locale.words import Words, figure
from sbtrack.render.cells import Pen
from sbtrack.render.ink import QUIET, STRONG, Line, Run, put

#: A period with its planned and its actual value, in the unit of measure; None is a gap.
Point = tuple[Period, Decimal | None, Decimal | None]

_WIDEST, _NARROWEST, _HEIGHT = 64, 12, 9
_PATH: Run = (".", QUIET)
_PLANNED: Run = ("+", QUIET)
_ACTUAL: Run = ("o", STRONG)
_BOTH: Run = ("@", STRONG)


def draw_plot(points: Sequence[Point], words: Words, console: Console) -> None:
    """Print a plot of planned against actual values over time."""
    put(console, plot_lines(points, Pen(words, console.encoding), console.width))


def plot_lines(points: Sequence[Point], pen: Pen, width: int) -> Iterator[Line]:
    """Yield a plot at most `width` cells wide (and at least readable): axes, points, legend.

    Periods stand where their ends fall in time. A planned path joins planned points that follow
    each other; actual values are never joined, and a missing one leaves a gap. Without any value
    there is nothing to draw.
    """
    values = [v for _, *pair in points for v in pair if v is not None]
    if not values:
        return
    scale = _Scale(min(values), max(values), max(map(decimals, values)))
    margin = max(map(cell_len, scale.labels.values()))
    area = min(max(width - margin - 3, _NARROWEST), _WIDEST)
    places = _positions([period for period, _, _ in points], area)
    field_ = _field(points, places, scale)
    for row in range(_HEIGHT):
        label = scale.labels.get(row, "").rjust(margin)
        yield ((f"{label} | ", QUIET), *_joined(field_, row, area))
    yield ((" " * margin + " +" + "-" * (area + 1), QUIET),)
    labels = [pen.clean(pen.words.value(period)) for period, _, _ in points]
    yield ((" " * (margin + 3) + _ticks(labels, places, area), QUIET),)
    planned = any(value is not None for _, value, _ in points)
    legend = Msg("+ planned   o actual   @ both") if planned else Msg("o actual")
    yield ((" " * (margin + 3) + pen.say(legend), QUIET),)


class _Scale(Frozen):
    """The rows of a plot, from `high` in row 0 down to `low`; figures have so many `decimals`."""

    low: Decimal
    high: Decimal
    decimals: int
    __slots__ = ("__dict__",)  # for the labels

    @cached_property
    def labels(self) -> dict[int, str]:
        """The figures beside the rows that have one, no more exact than what is drawn."""
        span = self.high - self.low
        places = min(max(0, 2 - span.adjusted()), self.decimals) if span else None
        middle = (self.low + self.high) / 2
        if places is not None:
            middle = round(middle, places)
        marks = {self.row(v): v for v in (middle, self.low, self.high)}
        return {row: figure(value, places) for row, value in marks.items()}

    def row(self, value: Decimal) -> int:
        """Return the row on which a value is drawn."""
        span = self.high - self.low
        share = (self.high - value) / span if span else Decimal("0.5")
        return round(share * (_HEIGHT - 1))


def _positions(periods: Sequence[Period], area: int) -> list[int]:
    months = [period.end_in_months for period in periods]
    span = max(months) - min(months)
    return [round((m - min(months)) / span * (area - 1)) if span else 0 for m in months]


def _field(
    points: Sequence[Point], places: Sequence[int], scale: _Scale
) -> dict[tuple[int, int], Run]:
    """Return what stands at each row and column that is not blank."""
    found: dict[tuple[int, int], Run] = {}
    planned = [
        None if value is None else (scale.row(value), column)
        for (_, value, _), column in zip(points, places, strict=True)
    ]
    for start, end in pairwise(planned):
        if start is not None and end is not None:
            found |= dict.fromkeys(_between(start, end), _PATH)
    found |= {spot: _PLANNED for spot in planned if spot is not None}
    for (_, _, value), column, spot in zip(points, places, planned, strict=True):
        if value is not None:
            here = (scale.row(value), column)
            found[here] = _BOTH if here == spot else _ACTUAL
    return found


def _between(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    (row, column), (last_row, last_column) = start, end
    steps = last_column - column
    for step in range(1, steps):
        yield row + round((last_row - row) * step / steps), column + step


def _joined(found: dict[tuple[int, int], Run], row: int, area: int) -> Iterator[Run]:
    runs = (found.get((row, column), (" ", "")) for column in range(area))
    for style, group in groupby(runs, key=lambda run: run[1]):
        yield "".join(text for text, _ in group), style


def _ticks(labels: Sequence[str], places: Sequence[int], area: int) -> str:
    """Return the periods below their points: the last, the first, then those that find room."""
    taken: dict[int, str] = {}
    count = len(labels)
    for index in dict.fromkeys([count - 1, 0, *range(count)]):
        size = cell_len(labels[index])
        start = max(0, min(places[index] - size // 2, area - size))
        if all(start + size < s or s + cell_len(t) < start for s, t in taken.items()):
            taken[start] = labels[index]
    line = ""
    for start, label in sorted(taken.items()):
        line += " " * (start - cell_len(line)) + label
    return line
