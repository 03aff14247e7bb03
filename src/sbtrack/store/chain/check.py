"""Holding what is recorded against the chain of seals: what was changed, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.store.chain.seals import KEYS, MOMENTS, START, Seal, hash_of, parts_of, rows_of
from sbtrack.store.kept import named
from sbtrack.store.plan_clock import plan_clock, told_by

_MOST_COMPARED = 100  # altered records that are looked at for having changed places


class Sealed:
    """Everything that is or should be sealed: its keys by table, the rest read when needed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.ids = {
            table: {id for (id,) in connection.execute(f"SELECT {key} FROM {table}")}
            for table, key in KEYS.items()
        }

    def has(self, seal: Seal) -> bool:
        """Say whether what was sealed there is still there."""
        return seal.id in self.ids.get(seal.kind, ())

    def hash_at(self, id: int, seal: Seal) -> str:
        """Return the hash that the record of that key would have in that place of the chain."""
        kind = seal.kind
        statement = f"SELECT * FROM {kind} WHERE {KEYS[kind]} = ?"
        (record,) = rows_of(self._connection, statement, id)
        parts = parts_of(self._connection, kind, id)
        return hash_of(kind, dict(record) | {KEYS[kind]: seal.id}, seal.previous, parts)


def chain_findings(
    connection: sqlite3.Connection, witness: Head | None = None
) -> Iterator[Finding]:
    """Yield every place at which the records and their chain do not agree.

    `witness` is a fingerprint that somebody noted, on a printout for example; the beginning of
    its hash will do.
    """
    sealed = Sealed(connection)
    found = connection.execute("SELECT number, kind, id, previous, hash FROM seal ORDER BY number")
    seals = [Seal(*row) for row in found.fetchall()]
    yield from _contents(sealed, seals)
    yield from _gaps(sealed, seals)
    yield from _links(seals)
    yield from _ends(connection, seals)
    yield from _unsealed(connection, sealed, seals)
    yield from _moments(connection)
    if witness is not None:
        yield from _against(witness, seals)


def _links(seals: list[Seal]) -> Iterator[Finding]:
    """Each seal follows the one before it, without a gap."""
    number, previous = 0, START
    for seal in seals:
        if seal.number > number + 1:
            yield _finding(_missing(number + 1, seal.number - 1))
        elif seal.number < number + 1 or seal.previous != previous:
            yield _finding(
                Msg(
                    "Seal {number} does not follow the one before it: somebody changed, "
                    "inserted or reordered seals there.",
                    number=seal.number,
                )
            )
        number, previous = max(number, seal.number), seal.hash


def _missing(first: int, last: int) -> Msg:
    if first == last:
        return Msg("Seal {number} of the chain is missing: somebody removed it.", number=first)
    return Msg(
        "Seals {first} to {last} of the chain are missing: somebody removed them.",
        first=first,
        last=last,
    )


def _ends(connection: sqlite3.Connection, seals: list[Seal]) -> Iterator[Finding]:
    """The chain ends where its head says."""
    head = connection.execute("SELECT count, hash FROM ledger_head").fetchone()
    last = (seals[-1].number, seals[-1].hash) if seals else (0, START)
    if head is None:
        yield _finding(Msg("The record of where the chain ends is missing: somebody removed it."))
    elif isinstance(head[0], int) and head[0] > last[0]:
        yield _finding(
            Msg(
                "The chain ends at seal {last}, but had {count}: somebody removed what was "
                "recorded last.",
                last=last[0],
                count=head[0],
            )
        )
    elif head != last:
        yield _finding(
            Msg(
                "The chain ends otherwise than it did (at seal {last}, after {count}): somebody "
                "changed its end.",
                last=last[0],
                count=head[0],
            )
        )


def _contents(sealed: Sealed, seals: list[Seal]) -> Iterator[Finding]:
    """Each sealed record is there, and is what was sealed."""
    altered = [s for s in seals if sealed.has(s) and sealed.hash_at(s.id, s) != s.hash]
    for seal in altered:
        record = named(seal.kind, seal.id)
        original = _place_of(sealed, seal, altered) if len(altered) <= _MOST_COMPARED else None
        if original is None:
            sentence = Msg("Somebody changed {record} after it was written.", record=record)
        else:
            sentence = Msg(
                "Somebody reordered what was written: in the place of {record} stands {other}.",
                record=record,
                other=named(seal.kind, original),
            )
        yield _about(seal.kind, seal.id, sentence)
    for seal in seals:
        if not sealed.has(seal):
            sentence = Msg("Somebody removed {record}.", record=named(seal.kind, seal.id))
            yield _about(seal.kind, seal.id, sentence)


def _gaps(sealed: Sealed, seals: list[Seal]) -> Iterator[Finding]:
    """Each kind of record is numbered without a gap, up to the last one that has a seal."""
    for kind, ids in sealed.ids.items():
        marked = {seal.id for seal in seals if seal.kind == kind and isinstance(seal.id, int)}
        last, end = 0, max(marked, default=0)
        for id in sorted(i for i in ids | marked if i <= end):
            first, last = last + 1, id
            if id == first + 1:
                sentence = Msg("Somebody removed {record} with its seal.",
                               record=named(kind, first))  # fmt: skip
                yield _about(kind, first, sentence)
            elif id > first:
                sentence = Msg("Somebody removed what was from {first} to {last}, with its seals.",
                               first=named(kind, first), last=named(kind, id - 1))  # fmt: skip
                yield _finding(sentence)


def _place_of(sealed: Sealed, seal: Seal, others: list[Seal]) -> int | None:
    """Return the number under which the record that now stands here was sealed."""
    places = (s for s in others if s.kind == seal.kind and s.id != seal.id)
    return next((s.id for s in places if sealed.hash_at(seal.id, s) == s.hash), None)


def _unsealed(
    connection: sqlite3.Connection, sealed: Sealed, seals: list[Seal]
) -> Iterator[Finding]:
    """Nothing was put in by another tool."""
    for kind, ids in sealed.ids.items():
        for id in sorted(ids.difference(seal.id for seal in seals if seal.kind == kind)):
            record = named(kind, id)
            sentence = Msg("Another tool put in {record}: it has no seal.", record=record)
            yield _about(kind, id, sentence)
    shown = {id for (id,) in connection.execute("SELECT entry_id FROM evidence")}
    for id in sorted(shown - sealed.ids["entry"]):
        sentence = Msg("There is evidence for {record}, which is not there.",
                       record=named("entry", id))  # fmt: skip
        yield _about("entry", id, sentence)


def _moments(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The records of a table are dated in the order in which they were made."""
    clock = plan_clock(connection)
    for kind, key in KEYS.items():
        last = ""
        for id, moment in connection.execute(
            f"SELECT {key}, {MOMENTS[kind]} FROM {kind} ORDER BY {key}"
        ):
            if str(moment) <= last:
                sentence = Msg(
                    "The date of {record} ({moment}) is not after that of the one before it.",
                    record=named(kind, id),
                    moment=told_by(clock, moment),
                )
                yield _about(kind, id, sentence)
            last = str(moment)


def _against(witness: Head, seals: list[Seal]) -> Iterator[Finding]:
    """The chain once had the fingerprint that somebody noted."""
    hashes = {seal.number: seal.hash for seal in seals} | {0: START}
    if not witness.hash or not hashes.get(witness.count, "").startswith(witness.hash):
        yield _finding(
            Msg(
                "The ledger never had the fingerprint {count}:{hash}: it was rewritten since, or "
                "is another one.",
                count=witness.count,
                hash=witness.hash,
            )
        )


def _about(kind: str, id: int, sentence: Msg) -> Finding:
    return _finding(sentence, id if kind == "entry" else None)


def _finding(sentence: Msg, entry_id: int | None = None) -> Finding:
    return Finding(FindingKind.CHAIN, sentence, entry_id)
