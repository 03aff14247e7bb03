"""Commands on a ledger of a million entries over 3,000 regions against the same on an empty one.

Then what checking such a ledger takes: see `bench.verifying`. `SBTRACK_BENCH_ENTRIES` makes it
smaller or larger; a million take two minutes to record.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

from bench.figures import prepare, record, write_figures
from bench.timing import in_turn, surroundings, told
from bench.verifying import measure
from sbtrack.domain.ledger import Draft, EntryKind, Observation
from sbtrack.domain.period import Period
from sbtrack.planfile import builtin_plan

ENTRIES = int(os.environ.get("SBTRACK_BENCH_ENTRIES", "1000000"))
REGIONS = 3000
LIMIT = 1.2
RUNS = 11
AT_ONCE = 20_000
LINES = (
    "status --as-of 2015",
    "show 4 --as-of 2015",
    "record 4 37.3{n} -p 2011 --yes --revise --reason x",
)


def main() -> bool:
    """Print both times and their ratio; say whether it is within the limit."""
    program, good = str(Path(sys.executable).parent / "sbtrack"), True
    with tempfile.TemporaryDirectory() as made:
        empty, full, file = Path(made, "empty.db"), Path(made, "full.db"), Path(made, "figures.csv")
        env = surroundings(made)
        prepare(empty)
        first = [program, "--db", str(empty), "record", "4", "37.2", "-p", "2011"]
        subprocess.run(first, env=env, check=True, stdout=subprocess.DEVNULL)
        prepare(full)
        write_figures(file, ENTRIES, REGIONS)
        record(full, file, ENTRIES)
        for line in LINES:
            on_full, on_empty = ([program, "--db", str(p), *line.split()] for p in (full, empty))
            pair = in_turn(on_full, on_empty, RUNS, env)
            print(told(f"{line.split()[0]} on {ENTRIES:,} entries", pair.command))
            print(told(f"{line.split()[0]} on an empty ledger", pair.peer))
            print(f"ratio {pair.ratio:.2f} (limit {LIMIT})")
            good = good and pair.ratio <= LIMIT
        return measure(full, file, env) and good


def fill(path: Path, entries: int) -> None:
    """Record that many figures of one region, many at a time."""
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
