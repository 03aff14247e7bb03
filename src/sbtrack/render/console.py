"""Consoles for standard output and standard error, and text that is meant for machines."""

from __future__ import annotations

import os
import sys
from typing import IO

from rich.console import Console

from sbtrack.render.ink import printable

#: Width in cells of output that nobody looks at in a window.
UNLIMITED = 1_000_000

_USUAL = 80
_HEIGHT = 25  # never used, but Rich would else trip over a strange LINES
_MOST_DIGITS = 5


class _Console(Console):
    """A console that leaves a closed pipe to its caller; Rich's would end the program with 1."""

    def on_broken_pipe(self) -> None:
        """Go on with the error that is being handled."""
        raise  # noqa: PLE0704  called by Rich where it is handled


def make_console(*, stderr: bool = False) -> Console:
    """Return a console for standard output or standard error.

    A terminal gets colour (unless `NO_COLOR` is set) and its own width, or `COLUMNS`. A pipe or a
    file gets neither colour nor a width, so that nothing is wrapped or dropped. `FORCE_COLOR`
    makes a pipe count as a terminal, `COLUMNS` cells wide.
    """
    console = _Console(
        stderr=stderr,
        width=UNLIMITED,
        height=_HEIGHT,
        markup=False,
        emoji=False,
        highlight=False,
    )
    if console.is_terminal:
        console.width = _width(console.file) - console.legacy_windows
    return console


def put_text(text: str) -> None:
    """Write an export to standard output unchanged: UTF-8, its own line ends.

    On a terminal it is made printable instead, so that no name can steer the terminal.
    """
    out = sys.stdout
    if out.isatty():
        lines = text.replace("\r\n", "\n").split("\n")
        out.write("\n".join(printable(line, out.encoding or "utf-8") for line in lines))
    else:
        out.flush()
        out.buffer.write(text.encode())
        out.buffer.flush()


def _width(file: IO[str]) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and len(columns) <= _MOST_DIGITS and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(file.fileno()).columns or _USUAL
    except OSError:
        return UNLIMITED
