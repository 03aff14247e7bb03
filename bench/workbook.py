"""The workbook of 200,000 recorded values against a bare loop that writes the same cells.

The peer is openpyxl's write-only mode with nothing around it: no database, no styles, no other
sheets. It is given the cells of our long sheets ready-made, a thousand rows at a time.
"""

from __future__ import annotations

import pickle
import re
import sys
import tempfile
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TextIO
from zipfile import ZipFile

from bench.figures import prepare
from bench.ledger import fill
from bench.timing import measured, surroundings

VALUES = 200_000
LIMIT = 1.3
MEMORY = 200  # megabytes
RUNS = 2
LONG = ("values", "ledger")
PIECE = 1000
PEER = """
import pickle, sys
from openpyxl import Workbook
workbook = Workbook(write_only=True)
for name in sys.argv[2:]:
    sheet = workbook.create_sheet()
    with open(name, "rb") as file:
        while rows := pickle.load(file):
            for row in rows:
                sheet.append(row)
workbook.save(sys.argv[1])
"""
_CELL = re.compile(r'<c r="[A-Z]+\d+" s="\d+"(?:/>|>(<v>)(.*?)</v></c>| .*?<t[^>]*>(.*?)</t>)')

Row = list[str | float | None]


def main() -> bool:
    """Print time and memory of both; say whether ours keep within the limits."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        database, workbook = folder / "full.db", folder / "ours.xlsx"
        prepare(database)
        fill(database, VALUES)
        program = str(Path(sys.executable).parent / "sbtrack")
        ours = [program, "--db", str(database), "export", "--replace", "--as-of", "2015"]
        ours += ["--output", str(workbook)]
        env = surroundings(made)
        measured(ours, env)
        peer = peer_of(workbook, folder)
        pairs = [(measured(ours, env), measured(peer, env)) for _ in range(RUNS)]
    seconds, floor = (min(r.seconds for r in found) for found in zip(*pairs, strict=True))
    memory = max(r.megabytes for r, _ in pairs)
    print(f"workbook of {VALUES:,} values {seconds:25.1f} s  {memory:.0f} MB at most")
    print(f"bare openpyxl loop, the same cells {floor:17.1f} s")
    print(f"ratio {seconds / floor:.2f} (limit {LIMIT}), memory {memory:.0f} MB (limit {MEMORY})")
    return seconds / floor <= LIMIT and memory <= MEMORY


def peer_of(workbook: Path, folder: Path) -> list[str]:
    """Return the peer's command line, and put the cells of the long sheets where it finds them."""
    with ZipFile(workbook) as archive:
        parts = sorted(archive.infolist(), key=lambda part: part.file_size)[-len(LONG) :]
        assert all(part.filename.startswith("xl/worksheets/") for part in parts)
        pieces = []
        for number, part in enumerate(parts):
            pieces.append(folder / f"{number}.pickle")
            with archive.open(part) as sheet, pieces[-1].open("wb") as file:
                rows = rows_of(TextIOWrapper(sheet, encoding="utf-8"))
                while piece := list(islice(rows, PIECE)):
                    pickle.dump(piece, file)
                pickle.dump([], file)
    return [sys.executable, "-c", PEER, str(folder / "peer.xlsx"), *map(str, pieces)]


def rows_of(sheet: TextIO) -> Iterator[Row]:
    """Yield the rows of a sheet; what is no text is a number, dates too.

    Little is held at a time: what this process ever held counts as its children's memory too.
    """
    rest = ""
    while read := sheet.read(1 << 20):
        *rows, rest = (rest + read).split("</row>")
        for row in rows:
            yield [
                None if number is None and text is None else float(value) if number else text
                for number, value, text in (cell.groups() for cell in _CELL.finditer(row))
            ]


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
