"""200,000 figures of a CSV file, recorded, against `sqlite-utils insert --csv` of the same file.

The peer checks and seals nothing; it works out the columns' types. Ours is a process that reads
the file with csv and records its lines in one transaction, as drafts made when they are asked for.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import cycle, islice, product
from pathlib import Path

from bench.ledger import prepare
from bench.timing import measured, surroundings
from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.period import Period
from sbtrack.planfile import builtin_plan

FIGURES = 200_000
LIMIT = 1.0
MEMORY = 120  # megabytes
RUNS = 1
YEARS = range(2011, 2016)


class Lines(Collection[Draft]):
    """The drafts of a file's lines."""

    def __init__(self, path: Path, count: int) -> None:
        self._path, self._count = path, count

    def __len__(self) -> int:
        return self._count

    def __contains__(self, _: object) -> bool:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Draft]:
        with self._path.open(newline="", encoding="utf-8") as file:
            for code, region, period, value, source in islice(csv.reader(file), 1, None):
                span = Period.parse(period)
                claim = Observation(code, region, span, Decimal(value), source=source)
                yield Draft(claim=claim)


def main() -> bool:
    """Print time and memory of both; say whether ours keep within the limits."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file, env = folder / "figures.csv", surroundings(made)
        write_figures(file, FIGURES)
        ours, peers = [], []
        for number in range(RUNS):
            database = folder / f"{number}.db"
            prepare(database)
            line = [sys.executable, "-m", "bench.recording", str(database), str(file)]
            ours.append(measured([*line, str(FIGURES)], env))
            peer = str(Path(sys.executable).parent / "sqlite-utils")
            other = [
                peer,
                "insert",
                str(folder / f"peer{number}.db"),
                "figures",
                str(file),
                "--csv",
            ]
            peers.append(measured(other, env))
    seconds, floor = (min(run.seconds for run in runs) for runs in (ours, peers))
    memory = max(run.megabytes for run in ours)
    print(f"{FIGURES:,} figures checked, recorded and sealed {seconds:9.1f} s  {memory:.0f} MB")
    print(f"sqlite-utils insert --csv of the same {floor:16.1f} s")
    print(f"ratio {seconds / floor:.2f} (limit {LIMIT}), memory {memory:.0f} MB (limit {MEMORY})")
    return seconds / floor <= LIMIT and memory <= MEMORY


def write_figures(path: Path, count: int, regions: int = 10**6) -> None:
    """Write a CSV file of figures: each indicator of the built-in plan by region and year."""
    indicators = [i.id for i in builtin_plan().indicators]
    places = product((f"region-{number:04d}" for number in range(regions)), YEARS, indicators)
    values = (f"{number % 90 + 1}.{number % 7}" for number in cycle(range(90 * 7)))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "region", "period", "value", "source"))
        for (region, year, code), value in islice(zip(places, values), count):  # noqa: B905
            writer.writerow((code, region, year, value, "统计年鉴"))


def record(database: Path, file: Path, count: int) -> None:
    """Record the figures of a file."""
    from sbtrack.store.writes.writer import record_all  # noqa: PLC0415

    record_all(database, Lines(file, count), recorded_by="bench", now=datetime.now(UTC))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        record(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
        sys.exit(0)
    sys.exit(0 if main() else 1)
