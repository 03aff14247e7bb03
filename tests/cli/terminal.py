"""A terminal that is typed into: the program asks, we answer when the question is there."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 20.0  # seconds until a program that says nothing is given up

#: Makes its standard input the terminal from which a program is interrupted, and becomes it.
_TAKE_OVER = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """One program in a pseudo-terminal of its own."""

    def __init__(self, *line: str | Path, width: int = 100) -> None:
        self._said = ""
        self._end, inner = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-c", _TAKE_OVER, *line],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**os.environ, "TERM": "dumb", "COLUMNS": str(width)},
            start_new_session=True,
        )
        os.close(inner)

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question and type the answer to it."""
        self.wait_for(question)
        self.type(answer)

    def type(self, keys: str) -> None:
        """Type without waiting."""
        os.write(self._end, keys.encode())

    def wait_for(self, text: str) -> str:
        """Wait until the program says `text`; return what it said up to there."""
        until = time.monotonic() + PATIENCE
        while text not in self._said:
            assert time.monotonic() < until, f"{text!r} not in {self._said!r}"
            if not self._read():
                raise AssertionError(f"it ended without {text!r}: {self._said!r}")
        before, _, self._said = self._said.partition(text)
        return before + text

    def close(self) -> tuple[str, int]:
        """Wait for the end; return what was said since the last answer, and the exit code."""
        while self._read():
            pass
        os.close(self._end)
        return self._said, self._program.wait(PATIENCE)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._end], [], [], PATIENCE)
        try:
            found = os.read(self._end, 1 << 16) if ready else b""
        except OSError:  # Linux says so when the other end is closed
            return False
        self._said += found.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(found)
