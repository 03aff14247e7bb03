"""Runs the program as people do: a command line in, what it says and its exit code out."""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from sbtrack.cli.main import run

ROOT = Path(__file__).parents[2]
XINGTAI = ROOT / "data" / "plan.yaml"
NATIONAL = ROOT / "examples" / "national-12fyp"
WORK = "work.db"
PROGRAM = Path(sys.executable).with_name("sbtrack")

#: The moment up to which entries count is now, so it is the one thing that changes by itself.
_KNOWN_AT = re.compile(r"([Kk]nown at +|录入截至 *)\d.{9,14}\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a command line."""

    code: int
    out: str
    err: str


def say(*arguments: str, width: int | None = None) -> Said:
    """Run a command line in this process; with a width as on a terminal, else as into a pipe."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    terminal = {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": str(width)} if width else {}
    with _environment({**os.environ, **terminal}), redirect_stdout(out), redirect_stderr(err):
        code = run([*arguments])
    return Said(code, *map(_text, (out, err)))


def transcript(*lines: list[str], width: int | None = None) -> str:
    """Run command lines one after the other; return them with everything that is said."""
    return "".join(_step(line, width) for line in lines)


def timeless(text: str) -> str:
    """Return an output without the minute in which it was made."""
    return _KNOWN_AT.sub(r"\1<now>", text)


@contextmanager
def at_work(folder: Path, **settings: str) -> Iterator[None]:
    """Work in a folder that is the home as well, with nothing set but what is said here."""
    before = Path.cwd()
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    home = {"HOME": str(folder), "SBTRACK_USER": "analyst", "LANG": "C.UTF-8"}
    os.chdir(folder)
    try:
        with _environment({**kept, **home, **settings}):
            yield
    finally:
        os.chdir(before)


def begin(name: str = WORK) -> None:
    """Begin a database of the built-in plan, by copying, which is quicker than loading it."""
    Path(name).touch(0o600)
    Path(name).write_bytes(_begun())


def untouched() -> bool:
    """Say whether work.db is as it was begun: what was refused has left nothing in it."""
    return Path(WORK).read_bytes() == _begun()


@cache
def _begun() -> bytes:
    with TemporaryDirectory() as folder, at_work(Path(folder)):
        _expect(say("plan", "load", "--builtin", "--db", "begun.db"))
        return Path(folder, "begun.db").read_bytes()


def make_national(folder: Path) -> Path:
    """Make the database of the national example, with its published figures."""
    path = folder / "national.db"
    with at_work(folder):
        _expect(say("plan", "load", str(NATIONAL / "plan.yaml"), "--db", str(path)))
        for row in csv.DictReader((NATIONAL / "figures.csv").read_text("utf-8").splitlines()):
            line = ["record", row["indicator"], row["value"] + row["unit"], "-p", row["period"]]
            line += ["--source", row["source"], "--db", str(path)]
            if row["revise_reason"]:
                line += ["--revise", "--reason", row["revise_reason"]]
            _expect(say(*line))
    return path


def _expect(said: Said) -> None:
    assert said.code == 0, said.err


def _step(line: list[str], width: int | None) -> str:
    said = say(*line, width=width)
    typed = " ".join(f"'{word}'" if " " in word or not word else word for word in line)
    return f"$ sbtrack {typed}\n{said.out}{said.err}[{said.code}]\n"


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode("utf-8")


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
