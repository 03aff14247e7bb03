"""Making a file whole before it gets its name, private to its owner and never over another.

Until then its name tells who is making it, a process on a machine, so that what a killed one has
left can be told from what a living one is at.
"""

from __future__ import annotations

import os
import platform
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from sbtrack.store import complaints
from sbtrack.store.companions import COMPANIONS, require_nothing_left, require_own_name

_BEGINNING, _END = ".sbtrack-", ".new"
#: How a process is named, as part of a pattern.
WRITER = r"[0-9a-f]{8}-[1-9][0-9]*"
_UNNAMED = re.compile(rf"\.sbtrack-(?P<writer>{WRITER})-\w+\.new(-journal|-wal|-shm)?")


@contextmanager
def unnamed_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` to fill; what was not given a name is removed.

    So is what killed processes have left there.

    Raises:
        StoreError: no file can be made there, or no database may be.
    """
    require_own_name(path)
    require_nothing_left(path)
    sweep(path.parent, _UNNAMED)
    try:
        handle, name = tempfile.mkstemp(_END, f"{_BEGINNING}{this_writer()}-", path.parent)
        os.close(handle)
    except (OSError, ValueError) as error:
        raise complaints.uncreatable(path, error) from error
    try:
        yield Path(name)
    finally:
        for companion in ("", *COMPANIONS):
            Path(name + companion).unlink(missing_ok=True)


def give_name(new: Path, path: Path) -> bool:
    """Give a finished database its name; False when another has it: two may make one at once.

    Raises:
        StoreError: the file cannot have that name.
    """
    try:
        placed = place(new, path)
    except (OSError, ValueError) as error:
        raise complaints.uncreatable(path, error) from error
    if placed:
        keep_name(path.parent)
    return placed


def place(new: Path, path: Path) -> bool:
    """Give a file another name; False when something has it. Its first one may stay.

    Where there are no hard links, what gets that name in the very same moment is written over.

    Raises:
        OSError, ValueError: the file cannot have that name.
    """
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except (OSError, ValueError):  # a file system without hard links, or no name at all
        if os.path.lexists(path):
            return False
        new.rename(path)
    return True


def keep_content(file: Path) -> None:
    """Have a file's content on the disk before it gets a name."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_name(folder: Path) -> None:
    """Have a new name on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def this_writer() -> str:
    """Return a name for this process that no other has, on any machine that uses the folder."""
    return f"{_machine()}-{os.getpid()}"


def sweep(folder: Path, left: re.Pattern[str]) -> None:
    """Take away what killed processes have left in a folder, by the pattern of its names.

    Only ordinary files of ours whose `writer` is no more. Whether a process of another machine
    lives cannot be known from here, so what it has left is left to it. What cannot be taken away
    stays: it is in nobody's way.
    """
    with suppress(OSError, ValueError):
        for entry in os.scandir(folder):
            found = left.fullmatch(entry.name)
            if found is not None and _is_dead(found["writer"]):
                with suppress(OSError):
                    if _is_our_own(Path(entry.path)):
                        Path(entry.path).unlink()


@cache
def _machine() -> str:
    """Return what tells this machine from others, and containers on it from one another."""
    processes = ""
    with suppress(OSError):
        processes = str(Path("/proc/self/ns/pid").readlink())
    return sha256(f"{platform.node()} {processes}".encode()).hexdigest()[:8]


def _is_our_own(file: Path) -> bool:
    status = file.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()


def _is_dead(writer: str) -> bool:
    """Say whether a process is no more; one without its machine is taken for one of this."""
    machine, _, number = writer.rpartition("-")
    if os.name != "posix" or machine not in ("", _machine()):  # to ask Windows would end it
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # another user's, or a number that no process ever had
        return False
    return False
