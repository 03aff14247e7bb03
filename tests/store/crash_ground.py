"""Kills processes in the middle of writing, and looks at what they leave.

Run as a program, so that it has one thread and may fork: the libraries are loaded once, and
each victim is a fork that writes and tells its parent of every write that was acknowledged.

    python crash_ground.py first|record|load|upgrade FOLDER KILLS
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from store_sample import AMENDED, HOUR, PLAN, START, WHO, figure, load, new_database, note
from test_upgrade import old_database

from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.store import migrate, writing
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.care.verify import verify
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database, record

LOADED = (migrate, writing)  # before the forks, so that a victim does not die loading them
Tell = Callable[[int], None]
ROUNDS = 12  # kills survived by one database before the next one


def kill_first_recorders(folder: Path, kills: int) -> None:
    """There is no database, or one with the plan and the figure in it; nothing between."""
    finished = 0
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        path = place / "a.db"
        told = _killed(partial(_record_first, path), _soon(0.4))
        if not path.exists():
            _require(1 not in told, "an acknowledged entry is lost")
            continue
        finished += 1
        with open_reader(path) as reader:
            _require(len(list(reader.entries())) == 1, "a database without its entry")
            version = reader.plan_version()
        _require(version is not None and version.plan == PLAN, "a database without its plan")
        _require(verify(path) == (), "the new database does not verify")
    _require_tidy(folder)
    print(f"{finished} of {kills} were through")


def kill_recorders(folder: Path, kills: int) -> None:
    """Every acknowledged entry is there once, and at most one more a kill."""
    for number in range(kills):
        path = folder / f"{number // ROUNDS}.db"
        if number % ROUNDS == 0:
            new_database(path)
            acknowledged: set[int] = set()
        told = _killed(partial(_record_for_ever, path), _soon(0.05))
        acknowledged |= set(told)
        with open_reader(path) as reader:
            present = [entry.id for entry in reader.entries()]
        _require(len(present) == len(set(present)), "an entry is there twice")
        _require(acknowledged <= set(present), "an acknowledged entry is lost")
        _require(
            len(set(present) - acknowledged) <= number % ROUNDS + 1, "entries that nobody made"
        )
        _require(verify(path) == (), "the ledger does not verify")


def kill_loaders(folder: Path, kills: int) -> None:
    """Every acknowledged version is there, and each one is whole."""
    path = new_database(folder / "a.db")
    acknowledged = {1}
    for done in range(1, kills + 1):
        acknowledged |= set(_killed(partial(_load_for_ever, path), _soon(0.15)))
        with open_reader(path) as reader:
            present = [listing.number for listing in reader.plan_versions()]
            plans = {reader.plan_version(number=n).plan for n in present}  # type: ignore[union-attr]
        _require(present == [*range(1, len(present) + 1)], "a version is missing")
        _require(acknowledged <= set(present), "an acknowledged version is lost")
        _require(len(present) - len(acknowledged) <= done, "versions that nobody loaded")
        _require(plans <= {PLAN, AMENDED}, "a version is not whole")
        _require(verify(path) == (), "the plans do not verify")


def kill_upgraders(folder: Path, kills: int) -> None:
    """The database is the old one or the new one, and an upgrade can always be run again."""
    upgraded = 0
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        path = old_database(place / "a.db")
        old = _dump(path)

        finished = 1 in _killed(partial(_upgrade_once, path), _soon(0.09))
        if _schema(path) == 1:
            _require(not finished, "an acknowledged upgrade is undone")
            _require(_dump(path) == old, "the old database was changed")
            upgrade(path, START + 1001 * HOUR)
        else:
            upgraded += 1
        _require(verify(path) == (), "the upgraded database does not verify")
        with open_reader(path) as reader:
            _require(len(list(reader.entries())) == 13, "an entry is lost")
        for saved in place.glob("a.schema-1-*.db"):
            _require(_dump(saved) == old, "a backup is not whole")
    _require_tidy(folder)
    print(f"{upgraded} of {kills} upgrades were through")


def _record_first(path: Path, tell: Tell) -> None:
    tell(0)
    built_in = PlanVersion(PLAN, 0, None, "")
    tell(record(path, figure(), recorded_by=WHO, now=START, on=built_in).id)


def _upgrade_once(path: Path, tell: Tell) -> None:
    tell(0)
    upgrade(path, START + 1000 * HOUR)
    tell(1)


def _record_for_ever(path: Path, tell: Tell) -> None:
    with open_reader(path) as reader:
        last = reader.last_entry_id() or 0
    for number in range(last, last + 100_000):
        year, day = divmod(number, 300)
        period = f"{2011 + year}-{day // 25 + 1:02d}-{day % 25 + 1:02d}"
        tell(note(path, figure("rural", period), number).id)


def _load_for_ever(path: Path, tell: Tell) -> None:
    while True:
        version = load(path, _other_plan(path), START + 2 * HOUR)
        if version is not None:
            tell(version.number)


def _other_plan(path: Path) -> Plan:
    with open_reader(path) as reader:
        version = reader.plan_version()
    return PLAN if version is not None and version.plan == AMENDED else AMENDED


def _killed(work: Callable[[Tell], None], delay: float) -> list[int]:
    """Fork, kill the child so long after its first word, and return all that it said."""
    reading, writing = os.pipe()
    told = os.fdopen(writing, "w")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work(lambda number: print(number, file=told, flush=True))
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
        finally:
            os._exit(code)
    told.close()
    with os.fdopen(reading, "rb") as said:
        first = said.readline()
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        rest = said.readlines()
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    _require(killed or os.WEXITSTATUS(status) == 0, "the writer failed of itself")
    _require(bool(first), "the writer was killed before it wrote anything")
    return [int(line) for line in (first, *rest) if line.endswith(b"\n")]


def _soon(longest: float) -> float:
    return random.uniform(0, longest)


def _schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return schema


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def _require_tidy(folder: Path) -> None:
    """What the killed have left goes with the next database that is made there."""
    for place in folder.iterdir():
        create_database(place / "next.db")
        left = [file.name for file in place.iterdir() if file.name.startswith(".")]
        _require(not left, f"{left} is left")


def _require(held: bool, otherwise: str) -> None:
    if not held:
        raise SystemExit(otherwise)


if __name__ == "__main__":
    what, where, times = sys.argv[1:]
    battles = {
        "first": kill_first_recorders,
        "record": kill_recorders,
        "load": kill_loaders,
        "upgrade": kill_upgraders,
    }
    battles[what](Path(where), int(times))
