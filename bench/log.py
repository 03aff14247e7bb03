"""`log --limit 0` of 200,000 entries: as CSV against a bare loop, and as a table against that.

The loop reads the same entries with one statement, whole and with what corrects each, and writes
them with csv; it verifies nothing and knows no names.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import prepare, record, write_figures
from bench.timing import Run, measured, surroundings

ENTRIES = 200_000
LIMIT, TABLE_LIMIT = 4.0, 2.0
MEMORY = 100  # megabytes
LOOP = """
import csv, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute('''
SELECT entry.id, batch.recorded_at, batch.recorded_by, entry.kind, item.id, region.id, span.period,
  entry.value, entry.vintage, COALESCE(entry.source, batch.source), entry.supersedes, entry.reason,
  entry.numerator, entry.denominator, COALESCE(entry.entered, entry.value), entry.note,
  batch.plan_version, (
    SELECT MIN(id) FROM entry AS later WHERE later.item = entry.item AND later.part = entry.part
    AND later.region = entry.region AND later.span = entry.span AND later.id > entry.id
  )
FROM entry JOIN batch ON batch.number = entry.batch JOIN item ON item.number = entry.item
JOIN region ON region.number = entry.region JOIN span ON span.number = entry.span
ORDER BY entry.id DESC''')
csv.writer(sys.stdout).writerows(rows)
"""


def main() -> bool:
    """Print the times and memory; say whether all are within their limits."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        database, file, env = folder / "full.db", folder / "figures.csv", surroundings(made)
        prepare(database)
        write_figures(file, ENTRIES)
        record(database, file, ENTRIES)
        program = str(Path(sys.executable).parent / "sbtrack")
        ours = [program, "--db", str(database), "log", "--limit", "0", "--format"]
        loop = _silent([sys.executable, "-c", LOOP, str(database)], env)
        as_csv, as_table = (_silent([*ours, form], env) for form in ("csv", "table"))
    first, second = as_csv.cpu / loop.cpu, as_table.cpu / as_csv.cpu
    memory = as_csv.megabytes
    print(f"log --format csv of {ENTRIES:,} entries {as_csv.seconds:16.1f} s  {memory:.0f} MB")
    print(f"a bare loop that writes them as CSV {loop.seconds:18.1f} s")
    print(f"ratio {first:.2f} (limit {LIMIT}), memory {memory:.0f} MB (limit {MEMORY})")
    print(f"log as a table {as_table.seconds:39.1f} s  {as_table.megabytes:.0f} MB")
    print(f"ratio to the CSV {second:.2f} (limit {TABLE_LIMIT})")
    return first <= LIMIT and memory <= MEMORY and second <= TABLE_LIMIT


def _silent(command: list[str], env: dict[str, str]) -> Run:
    return measured(command, env, subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
