"""Connections to SQLite: how they are opened, take locks, wait for others and copy.

What is in the file is none of their business; see `files`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import quote

from sbtrack.store import complaints

READ_TIMEOUT = 5.0  # seconds to wait for a writer to finish
WRITE_TIMEOUT = 10.0
T = TypeVar("T")
_SCRATCH_MEMORY = 32_000  # kilobytes
_GLANCE = 0.1  # seconds that SQLite itself waits while `patiently` does


class _Cursor(sqlite3.Cursor):
    """Calls damaged what Python cannot read in a schema or in what SQLite says of it."""

    def execute(self, *arguments: Any) -> _Cursor:
        try:
            return super().execute(*arguments)
        except UnicodeDecodeError as error:  # names of tables and columns that are no UTF-8
            raise sqlite3.DatabaseError("text that is not UTF-8") from error


class _Connection(sqlite3.Connection):
    """A connection whose every statement goes through such a cursor."""

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.execute(*arguments)


def connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    """Open a file as SQLite does, without looking at what is in it; never create one."""
    location = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    slash = "" if location.startswith("/") else "/"  # before a drive's letter
    uri = f"file://{slash}{location}?mode={mode}"
    return sqlite3.connect(
        uri, uri=True, timeout=timeout, isolation_level=None, factory=_Connection
    )


def connect_to_scratch() -> sqlite3.Connection:
    """Open an empty database to copy one into, that is gone when it is closed.

    It is in memory; what is too much for that SQLite keeps in a file of its own without a name.
    """
    connection = sqlite3.connect("", isolation_level=None, factory=_Connection)
    connection.execute(f"PRAGMA cache_size = -{_SCRATCH_MEMORY}")
    return connection


def connect_to_new(path: Path) -> sqlite3.Connection:
    """Open an empty file in which a database is to be made."""
    return make_durable(connect(path, "rw", WRITE_TIMEOUT))


def make_durable(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Have every commit on the disk before it is acknowledged, and references checked."""
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = EXTRA")
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode == "wal":  # another tool's doing
            connection.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        connection.close()
        raise
    return connection


def begin_writing(connection: sqlite3.Connection) -> None:
    """Take the write lock, waiting for whoever has it.

    Raises:
        sqlite3.OperationalError: somebody has it for longer than we wait.
    """
    patiently(connection, WRITE_TIMEOUT, partial(connection.execute, "BEGIN IMMEDIATE"))


def show_writing(connection: sqlite3.Connection) -> None:
    """Let readers see that somebody is writing: see `is_being_written`.

    SQLite makes its journal with the first change, so a mark is written as it is.
    """
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {number}")


def patiently(connection: sqlite3.Connection, seconds: float, work: Callable[[], T]) -> T:
    """Do what needs a lock, waiting so long for whoever holds it.

    SQLite heeds no Ctrl-C while it waits, so it waits for a moment only, again and again.

    Raises:
        sqlite3.OperationalError: as `work` does; that the lock was held all the time.
    """
    until = monotonic() + seconds
    connection.execute(f"PRAGMA busy_timeout = {int(1000 * min(_GLANCE, seconds))}")
    while True:
        try:
            done = work()
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or monotonic() >= until:
                raise
        else:
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
            return done


def copy_pages(path: Path, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database in one step, so that no writer can come between.

    Raises:
        StoreError: a writer keeps it locked for longer than we wait.
    """

    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise complaints.in_use(path)

    source.backup(target, progress=give_up)
