#!/usr/bin/env bash
# sqlite-diffable 0.6 (dumps a SQLite database into text files for git, and loads it again).
#
# A ledger whose rows are numbered with AUTOINCREMENT is dumped without a word, and the dump cannot be
# loaded: the table in which SQLite keeps the last number is dumped along, and SQLite lets nobody
# create a table of that name. Without it the dump loads, and the digest of each row, a BLOB, has
# become a piece of text, the way Python prints bytes; index, view and triggers are gone as well.
#
# The natural guess: dumping all and loading gives the database back, or the dump says what it leaves
# out. Text would not matter in most columns; in one that chains rows by their digests it breaks each
# link, and no count of rows or look at the figures shows it.
#
# Whom it hurts: who keeps the history of an append-only database in git by it, and needs it one day.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile sqlite-diffable==0.6 sqlite-utils==4.2.1
venv/bin/python - <<'PYTHON'
import hashlib
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

print("python", sys.version.split()[0], "sqlite", sqlite3.sqlite_version,
      "sqlite-diffable", version("sqlite-diffable"), "sqlite-utils", version("sqlite-utils"))


def there_and_back(name, numbering):
    base = sqlite3.connect(f"{name}.db")
    base.executescript(f"""
        CREATE TABLE ledger (id INTEGER PRIMARY KEY {numbering}, value TEXT, digest BLOB);
        CREATE INDEX by_value ON ledger (value);
        CREATE VIEW latest AS SELECT max(id) FROM ledger;
        CREATE TRIGGER kept BEFORE DELETE ON ledger BEGIN SELECT raise(ABORT, 'kept'); END;
    """)
    with base:
        base.execute("INSERT INTO ledger (value, digest) VALUES (?, ?)",
                     ("62.30", hashlib.sha256(b"62.30").digest()))
    base.close()
    tool = [str(Path(sys.executable).with_name("sqlite-diffable"))]
    dumped = subprocess.run([*tool, "dump", f"{name}.db", name, "--all"], capture_output=True, text=True)
    loaded = subprocess.run([*tool, "load", f"{name}-2.db", name], capture_output=True, text=True)
    print(name, "dump:", dumped.returncode, dumped.stderr.strip() or "says nothing",
          "| load:", loaded.returncode, loaded.stderr.strip() or "says nothing")
    return dumped.returncode, dumped.stderr, loaded.returncode


seen = [there_and_back("counted", "AUTOINCREMENT"), there_and_back("plain", "")]
rows, names = [], []
with sqlite3.connect("plain-2.db") as base:
    rows = base.execute("SELECT value, typeof(digest), substr(digest, 1, 1) FROM ledger").fetchall()
    names = [name for (name,) in base.execute("SELECT name FROM sqlite_master")]
print("loaded:", rows, names)
expected = [(0, "", 1), (0, "", 0)]
if (seen, rows, names) != (expected, [("62.30", "text", "b")], ["ledger"]):
    sys.exit(f"no longer so: saw {seen}, {rows}, {names}")
PYTHON
