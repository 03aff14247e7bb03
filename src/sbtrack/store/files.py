"""Opening a database file safely.

The file keeps SQLite's rollback journal (journal mode DELETE): a database is then one file that
people can copy by hand and read from a share or a read-only medium. Write-ahead logging would
need shared memory and two more files beside it.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sbtrack.store import complaints
from sbtrack.store.companions import JOURNAL, LOG, family_of, require_own_name
from sbtrack.store.connecting import (
    READ_TIMEOUT,
    WRITE_TIMEOUT,
    connect,
    connect_to_scratch,
    make_durable,
    patiently,
)

APPLICATION_ID = 0x53425452  # "SBTR": marks our files among SQLite's
SCHEMA = 3  # number of the newest migration, kept in `user_version`
OLDEST_SCHEMA = 1

Check = Callable[[Path, sqlite3.Connection], object]  # raises a StoreError

_SMALLEST = 512  # bytes: one page of the least size
_TRIES = 5
_COPIED = ("", JOURNAL, LOG)  # what a killed writer leaves


def connect_to_read(
    path: Path, oldest: int = SCHEMA, check: Check | None = None
) -> sqlite3.Connection:
    """Open one of our databases so that nothing can be created or changed.

    `check` is what to look at instead of whether the file says that it is ours.

    Raises:
        StoreError: there is no such file, or it is not one that can be read.
    """
    require_file(path)
    with explained(path):
        for _ in range(_TRIES):
            connection = _readable(path, check or partial(require_ours, oldest=oldest))
            if connection is not None:
                return connection
    raise complaints.in_use(path)


def connect_to_write(path: Path, oldest: int = SCHEMA) -> sqlite3.Connection:
    """Open one of our databases for writing; it must exist.

    Raises:
        StoreError: there is no such file, or it is not one that can be used.
    """
    require_file(path)
    with explained(path):
        check = partial(require_ours, oldest=oldest)
        connection = _connected(path, "rw", WRITE_TIMEOUT, check)
        if connection is None:
            raise complaints.read_only(path)
        return make_durable(connection)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite into a `StoreError` with a sentence of its own."""
    try:
        yield
    except sqlite3.Error as error:
        raise complaints.of_sqlite(path, error) from error


def require_file(path: Path) -> None:
    """Refuse a path at which there is no file with something in it.

    Raises:
        StoreError: nothing is there, or no file, or an empty or tiny one, or it is out of reach,
            or SQLite takes the name for a file of its own.
    """
    require_own_name(path)
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise complaints.missing(path) from None
    except (OSError, ValueError):
        raise complaints.unreachable(path) from None
    if not stat.S_ISREG(found.st_mode):
        raise complaints.not_a_file(path)
    if not found.st_size:
        raise complaints.empty(path)
    if found.st_size < _SMALLEST:  # to SQLite that is a new database
        raise complaints.not_sqlite(path)


def require_ours(path: Path, connection: sqlite3.Connection, oldest: int = SCHEMA) -> int:
    """Return the schema's number, if it is one of ours that we can work with.

    Raises:
        StoreError: another program's, or of a newer or too old version of this one.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise complaints.foreign(path)
    schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA:
        raise complaints.newer(path, schema, SCHEMA)
    if schema < oldest:
        raise complaints.older(path, schema, SCHEMA)
    return schema


def is_being_written(path: Path) -> bool:
    """Say whether somebody is in the middle of writing.

    What he writes is dated after everything that can be read already, but maybe before now.
    SQLite keeps a journal beside the file until what was written can be read.
    """
    _, journal, *_ = family_of(path)
    try:
        return journal.stat().st_size > 0
    except (OSError, ValueError):
        return False


def writes_ahead(path: Path) -> bool:
    """Say whether another tool has switched the file to write-ahead logging.

    Reading such a file in place would create two files beside it. Not to be asked while this
    process has the database open: closing any handle of a file drops all locks on it.
    """
    try:
        with path.open("rb") as file:
            return file.read(20)[18:] == b"\2\2"
    except OSError:
        raise complaints.unreachable(path) from None


def is_copy(connection: sqlite3.Connection) -> bool:
    """Say whether what was opened to be read is a copy, as where a writer was killed."""
    (_, _, name) = connection.execute("PRAGMA database_list").fetchone()
    return not name


def _readable(path: Path, check: Check) -> sqlite3.Connection | None:
    if writes_ahead(path):
        return _copied(path, check)
    return _connected(path, "ro", READ_TIMEOUT, check) or _copied(path, check)


def _connected(path: Path, mode: str, timeout: float, check: Check) -> sqlite3.Connection | None:
    """Open one of ours; None when a writer was killed in the middle and we may not tidy up."""
    connection = connect(path, mode, timeout)
    try:
        patiently(connection, timeout, partial(check, path, connection))
    except BaseException as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_ROLLBACK:
            return None
        raise
    return connection


def _copied(path: Path, check: Check) -> sqlite3.Connection | None:
    """Read a copy in which SQLite undoes what a killed writer left half done.

    Undoing it in place would be the writer's right, not a reader's. None: somebody else is at
    it just now.
    """
    from shutil import copyfile  # noqa: PLC0415  needed after a crash only
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    real = path.resolve()
    with TemporaryDirectory(prefix="sbtrack-") as folder:
        copy = Path(folder, "copy.db")
        try:
            before = _state_of(real)
            for companion in before:
                copyfile(f"{real}{companion}", f"{copy}{companion}")
            if _state_of(real) != before:
                return None
        except FileNotFoundError:
            return None
        except OSError:
            raise complaints.unreachable(path) from None
        with closing(connect(copy, "rw", READ_TIMEOUT)) as recovered:
            check(path, recovered)
            scratch = connect_to_scratch()
            recovered.backup(scratch)
    return scratch


def _state_of(path: Path) -> dict[str, tuple[int, int]]:
    """Return when the database and each file that belongs to it were changed, and their sizes."""
    found = {companion: Path(f"{path}{companion}") for companion in _COPIED}
    stats = {companion: file.stat() for companion, file in found.items() if file.exists()}
    return {companion: (s.st_mtime_ns, s.st_size) for companion, s in stats.items()}


def blobs_in(
    connection: sqlite3.Connection, table: str, key: str, columns: tuple[str, ...]
) -> list[int]:
    """Return the keys of rows in which bytes stand where a text should: they read alike in SQL."""
    kinds = ", ".join(f"typeof({column})" for column in columns)
    found = connection.execute(f"SELECT DISTINCT {key} FROM {table} WHERE 'blob' IN ({kinds})")
    return [number for (number,) in found.fetchall()]
