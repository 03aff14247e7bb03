"""A terminal that is typed into: the program asks, we answer when the question is there."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

from processes import watched

PATIENCE = 120.0  # seconds until a program that says nothing is given up
SILENCE = 4.0  # seconds without a word after which a key is pressed again

#: Makes its standard input the terminal from which a program is interrupted, and becomes it. The
#: program minds signals as it does in a terminal, though who runs the tests may ignore some.
_TAKE_OVER = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_DFL)
    except OSError:
        pass  # the system keeps it for itself
signal.pthread_sigmask(signal.SIG_SETMASK, [])
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """One program in a pseudo-terminal of its own."""

    def __init__(self, *line: str | Path, width: int = 100) -> None:
        self._said = ""
        self._end, inner = pty.openpty()
        self._program = watched(
            subprocess.Popen(
                [sys.executable, "-c", _TAKE_OVER, *line],
                stdin=inner,
                stdout=inner,
                stderr=inner,
                env={**os.environ, "TERM": "dumb", "COLUMNS": str(width)},
                start_new_session=True,
            )
        )
        os.close(inner)

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question and type the answer to it."""
        self.wait_for(question)
        self.type(answer)

    def type(self, keys: str) -> None:
        """Type without waiting."""
        os.write(self._end, keys.encode())

    def leave(self, key: str, silence: float = SILENCE) -> tuple[str, int]:
        """Press a key until the program ends, as people do; return as `close` does.

        An interrupt is lost when it comes after Python has looked for one and before the
        operating system waits for input, and it takes what was typed with it.
        """
        self.type(key)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if not self._speaks(silence):
                self.type(key)
            elif not self._read():
                return self.close()
        raise AssertionError(f"{key!r} did not end it: {self._said!r}")

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
        code = self._program.wait(PATIENCE)  # before the line is cut, which would end it
        os.close(self._end)
        return self._said, code

    def _speaks(self, patience: float) -> bool:
        return bool(select.select([self._end], [], [], patience)[0])

    def _read(self) -> bool:
        try:
            found = os.read(self._end, 1 << 16) if self._speaks(PATIENCE) else b""
        except OSError:  # Linux says so when the other end is closed
            return False
        self._said += found.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(found)
