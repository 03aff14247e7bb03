"""200,000 figures of a CSV file, recorded, against `sqlite-utils insert --csv` of the same file.

The peer checks and seals nothing; it works out the columns' types. Ours is a process that reads
the file with csv and records its lines in one transaction, as drafts made when they are asked for.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.figures import prepare, record, write_figures
from bench.timing import measured, surroundings

FIGURES = 200_000
LIMIT = 1.0
MEMORY = 120  # megabytes
RUNS = 1


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
    ratio = min(run.cpu for run in ours) / min(run.cpu for run in peers)
    memory = max(run.megabytes for run in ours)
    print(f"{FIGURES:,} figures checked and sealed {ours[0].seconds:17.1f} s  {memory:.0f} MB")
    print(f"sqlite-utils insert --csv of the same {peers[0].seconds:16.1f} s")
    print(f"ratio {ratio:.2f} (limit {LIMIT}), memory {memory:.0f} MB (limit {MEMORY})")
    return ratio <= LIMIT and memory <= MEMORY


if __name__ == "__main__":
    if len(sys.argv) > 1:
        record(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
        sys.exit(0)
    sys.exit(0 if main() else 1)
