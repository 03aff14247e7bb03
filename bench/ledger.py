"""`status` on a ledger of a million entries against the same on an empty one."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

from bench.timing import in_turn, surroundings, told
from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import Draft, EntryKind, Observation
from sbtrack.domain.period import Period
from sbtrack.planfile import builtin_plan

ENTRIES = 1_000_000
LIMIT = 1.2
RUNS = 21
AT_ONCE = 20_000


def main() -> bool:
    """Print both times and their ratio; say whether it is within the limit."""
    program = str(Path(sys.executable).parent / "sbtrack")
    with tempfile.TemporaryDirectory() as made:
        empty, full = Path(made, "empty.db"), Path(made, "full.db")
        prepare(empty)
        prepare(full)
        fill(full, ENTRIES)
        env = surroundings(made)
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
    """Record that many figures, many at a time."""
    from sbtrack.store.writes.writer import record_all  # noqa: PLC0415

    found = islice(drafts(), entries)
    while some := tuple(islice(found, AT_ONCE)):
        record_all(path, some, recorded_by="bench", now=datetime.now(UTC))


def drafts() -> Iterator[Draft]:
    """Yield a figure a day for every indicator, and then revisions of them, over and over."""
    plan = builtin_plan()
    indicators = [i for i in plan.indicators if i.unit_of_measure in ("万人", "%")]
    first, newest = date(2011, 1, 1), dict[tuple[str, date], int]()
    for number in count(1):
        indicator = indicators[number % len(indicators)]
        day = first + timedelta(days=number // len(indicators) % 1800)
        before = newest.get((indicator.id, day))
        newest[indicator.id, day] = number
        value = Decimal(number % 90 + 1)
        parts = (value, Decimal(100)) if indicator.unit_of_measure == "%" else (None, None)
        period = Period.parse(day.isoformat())
        yield Draft(
            claim=Observation(indicator.id, plan.region.id, period, value, *parts),
            kind=EntryKind.REVISION if before else EntryKind.RECORD,
            supersedes=before,
            expect=before,
            reason="bench" if before else "",
        )


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
