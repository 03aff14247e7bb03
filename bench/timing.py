"""Times whole processes, two commands in turn, so that what else the machine does hits both."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_SILENT: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Pair(NamedTuple):
    """Seconds of each run of a command and of its peer."""

    command: list[float]
    peer: list[float]

    @property
    def ratio(self) -> float:
        """The medians' ratio: below 1 the command is the faster one."""
        return statistics.median(self.command) / statistics.median(self.peer)


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    megabytes: float  # at most
    cpu: float  # seconds that a processor worked for it, whatever else the machine did


def surroundings(home: str, **more: str) -> dict[str, str]:
    """Return an environment with a home of its own, in which compiled files are kept as usual.

    Else every run would compile the program anew; the first run, which is not counted, keeps them.
    """
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"HOME": home, **more}


def in_turn(command: Sequence[str], peer: Sequence[str], runs: int, env: Mapping[str, str]) -> Pair:
    """Run both `runs` times in turn, after one run each that is not counted.

    `{n}` in a word of the command is another number each time.
    """
    seconds = Pair([], [])
    for index in range(runs + 1):
        for words, found in ((command, seconds.command), (peer, seconds.peer)):
            line = [word.replace("{n}", str(index)) for word in words]
            start = time.perf_counter()
            subprocess.run(line, check=True, env=dict(env), **_SILENT)
            if index:
                found.append(time.perf_counter() - start)
    return seconds


def told(name: str, seconds: Sequence[float]) -> str:
    """Return one line with minimum, median and maximum in milliseconds."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    return (
        f"{name:<44} min {low * 1000:7.1f}  median {middle * 1000:7.1f}  max {high * 1000:7.1f} ms"
    )


def measured(command: Sequence[str], env: Mapping[str, str] | None = None, out: Any = None) -> Run:
    """Run a process to its end; its memory is what the system says of this one child.

    A child begins as a copy of whoever starts it, so a bench that measures memory holds little.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=out)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    megabytes = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Run(seconds, megabytes, usage.ru_utime + usage.ru_stime)


def cpu_ratio(
    command: Sequence[str], peer: Sequence[str], runs: int, env: Mapping[str, str]
) -> float:
    """Run both in turn, after one run each that is not counted; compare the least work of each."""
    least = [math.inf, math.inf]
    for index in range(runs + 1):
        for place, line in enumerate((command, peer)):
            done = measured(line, env, subprocess.DEVNULL)
            if index:
                least[place] = min(least[place], done.cpu)
    return least[0] / least[1]
