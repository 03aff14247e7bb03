"""A terminal that is typed into: the program asks, we answer when the question is there."""

from __future__ import annotations

import os
import pty
import select
import time
from pathlib import Path

PATIENCE = 20.0  # seconds until a program that says nothing is given up


class Terminal:
    """One program in a pseudo-terminal of its own."""

    def __init__(self, *line: str | Path, width: int = 100) -> None:
        environment = {**os.environ, "TERM": "dumb", "COLUMNS": str(width)}
        self._said = ""
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            os.execvpe(line[0], [str(word) for word in line], environment)

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question and type the answer to it."""
        self.wait_for(question)
        os.write(self._end, answer.encode())

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
        _, status = os.waitpid(self._pid, 0)
        os.close(self._end)
        return self._said, os.waitstatus_to_exitcode(status)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._end], [], [], PATIENCE)
        try:
            found = os.read(self._end, 1 << 16) if ready else b""
        except OSError:  # Linux says so when the other end is closed
            return False
        self._said += found.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(found)
