"""Kills exports in the middle, and looks at what they leave.

Run as a program, so that it has one thread and may fork: the libraries are loaded once, and each
victim is a fork that exports again and again.

    python export_crash_ground.py FOLDER KILLS
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from command_line import at_work, say
from since_sample import at, grown

from sbtrack.export import workbook
from sbtrack.store.writes import notes

LOADED = (workbook, notes)  # before the forks, so that a victim does not die loading them
WEEKLY = ("export", "--weekly", "--dir", "snapshots", "--replace", "--yes", "--db", "work.db")
LONGEST = 0.3  # seconds that a victim is given at most


def kill_exporters(folder: Path, kills: int) -> None:
    """No workbook is ever half there, and the next run puts everything right."""
    ledger = grown(folder / "work.db")
    chance = random.Random(7)
    for number in range(kills):
        victim = os.fork()
        if not victim:
            _export_for_ever(number)
        time.sleep(chance.uniform(0.01, LONGEST))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        _look_at(folder)
    done = say(*WEEKLY)
    _require(done.code == 0 and not done.out + done.err, f"the next run said {done}")
    left = [p.name for p in (folder / "snapshots").iterdir() if p.name.endswith(".part")]
    _require(not left, f"{left} was left behind")
    verified = say("snapshot", "verify", "--db", str(ledger))
    _require(verified.code == 0, verified.out)


def _export_for_ever(number: int) -> None:
    """Export now this and now that, so that there is always something to write."""
    try:
        for round in range(1000):
            day = at(2014, 5, 1 + (number + round) % 28).date().isoformat()
            say(*WEEKLY, "--as-of", day)
    finally:
        os._exit(0)


def _look_at(folder: Path) -> None:
    said = json.loads(say("snapshot", "list", "--format", "json", "--db", "work.db").out)
    hashes = {noted["sha256"] for noted in said}
    for file in (folder / "snapshots").glob("*.xlsx"):
        with ZipFile(file) as archive:
            _require(archive.testzip() is None, f"{file.name} is damaged")
        _require(sha256(file.read_bytes()).hexdigest() in hashes, f"{file.name} is not on record")


def _require(true: bool, otherwise: str) -> None:
    if not true:
        sys.exit(otherwise)


if __name__ == "__main__":
    with at_work(Path(sys.argv[1])):
        kill_exporters(Path(sys.argv[1]), int(sys.argv[2]))
