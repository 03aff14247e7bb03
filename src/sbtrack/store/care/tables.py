"""Checking that a database has the tables, triggers and views that the migrations made."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.message import Msg
from sbtrack.store import files
from sbtrack.store.schema import expected_objects, objects_in

_MOST_NAMED = 3  # things of one kind with the same trouble that get a sentence each
_KINDS = {
    "table": (Msg("table"), Msg("tables")),
    "index": (Msg("index"), Msg("indexes")),
    "view": (Msg("view"), Msg("views")),
    "trigger": (Msg("trigger"), Msg("triggers")),
}


def marks_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return what a file says of itself: whose it is, and its schema's number."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    return application, schema


def table_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what is not as the migrations made it: marks, tables, indexes, views and triggers."""
    if marks_of(connection) != (files.APPLICATION_ID, files.SCHEMA):
        yield _finding(Msg("The file's marks of being a database of sbtrack were changed."))
    if not _knows_its_migration(connection):
        yield _finding(
            Msg("The note of which migrations the file went through was changed or removed.")
        )
    expected, found = expected_objects(), objects_in(connection)
    troubles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in expected | found:
        if key not in found:
            troubles["missing", key[0]].append(key[1])
        elif key not in expected:
            troubles["added", key[0]].append(key[1])
        elif found[key] != expected[key]:
            troubles["changed", key[0]].append(key[1])
    for (trouble, kind), names in troubles.items():
        yield from map(_finding, _told(trouble, kind, names))


def migrations_noted(connection: sqlite3.Connection) -> list[str]:
    """Return the numbers of the newest migration as Alembic notes them: one, if all is well."""
    try:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.OperationalError:  # no such table, or no such column
        return []
    return [str(number) for (number,) in rows]


def _knows_its_migration(connection: sqlite3.Connection) -> bool:
    return migrations_noted(connection) == [f"{files.SCHEMA:04d}"]


def _told(trouble: str, kind: str, names: list[str]) -> Iterator[Msg]:
    one, several = _KINDS.get(kind, (Msg("{kind}", kind=kind),) * 2)
    if len(names) > _MOST_NAMED:
        yield _many(trouble, several, names)
        return
    for name in names:
        yield _single(trouble, Msg("{kind} {name}", kind=one, name=name))


def _single(trouble: str, thing: Msg) -> Msg:
    match trouble:
        case "missing":
            return Msg("The {thing} is missing from the database.", thing=thing)
        case "added":
            return Msg("The {thing} was added to the database by another tool.", thing=thing)
        case _:
            return Msg("The {thing} of the database was changed.", thing=thing)


def _many(trouble: str, things: Msg, names: list[str]) -> Msg:
    said = {"count": len(names), "things": things, "name": names[0]}
    match trouble:
        case "missing":
            return Msg("Missing from the database are {count} {things}, {name} among them.", **said)
        case "added":
            return Msg("Another tool added {count} {things} to the database, {name} among them.",
                       **said)  # fmt: skip
        case _:
            return Msg("Changed in the database were {count} {things}, {name} among them.", **said)


def _finding(sentence: Msg) -> Finding:
    return Finding(FindingKind.SCHEMA, sentence)
