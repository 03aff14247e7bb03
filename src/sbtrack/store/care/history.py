"""Holding a file's history, which no seal covers, against what can be known of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from sbtrack.domain.database import FileEvent, Finding, FindingKind
from sbtrack.domain.message import Msg
from sbtrack.store import files
from sbtrack.store.kept import no_bytes, readable, whole
from sbtrack.store.moments import moment_from_text

_COLUMNS = ("number", "event", "schema_number", "program_version", "seals", "happened_at")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)+\S*")
_FIRST_WITH_HISTORY = 2  # the schema of the first file that kept one
#: What the migration to the schema that has seals found to be sealed.
_SEALED_AT_UPGRADE = {"plan_version", "entry"}


def history_of(connection: sqlite3.Connection) -> tuple[FileEvent, ...]:
    """Return which versions of the program made the file and upgraded it.

    Raises:
        Unreadable: another tool wrote there.
    """
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM file_history ORDER BY number")
    return tuple(map(_event, rows.fetchall()))


def history_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what in the history cannot be so: it is kept, but not sealed.

    A file begins with being made, or with its upgrade from the schema that had no history; each
    upgrade leads to a higher schema, and the last to ours; and no more was sealed by then than now.
    """
    events = history_of(connection)
    if not events:
        yield _finding(Msg("The file's history is missing: somebody removed it."))
        return
    numbers = [n for (n,) in connection.execute("SELECT number FROM file_history ORDER BY number")]
    kinds = [k for (k,) in connection.execute("SELECT kind FROM seal ORDER BY number")]
    schema = seals = 0
    for at, (number, event) in enumerate(zip(numbers, events, strict=True), 1):
        possible = (
            number == at
            and event.event in (("made", "upgraded") if at == 1 else ("upgraded",))
            and schema < event.schema <= files.SCHEMA
            and event.schema >= _FIRST_WITH_HISTORY
            and _VERSION.fullmatch(event.program_version)
            and seals <= event.seals <= len(kinds)
            and _fits(event, kinds, first=at == 1)
        )
        if not possible:
            yield _finding(
                Msg(
                    "Line {number} of the file's history cannot be so: somebody changed it, put it "
                    "in, or removed one before it.",
                    number=number,
                )
            )
        schema, seals = event.schema, event.seals
    if schema < files.SCHEMA:
        yield _finding(Msg("The end of the file's history is missing: somebody removed it."))


def _fits(event: FileEvent, kinds: list[str], *, first: bool) -> bool:
    """Say whether so many seals can have been there: none in a file just made.

    A file whose history begins with an upgrade had neither seals nor what came with them.
    """
    if event.event == "made":
        return event.seals == 0
    return not first or _SEALED_AT_UPGRADE.issuperset(kinds[: event.seals])


def _event(row: Sequence[Any]) -> FileEvent:
    number, event, schema, program, seals, at = row
    with readable("file_history", number):
        no_bytes(row)
        moment = None if at is None else moment_from_text(at)
        return FileEvent(event, whole(schema), program, whole(seals), moment)


def _finding(sentence: Msg) -> Finding:
    return Finding(FindingKind.HISTORY, sentence)
