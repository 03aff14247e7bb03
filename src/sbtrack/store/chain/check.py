"""Holding what is recorded against the chain of seals: what was changed, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.store.chain import form1, form2
from sbtrack.store.chain.proof import Held, at_one_moment, held_against
from sbtrack.store.chain.seals import KEYS, Seal, all_seals, end_of
from sbtrack.store.dating import DATED, settings_of
from sbtrack.store.files import blobs_in
from sbtrack.store.kept import Unsound, named
from sbtrack.store.plan_clock import plan_clock, told_by

_AT_ONCE = 2000  # seals that are looked at together
_TRIES = 3  # at a ledger that others write to
_MOST_COMPARED = 100  # altered records that are looked at for having changed places
_PARTS = {"evidence": "entry", "batch": "entry"} | dict.fromkeys(form2.PLAN_PARTS, "plan_version")


def chain_findings(
    connection: sqlite3.Connection, witness: Head | None = None
) -> Iterator[Finding]:
    """Yield every place at which the records and their chain do not agree.

    `witness` is a fingerprint that somebody noted, on a printout for example; the beginning of
    its hash will do.
    """
    unsound: list[Held] = []
    last: Seal | None = None
    seals = all_seals(connection)
    while some := list(islice(seals, _AT_ONCE)):
        unsound += (held for held in held_against(connection, some) if not held.sound)
        last = some[-1]
    yield from _contents(connection, unsound)
    yield from _gaps(connection)
    yield from _links(connection, unsound)
    yield from _end(connection, last)
    yield from _unsealed(connection)
    yield from _moments(connection)
    if witness is not None:
        yield from _against(connection, witness)


def require_whole(connection: sqlite3.Connection) -> None:
    """Hold everything that is recorded against the chain, before something leaves the house.

    Nobody waits for it: where something does not agree, and somebody was writing meanwhile, it is
    looked at again, at last with everybody waiting.

    Raises:
        Unsound: they do not agree; with the first finding.
    """
    for _ in range(_TRIES):
        version = _data_version(connection)
        if _first(connection) is None:
            return
        if _data_version(connection) == version:
            break
    with at_one_moment(connection):
        finding = _first(connection)
    if finding is not None:
        raise Unsound(finding.sentence)


def _first(connection: sqlite3.Connection) -> Finding | None:
    return next(chain_findings(connection), None)


def _data_version(connection: sqlite3.Connection) -> int:
    """Return a number that is another one after somebody else has written."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)


def _contents(connection: sqlite3.Connection, unsound: list[Held]) -> Iterator[Finding]:
    """Each sealed record is there, and is what was sealed."""
    altered = [held.seal for held in unsound if held.there and not held.same]
    found = {(seal.kind, seal.id) for seal in altered}
    for seal in altered:
        original = _place_of(connection, seal, altered) if len(altered) <= _MOST_COMPARED else None
        if original is None:
            yield _changed(seal.kind, seal.id)
        else:
            sentence = Msg(
                "Somebody reordered what was written: in the place of {record} stands {other}.",
                record=named(seal.kind, seal.id),
                other=named(seal.kind, original),
            )
            yield _about(seal.kind, seal.id, sentence)
    for table, (key, columns) in form2.TYPED.items():
        kind = _PARTS.get(table, table)
        for id in blobs_in(connection, table, key, columns):
            if (kind, id) not in found:
                yield _changed(kind, id)
    for seal in (held.seal for held in unsound if not held.there):
        sentence = Msg("Somebody removed {record}.", record=named(seal.kind, seal.id))
        yield _about(seal.kind, seal.id, sentence)


def _changed(kind: str, id: int) -> Finding:
    sentence = Msg("Somebody changed {record} after it was written.", record=named(kind, id))
    return _about(kind, id, sentence)


def _place_of(connection: sqlite3.Connection, seal: Seal, others: list[Seal]) -> int | None:
    """Return the number under which the record that now stands here was sealed."""
    alike = (s for s in others if (s.kind, s.form) == (seal.kind, seal.form) and s.id != seal.id)
    return next((s.id for s in alike if _mark_as(connection, seal, s.id) == s.mark), None)


def _mark_as(connection: sqlite3.Connection, seal: Seal, id: int) -> bytes | None:
    """Return the mark that a record would have under another number."""
    key = KEYS[seal.kind]
    if seal.form == form1.FORM:
        content = form1.content_of(connection, seal.kind, seal.id)
        if content is None:
            return None
        return form1.mark_of(content | {"record": content["record"] | {key: id}})
    ((_, text),) = form2.texts_of(connection, seal.kind, (seal.id,))
    own, other = (f"{key}:{len(str(number))}:{number}\n" for number in (seal.id, id))
    return form2.mark_of(text.replace(own, other, 1))


def _gaps(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Each kind of record is numbered without a gap, up to the last one that has a seal."""
    for kind, key in KEYS.items():
        for first, last in _runs_missing(connection, kind, key):
            if first == last:
                sentence = Msg("Somebody removed {record} with its seal.",
                               record=named(kind, first))  # fmt: skip
                yield _about(kind, first, sentence)
            else:
                sentence = Msg("Somebody removed what was from {first} to {last}, with its seals.",
                               first=named(kind, first), last=named(kind, last))  # fmt: skip
                yield _finding(sentence)


def _runs_missing(connection: sqlite3.Connection, kind: str, key: str) -> Iterator[tuple[int, int]]:
    """Yield first and last of the numbers that neither a record nor a seal has."""
    numbers = (
        f"SELECT {key} AS id FROM {kind} WHERE {key} <= "
        "(SELECT MAX(id) FROM seal WHERE kind = ?) "
        "UNION SELECT id FROM seal WHERE kind = ? AND id > 0"
    )
    statement = (
        "SELECT before + 1, id - 1 FROM "
        f"(SELECT id, LAG(id, 1, 0) OVER (ORDER BY id) AS before FROM ({numbers}) AS given) "
        "AS paired WHERE id > before + 1 ORDER BY id"
    )
    yield from connection.execute(statement, (kind, kind)).fetchall()


def _links(connection: sqlite3.Connection, unsound: list[Held]) -> Iterator[Finding]:
    """Each seal follows the one before it, without a gap."""
    statement = (
        "SELECT before + 1, number - 1 FROM (SELECT number, "
        "LAG(number, 1, 0) OVER (ORDER BY number) AS before FROM seal) AS paired "
        "WHERE number > before + 1 AND number > 0 ORDER BY number"
    )
    for first, last in connection.execute(statement).fetchall():
        yield _finding(_missing(max(first, 1), last))
    for held in unsound:
        if held.same and not held.follows and held.seal.previous is not None:
            yield _finding(
                Msg(
                    "Seal {number} does not follow the one before it: somebody changed, "
                    "inserted or reordered seals there.",
                    number=held.seal.number,
                )
            )


def _missing(first: int, last: int) -> Msg:
    if first == last:
        return Msg("Seal {number} of the chain is missing: somebody removed it.", number=first)
    return Msg(
        "Seals {first} to {last} of the chain are missing: somebody removed them.",
        first=first,
        last=last,
    )


def _end(connection: sqlite3.Connection, newest: Seal | None) -> Iterator[Finding]:
    """The chain ends where its head says."""
    if connection.execute("SELECT 1 FROM ledger_head").fetchone() is None:
        yield _finding(Msg("The record of where the chain ends is missing: somebody removed it."))
        return
    count, hashed = end_of(connection)
    last = (0, form2.START) if newest is None else (newest.number, newest.hash)
    if count > last[0]:
        yield _finding(
            Msg(
                "The chain ends at seal {last}, but had {count}: somebody removed what was "
                "recorded last.",
                last=last[0],
                count=count,
            )
        )
    elif (count, hashed) != last:
        yield _finding(
            Msg(
                "The chain ends otherwise than it did (at seal {last}, after {count}): somebody "
                "changed its end.",
                last=last[0],
                count=count,
            )
        )


def _unsealed(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Nothing was put in by another tool."""
    for kind, key in KEYS.items():
        statement = (
            f"SELECT {key} FROM {kind} WHERE NOT EXISTS (SELECT 1 FROM seal "
            f"WHERE seal.kind = ? AND seal.id = {kind}.{key}) ORDER BY {key}"
        )
        for (id,) in connection.execute(statement, (kind,)).fetchall():
            record = named(kind, id)
            sentence = Msg("Another tool put in {record}: it has no seal.", record=record)
            yield _about(kind, id, sentence)
    stray = "SELECT DISTINCT entry_id FROM evidence EXCEPT SELECT id FROM entry ORDER BY 1"
    for (id,) in connection.execute(stray).fetchall():
        sentence = Msg("There is evidence for {record}, which is not there.",
                       record=named("entry", id))  # fmt: skip
        yield _about("entry", id, sentence)


def _moments(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The records of a table are dated in the order in which they were made.

    Those that follow a setting of the ledger's clock are dated after that instead.
    """
    clock, settings = plan_clock(connection), settings_of(connection)
    for table, (key, column, _) in DATED.items():
        named_by = "first_entry" if table == "batch" else key
        kind = _PARTS.get(table, table)
        ends = {setting.ends[table]: setting.set_at for setting in settings}  # the newest of equals
        last = ends.pop(0, "")
        for number, id, moment in connection.execute(
            f"SELECT {key}, {named_by}, {column} FROM {table} ORDER BY {key}"
        ):
            if str(moment) <= last:
                sentence = Msg(
                    "The date of {record} ({moment}) is not after that of the one before it.",
                    record=named(kind, id),
                    moment=told_by(clock, moment),
                )
                yield _about(kind, id, sentence)
            last = ends.get(number, str(moment))


def _against(connection: sqlite3.Connection, witness: Head) -> Iterator[Finding]:
    """The chain once had the fingerprint that somebody noted."""
    (end,) = connection.execute("SELECT COALESCE(MAX(number), 0) FROM seal").fetchone()
    if witness.count > end:
        yield _finding(
            Msg(
                "The fingerprint {count}:{hash} was noted when there were {count} seals, but the "
                "ledger has only {end}: the records after seal {end} are missing, unless this is "
                "an older copy or the fingerprint is of another ledger.",
                count=witness.count,
                hash=witness.hash,
                end=end,
            )
        )
        return
    row = connection.execute("SELECT hash FROM seal WHERE number = ?", (witness.count,)).fetchone()
    hashed = form2.START if witness.count == 0 else b"" if row is None else row[0]
    if not witness.hash or not hashed.hex().startswith(witness.hash):
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
