"""The commands of every day against a hello-world Typer command that also draws a Rich table."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import prepare
from bench.timing import in_turn, surroundings, told

RUNS = 21
HELLO = """
import typer
from rich.console import Console
from rich.table import Table
app = typer.Typer()
@app.command()
def main(name: str = "world"):
    table = Table(title="hello")
    table.add_column("greeting")
    table.add_column("name")
    table.add_row("hello", name)
    Console().print(table)
app()
"""
#: Each command line, and how many times as long as the peer it may take. `{n}` is another each run.
LINES = {
    "record 4 37.3{n} -p 2013 --yes --revise --reason x": 1.1,
    "status": 0.75,
    "show 4": 0.75,
    "log": 0.75,
    "unit show 市人社局": 0.75,
    "plan check data/plan.yaml": 1.3,
}


def main() -> bool:
    """Print the times of each and their ratio; say whether all are within their limits."""
    program, good = str(Path(sys.executable).parent / "sbtrack"), True
    with tempfile.TemporaryDirectory() as home:
        database = Path(home, "work.db")
        prepare(database)
        env = surroundings(home, XDG_DATA_HOME=home, SBTRACK_DB=str(database))
        first = [program, "record", "4", "37.2", "-p", "2013"]
        subprocess.run(first, env=env, check=True, stdout=subprocess.DEVNULL)
        for line, limit in LINES.items():
            pair = in_turn([program, *line.split()], [sys.executable, "-c", HELLO], RUNS, env)
            print(told(f"sbtrack {line}", pair.command))
            print(told("hello-world Typer with a Rich table", pair.peer))
            print(f"ratio {pair.ratio:.2f} (limit {limit})")
            good = good and pair.ratio <= limit
    return good
