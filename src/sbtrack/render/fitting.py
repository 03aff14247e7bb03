"""Decides which columns of a table are drawn, and how wide, in a given number of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GUTTER = 2


class Demand(NamedTuple):
    """Widths one column can live with, in cells; `priority` 1 is never dropped."""

    natural: int  # heading and every cell on one line
    compact: int  # heading on two lines, a flexible column's cells on a few
    least: int  # no word is cut
    priority: int = 1


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
    fits in compact form; the room left over is given back. When the columns of priority 1 alone
    don't fit, they take their least widths and the lines get longer than the terminal.

    >>> wide, name = Demand(9, 9, 9, priority=2), Demand(20, 10, 5)
    >>> fit([name, wide], 40).widths, fit([name, wide], 25).widths, fit([name, wide], 15).widths
    ((20, 9), (14, 9), (15, None))
    """
    natural = [demand.natural for demand in demands]
    if _total(natural) <= width:
        return Fit(tuple(natural))
    kept = list(range(len(demands)))
    while _total([demands[i].compact for i in kept]) > width:
        droppable = [(demands[i].priority, i) for i in kept if demands[i].priority > 1]
        if not droppable:
            break
        kept.remove(max(droppable)[1])
    chosen = dict(zip(kept, _shared([demands[i] for i in kept], width), strict=True))
    return Fit(tuple(chosen.get(i) for i in range(len(demands))))


def is_cramped(demands: Sequence[Demand], width: int) -> bool:
    """Say whether the columns that are always drawn don't fit, even in compact form."""
    return _total([demand.compact for demand in demands if demand.priority == 1]) > width


def _shared(demands: Sequence[Demand], width: int) -> list[int]:
    """Give each column its compact width, and share out what is left or missing."""
    widths = [demand.compact for demand in demands]
    spare = width - _total(widths)
    while spare > 0 and (short := _most(widths, [d.natural for d in demands])) is not None:
        widths[short] += 1
        spare -= 1
    while spare < 0 and (long := _most([d.least for d in demands], widths)) is not None:
        widths[long] -= 1
        spare += 1
    return widths


def _most(low: Sequence[int], high: Sequence[int]) -> int | None:
    """Return the position where `high` exceeds `low` most, None if nowhere."""
    excess = [more - less for less, more in zip(low, high, strict=True)]
    best = max(range(len(excess)), key=excess.__getitem__, default=None)
    return best if best is not None and excess[best] > 0 else None


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GUTTER * max(len(widths) - 1, 0)
