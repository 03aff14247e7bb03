"""The chain of seals: a hash of each record and of the seal before it.

Whoever changes, removes or reorders what is sealed breaks the chain at that place. Records of the
first form are sealed as they were in their day (`form1`), all others as `form2` says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sbtrack.store.chain import form2
from sbtrack.store.chain.form2 import START
from sbtrack.store.connecting import show_writing
from sbtrack.store.dating import newest_moment
from sbtrack.store.kept import MOST_RECORDS, Unreadable, named, readable, whole
from sbtrack.store.moments import (
    Now,
    later_than,
    moment_from_text,
    moment_of,
    moment_to_text,
)

#: The tables whose rows are sealed, with their keys.
KEYS = {
    "plan_version": "number",
    "entry": "id",
    "acknowledgement": "id",
    "snapshot": "number",
    "clock_setting": "number",
}
_SAME_MOMENT = "SELECT 1 FROM batch WHERE recorded_at = ?"
_SEAL = "seal.number, seal.form, seal.kind, seal.id, seal.mark, seal.hash"
_FOLLOWING = (
    f"{_SEAL}, before.hash FROM seal LEFT JOIN seal AS before ON before.number = seal.number - 1"
)
_AT_ONCE = 500


class Seal(NamedTuple):
    """The seal of one record; `number` counts from 1 without a gap."""

    number: int
    form: int
    kind: str  # the record's table
    id: int  # its key there
    mark: bytes  # tells the record's text
    hash: bytes
    previous: bytes | None  # hash of the seal before; None: that is missing


def seals_of(connection: sqlite3.Connection, kind: str, ids: Sequence[int]) -> Iterator[Seal]:
    """Yield the seals of records of a kind, each with the hash of the one before it."""
    return _seals(connection, "seal.kind = ? AND seal.id", (kind,), ids)


def seals_numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Seal]:
    """Yield the seals with these numbers, each with the hash of the one before it."""
    return _seals(connection, "seal.number", (), numbers)


def _seals(
    connection: sqlite3.Connection, column: str, values: tuple[str, ...], among: Sequence[int]
) -> Iterator[Seal]:
    """Yield the seals whose column is one of those numbers, which rise.

    `values` are for the places before it.
    """
    if len(among) > 1 and among[-1] - among[0] == len(among) - 1:  # without a gap
        statement = f"SELECT {_FOLLOWING} WHERE {column} BETWEEN ? AND ?"
        rows = connection.execute(statement, (*values, among[0], among[-1])).fetchall()
        yield from map(seal_of, rows)
        return
    for start in range(0, len(among), _AT_ONCE):
        some = among[start : start + _AT_ONCE]
        places = ", ".join("?" * len(some))
        statement = f"SELECT {_FOLLOWING} WHERE {column} IN ({places})"
        yield from map(seal_of, connection.execute(statement, (*values, *some)).fetchall())


def all_seals(connection: sqlite3.Connection) -> Iterator[Seal]:
    """Yield every seal, in order, with the hash of the one before it."""
    previous: bytes | None = START
    last = 0
    order = f"ORDER BY number LIMIT {_AT_ONCE}"  # in parts, so that nobody who writes waits
    after = f"SELECT {_SEAL} FROM seal WHERE number > ? {order}"
    found = connection.execute(f"SELECT {_SEAL} FROM seal {order}").fetchall()
    while found:
        for row in found:
            seal = seal_of((*row, previous if row[0] == last + 1 else None))
            yield seal
            last, previous = seal.number, seal.hash
        found = connection.execute(after, (last,)).fetchall()


def seal_of(row: Sequence[object]) -> Seal:
    """Return a seal from its columns and the hash before it.

    Raises:
        Unreadable: another tool changed it.
    """
    seal = Seal._make(row)
    if seal.number == 1:
        seal = seal._replace(previous=START)
    number, _, _, id, mark, hashed, previous = seal
    whole_numbers = isinstance(id, int) and isinstance(number, int) and number <= MOST_RECORDS
    hashes = isinstance(mark, bytes) and isinstance(hashed, bytes)
    if not whole_numbers or not hashes or not (previous is None or isinstance(previous, bytes)):
        raise Unreadable(named("seal", number))
    return seal


def end_of(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Return how many seals there are and the hash of the last, as the file keeps them.

    Raises:
        Unreadable: that is missing, or another tool changed it.
    """
    head = connection.execute("SELECT count, hash FROM ledger_head").fetchone()
    with readable("ledger_head", None):
        count, hashed = head
        if not isinstance(hashed, bytes) or len(hashed) != len(START):
            raise ValueError(head)
        if not 0 <= whole(count) < MOST_RECORDS:
            raise ValueError(head)
        return count, hashed


def add_seals(connection: sqlite3.Connection, kind: str, texts: Iterable[tuple[int, str]]) -> None:
    """Seal records of a kind, given by key and text, as the newest of the chain."""
    count, hashed = end_of(connection)
    first = count

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal count, hashed
        for id, text in texts:
            count, hashed = count + 1, form2.hash_of(hashed, text)
            yield count, form2.FORM, kind, id, form2.mark_of(text), hashed

    connection.executemany(
        "INSERT INTO seal (number, form, kind, id, mark, hash) VALUES (?, ?, ?, ?, ?, ?)", rows()
    )
    if count > first:
        connection.execute("UPDATE ledger_head SET count = ?, hash = ?", (count, hashed))


def add_seal(connection: sqlite3.Connection, kind: str, id: int) -> None:
    """Seal a record as it now stands in its table."""
    add_seals(connection, kind, tuple(form2.texts_of(connection, kind, (id,))))


def moment_for(connection: sqlite3.Connection, now: Now) -> str:
    """Return `now`, but later than every record there is since the ledger's clock was last set.

    The order of the moments is then the order of the chain, also when the clock went back, and
    what was known at the moment of a record stays what it was. The clock is asked only when
    whoever reads can see that somebody is writing: see `files.is_being_written`.
    """
    show_writing(connection)
    newest = newest_moment(connection)
    moment = later_than(None if newest is None else moment_to_text(newest), moment_of(now))
    while connection.execute(_SAME_MOMENT, (moment,)).fetchone():  # one that was dated ahead
        moment = later_than(moment, moment_from_text(moment))
    return moment
