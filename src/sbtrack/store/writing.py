"""One transaction on a database file: all of it or nothing, and errors in sentences."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from sbtrack.store import complaints, files, migrate


@contextmanager
def transaction(path: Path) -> Iterator[Session]:
    """Give a session whose work is committed at the end of the block, or undone by an error.

    It holds the database's write lock from its first statement on, so what it reads stays true
    until it has written.

    Raises:
        StoreError: the file cannot be used, or is locked for longer than we wait.
    """
    connect = partial(files.connect_to_write, path)
    with explained(path), Session(_engine(connect)) as session, session.begin():
        yield session


def make_file(path: Path) -> None:
    """Make an empty database of the newest schema, private to its owner, whole or not at all.

    Does nothing when there is a file already.

    Raises:
        StoreError: no file can be made there.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(".new", ".sbtrack-", path.parent)
        os.close(handle)
    except (OSError, ValueError) as error:
        raise complaints.uncreatable(path, error) from error
    new = Path(name)
    try:
        with explained(path):
            _fill(new)
        _publish(new, path)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of the database, however wrapped, into a `StoreError`."""
    try:
        with files.explained(path):
            yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise complaints.of_sqlite(path, error.orig) from error
        raise


def _fill(new: Path) -> None:
    engine = _engine(partial(files.connect_to_new, new))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {files.APPLICATION_ID}")
        migrate.upgrade(connection)


def _publish(new: Path, path: Path) -> None:
    """Give the finished file its name, unless another has it: two may create one at once."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            try:
                new.rename(path)
            except OSError as error:
                raise complaints.uncreatable(path, error) from error
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Have the new name on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
