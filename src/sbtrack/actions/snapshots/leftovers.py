"""Half-written exports that killed runs left behind, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from sbtrack.actions.snapshots.trouble import explained
from sbtrack.store.placing import WRITER, sweep, this_writer

_PART = ".part"
_SUFFIXES = ("xlsx", "csv", "json", "md", "markdown")
#: Earlier versions named the process without its machine.
_BY = rf"\.(?P<writer>({WRITER}|[1-9][0-9]*)){re.escape(_PART)}"


def unfinished_name(path: Path) -> Path:
    """Return where a file is written before it has its name."""
    return path.with_name(f".{path.name}.{this_writer()}{_PART}")


def former_name(path: Path) -> Path:
    """Return where what is written over is kept until that is done."""
    return path.with_name(f".former.{path.name}.{this_writer()}{_PART}")


def sweep_weekly(folder: Path, plan: str) -> None:
    """Take away what is left of a plan's weekly workbooks; to be called when `alone_in`.

    Raises:
        ExportRefused: it cannot be taken away.
    """
    week = rf"\.(former\.)?{re.escape(plan)}-[0-9]{{4}}-W[0-9][0-9]\.xlsx"
    left = re.compile(rf"{week}(\.{WRITER})?{re.escape(_PART)}")
    with explained(folder):
        for file in folder.iterdir():
            if left.fullmatch(file.name):
                file.unlink(missing_ok=True)


def sweep_dead(folder: Path, name: str) -> None:
    """Take away what is left of files of any name whose writer, a process, is no more.

    Only what bears the name of an export, or `name`, is an ordinary file, and belongs to us.
    """
    endings = "|".join(_SUFFIXES)
    sweep(folder, re.compile(rf"\.(.+\.({endings})|(former\.)?{re.escape(name)}){_BY}"))
