"""Holding records against their seals, and each seal against its neighbours in the chain."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple

from sbtrack.store.chain import form1, form2
from sbtrack.store.chain.seals import Seal, end_of, seals_numbered, seals_of
from sbtrack.store.kept import Altered, named, readable


class Held(NamedTuple):
    """What holding a record against its seal gave."""

    seal: Seal
    there: bool  # the record
    same: bool  # its text is the one that was sealed
    follows: bool  # the seal fits that text and the seal before it

    @property
    def sound(self) -> bool:
        """Say whether all is as it was sealed."""
        return self.same and self.follows


def require_sound(
    connection: sqlite3.Connection,
    kind: str,
    ids: Iterable[int],
    texts: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Hold the records of a kind, and those sealed right after them, against the chain.

    Whoever changes a record and makes its seal anew is found at the next seal, whose hash was
    taken of the old one; after the last seal stands the kept end of the chain. `texts` has those
    of the records in the second form that are at hand: what was read is then what is held.

    Raises:
        Altered: one of them is not what was sealed, or has no seal.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return
    with at_one_moment(connection):
        _require_sound(connection, kind, wanted, texts)


def _require_sound(
    connection: sqlite3.Connection, kind: str, wanted: Sequence[int], texts: Mapping[int, str]
) -> None:
    seals = list(seals_of(connection, kind, wanted))
    unsealed = set(wanted).difference(seal.id for seal in seals)
    if unsealed:
        raise Altered(named(kind, min(unsealed)))
    numbers = {seal.number for seal in seals}
    following = sorted({number + 1 for number in numbers} - numbers)
    unproven = [seal for seal in seals if not _fits(seal, texts.get(seal.id))]
    seals += (after := list(seals_numbered(connection, following)))
    for held in held_against(connection, (*unproven, *after), kind, texts):
        if not held.sound:
            raise Altered(named(held.seal.kind, held.seal.id))
    last = max(seals)
    _require_end(connection, last, newest=last.number in numbers)


@contextmanager
def at_one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Read several things as they are together: nobody seals anything in between."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _fits(seal: Seal, text: str | None) -> bool:
    """Say whether a seal is that of this text after the seal before; the mark is in no doubt then.

    It is what nearly all seals are, and takes a third of the time of finding out what is wrong.
    """
    if text is None or seal.previous is None or seal.form != form2.FORM:
        return False
    return form2.hash_of(seal.previous, text) == seal.hash


def held_against(
    connection: sqlite3.Connection,
    seals: Sequence[Seal],
    kind: str = "",
    texts: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[Held]:
    """Yield what holding each seal's record against it gives, in the order of the seals.

    `texts` has those texts of records of `kind` that are at hand.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    for seal in seals:
        if seal.form == form2.FORM and not (seal.kind == kind and seal.id in texts):
            wanted[seal.kind].append(seal.id)
    found = {kind: dict(form2.texts_of(connection, kind, ids)) for kind, ids in wanted.items()}
    for seal in seals:
        if seal.form == form2.FORM:
            at_hand = texts.get(seal.id) if seal.kind == kind else None
            yield _held(seal, found[seal.kind].get(seal.id) if at_hand is None else at_hand)
        else:
            yield _held_in_form1(connection, seal)


def _held(seal: Seal, text: str | None) -> Held:
    if text is None:
        return Held(seal, there=False, same=False, follows=False)
    same = form2.mark_of(text) == seal.mark
    follows = seal.previous is not None and form2.hash_of(seal.previous, text) == seal.hash
    return Held(seal, there=True, same=same, follows=follows)


def _held_in_form1(connection: sqlite3.Connection, seal: Seal) -> Held:
    with readable(seal.kind, seal.id):
        kept = form1.kept_content(connection, seal.number)
    stands = form1.content_of(connection, seal.kind, seal.id)
    content = stands if kept is None else kept
    if content is None:
        return Held(seal, there=False, same=False, follows=False)
    same = form1.mark_of(content) == seal.mark and (kept is None or stands in (None, kept))
    follows = seal.previous is not None and form1.hash_of(seal.previous, content) == seal.hash
    return Held(seal, there=True, same=same, follows=follows)


def _require_end(connection: sqlite3.Connection, last: Seal, *, newest: bool) -> None:
    """Hold the newest of the seals against the kept end; `newest` where none follows it."""
    count, hashed = end_of(connection)
    at_end = (last.number, last.hash) == (count, hashed)
    if last.number > count or (newest and not at_end):
        raise Altered(named(last.kind, last.id))
