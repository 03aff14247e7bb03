"""Files that appear whole or not at all, over nothing that is not meant, one writer at a time."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sbtrack.actions.snapshots.leftovers import former_name, unfinished_name
from sbtrack.actions.snapshots.trouble import explained, make_folder
from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.placing import keep_name, place

_MODE = 0o666  # less what the umask takes away: a snapshot is there to be read
#: Not through links, and not waiting for the other end of a pipe.
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_TRIES = 5
_WITHOUT_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS})

Fill = Callable[[BinaryIO], object]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is complete on the disk, but not yet under its name."""

    temporary: Path
    path: Path
    sha256: str
    size: int

    def require_place(self, over: str | None) -> None:
        """Refuse to go on where something else has come to stand since the place was looked at.

        Raises:
            ExportRefused: what stands there is not the file of the SHA-256 `over` any more; with
                None, there is something.
        """
        with explained(self.path):
            there = fingerprint(self.path)[0] if os.path.lexists(self.path) else None
        if there != over:
            raise _changed(self.path)

    def put_in_place(self, over: str | None) -> None:
        """Give it its name, where nothing stands, or in place of the file of the SHA-256 `over`.

        Raises:
            ExportRefused: something else stands there by now, which is left as it is, or the
                folder does not let us.
        """
        with explained(self.path):
            if over is None:
                if not place(self.temporary, self.path):
                    raise _changed(self.path)
            else:
                self._put_over(over)
            keep_name(self.path.parent)

    def _put_over(self, over: str) -> None:
        """Keep what is written over until it is known to be what was meant; else bring it back."""
        former = former_name(self.path)
        try:
            try:
                os.link(self.path, former, follow_symlinks=False)
            except OSError:  # no hard links here, or not to the file of another user
                self.require_place(over)
                self.temporary.replace(self.path)
                return
            self.require_place(over)
            self.temporary.replace(self.path)
            if fingerprint(former)[0] != over:
                former.replace(self.path)
                raise _changed(self.path)
        finally:
            former.unlink(missing_ok=True)


@contextmanager
def written(path: Path, fill: Fill) -> Iterator[Written]:
    """Write a file beside `path` and have it on the disk; it is gone again unless put in place.

    Raises:
        ExportRefused: it cannot be written; nothing is left behind.
    """
    temporary = unfinished_name(path)
    try:
        with explained(path):
            temporary.unlink(missing_ok=True)  # of a dead process that had our number
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
def alone_in(folder: Path, name: str, path: Path | None = None) -> Iterator[None]:
    """Keep every other run with the same `name` out of a folder, which is made if need be.

    The lock goes with the process, and its file with the run: one that is killed leaves an empty
    file behind, but no lock. A run that fails takes away the folders that it made. With `path`,
    which is what is to be written, the folder has to be there.

    Raises:
        ExportRefused: another run is at it, or the folder cannot be written to.
    """
    lock = folder / f".{name}.lock"
    made = [p for p in (folder, *folder.parents) if not os.path.lexists(p)]
    if path is None:
        make_folder(folder)
    with explained(path or lock):
        handle = _held(lock)
    if handle is None:
        raise ExportRefused(
            Msg(
                "Another sbtrack is writing to {folder} at this moment; this one has "
                "written nothing.",
                folder=quoted(str(folder), 300),
            )
        )
    try:
        with _cleared_when_failed(made, lock):
            yield
    finally:
        with suppress(OSError):
            lock.unlink()  # while it is held, so that it is ours
        os.close(handle)


@contextmanager
def _cleared_when_failed(made: Sequence[Path], lock: Path) -> Iterator[None]:
    """Take away empty folders that were made, and the lock in them, after a failure."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if made:
                lock.unlink()
            for folder in made:
                folder.rmdir()
        raise


def _held(lock: Path) -> int | None:
    """Return the lock's file, open and locked; None where another run has it. It is not waited for.

    Who had it takes its file away, so that what we have opened may be no lock any more.
    """
    for _ in range(_TRIES):
        handle = _opened(lock)
        try:
            locked = _locked(handle)
            if locked and _is_at(handle, lock):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not locked:
            break
    return None


def _opened(lock: Path) -> int:
    """Open the file of a lock, which is made where there is none, and nothing but that.

    Raises:
        ExportRefused: a link or something else has its name.
    """
    if lock.is_symlink():
        raise _no_lock(lock, Msg("a link"))
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | _AS_IT_IS, _MODE)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK) and lock.is_symlink():  # by now
            raise _no_lock(lock, Msg("a link")) from error
        if error.errno == errno.EISDIR:
            raise _no_lock(lock, Msg("a folder")) from error
        if error.errno != errno.EACCES:
            raise
        try:
            handle = os.open(lock, os.O_RDONLY | _AS_IT_IS)  # another user's, who was killed
        except FileNotFoundError:
            raise error from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _no_lock(lock, Msg("no ordinary file"))
    return handle


def _created(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _MODE), "w+b")


def _locked(handle: int) -> bool:
    """Say whether we have the lock; where a file system has none, nobody can be kept out."""
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
        if error.errno not in _WITHOUT_LOCKS:
            raise
    return True


def _is_at(handle: int, path: Path) -> bool:
    """Say whether an open file still has its name: who had the lock may have taken it away."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _no_lock(lock: Path, what: Msg) -> ExportRefused:
    return ExportRefused(
        Msg(
            "{path} is {what}, where sbtrack keeps a lock while it writes; take it away.",
            path=quoted(str(lock), 300),
            what=what,
        )
    )


def _changed(path: Path) -> ExportRefused:
    return ExportRefused(
        Msg(
            "What is at {path} was changed while this was being written, so it was left as it is; "
            "look at it, and try again.",
            path=quoted(str(path), 300),
        )
    )
