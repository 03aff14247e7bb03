"""One transaction on a database file: all of it or nothing, and errors in sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from sbtrack import __version__
from sbtrack.store import complaints, files, migrate
from sbtrack.store.chain.seals import Seal, add_seal
from sbtrack.store.companions import require_own_name
from sbtrack.store.moments import Now, moment_of, moment_to_text
from sbtrack.store.placing import give_name, unnamed_file
from sbtrack.store.tables.audit import FileHistoryRow

T = TypeVar("T")


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


def transact(path: Path, work: Callable[[Session], T], create: Now | None = None) -> T:
    """Do some work in one transaction; where there is no file yet, in one that is made with it.

    The file then appears with the work done, or not at all. `create` is when it is
    made; without it there has to be a file.

    Raises:
        StoreError: the file cannot be used or made.
    """
    if create is not None:
        made: list[T] = []
        if make_file(path, create, lambda session: made.append(work(session))):
            return made[0]
    with transaction(path) as session:
        return work(session)


def raw(session: Session) -> sqlite3.Connection:
    """Return the connection of the session, in its transaction, without SQLAlchemy around it."""
    connection: sqlite3.Connection = session.connection().connection.driver_connection  # type: ignore[assignment]
    return connection


def seal(session: Session, kind: str, id: int) -> Seal:
    """Seal a record in the transaction that writes it."""
    session.flush()
    return add_seal(raw(session), kind, id)


def make_file(
    path: Path,
    now: Now | None = None,
    work: Callable[[Session], None] = lambda _: None,
) -> bool:
    """Make a database of the newest schema, private to its owner, whole or not at all.

    `work` is what to write into it first. Does nothing when there is a file already, and then
    says False, also when somebody else made one meanwhile.

    Raises:
        StoreError: no file can be made there.
    """
    require_own_name(path)
    try:
        if path.exists():
            return False
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise complaints.uncreatable(path, error) from error
    with unnamed_file(path) as new:
        with explained(path):
            _fill(new, now, work)
        return give_name(new, path)


def note_event(session: Session, event: str, now: Now | None) -> None:
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
            happened_at=None if now is None else moment_to_text(moment_of(now)),
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


def _fill(new: Path, now: Now | None, work: Callable[[Session], None]) -> None:
    with Session(_engine(partial(files.connect_to_new, new))) as session, session.begin():
        connection = session.connection()
        connection.exec_driver_sql(f"PRAGMA application_id = {files.APPLICATION_ID}")
        migrate.upgrade(connection)
        note_event(session, "made", now)
        work(session)


def _engine(
    connect: Callable[[], sqlite3.Connection],
    check: Callable[[sqlite3.Connection], None] = lambda _: None,
) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    def begin(connection: Connection) -> None:
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        files.patiently(raw, files.WRITE_TIMEOUT, partial(raw.execute, "BEGIN IMMEDIATE"))
        check(raw)

    event.listen(engine, "begin", begin)
    return engine
