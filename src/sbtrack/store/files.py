"""Opening a database file safely.

The file keeps SQLite's rollback journal (journal mode DELETE): a database is then one file that
people can copy by hand and read from a share or a read-only medium. Write-ahead logging would
need shared memory and two more files beside it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sbtrack.store import complaints

APPLICATION_ID = 0x53425452  # "SBTR": marks our files among SQLite's
SCHEMA = 1  # number of the newest migration, kept in `user_version`
READ_TIMEOUT = 5.0  # seconds to wait for a writer to finish
WRITE_TIMEOUT = 10.0

_TRIES = 5


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open one of our databases so that nothing can be created or changed.

    Raises:
        StoreError: there is no such file, or it is not one that can be read.
    """
    _require_file(path)
    with explained(path):
        for _ in range(_TRIES):
            connection = _connected(path, "ro", READ_TIMEOUT) or _copied(path)
            if connection is not None:
                return connection
    raise complaints.in_use(path)


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open one of our databases for writing; it must exist.

    Raises:
        StoreError: there is no such file, or it is not one that can be used.
    """
    _require_file(path)
    with explained(path):
        connection = _connected(path, "rw", WRITE_TIMEOUT)
        if connection is None:
            raise complaints.read_only(path)
        make_durable(connection)
        return connection


def connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    """Open a file as SQLite does, without looking at what is in it; never create one."""
    location = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    slash = "" if location.startswith("/") else "/"  # before a drive's letter
    uri = f"file://{slash}{location}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)


def connect_to_new(path: Path) -> sqlite3.Connection:
    """Open an empty file in which a database is to be made."""
    connection = connect(path, "rw", WRITE_TIMEOUT)
    make_durable(connection)
    return connection


def make_durable(connection: sqlite3.Connection) -> None:
    """Have every commit on the disk before it is acknowledged, and references checked."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite into a `StoreError` with a sentence of its own."""
    try:
        yield
    except sqlite3.Error as error:
        raise complaints.of_sqlite(path, error) from error


def _require_file(path: Path) -> None:
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


def _connected(path: Path, mode: str, timeout: float) -> sqlite3.Connection | None:
    """Open one of ours; None when a writer was killed in the middle and we may not tidy up."""
    connection = connect(path, mode, timeout)
    try:
        _require_ours(path, connection)
    except BaseException as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_ROLLBACK:
            return None
        raise
    return connection


def _copied(path: Path) -> sqlite3.Connection | None:
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
            for source, target in zip(_with_journal(real), _with_journal(copy), strict=True):
                copyfile(source, target)
            if _state_of(real) != before:
                return None
        except FileNotFoundError:
            return None
        except OSError:
            raise complaints.unreachable(path) from None
        with closing(connect(copy, "rw", READ_TIMEOUT)) as recovered:
            _require_ours(path, recovered)
            memory = sqlite3.connect(":memory:", isolation_level=None)
            recovered.backup(memory)
    return memory


def _with_journal(path: Path) -> tuple[Path, Path]:
    return path, path.with_name(path.name + "-journal")


def _state_of(path: Path) -> list[tuple[int, int]]:
    return [(s.st_mtime_ns, s.st_size) for s in (p.stat() for p in _with_journal(path))]


def _require_ours(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise complaints.foreign(path)
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema > SCHEMA:
        raise complaints.newer(path, schema, SCHEMA)
    if schema < SCHEMA:
        raise complaints.older(path, schema, SCHEMA)
