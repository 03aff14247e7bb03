"""What it takes to hold a long ledger against its seals, and how much room they take."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.timing import cpu_ratio, measured

LIMIT, MEMORY = 3.0, 150  # times the loop; megabytes
SIZE_LIMIT = 2.5
FEW, FEW_LIMIT, ALL_LIMIT = 1000, 1.1, 1.5
#: The same bytes as they are sealed: the text of each record after the hash of the one before.
LOOP = """
import sqlite3, sys
from hashlib import sha256
from sbtrack.store.chain.form2 import ENTRIES, ENTRY_TEXT
previous = bytes(32)
ledger = sqlite3.connect(sys.argv[1])
for (text,) in ledger.execute(f"SELECT {ENTRY_TEXT} FROM {ENTRIES} ORDER BY entry.id"):
    previous = sha256(f"{previous.hex()}\\n{text}".encode()).digest()
"""
READ = "from sbtrack.cli.main import main; main()"
#: Nothing but a bench can leave it out: here, that what is read is held against its seals.
READ_BLINDLY = f"from sbtrack.store.reads import log; log.proven = lambda *_: {{}}; {READ}"
BARE = """
import csv, sqlite3, sys
bare = sqlite3.connect(sys.argv[1])
bare.execute("CREATE TABLE figure (code TEXT, region TEXT, period TEXT, value TEXT, source TEXT)")
rows = csv.reader(open(sys.argv[2], newline="", encoding="utf-8"))
next(rows)
bare.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?)", rows)
bare.commit()
"""


def measure(full: Path, file: Path, env: Mapping[str, str]) -> bool:
    """Print each ratio; say whether all are within their limits.

    `full` is a ledger of the figures in `file`.
    """
    return all([_checked(full, env), _sized(full, file), _read(full, env)])


def _checked(full: Path, env: Mapping[str, str]) -> bool:
    program = str(Path(sys.executable).parent / "sbtrack")
    ours = measured([program, "--db", str(full), "db", "verify"], env, subprocess.DEVNULL)
    loop = measured([sys.executable, "-c", LOOP, str(full)], env)
    ratio = ours.cpu / loop.cpu
    print(f"db verify {ours.seconds:44.1f} s  {ours.megabytes:.0f} MB")
    print(f"a bare loop that hashes the same bytes {loop.seconds:15.1f} s")
    print(f"ratio {ratio:.2f} (limit {LIMIT}), memory {ours.megabytes:.0f} MB (limit {MEMORY})")
    return ratio <= LIMIT and ours.megabytes <= MEMORY


def _sized(full: Path, file: Path) -> bool:
    bare = file.with_name("bare.db")
    subprocess.run([sys.executable, "-c", BARE, str(bare), str(file)], check=True)
    ratio = full.stat().st_size / bare.stat().st_size
    print(f"bytes of entries with seals and indexes against a bare table: ratio {ratio:.2f} "
          f"(limit {SIZE_LIMIT})")  # fmt: skip
    return ratio <= SIZE_LIMIT


def _read(full: Path, env: Mapping[str, str]) -> bool:
    """List the newest entries, and all, with and without holding them against their seals."""
    good = True
    for most, limit, runs in ((FEW, FEW_LIMIT, 7), (0, ALL_LIMIT, 1)):
        line = ["--db", str(full), "log", "--limit", str(most), "--format", "csv"]
        verified, not_verified = ([sys.executable, "-c", c, *line] for c in (READ, READ_BLINDLY))
        ratio = cpu_ratio(verified, not_verified, runs, env)
        print(f"log --limit {most}, verified against not: ratio {ratio:.2f} (limit {limit})")
        good = good and ratio <= limit
    return good
