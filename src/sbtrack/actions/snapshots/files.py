"""Files that appear whole or not at all, and one writer at a time in a folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from sbtrack.actions.snapshots.leftovers import PART
from sbtrack.actions.snapshots.trouble import explained, make_folder
from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.message import Msg

_CHUNK = 1 << 20
_MODE = 0o666  # less what the umask takes away: a snapshot is there to be read

Fill = Callable[[BinaryIO], object]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is complete on the disk, but not yet under its name."""

    temporary: Path
    path: Path
    sha256: str
    size: int

    def put_in_place(self) -> None:
        """Give it its name, whatever stood there.

        Raises:
            ExportRefused: the folder does not let us.
        """
        with explained(self.path):
            self.temporary.replace(self.path)
            _sync_folder(self.path.parent)


@contextmanager
def written(path: Path, fill: Fill, *, alone: bool) -> Iterator[Written]:
    """Write a file beside `path` and have it on the disk; it is gone again unless put in place.

    `alone` says that `alone_in` keeps others out; else the name it has until then is our own.

    Raises:
        ExportRefused: it cannot be written; nothing is left behind.
    """
    ours = "" if alone else f".{os.getpid()}"
    temporary = path.with_name(f".{path.name}{ours}{PART}")
    try:
        with explained(path):
            temporary.unlink(missing_ok=True)
            with _created(temporary) as file:
                fill(file)
                file.flush()
                os.fsync(file.fileno())
            hashed, size = fingerprint(temporary)
        yield Written(temporary, path, hashed, size)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def alone_in(folder: Path, name: str) -> Iterator[None]:
    """Keep every other run with the same `name` out of a folder, which is made if need be.

    The lock goes with the process: one that is killed leaves a file behind, but no lock. One that
    fails takes away what it made for it: folders and the lock's file.

    Raises:
        ExportRefused: another run is at it, or the folder cannot be written to.
    """
    lock = folder / f".{name}.lock"
    made = [p for p in (lock, folder, *folder.parents) if not os.path.lexists(p)]
    make_folder(folder)
    with explained(lock):
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, _MODE)
    with suppress(OSError, AttributeError):  # for every user of the folder, whatever the umask
        os.fchmod(handle, _MODE)
    try:
        if not (_locked(handle) and _is_at(handle, lock)):
            raise ExportRefused(
                Msg(
                    "Another sbtrack is writing to {folder} at this moment; this one has "
                    "written nothing.",
                    folder=quoted(str(folder), 300),
                )
            )
        with _cleared_when_failed(made):
            yield
    finally:
        os.close(handle)


@contextmanager
def _cleared_when_failed(made: Sequence[Path]) -> Iterator[None]:
    """Take away a lock's file and empty folders after a failure, while the lock is still held."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for path in made:
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()
        raise


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size in bytes of a file.

    Raises:
        OSError: it cannot be read.
    """
    hashed, size = sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
            size += len(chunk)
    return hashed.hexdigest(), size


def _created(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _MODE), "w+b")


def _locked(handle: int) -> bool:
    """Say whether we have the lock; it is not waited for."""
    try:
        try:
            import fcntl  # noqa: PLC0415  not on Windows
        except ImportError:
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _is_at(handle: int, path: Path) -> bool:
    """Say whether an open file still has its name: who had the lock may have taken it away."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk, where folders can be synced."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
