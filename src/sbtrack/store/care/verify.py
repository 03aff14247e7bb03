"""Checking a database: its bytes, its tables, its chain of seals and the files beside it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from sbtrack.domain.codec import digest
from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.store import connecting, damage, files
from sbtrack.store.care.filecheck import document_findings
from sbtrack.store.care.history import history_findings
from sbtrack.store.care.snapshots import snapshot_findings
from sbtrack.store.care.tables import marks_of, table_findings
from sbtrack.store.care.witnesses import witness_findings
from sbtrack.store.chain.check import chain_findings
from sbtrack.store.dating import DATED, settings_of
from sbtrack.store.kept import Unreadable, named
from sbtrack.store.moments import AHEAD, moment_to_text
from sbtrack.store.plan_clock import plan_clock, told_by
from sbtrack.store.reads.plan import unproven_version
from sbtrack.store.schema import objects_in

_MOST_LISTED = 20  # of SQLite's own complaints about one file
#: Tables of a ledger in the form of this schema; an older one has no batches.
_OURS = {"entry", "batch", "plan_version", "seal"}
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_Check = Callable[[], Iterator[Finding]]


def verify(
    path: Path,
    witness: Head | None = None,
    *,
    documents: bool = True,
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Return everything about a database that is not as it was recorded; nothing: all is well.

    The check works on a copy, so nobody waits for it and nothing is changed.
    `witness` is a fingerprint that was noted earlier (the beginning of its hash will do), which
    the ledger must have had. Without `documents` the files that entries and snapshots name are
    left alone. With `now` what is dated well ahead of it is told.

    Raises:
        StoreError: there is no database of ours at the path, it is of another schema (see
            `upgrade`), locked, or too damaged to be copied.
    """
    with closing(_copy_of(path)) as connection:
        return tuple(_findings(connection, path.resolve().parent, witness, documents, now))


def verify_ok(path: Path) -> bool:
    """Say whether nothing in a database was altered.

    Raises:
        StoreError: as for `verify`.
    """
    return all(finding.severity is not Severity.ERROR for finding in verify(path))


def _copy_of(path: Path) -> sqlite3.Connection:
    try:
        source = files.connect_to_read(path, check=_require_ledger)
        with closing(source), files.explained(path):
            copy = connecting.connect_to_scratch()
            connecting.copy_pages(path, source, copy)
    except damage.Damaged:
        raise damage.beyond_checking(path) from None
    # Text that is not UTF-8 must be seen as altered, not end the check.
    copy.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    return copy


def _require_ledger(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what is no ledger of ours; one that has only lost its marks is to be checked."""
    application, schema = marks_of(connection)
    if (application, schema) == (files.APPLICATION_ID, files.SCHEMA):
        return
    tables = {name for kind, name in objects_in(connection) if kind == "table"}
    if not tables >= _OURS or schema > files.SCHEMA:
        files.require_ours(path, connection)


def _findings(
    connection: sqlite3.Connection,
    folder: Path,
    witness: Head | None,
    documents: bool,
    now: datetime | None,
) -> Iterator[Finding]:
    """Yield what is wrong, causes before what follows from them."""
    checks: dict[Msg, _Check] = {
        Msg("the pages of the file"): partial(_bytes, connection),
        Msg("the chain of seals"): partial(chain_findings, connection, witness),
        Msg("the plan versions"): partial(_plans, connection),
        Msg("the file's history"): partial(history_findings, connection),
        Msg("the tables"): partial(table_findings, connection),
        Msg("what rows refer to"): partial(_references, connection),
    }
    if documents:
        checks |= {
            Msg("the evidence"): partial(document_findings, connection, folder),
            Msg("the snapshots"): partial(snapshot_findings, connection, folder),
            Msg("the workbooks' fingerprints"): partial(witness_findings, connection, folder),
        }
    if now is not None:
        checks[Msg("the dates")] = partial(_clock, connection, now)
    yield from _as_far_as_possible(checks)


def _as_far_as_possible(checks: dict[Msg, _Check]) -> Iterator[Finding]:
    """Yield what checks find; what one cannot read ends that check, but no other.

    One cause stops many checks, so that it is told once, after all of them.
    """
    checked: list[Msg] = []
    stopped: dict[Msg, Msg] = {}  # why, by what was to be checked
    for part, check in checks.items():
        try:
            yield from check()
            checked.append(part)
        except Unreadable as error:
            sentence = Msg("Somebody changed {record}: it cannot be read.", record=error.record)
            yield Finding(FindingKind.FILE, sentence)
        except (sqlite3.Error, LookupError, TypeError, ValueError) as error:
            stopped[part] = _reason(error)
    if stopped:
        yield _unchecked(stopped, tuple(checked))


def _reason(error: Exception) -> Msg:
    """Return in our words what SQLite says in its own, which are English."""
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF in _BROKEN:
        return Msg("pages of the file are damaged")
    if isinstance(error, sqlite3.OperationalError):
        return Msg("a table or column that it takes is missing")
    return Msg("something there is unreadable")


def _unchecked(stopped: dict[Msg, Msg], checked: tuple[Msg, ...]) -> Finding:
    """Return in one sentence what was checked and what was not."""
    reasons = tuple(dict.fromkeys(stopped.values()))
    if not checked:
        sentence = Msg(
            "Nothing could be checked to the end ({reasons}); restore a backup.", reasons=reasons
        )
    else:
        sentence = Msg(
            "Not checked to the end ({reasons}): {parts}. Checked: {checked}. Restore a backup.",
            reasons=reasons,
            parts=tuple(stopped),
            checked=checked,
        )
    return Finding(FindingKind.FILE, sentence)


def _bytes(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The file's pages and indexes hold together."""
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_LISTED})").fetchall():
        if line != "ok":
            sentence = Msg("The file is damaged: {detail}.", detail=line.strip().rstrip("."))
            yield Finding(FindingKind.FILE, sentence)


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What a row refers to is there; of one table that lacks a row much can be left hanging."""
    hanging: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        hanging[parent].append((table, row))
    for parent, rows in hanging.items():
        table, row = rows[0]
        if len(rows) == 1:
            sentence = Msg(
                "A row of {table} (number {row}) refers to a row of {parent} that is not there.",
                table=table,
                row=row,
                parent=parent,
            )
        else:
            sentence = Msg(
                "Rows of {tables} ({count}) refer to rows of {parent} that are not there.",
                tables=tuple(dict.fromkeys(table for table, _ in rows)),
                count=len(rows),
                parent=parent,
            )
        entry = row if table == "entry" and len(rows) == 1 else None
        yield Finding(FindingKind.REFERENCE, sentence, entry)


def _plans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The content of each plan version is what its digest was taken of."""
    rows = connection.execute("SELECT number, digest FROM plan_version ORDER BY number")
    for number, kept in rows.fetchall():
        try:
            same = digest(unproven_version(connection, number).plan) == kept
        except (sqlite3.DatabaseError, UnicodeEncodeError):
            same = False
        if not same:
            sentence = Msg(
                "The content of plan version {number} is not what was loaded: "
                "it does not fit its digest.",
                number=number,
            )
            yield Finding(FindingKind.PLAN, sentence)


def _clock(connection: sqlite3.Connection, now: datetime) -> Iterator[Finding]:
    """Nothing is dated well ahead of the clock; the first that is had all after it follow."""
    limit, ahead = moment_to_text(now + AHEAD), []
    settings = settings_of(connection)
    for table, (key, moment, _) in DATED.items():
        kind, id = ("entry", "first_entry") if table == "batch" else (table, key)
        end = max((setting.ends[table] for setting in settings), default=0)
        first = (
            f"SELECT {moment}, {id} FROM {table} WHERE {moment} > ? AND {key} > ? "
            f"ORDER BY {moment} LIMIT 1"
        )
        rows = connection.execute(first, (limit, end)).fetchall()
        ahead += [(str(text), kind, number) for text, number in rows]
    for text, kind, id in sorted(ahead)[:1]:
        sentence = Msg(
            "The date of {record}, {moment}, is ahead of this computer's clock, and what "
            "is recorded until then is dated after it: one of the clocks was wrong. If it was "
            "that one, see `sbtrack db clock --help`.",
            record=named(kind, id),
            moment=told_by(plan_clock(connection), text),
        )
        entry = id if kind == "entry" else None
        yield Finding(FindingKind.CLOCK, sentence, entry, Severity.WARNING)
