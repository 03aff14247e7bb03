"""One transaction on a database file: all of it or nothing, and errors in sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from sbtrack import __version__
from sbtrack.store import complaints, files, migrate
from sbtrack.store.auditrows import FileHistoryRow
from sbtrack.store.chain import Seal, add_seal
from sbtrack.store.moments import moment_to_text
from sbtrack.store.placing import give_name, unnamed_file


@contextmanager
def transaction(path: Path, oldest: int = files.SCHEMA) -> Iterator[Session]:
    """Give a session whose work is committed at the end of the block, or undone by an error.

    It holds the database's write lock from its first statement on, so what it reads stays true
    until it has written.

    Raises:
        StoreError: the file cannot be used, or is locked for longer than we wait.
    """
    connect = partial(files.connect_to_write, path, oldest)

    def recheck(connection: sqlite3.Connection) -> None:
        # Somebody may have upgraded the file between our opening it and our having the lock.
        files.require_ours(path, connection, oldest)

    with explained(path), Session(_engine(connect, recheck)) as session, session.begin():
        yield session


def raw(session: Session) -> sqlite3.Connection:
    """Return the connection of the session, in its transaction, without SQLAlchemy around it."""
    connection: sqlite3.Connection = session.connection().connection.driver_connection  # type: ignore[assignment]
    return connection


def seal(session: Session, kind: str, id: int) -> Seal:
    """Seal a record in the transaction that writes it."""
    session.flush()
    return add_seal(raw(session), kind, id)


def make_file(path: Path, now: datetime | None = None) -> None:
    """Make an empty database of the newest schema, private to its owner, whole or not at all.

    Does nothing when there is a file already.

    Raises:
        StoreError: no file can be made there.
    """
    try:
        if path.exists():
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise complaints.uncreatable(path, error) from error
    with unnamed_file(path) as new:
        with explained(path):
            _fill(new, now)
        give_name(new, path)


def note_event(session: Session, event: str, now: datetime | None) -> None:
    """Note in the file which version of the program made or upgraded it."""
    (seals, events) = (
        raw(session)
        .execute("SELECT count, (SELECT COUNT(*) FROM file_history) FROM ledger_head")
        .fetchone()
    )
    session.add(
        FileHistoryRow(
            number=events + 1,
            event=event,
            schema_number=files.SCHEMA,
            program_version=__version__,
            seals=seals,
            happened_at=None if now is None else moment_to_text(now),
        )
    )


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


def _fill(new: Path, now: datetime | None) -> None:
    with Session(_engine(partial(files.connect_to_new, new))) as session, session.begin():
        connection = session.connection()
        connection.exec_driver_sql(f"PRAGMA application_id = {files.APPLICATION_ID}")
        migrate.upgrade(connection)
        note_event(session, "made", now)


def _engine(
    connect: Callable[[], sqlite3.Connection],
    check: Callable[[sqlite3.Connection], None] | None = None,
) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if check is not None:
            check(connection.connection.driver_connection)  # type: ignore[arg-type]

    event.listen(engine, "begin", begin)
    return engine
