"""A copy of a database, consistent also while others write to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sbtrack.store import complaints, damage
from sbtrack.store.care.tables import marks_of
from sbtrack.store.chain.check import require_whole
from sbtrack.store.companions import require_own_name
from sbtrack.store.connecting import READ_TIMEOUT, connect, copy_pages
from sbtrack.store.files import OLDEST_SCHEMA, SCHEMA, connect_to_read, explained
from sbtrack.store.placing import give_name, keep_content, unnamed_file


def backup(path: Path, target: Path) -> Path:
    """Copy the database to `target`, private to its owner, and return `target`.

    The copy is checked and on the disk before it has its name. Of a schema older than ours too.

    Raises:
        StoreError: there is something at `target` already, no file can be made there, or the
            database cannot be read or is damaged.
    """
    _require_free(target)
    with closing(connect_to_read(path, OLDEST_SCHEMA)) as source:
        copy_to(path, source, target)
    return target


def copy_to(path: Path, source: sqlite3.Connection, target: Path) -> None:
    """Copy the database at `path`, open as `source`, to a new file.

    Raises:
        StoreError: as for `backup`.
    """
    with unnamed_file(target) as new:
        with explained(target), closing(connect(new, "rw", READ_TIMEOUT)) as copy:
            copy_pages(path, source, copy)
            if not _is_sound(copy):
                raise damage.damaged(path)
            if marks_of(copy)[1] == SCHEMA:
                with explained(path):
                    require_whole(copy)
        keep_content(new)
        if not give_name(new, target):
            raise complaints.occupied(target)


def _is_sound(copy: sqlite3.Connection) -> bool:
    try:
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        if code & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return False
    return bool(found == "ok")


def _require_free(target: Path) -> None:
    require_own_name(target)
    try:
        taken = target.exists() or target.is_symlink()
    except OSError as error:
        raise complaints.uncreatable(target, error) from error
    if taken:
        raise complaints.occupied(target)
