"""Programs that run beside a test, and end with it at the latest."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from subprocess import Popen
from typing import Any, AnyStr

_LOOKS, _BETWEEN = 100, 0.01  # s
_WATCHED: list[Popen[Any]] = []


def watched(process: Popen[AnyStr]) -> Popen[AnyStr]:
    """Return the process; it ends with the test that started it, whatever happens there."""
    _WATCHED.append(process)
    return process


def end_all() -> list[str]:
    """End and reap every process that a test has left, and return what they were."""
    left = [str(process.args) for process in _WATCHED if process.poll() is None]
    while _WATCHED:
        process = _WATCHED.pop()
        process.kill()
        process.wait()
        for stream in filter(None, (process.stdin, process.stdout, process.stderr)):
            stream.close()
    return left + [_ended(child) for child in _children() - _OLDER]


def _children() -> set[int]:
    """Return the processes that nobody watches or has waited for, where the system tells."""
    if not hasattr(os, "waitid"):
        return set()
    try:  # no file is opened where there is none, which is nearly always
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return set()
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def _ended(child: int) -> str:
    line = _command_line(child)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return line or f"process {child}"


def _command_line(child: int) -> str:
    """Return how a process was called; while it is being started, the system tells nothing yet."""
    for _ in range(_LOOKS):
        line = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        if line:
            return line
        time.sleep(_BETWEEN)
    return ""


_OLDER = _children()  # of whoever became the process that runs the tests
