"""A database whose writer was killed: in the file is what was never committed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from processes import watched

#: Writes as much as makes SQLite spill into the file before the commit, then waits to be killed.
HALF_WRITTEN = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for number in range(400):
    connection.execute(
        "INSERT INTO plan_text VALUES (99, 'unit', ?, 'name', '', ?)",
        (str(number), "x" * 3000),
    )
print("spilt", flush=True)
time.sleep(3600)
"""


def leave_half_written(path: Path) -> None:
    """Have a writer killed in the middle; its journal stays beside the file."""
    line = [sys.executable, "-c", HALF_WRITTEN, str(path)]
    process = watched(subprocess.Popen(line, stdout=subprocess.PIPE))
    assert process.stdout is not None
    assert process.stdout.readline() == b"spilt\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert path.with_name(path.name + "-journal").stat().st_size > 0
