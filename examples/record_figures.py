"""Records a figures file, row by row, with the program's own `record` command."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from sbtrack.cli.main import run


def commands(figures: Path) -> Iterator[list[str]]:
    """Yield the command line of each row."""
    with figures.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            command = ["record", row["indicator"], row["value"] + row["unit"]]
            command += ["--period", row["period"], "--source", row["source"]]
            for option in ("vintage", "note"):
                if row[option]:
                    command += [f"--{option}", row[option]]
            if row["revise_reason"]:
                command += ["--revise", "--reason", row["revise_reason"]]
            yield command


def record(figures: Path, database: Path) -> None:
    """Record every row, and stop at the first that is refused."""
    for command in commands(figures):
        if run(["--db", str(database), *command]):
            sys.exit(f"not recorded: sbtrack {' '.join(command)}")


if __name__ == "__main__":
    record(Path(sys.argv[1]), Path(sys.argv[2]))
