"""One transaction on a database file: all of it or nothing, and errors in sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from sbtrack import __version__
from sbtrack.store import complaints, connecting, files
from sbtrack.store.companions import require_own_name
from sbtrack.store.moments import Now, moment_of, moment_to_text
from sbtrack.store.placing import give_name, unnamed_file
from sbtrack.store.schema import make_objects

T = TypeVar("T")


@contextmanager
def transaction(path: Path, oldest: int = files.SCHEMA) -> Iterator[sqlite3.Connection]:
    """Give a connection whose work is committed at the end of the block, or undone by an error.

    It holds the database's write lock all the time, so what it reads stays true until it has
    written.

    Raises:
        StoreError: the file cannot be used, or is locked for longer than we wait.
    """
    with files.explained(path), closing(files.connect_to_write(path, oldest)) as connection:
        connecting.begin_writing(connection)
        try:
            # Somebody may have upgraded the file between our opening it and our having the lock.
            files.require_ours(path, connection, oldest)
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def insertion(table: str, columns: Sequence[str]) -> str:
    """Return the statement that inserts a row with a value for each of these columns."""
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"


def transact(path: Path, work: Callable[[sqlite3.Connection], T], create: Now | None = None) -> T:
    """Do some work in one transaction; where there is no file yet, in one that is made with it.

    The file then appears with the work done, or not at all. `create` is when it is
    made; without it there has to be a file.

    Raises:
        StoreError: the file cannot be used or made.
    """
    if create is not None:
        made: list[T] = []
        if make_file(path, create, lambda connection: made.append(work(connection))):
            return made[0]
    with transaction(path) as connection:
        return work(connection)


def make_file(
    path: Path,
    now: Now | None = None,
    work: Callable[[sqlite3.Connection], None] = lambda _: None,
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
        with files.explained(path), closing(connecting.connect_to_new(new)) as connection:
            connecting.begin_writing(connection)
            make_objects(connection)
            note_event(connection, "made", now)
            work(connection)
            connection.commit()
        return give_name(new, path)


def note_event(connection: sqlite3.Connection, event: str, now: Now | None, seals: int = 0) -> None:
    """Note in the file which version of the program made or upgraded it.

    `seals` is how many of the first seals were made by then, not when things were recorded.
    """
    (events,) = connection.execute("SELECT COUNT(*) FROM file_history").fetchone()
    moment = None if now is None else moment_to_text(moment_of(now))
    connection.execute(
        "INSERT INTO file_history "
        "(number, event, schema_number, program_version, seals, happened_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (events + 1, event, files.SCHEMA, __version__, seals, moment),
    )
