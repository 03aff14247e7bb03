"""Neutral tables as GitHub-flavoured Markdown that also reads well raw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sbtrack.domain.message import Msg
from sbtrack.domain.undefined import Undefined
from sbtrack.export.text import read_columns, verdict
from sbtrack.locale.signs import DASH, SYMBOLS, visible
from sbtrack.locale.words import Words
from sbtrack.reports.table import Align, Cell, Lights, Mark, Noted, Section, Table

# Characters that Markdown or HTML gives a meaning; an underscore inside a word has none.
_SPECIAL = re.compile(r"[\\`*\[\]~|#$]|(?<!\d):(?=[\w+-]+:)|(?<![^\W_])_|_(?![^\W_])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BLOCK_START = re.compile(r"^(\d+)([.)])|^([-+=])")

_WIDEST = 60  # cells; a longer one stands out of its column

_Grid = Sequence[Sequence[str]]


def table_to_markdown(table: Table, words: Words) -> str:
    """Return a table as Markdown: title, one table a section, notes as a list.

    Numbers are rounded as on the terminal, an undefined value is a dash, and columns are padded
    by display width, the same in all sections. Text from plans and users is escaped.
    """
    columns = read_columns(table)
    headings = [_escaped(words.say(column.heading)) for _, column in columns]
    right = [column.align is Align.RIGHT for _, column in columns]
    grids = [
        [[_cell(row[index], words) for index, _ in columns] for row in section.rows]
        for section in table.sections
    ]
    widths = [_room(column) for column in zip(headings, *chain(*grids), strict=True)]
    blocks = [f"## {_paragraph(words.say(table.title))}"]
    if table.subtitle is not None:
        blocks.append(_paragraph(words.say(table.subtitle)))
    for section, grid in zip(table.sections, grids, strict=True):
        blocks += _headed(section, words)
        blocks.append("\n".join(_drawn([headings, *grid], widths, right)))
    if table.notes:
        blocks.append("\n".join(f"- {_paragraph(words.say(note))}" for note in table.notes))
    return "\n\n".join(blocks) + "\n"


def _headed(section: Section, words: Words) -> list[str]:
    return [] if section.heading is None else [f"### {_paragraph(words.say(section.heading))}"]


def _drawn(grid: _Grid, widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    rule = ["-" * (w - 1) + (":" if r else "-") for w, r in zip(widths, right, strict=True)]
    for line in (grid[0], rule, *grid[1:]):
        padded = map(_padded, line, widths, right)
        yield f"| {' | '.join(padded)} |"


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _cell(cell: Cell, words: Words) -> str:
    match cell:
        case None:
            return ""
        case Undefined():
            return DASH
        case Mark():
            return _escaped(f"{SYMBOLS[cell.light]} {verdict(cell, words)}")
        case Lights():
            return _escaped(" ".join(f"{SYMBOLS[light]}{n}" for light, n in cell.counts))
        case Noted():
            remark = words.say(Msg(" ({remark})", remark=cell.remark)) if cell.remark else ""
            return _cell(cell.shown, words) + _escaped(remark)
        case _:
            return _escaped(words.value(cell))


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    one_line = visible(" ".join(text.splitlines()))
    return _SPECIAL.sub(r"\\\g<0>", one_line).translate(_HTML)


def _paragraph(text: str) -> str:
    """Return text that also starts no list, heading or rule."""
    return _BLOCK_START.sub(r"\1\\\2\3", _escaped(text).strip())


def _room(texts: Iterable[str]) -> int:
    return min(max(3, *map(_width, texts)), _WIDEST)


def _width(text: str) -> int:
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
