"""`status` against a hello-world Typer command that also draws a Rich table."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench.timing import in_turn, told

LIMIT = 1.3
RUNS = 31
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


def main() -> bool:
    """Print both times and their ratio; say whether it is within the limit."""
    program = str(Path(sys.executable).parent / "sbtrack")
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"HOME": home, "XDG_DATA_HOME": home, "SBTRACK_DB": ""}
        pair = in_turn([program, "status"], [sys.executable, "-c", HELLO], RUNS, env)
    print(told("sbtrack status (built-in plan)", pair.command))
    print(told("hello-world Typer with a Rich table", pair.peer))
    print(f"ratio {pair.ratio:.2f} (limit {LIMIT})")
    return pair.ratio <= LIMIT
