"""The weekly workbook of 200,000 values against a bare loop that writes the same cells.

The peer is openpyxl's write-only mode with nothing around it: no styles, no database, no other
sheets; its rows are read from a text file, so that it holds no more in memory than it writes.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.ledger import _fill, _prepare

VALUES = 200_000
LIMIT = 1.3
MEMORY = 200  # megabytes
RUNS = 3
PEER = """
import csv, sys
from datetime import date, datetime
from openpyxl import Workbook
KINDS = {"n": float, "i": int, "s": str, "d": date.fromisoformat, "m": datetime.fromisoformat}
workbook = Workbook(write_only=True)
for name in sys.argv[2:]:
    sheet = workbook.create_sheet()
    with open(name, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append([KINDS[cell[0]](cell[1:]) if cell else None for cell in row])
workbook.save(sys.argv[1])
"""
CELLS = """
import csv, sys
from datetime import datetime
from openpyxl import load_workbook
workbook = load_workbook(sys.argv[1], read_only=True)
KINDS = {float: "n", int: "i", str: "s"}
for name, target in zip(sys.argv[2::2], sys.argv[3::2]):
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in workbook[name].iter_rows(values_only=True):
            writer.writerow([
                "" if c is None else f"m{c.isoformat()}" if isinstance(c, datetime)
                else KINDS[type(c)] + str(c) for c in row])
"""


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    megabytes: float


def main() -> bool:
    """Print time and memory of both; say whether ours keep within the limits."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        database = folder / "full.db"
        _prepare(database)
        _fill(database, VALUES)
        program = str(Path(sys.executable).parent / "sbtrack")
        ours = [program, "--db", str(database), "--lang", "zh", "export", "--replace"]
        ours += ["--output", str(folder / "ours.xlsx"), "--as-of", "2015"]
        run(ours, folder)
        peer = peer_of(folder)
        pairs = [(run(ours, folder), run(peer, folder)) for _ in range(RUNS)]
    best, floor = (min(r.seconds for r in found) for found in zip(*pairs, strict=True))
    memory = max(r.megabytes for r, _ in pairs)
    ratio = best / floor
    print(f"weekly workbook of {VALUES:,} values           {best:6.1f} s, {memory:4.0f} MB at most")
    print(f"bare openpyxl loop, the same cells       {floor:6.1f} s")
    print(f"ratio {ratio:.2f} (limit {LIMIT}), memory {memory:.0f} MB (limit {MEMORY})")
    return ratio <= LIMIT and memory <= MEMORY


def peer_of(folder: Path) -> list[str]:
    """Return the peer's command line; it writes the cells of the two long sheets of ours."""
    sheets = ["指标明细", "台账"]
    texts = [str(folder / f"{number}.csv") for number in range(len(sheets))]
    pairs = [part for pair in zip(sheets, texts, strict=True) for part in pair]
    subprocess.run([sys.executable, "-c", CELLS, str(folder / "ours.xlsx"), *pairs], check=True)
    return [sys.executable, "-c", PEER, str(folder / "peer.xlsx"), *texts]


def run(command: list[str], home: Path) -> Run:
    """Run a process to its end; its memory is what the system says of this one child."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"HOME": str(home)})
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, usage.ru_maxrss / scale)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
