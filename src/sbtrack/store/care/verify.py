"""Checking a database: its bytes, its tables, its chain of seals and the files beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sbtrack.domain.codec import digest
from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg
from sbtrack.store import files
from sbtrack.store.care.filecheck import file_findings
from sbtrack.store.chain.check import chain_findings
from sbtrack.store.reads.plan import read_version
from sbtrack.store.schema import expected_objects, objects_in

_MOST_LISTED = 20  # of SQLite's own complaints about one file
_KINDS = {
    "table": Msg("table"),
    "index": Msg("index"),
    "view": Msg("view"),
    "trigger": Msg("trigger"),
}


def verify(
    path: Path, witness: Head | None = None, *, documents: bool = True
) -> tuple[Finding, ...]:
    """Return everything about a database that is not as it was recorded; nothing: all is well.

    The check works on a copy in memory, so nobody waits for it and nothing is changed.
    `witness` is a fingerprint that was noted earlier (the beginning of its hash will do), which
    the ledger must have had. Without `documents` the files that entries and snapshots name are
    left alone.

    Raises:
        StoreError: there is no database of ours at the path, it is of another schema (see
            `upgrade`), or it is locked.
    """
    with closing(_copy_of(path)) as connection:
        return tuple(_findings(connection, path.resolve().parent, witness, documents))


def verify_ok(path: Path) -> bool:
    """Say whether nothing at all is wrong with a database.

    Raises:
        StoreError: as for `verify`.
    """
    return not verify(path)


def _copy_of(path: Path) -> sqlite3.Connection:
    source = files.connect_to_read(path, check=_require_ledger)
    with files.explained(path), closing(source):
        memory = sqlite3.connect(":memory:", isolation_level=None)
        files.copy_pages(path, source, memory)
    # Text that is not UTF-8 must be seen as altered, not end the check.
    memory.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    return memory


def _require_ledger(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what is no ledger of ours; one that has only lost its marks is to be checked."""
    application, schema = _marks(connection)
    if (application, schema) == (files.APPLICATION_ID, files.SCHEMA):
        return
    tables = {name for kind, name in objects_in(connection) if kind == "table"}
    if not {"entry", "plan_version", "seal"} <= tables or schema > files.SCHEMA:
        files.require_ours(path, connection)


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    return application, schema


def _findings(
    connection: sqlite3.Connection, folder: Path, witness: Head | None, documents: bool
) -> Iterator[Finding]:
    try:
        yield from _bytes(connection)
        yield from _references(connection)
        yield from _schema(connection)
        yield from chain_findings(connection, witness)
        yield from _plans(connection)
        if documents:
            yield from file_findings(connection, folder)
    except (sqlite3.Error, LookupError, TypeError, ValueError) as error:
        detail = str(error) if isinstance(error, sqlite3.Error) else f"unreadable: {error}"
        sentence = Msg("The rest cannot be checked ({detail}); restore a backup.", detail=detail)
        yield Finding(FindingKind.FILE, sentence)


def _bytes(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The file's pages and indexes hold together."""
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_LISTED})").fetchall():
        if line != "ok":
            sentence = Msg("The file is damaged: {detail}.", detail=line.strip().rstrip("."))
            yield Finding(FindingKind.FILE, sentence)


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What a row refers to is there."""
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding(
            FindingKind.REFERENCE,
            Msg(
                "A row of {table} (number {row}) refers to a row of {parent} that is not there.",
                table=table,
                row=row,
                parent=parent,
            ),
            row if table == "entry" else None,
        )


def _schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tables, indexes, views and what keeps them append-only are as the migrations made them."""
    if _marks(connection) != (files.APPLICATION_ID, files.SCHEMA):
        sentence = Msg("The file's marks of being a database of sbtrack were changed.")
        yield Finding(FindingKind.SCHEMA, sentence)
    expected, found = expected_objects(), objects_in(connection)
    for key in expected | found:
        thing = Msg("{kind} {name}", kind=_KINDS.get(key[0], key[0]), name=key[1])
        if key not in found:
            sentence = Msg("The {thing} is missing from the database.", thing=thing)
        elif key not in expected:
            sentence = Msg("The {thing} was added to the database by another tool.", thing=thing)
        elif found[key] != expected[key]:
            sentence = Msg("The {thing} of the database was changed.", thing=thing)
        else:
            continue
        yield Finding(FindingKind.SCHEMA, sentence)


def _plans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The content of each plan version is what its digest was taken of."""
    rows = connection.execute("SELECT number, digest FROM plan_version ORDER BY number")
    for number, kept in rows.fetchall():
        try:
            same = digest(read_version(connection, number).plan) == kept
        except (sqlite3.DatabaseError, UnicodeEncodeError):
            same = False
        if not same:
            sentence = Msg(
                "The content of plan version {number} is not what was loaded: "
                "it does not fit its digest.",
                number=number,
            )
            yield Finding(FindingKind.PLAN, sentence)
