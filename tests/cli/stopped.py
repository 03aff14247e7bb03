"""Processes of the program that stop at a certain point, to be killed or gone on with there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from processes import watched

#: Where it stops: a function of the operating system's.
SYNCED, NAMED = "fsync", "link"


@contextmanager
def stopped_at(call: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command line that stops before it calls `call` of the operating system first."""
    code = (
        f"import os, sys; from sbtrack.cli.main import main; call = os.{call}\n"
        "def stop(*given, **more):\n"
        f"    os.{call} = call; print('stopped', flush=True); sys.stdin.readline()\n"
        "    return call(*given, **more)\n"
        f"os.{call} = stop; main()"
    )
    process = watched(
        subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    assert said == "stopped\n", (said, process.communicate())
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def go_on(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Let a process go on to its end; return its code and what it says."""
    out, err = process.communicate("\n")
    return process.returncode, out, err
