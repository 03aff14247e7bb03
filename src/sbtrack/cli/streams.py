"""The standard streams: all there from the start, and given up where nobody takes what is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

_STANDARD = 3  # how many there are: input, output and errors


@contextmanager
def standard_streams() -> Iterator[None]:
    """Have all of them while the program runs, and nothing in them that Python complains about.

    One that was closed by whoever started us leads nowhere: else the first file that is opened
    gets its number, the database for one, and takes what is meant for the stream.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) < _STANDARD:
        pass
    os.close(handle)
    nowhere = Path(os.devnull)
    with nowhere.open("r") as nothing, nowhere.open("w", encoding="utf-8") as lost:
        sys.stdin = sys.stdin or nothing
        sys.stdout = sys.stdout or lost
        sys.stderr = sys.stderr or lost
        try:
            yield
        finally:
            for stream in (sys.stdout, sys.stderr):
                _settle(stream)


def _settle(stream: TextIO) -> None:
    """Let go of what cannot be written, since Python tries once more when it ends."""
    try:
        stream.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
