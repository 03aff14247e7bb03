"""Draws a neutral table: the columns that fit, sections under headings, notes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console

from sbtrack.domain.message import Msg
from sbtrack.locale.words import Words
from sbtrack.render.cells import Pen
from sbtrack.render.fitting import GUTTER, Fit, Lack, fitted
from sbtrack.render.ink import QUIET, STRONG, Line, Run, put
from sbtrack.render.messages import told
from sbtrack.render.strips import Runs, Strip, strips
from sbtrack.render.wrapping import balance
from sbtrack.reports.narrowing import roomy, slim, units_once
from sbtrack.reports.table import Mark, Section, Table

_Kept = Sequence[tuple[Strip, int]]


class _Fitted(NamedTuple):
    """The columns of a table in one form, and how they fit."""

    strips: list[Strip]
    fit: Fit
    lack: Lack


def draw(table: Table, words: Words, console: Console) -> None:
    """Print a table that fits the console's width; nothing is ever cut off or left out unsaid."""
    put(console, table_lines(table, Pen(words, console.encoding), console.width))


def table_lines(table: Table, pen: Pen, width: int) -> Iterator[Line]:
    """Yield a table as lines: title, headings, sections, notes."""
    drawn, chosen, _ = _roomiest(table, pen, width)
    kept = [(s, w) for s, w in zip(drawn, chosen.widths, strict=True) if w is not None]
    yield from _titles(table, pen, width)
    yield from _headings(kept)
    yield from _sections(table.sections, kept, pen)
    headings = {column.key: column.heading for column in table.columns}  # in full
    dropped = tuple(headings[drawn[index].column.key] for index in chosen.dropped)
    own = () if table.brief else _own_notes(table, dropped)
    notes = [*table.notes, *own]
    if notes and kept:
        yield ()
    for note in notes:
        yield from told(pen.say(note), QUIET, width)


def _roomiest(table: Table, pen: Pen, width: int) -> _Fitted:
    """Return the columns as they are best read, or in shorter forms where more of them then fit.

    Numbers that do not line up are the last resort.
    """
    best: _Fitted | None = None
    for form, lined_up in _forms(table):
        if best is not None and not lined_up and not best.lack.cramped:
            break
        drawn = strips(form, pen, lined_up)
        found = _Fitted(drawn, *fitted([strip.demand for strip in drawn], width))
        if best is None or found.lack < best.lack:
            best = found
        if not any(best.lack):
            break
    assert best is not None
    return best


def _forms(table: Table) -> Iterator[tuple[Table, bool]]:
    """Yield a table in ever shorter forms, made one by one, and whether its numbers line up."""
    yield roomy(table), True
    narrow = slim(table)
    yield narrow, True
    short = units_once(narrow)
    yield short, True
    yield short, False


def _titles(table: Table, pen: Pen, width: int) -> Iterator[Line]:
    """Yield the title, if there is one, and an empty line below it."""
    title = pen.say(table.title)
    if not title:
        return
    yield from told(title, STRONG, width)
    if table.subtitle is not None:
        yield from told(pen.say(table.subtitle), QUIET, width)
    yield ()


def _headings(kept: _Kept) -> Iterator[Line]:
    blocks = [[s.padded(((line, QUIET),), w) for line in balance(s.heading, w)] for s, w in kept]
    height = max(map(len, blocks), default=0)
    blank = [[((" " * w, ""),)] * (height - len(b)) for b, (_, w) in zip(blocks, kept, strict=True)]
    yield from _beside([a + b for a, b in zip(blank, blocks, strict=True)], kept)


def _sections(sections: Sequence[Section], kept: _Kept, pen: Pen) -> Iterator[Line]:
    row = 0
    for section in sections:
        if section.heading is not None:
            yield ()
            yield ((pen.say(section.heading), STRONG),)
        for _ in section.rows:
            yield from _beside([strip.block(row, width) for strip, width in kept], kept)
            row += 1


def _beside(blocks: Sequence[Sequence[Runs]], kept: _Kept) -> Iterator[Line]:
    blanks = [((" " * width, ""),) for _, width in kept]
    for pieces in zip_longest(*blocks):
        line: list[Run] = []
        for piece, blank in zip(pieces, blanks, strict=True):
            line += [(" " * GUTTER, "")] * bool(line)
            line += piece or blank
        yield line


def _own_notes(table: Table, dropped: Sequence[Msg]) -> Iterator[Msg]:
    cells = (cell for section in table.sections for row in section.rows for cell in row)
    if any(isinstance(cell, Mark) and cell.provisional for cell in cells):
        yield Msg("A verdict with ? is provisional: the figure that settles it is missing.")
    if dropped:
        yield Msg(
            "Not shown for lack of width: {columns}; widen the terminal or use --format.",
            columns=tuple(dropped),
        )
