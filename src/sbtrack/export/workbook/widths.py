"""How wide the columns of a sheet are, so that a page of paper is wide enough to be read.

A page takes `ROOM` at the scale at which the font is printed in eight points, even where a wider
font stands in for one that is not installed. What is wider is first wrapped more, then folded away
column by column, as its fields allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sbtrack.domain.undefined import Undefined
from sbtrack.export.workbook.pen import Pen
from sbtrack.export.workbook.text_width import (
    BOLD,
    drawn_width,
    lines_needed,
    longest_part,
    one_line_width,
)
from sbtrack.reports.workbook.sheets import (
    ALWAYS,
    WRAPPED,
    Field,
    Kind,
    Line,
    Linked,
    Sheet,
    SheetCell,
    Side,
)

#: Half-width characters on a landscape page, at eighty percent of the font's ten points; fewer on
#: sheets that are `paged`, which are handed out page by page and printed a little larger.
ROOM, PAGED_ROOM = 152.0, 140.0
_NARROWEST = 5
_TRIES = 4
_BESIDE = 2  # what stands free beside a cell's text
_UNINDENTED = 1.0
_MORE_FOR_LINKS = 1.5  # times the narrowest width
_SHORT = 8  # a heading of four Chinese characters is


@dataclass(frozen=True, slots=True)
class Fit:
    """The width of every column, and those, from 0, that are folded away."""

    widths: tuple[float, ...]
    folded: frozenset[int]


def fitted(sheet: Sheet, seen: Sequence[Line], pen: Pen) -> Fit:
    """Return widths that a page has room for, if there are any."""
    cells = [line.cells for line in seen if len(line.cells) == len(sheet.fields)]
    plain = [line.cells for line in seen if line.kind is not Kind.HEADING]
    widths = [_natural(f, i, cells, sheet.long, pen) for i, f in enumerate(sheet.fields)]
    least = [_least(f, i, widths[i], cells, pen) for i, f in enumerate(sheet.fields)]
    folded = {i for i, f in enumerate(sheet.fields) if _folds_anyway(f, i, plain)}
    room = PAGED_ROOM if sheet.paged else ROOM
    found = _narrowed(sheet.fields, widths, least, folded, room)
    for _ in range(_TRIES):  # what is counted above stands in columns that are not folded away
        needed = _counted(sheet, found, pen)
        if all(found.widths[i] >= width for i, width in needed.items()):
            break
        for i, width in needed.items():
            widths[i], least[i] = max(widths[i], width), max(least[i], width)
        found = _narrowed(sheet.fields, widths, least, folded, room)
    return found


def _narrowed(
    fields: Sequence[Field],
    natural: Sequence[float],
    least: Sequence[float],
    folded: Iterable[int],
    room: float,
) -> Fit:
    """Return widths between the natural and the least ones, with as little folded as can be."""
    widths, gone = [*natural], {*folded}
    ranks = sorted({f.fold for i, f in enumerate(fields) if f.fold and i not in gone})
    while True:
        shown = [i for i in range(len(widths)) if i not in gone]
        too_much = sum(widths[i] for i in shown) - room
        slack = sum(widths[i] - least[i] for i in shown)
        if too_much <= slack or not ranks:
            break
        rank = ranks.pop()
        gone.update(i for i, f in enumerate(fields) if f.fold == rank)
    share = min(1.0, max(0.0, too_much) / (slack or 1.0))
    for i in shown:
        widths[i] -= (widths[i] - least[i]) * share
    return Fit(tuple(round(width, 1) for width in widths), frozenset(gone))


def _counted(sheet: Sheet, fit: Fit, pen: Pen) -> dict[int, float]:
    """Return how wide columns have to be for the headings of what is counted above them."""
    shown = [i for i in range(len(fit.widths)) if i not in fit.folded][1:]
    needed: dict[int, float] = {}
    for headings, *_ in sheet.counts:
        for index, cell in zip(shown, headings, strict=False):
            width = round(longest_part(pen.text(cell)) / BOLD + _BESIDE, 1)
            needed[index] = max(needed.get(index, 0.0), width)
    return needed


def _natural(
    field: Field, index: int, cells: Sequence[Sequence[SheetCell]], long: bool, pen: Pen
) -> float:
    """Return the width at which a column would be most comfortable."""
    room = _BESIDE + (field.side is Side.LEFT)
    widest = _widest(cells, index, pen) + room
    if field.look in WRAPPED:
        widest = min(widest, field.widest + room)
    elif long:  # it must fit, and what is wider may come later
        widest = max(widest, field.widest)
    return float(max(_NARROWEST, _heading(field, pen), widest))


def _least(
    field: Field, index: int, width: float, cells: Sequence[Sequence[SheetCell]], pen: Pen
) -> float:
    """Return the width to which a column may be narrowed: only texts can be wrapped.

    A text that leads somewhere stands on one line, if that takes not much more than else.
    """
    if field.look not in WRAPPED:
        return width
    linked = (pen.text(row[index]) for row in cells if isinstance(row[index], Linked))
    needed = (one_line_width(text) for text in linked)
    most = field.narrowest * _MORE_FOR_LINKS
    links = max((wide for wide in needed if wide <= most), default=0.0)
    return min(width, float(max(field.narrowest, links, _heading(field, pen))))


def heading_lines(field: Field, said: str, width: float) -> int:
    """Return on how many lines a heading stands in its column; only those on the left indent."""
    free = 0.0 if field.side is Side.LEFT else _UNINDENTED
    return lines_needed(said, width * BOLD + free)


def _heading(field: Field, pen: Pen) -> float:
    """Return the width at which a heading stands on two lines, a short one on one."""
    said = pen.text(field.heading)
    width = longest_part(said) / BOLD + _BESIDE
    most = 1 if drawn_width(said) < _SHORT else 2
    while heading_lines(field, said, width) > most:
        width += 0.5
    return width


def _folds_anyway(field: Field, index: int, cells: Sequence[Sequence[SheetCell]]) -> bool:
    if field.fold == ALWAYS or not field.fold or not cells:
        return field.fold == ALWAYS
    return all(_is_blank(row[index]) for row in cells if index < len(row))


def _is_blank(cell: SheetCell) -> bool:
    inner = cell.cell if isinstance(cell, Linked) else cell
    return inner in (None, "", ()) or isinstance(inner, Undefined)


def _widest(rows: Iterable[Sequence[SheetCell]], index: int, pen: Pen) -> float:
    return max((drawn_width(pen.text(row[index])) for row in rows if index < len(row)), default=0)
