"""Both plans in throw-away databases: load, record the real figures, look at how they stand."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from record_figures import record

from sbtrack.cli.main import run

ROOT = Path(__file__).parents[1]
#: What `record` answers, in either language; the status lines after it are left out.
ENTRY = re.compile(r"entry \d+\)|第\d+号记录")
NATIONAL = ROOT / "examples" / "national-12fyp"


def demonstrate(folder: Path) -> None:
    """Run the commands, each printed before its output."""
    xingtai, national = folder / "xingtai.db", folder / "national.db"
    show("plan", "load", str(ROOT / "data" / "plan.yaml"), db=xingtai)
    show("status", db=xingtai)
    show("plan", "load", str(NATIONAL / "plan.yaml"), db=national)
    figures = NATIONAL / "figures.csv"
    print(f"\n$ python examples/record_figures.py {figures.relative_to(ROOT)} national.db\n")
    with contextlib.redirect_stdout(io.StringIO()) as said:
        record(figures, national)
    print(*filter(ENTRY.search, said.getvalue().splitlines()), sep="\n")
    show("status", "--as-of", "2014", db=national)
    show("show", "工伤保险", "--as-of", "2014", db=national)


def show(*command: str, db: Path) -> None:
    """Print a command and run it."""
    said = [str(Path(c).relative_to(ROOT)) if c.startswith(str(ROOT)) else c for c in command]
    print(f"\n$ sbtrack --db {db.name} {' '.join(said)}\n", flush=True)
    if run(["--db", str(db), *command]):
        sys.exit(1)


if __name__ == "__main__":
    os.chdir(ROOT)
    with TemporaryDirectory(prefix="sbtrack-demo-") as made:
        demonstrate(Path(made))
