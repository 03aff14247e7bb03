"""Making a file whole before it gets its name, private to its owner and never over another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sbtrack.store import complaints
from sbtrack.store.companions import require_nothing_left, require_own_name


@contextmanager
def unnamed_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` to fill; what was not given a name is removed.

    Raises:
        StoreError: no file can be made there, or no database may be.
    """
    require_own_name(path)
    require_nothing_left(path)
    try:
        handle, name = tempfile.mkstemp(".new", ".sbtrack-", path.parent)
        os.close(handle)
    except (OSError, ValueError) as error:
        raise complaints.uncreatable(path, error) from error
    try:
        yield Path(name)
    finally:
        for companion in ("", "-journal"):
            Path(name + companion).unlink(missing_ok=True)


def give_name(new: Path, path: Path) -> bool:
    """Give a finished file its name; False when another has it: two may make one at once.

    Raises:
        StoreError: the file cannot have that name.
    """
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except (OSError, ValueError):  # a file system without hard links, or no name at all
        if path.exists() or path.is_symlink():
            return False
        try:
            new.rename(path)
        except (OSError, ValueError) as error:
            raise complaints.uncreatable(path, error) from error
    _keep_name(path.parent)
    return True


def keep_content(file: Path) -> None:
    """Have a file's content on the disk before it gets a name."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_name(folder: Path) -> None:
    """Have the new name on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
