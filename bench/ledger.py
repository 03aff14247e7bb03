"""`status` on a ledger of a million entries against the same on an empty one."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.timing import in_turn, told
from sbtrack.domain.codec import digest
from sbtrack.planfile import builtin_plan
from sbtrack.store.chain.seals import add_seal

ENTRIES = 1_000_000
LIMIT = 1.2
RUNS = 21
INSERT = """
INSERT INTO entry (id, kind, subject_kind, subject_id, region, period, period_start, period_end,
    grain, value, numerator, denominator, entered, source, note, recorded_at, recorded_by,
    supersedes, reason, plan_version)
VALUES (?, ?, 'indicator', ?, ?, ?, ?, ?, 'day', ?, ?, ?, '', '', '', ?, 'bench', ?, ?, 1)
"""


def main() -> bool:
    """Print both times and their ratio; say whether it is within the limit."""
    program = str(Path(sys.executable).parent / "sbtrack")
    with tempfile.TemporaryDirectory() as made:
        empty, full = Path(made, "empty.db"), Path(made, "full.db")
        prepare(empty)
        prepare(full)
        fill(full, ENTRIES)
        env = os.environ | {"HOME": made}
        line = ["status", "--as-of", "2015"]
        on_full, on_empty = ([program, "--db", str(path), *line] for path in (full, empty))
        pair = in_turn(on_full, on_empty, RUNS, env)
    print(told(f"status on {ENTRIES:,} entries", pair.command))
    print(told("status on an empty ledger", pair.peer))
    print(f"ratio {pair.ratio:.2f} (limit {LIMIT})")
    return pair.ratio <= LIMIT


def prepare(path: Path) -> None:
    """Make a database with the built-in plan and no entry."""
    from sbtrack.store.writes.writer import create_database, load_plan  # noqa: PLC0415

    plan, now = builtin_plan(), datetime.now(UTC)
    create_database(path, now)
    load_plan(path, plan, digest(plan), now)


def fill(path: Path, entries: int) -> None:
    """Insert rows and seal them: what is measured is reading, and recording them takes an hour."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(INSERT, islice(rows(), entries))
        for id in range(1, entries + 1):
            add_seal(connection, "entry", id)


def rows() -> Iterator[tuple[object, ...]]:
    """Yield a figure a day for every indicator, and then revisions of them, over and over."""
    plan = builtin_plan()
    indicators = [i for i in plan.indicators if i.unit_of_measure in ("万人", "%")]
    first, moment = datetime(2011, 1, 1, tzinfo=UTC), datetime(2016, 1, 1, tzinfo=UTC)
    newest: dict[tuple[str, str], int] = {}
    for number in range(1, ENTRIES + 1):
        indicator = indicators[number % len(indicators)]
        id = indicator.id
        day = (first + timedelta(days=number // len(indicators) % 1800)).date().isoformat()
        moment += timedelta(milliseconds=1)
        recorded = moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        before = newest.get((id, day))
        newest[id, day] = number
        kind, reason = ("revision", "bench") if before else ("record", "")
        value = str(number % 90 + 1)
        parts = (value, "100") if indicator.unit_of_measure == "%" else (None, None)
        claim = (id, plan.region.id, day, day, day, value, *parts)
        yield number, kind, *claim, recorded, before, reason


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
