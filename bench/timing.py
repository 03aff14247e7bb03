"""Times whole processes, two commands in turn, so that what else the machine does hits both."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Pair(NamedTuple):
    """Seconds of each run of a command and of its peer."""

    command: list[float]
    peer: list[float]

    @property
    def ratio(self) -> float:
        """The medians' ratio: below 1 the command is the faster one."""
        return statistics.median(self.command) / statistics.median(self.peer)


def in_turn(command: Sequence[str], peer: Sequence[str], runs: int, env: Mapping[str, str]) -> Pair:
    """Run both `runs` times in turn, after one run each that is not counted."""
    seconds = Pair([], [])
    for index in range(runs + 1):
        for line, found in ((command, seconds.command), (peer, seconds.peer)):
            start = time.perf_counter()
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL, env=dict(env))
            if index:
                found.append(time.perf_counter() - start)
    return seconds


def told(name: str, seconds: Sequence[float]) -> str:
    """Return one line with minimum, median and maximum in milliseconds."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    return (
        f"{name:<44} min {low * 1000:7.1f}  median {middle * 1000:7.1f}  max {high * 1000:7.1f} ms"
    )
