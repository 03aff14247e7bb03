"""Decides which columns of a table are drawn, and how wide, in a given number of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GUTTER = 2


class Demand(NamedTuple):
    """Widths one column can live with, in cells; `priority` 1 is never dropped.

    A column that does not stretch gets better only at `beside` and at `natural`, not in between.
    One that is vital is dropped only where even the least widths don't fit.
    """

    natural: int  # heading and every cell on one line
    compact: int  # heading on two lines, a flexible column's cells on a few
    least: int  # no word is cut
    priority: int = 1
    beside: int = 0  # remarks on the line of their numbers
    stretches: bool = True
    vital: bool = False


class Fit(NamedTuple):
    """Width of each column in cells; None: the column is dropped."""

    widths: tuple[int | None, ...]

    @property
    def dropped(self) -> tuple[int, ...]:
        """Positions of the columns that are not drawn."""
        return tuple(i for i, width in enumerate(self.widths) if width is None)


def fit(demands: Sequence[Demand], width: int) -> Fit:
    """Choose columns and widths for a table at most `width` cells wide.

    Columns go by descending priority number, the rightmost first among equals, until the rest
    fits in compact form; the room left over is given back. Where the columns of priority 1 alone
    don't fit so, they take their least widths, and after that lines are longer than the terminal.

    >>> wide, name = Demand(9, 9, 9, priority=2), Demand(20, 10, 5)
    >>> fit([name, wide], 40).widths, fit([name, wide], 25).widths, fit([name, wide], 15).widths
    ((20, 9), (14, 9), (15, None))
    """
    natural = [demand.natural for demand in demands]
    if _total(natural) <= width:
        return Fit(tuple(natural))
    kept = list(range(len(demands)))
    while droppable := [(demands[i].priority, i) for i in kept if demands[i].priority > 1]:
        _, last = max(droppable)
        vital = demands[last].vital
        if _total([demands[i].least if vital else demands[i].compact for i in kept]) <= width:
            break
        kept.remove(last)
    chosen = dict(zip(kept, _shared([demands[i] for i in kept], width), strict=True))
    return Fit(tuple(chosen.get(i) for i in range(len(demands))))


class Lack(NamedTuple):
    """What a fit leaves to be desired, the worst first."""

    excess: int  # cells by which lines are longer than the terminal
    vital: int  # vital columns dropped
    dropped: int  # columns dropped
    squeezed: bool  # texts stand on more lines than they should

    @property
    def cramped(self) -> bool:
        """Whether something is missing that a line needs to be understood."""
        return self.excess > 0 or self.vital > 0


def fitted(demands: Sequence[Demand], width: int) -> tuple[Fit, Lack]:
    """Return what `fit` chooses, and what it lacks."""
    chosen = fit(demands, width)
    kept = [d for d, w in zip(demands, chosen.widths, strict=True) if w is not None]
    return chosen, Lack(
        excess=max(_total([demand.least for demand in kept]) - width, 0),
        vital=sum(demands[i].vital for i in chosen.dropped),
        dropped=len(chosen.dropped),
        squeezed=_total([demand.compact for demand in kept]) > width,
    )


def _shared(demands: Sequence[Demand], width: int) -> list[int]:
    """Give each column its compact width, and share out what is left or missing.

    First to remarks, then to texts on several lines, last to headings on two.
    """
    widths = [demand.compact for demand in demands]
    _widen(widths, [max(d.compact, d.beside) for d in demands], width)
    spare = width - _total(widths)
    texts = [d.natural if d.stretches else w for d, w in zip(demands, widths, strict=True)]
    while spare > 0 and (short := _most(widths, texts)) is not None:
        widths[short] += 1
        spare -= 1
    _widen(widths, [d.natural for d in demands], width)
    spare = width - _total(widths)
    while spare < 0 and (long := _most([d.least for d in demands], widths)) is not None:
        widths[long] -= 1
        spare += 1
    return widths


def _widen(widths: list[int], wanted: Sequence[int], width: int) -> None:
    """Give columns all that they want, from the left, where there is room for the whole of it."""
    for index, most in enumerate(wanted):
        if 0 < most - widths[index] <= width - _total(widths):
            widths[index] = most


def _most(low: Sequence[int], high: Sequence[int]) -> int | None:
    """Return the position where `high` exceeds `low` most, None if nowhere."""
    excess = [more - less for less, more in zip(low, high, strict=True)]
    best = max(range(len(excess)), key=excess.__getitem__, default=None)
    return best if best is not None and excess[best] > 0 else None


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GUTTER * max(len(widths) - 1, 0)
