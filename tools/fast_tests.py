"""Runs the tests of some rooms, as a change of them needs: `python tools/fast_tests.py assess cli`.

Without a room, those of the files that Git calls changed: not committed, or not yet upstream.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
#: Which tests speak of a file that lies in no room.
BESIDES = {
    "README.md": "docs",
    "README.zh-CN.md": "docs",
    "data": "data",
    "docs": "docs",
    "examples": "data",
    "migrations": "store",
    "pyproject.toml": "project",
    "requirements.lock": "project",
    "tools": "project",
}


def rooms_of(files: Iterable[str]) -> set[str]:
    """Return the rooms in which files lie, or whose tests speak of them."""
    return {room for file in files if (room := _room_of(PurePosixPath(file).parts))}


def folders_of(rooms: Iterable[str]) -> list[str]:
    """Return where the tests of rooms are; examples in docstrings are tests too.

    Raises:
        ValueError: there is no such room.
    """
    found = []
    for room in sorted(rooms):
        here = [f for f in (f"tests/{room}", f"src/sbtrack/{room}") if (ROOT / f).is_dir()]
        if not here:
            raise ValueError(f"there is no room {room}; rooms are the folders of tests")
        found += here
    return found


def changed() -> Iterator[str]:
    """Yield the files that Git calls changed, whether committed here or not."""
    yield from _told_by_git("diff", "--name-only", "HEAD")
    yield from _told_by_git("ls-files", "--others", "--exclude-standard")
    yield from _told_by_git("diff", "--name-only", "@{upstream}...HEAD")


def main(arguments: list[str]) -> int:
    """Run the tests and return their exit code; nothing to run is good."""
    try:
        folders = folders_of(arguments or rooms_of(changed()))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not folders:
        print("Nothing has changed that has tests; name a room: make fast ROOM=assess")
        return 0
    print("Tests of", *folders, flush=True)
    line = [sys.executable, "-m", "pytest", "-n", "auto", *folders]
    return subprocess.run(line, cwd=ROOT, check=False).returncode


def _room_of(parts: tuple[str, ...]) -> str | None:
    match parts:
        case ("src", "sbtrack", room, _, *_) | ("tests", room, _, *_):
            return room
        case (first, *_):
            return BESIDES.get(first)
    return None


def _told_by_git(*arguments: str) -> list[str]:
    """Return the files that a question to Git finds: none where there is no upstream, or no Git."""
    line = ["git", *arguments]
    try:
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return []
    return done.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
