"""Prints single messages, errors, and blocks of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console

from sbtrack.domain.message import Msg
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.signs import DASH
from sbtrack.locale.words import Words
from sbtrack.render.cells import Pen
from sbtrack.render.fitting import GUTTER
from sbtrack.render.ink import ALARM, QUIET, STRONG, Line, put
from sbtrack.render.strips import folded, light_of
from sbtrack.render.wrapping import wrap
from sbtrack.reports.table import Cell

Facts = Sequence[tuple[Msg, Cell]]
_EQUALS, _INDENT = " = ", 2


def say(console: Console, message: Msg, words: Words, style: str = "") -> None:
    """Print one message, on as many lines as the terminal needs."""
    put(console, told(Pen(words, console.encoding).say(message), style, console.width))


def draw_error(console: Console, message: Msg, words: Words) -> None:
    """Print an error: whole on a pipe, so that it can be searched for, else broken at words."""
    pen = Pen(words, console.encoding)
    label = pen.say(Msg("sbtrack: error: "))
    first, *rest = told(label + pen.say(message), "", console.width)
    ((text, _),) = first
    put(console, [((text[: len(label)], ALARM), (text[len(label) :], "")), *rest])


def draw_facts(facts: Facts, words: Words, console: Console, heading: Msg | None = None) -> None:
    """Print labels with their values lined up beside them; an undefined value gives its reason."""
    pen = Pen(words, console.encoding)
    put(console, fact_lines(facts, pen, console.width, heading))


def fact_lines(facts: Facts, pen: Pen, width: int, heading: Msg | None = None) -> Iterator[Line]:
    """Yield a block of labelled values; long values continue under their first line.

    A reason why there is no value is told once; further values that lack it too are a dash.
    """
    if heading is not None:
        yield from told(pen.say(heading), STRONG, width)
    labels = [pen.say(label) for label, _ in facts]
    margin = min(max(map(cell_len, labels), default=0), width // 2)
    light = light_of([cell for _, cell in facts])
    reasons: set[Msg] = set()
    for label, (_, cell) in zip(labels, facts, strict=True):
        value = pen.draw(cell, light).runs
        if isinstance(cell, Undefined) and cell.reason not in reasons:
            reasons.add(cell.reason)
            value = ((f"{DASH} {pen.say(cell.reason)}", QUIET),)
        indent = " " * (len(label) - len(label.lstrip(" ")))
        head = [indent + line for line in wrap(label[len(indent) :], margin - len(indent))]
        body = folded(value, max(width - margin - GUTTER, 2)) if value else [()]
        for index in range(max(len(head), len(body))):
            left = head[index] if index < len(head) else ""
            space = " " * (margin + GUTTER - cell_len(left))
            yield ((left, QUIET), (space, ""), *(body[index] if index < len(body) else ()))


def draw_steps(steps: Sequence[Msg], words: Words, console: Console) -> None:
    """Print a calculation step by step; one that is too long goes on below at an equals sign."""
    pen = Pen(words, console.encoding)
    put(console, (line for step in steps for line in step_lines(pen.say(step), console.width)))


def step_lines(text: str, width: int) -> Iterator[Line]:
    """Yield one step, indented, and further in where it goes on."""
    first, *rest = text.split(_EQUALS)
    lines = [first]
    for piece in rest:
        joined = lines[-1] + _EQUALS + piece
        if cell_len(joined) + _INDENT * (1 if len(lines) == 1 else 2) <= width:
            lines[-1] = joined
        else:
            lines.append(_EQUALS.lstrip() + piece)
    for index, line in enumerate(lines):
        indent = _INDENT * (2 if index else 1)
        for part in wrap(line, max(width - indent, 2)):
            yield ((" " * indent + part, ""),)


def told(text: str, style: str, width: int) -> Iterator[Line]:
    """Yield a sentence in lines of at most `width` cells."""
    for line in wrap(text, width):
        yield ((line, style),)
