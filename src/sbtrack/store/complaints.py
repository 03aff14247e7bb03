"""What can be wrong with a database file, each in one sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sbtrack.domain.errors import StoreError, StoreReadOnly, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of
from sbtrack.store import damage
from sbtrack.store.damage import shown
from sbtrack.store.kept import Altered, Unreadable, Unsound


def missing(path: Path) -> StoreError:
    """There is nothing at the path, or a link that leads nowhere."""
    if path.is_symlink():
        return StoreError(
            Msg(
                "{path} is a link to {target}, where there is no file; bring that back, "
                "or remove the link.",
                path=shown(path),
                target=quoted(str(path.readlink()), limit=300),
            )
        )
    return StoreError(
        Msg(
            "There is no database at {path}; load a plan or record a figure to create it.",
            path=shown(path),
        )
    )


def not_a_file(path: Path) -> StoreError:
    """There is a folder or a device at the path."""
    return StoreError(
        Msg("{path} is not a file; give the path of a database file.", path=shown(path))
    )


def unreachable(path: Path) -> StoreError:
    """The operating system does not let us at the file."""
    return StoreError(
        Msg(
            "{path} cannot be opened; check that you may use the file and its folder.",
            path=shown(path),
        )
    )


def uncreatable(path: Path, error: OSError | ValueError) -> StoreError:
    """No file can be made there."""
    return StoreError(
        Msg(
            "No database can be created at {path} ({detail}); choose another path.",
            path=shown(path),
            detail=detail_of(error) if isinstance(error, OSError) else str(error),
        )
    )


def empty(path: Path) -> StoreError:
    """The file has no bytes."""
    return StoreError(
        Msg(
            "{path} is empty, so it is no database of sbtrack; "
            "delete it, restore a backup or choose another path.",
            path=shown(path),
        )
    )


def not_sqlite(path: Path) -> StoreError:
    """The file does not begin as a SQLite database does."""
    return StoreError(
        Msg(
            "{path} is not a database, or its beginning is damaged; "
            "choose another path or restore a backup.",
            path=shown(path),
        )
    )


def name_taken(path: Path, database: str) -> StoreError:
    """SQLite has a use of its own for a file of that name."""
    return StoreError(
        Msg(
            "{path} has a name that SQLite uses for a file of its own beside {database}, and may "
            "delete; choose another name, and rename a database that has it.",
            path=shown(path),
            database=quoted(database, limit=300),
        )
    )


def companion_left(path: Path, left: Path) -> StoreError:
    """Beside where a database is to be made lies what belonged to another one of that name."""
    return StoreError(
        Msg(
            "{left} is left of another database, and SQLite would undo with it what is written to "
            "{path}; move it away, or choose another path.",
            left=shown(left),
            path=shown(path),
        )
    )


def foreign(path: Path) -> StoreError:
    """The file is a SQLite database, but not one of ours."""
    return StoreError(
        Msg("{path} is a database of another program; choose another path.", path=shown(path))
    )


def newer(path: Path, theirs: int, ours: int) -> StoreError:
    """A newer version of the program made the schema."""
    return StoreError(
        Msg(
            "{path} was made by a newer version of sbtrack (schema {theirs}; this version knows "
            "{ours}); update sbtrack to use it.",
            path=shown(path),
            theirs=theirs,
            ours=ours,
        )
    )


def older(path: Path, theirs: int, ours: int) -> StoreError:
    """An older version of the program made the schema."""
    return StoreError(
        Msg(
            "{path} was made by an older version of sbtrack (schema {theirs}; this version needs "
            "{ours}); run `sbtrack db upgrade` once.",
            path=shown(path),
            theirs=theirs,
            ours=ours,
        )
    )


def in_use(path: Path) -> StoreError:
    """Another program holds a lock for longer than we wait."""
    return StoreError(
        Msg(
            "{path} is locked by another program; try again when it has finished.",
            path=shown(path),
        )
    )


def read_only(path: Path) -> StoreError:
    """The file or its folder must not be written to."""
    return StoreReadOnly(
        Msg(
            "{path} cannot be written to; check the permissions of the file and its folder.",
            path=shown(path),
        )
    )


def interrupted(path: Path) -> StoreError:
    """A writer was stopped while we were reading; the next look undoes what it left."""
    return StoreError(
        Msg(
            "A program was stopped while it wrote to {path}; run the command again, "
            "nothing that was recorded is lost.",
            path=shown(path),
        )
    )


def occupied(path: Path) -> StoreError:
    """There is something at the path that must not be overwritten."""
    return StoreError(
        Msg("{path} exists already and is not overwritten; choose another name.", path=shown(path))
    )


def disk_full(path: Path) -> StoreError:
    """There is no room left; SQLite has undone the transaction."""
    return StoreError(
        Msg(
            "The disk is full, so nothing was written to {path}; make room and try again.",
            path=shown(path),
        )
    )


def disk_failed(path: Path, detail: str) -> StoreError:
    """The operating system failed to read or write."""
    return StoreError(
        Msg(
            "{path} could not be read or written ({detail}), and nothing was changed; "
            "check that the disk has room and works.",
            path=shown(path),
            detail=detail,
        )
    )


def unmovable(path: Path) -> StoreError:
    """A record of an older schema cannot be brought into the new one."""
    return StoreError(
        Msg(
            "{path} was not upgraded: another tool wrote something into it that cannot be read; "
            "the version of sbtrack that made it says what, with `sbtrack db verify`.",
            path=shown(path),
        )
    )


def refused(path: Path, detail: str) -> StoreError:
    """A constraint or trigger of the database refused the change."""
    return StoreError(
        Msg(
            "{path} does not accept the change ({detail}); nothing was written.",
            path=shown(path),
            detail=detail,
        )
    )


def of_sqlite(path: Path, error: sqlite3.Error) -> StoreError:
    """Return what an error of SQLite means; one without a code is unreadable content."""
    if isinstance(error, (Unsound, Unreadable)):
        return _of_content(path, error)
    full_code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if full_code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return interrupted(path)
    code = full_code & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT:
        return refused(path, str(error))
    if code == sqlite3.SQLITE_IOERR:
        return disk_failed(path, str(error))
    return _BY_CODE.get(code, damage.damaged)(path)


def _of_content(path: Path, error: Unsound | Unreadable) -> StoreError:
    if isinstance(error, Unsound):
        return damage.unsound(path, error.sentence)
    if isinstance(error, Altered):
        return damage.altered(path, error.record)
    return damage.unreadable(path, error.record)


_BY_CODE = {
    sqlite3.SQLITE_BUSY: in_use,
    sqlite3.SQLITE_LOCKED: in_use,
    sqlite3.SQLITE_NOTADB: not_sqlite,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_CANTOPEN: unreachable,
    sqlite3.SQLITE_PERM: unreachable,
    sqlite3.SQLITE_AUTH: unreachable,
    sqlite3.SQLITE_FULL: disk_full,
}
