"""Writing beside the ledger: acknowledged doubts, the record of exports, settings of the clock."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.chain.form2 import ACKNOWLEDGEMENT, CLOCK_SETTING, SNAPSHOT
from sbtrack.store.chain.seals import add_seal, moment_for
from sbtrack.store.connecting import show_writing
from sbtrack.store.dating import DATED, Setting, last_rows, newest_moment
from sbtrack.store.kept import number_after
from sbtrack.store.moments import (
    AHEAD,
    Now,
    is_ahead,
    later_than,
    moment_from_text,
    moment_of,
    moment_to_text,
)
from sbtrack.store.reads.reader import Check, Reader, accept
from sbtrack.store.texts import flaw_in
from sbtrack.store.writing import insertion, transaction


def acknowledge(
    path: Path, doubt: str, *, reason: str, acknowledged_by: str, now: Now, check: Check = accept
) -> Acknowledgement:
    """Note that somebody has looked at a doubt and lets the figures stand.

    `check` looks at what is recorded, which nobody can add to meanwhile, and may refuse.

    Raises:
        RecordRefused: the doubt or its reason is empty, or cannot be kept.
        StoreError: the file cannot be used.
    """
    _require_said(doubt, reason, acknowledged_by)
    with transaction(path) as connection:
        check(Reader(connection))
        return _noted(connection, doubt, reason, acknowledged_by, now, withdraws=None)


def withdraw_acknowledgement(
    path: Path, doubt: str, *, reason: str, acknowledged_by: str, now: Now, check: Check = accept
) -> Acknowledgement:
    """Take back what was said of a doubt, unless `check` refuses; both statements stay on record.

    Raises:
        RecordRefused: nothing is acknowledged of that doubt, or the reason is empty.
        StoreError: the file cannot be used.
    """
    _require_said(doubt, reason, acknowledged_by)
    with transaction(path) as connection:
        newest = connection.execute(
            "SELECT id, withdraws FROM acknowledgement WHERE doubt = ? ORDER BY id DESC LIMIT 1",
            (doubt,),
        ).fetchone()
        if newest is None or newest[1] is not None:
            raise RecordRefused(
                Msg("Nobody has acknowledged {doubt}, so nothing was withdrawn.",
                    doubt=quoted(doubt))
            )  # fmt: skip
        check(Reader(connection))
        return _noted(connection, doubt, reason, acknowledged_by, now, withdraws=newest[0])


def note_snapshot(path: Path, snapshot: Snapshot, check: Check = accept) -> Snapshot:
    """Note an exported file; return it with its number and the moment it is dated at.

    `check` looks at what is recorded, which nobody can add to meanwhile, and may refuse.

    Raises:
        RecordRefused: a text of it cannot be kept.
        StoreError: the file cannot be used.
    """
    flaw = flaw_in(snapshot)
    if flaw is not None:
        raise RecordRefused(flaw)
    with transaction(path) as connection:
        show_writing(connection)  # where nothing can be noted there is nothing to check
        check(Reader(connection))
        noted = replace(
            snapshot,
            number=_next(connection, "snapshot", "number"),
            made_at=moment_from_text(moment_for(connection, snapshot.made_at)),
        )
        kept = {
            "made_at": moment_to_text(noted.made_at),
            "as_of": noted.as_of.isoformat(),
            "known_at": moment_to_text(noted.known_at),
        }
        row = tuple(kept.get(column, getattr(noted, column)) for column in SNAPSHOT)
        connection.execute(insertion("snapshot", SNAPSHOT), row)
        add_seal(connection, "snapshot", noted.number)
    return noted


def set_clock(path: Path, *, reason: str, set_by: str, now: Now) -> Setting:
    """Note that the ledger's clock is ahead, so that what follows is dated by this computer's.

    What is recorded by then counts as known from now on at the latest; see `store.dating`.

    Raises:
        RecordRefused: it is not ahead, or there is no reason, or one that cannot be kept.
        StoreError: the file cannot be used.
    """
    flaw = flaw_in(reason, set_by)
    if flaw is not None:
        raise RecordRefused(flaw)
    if not reason.strip():
        raise RecordRefused(Msg("Setting the ledger's clock needs its reason; add --reason."))
    with transaction(path) as connection:
        show_writing(connection)
        asked, newest = moment_of(now), newest_moment(connection)
        if newest is None or not is_ahead(newest, asked):
            raise RecordRefused(
                Msg("Nothing in the ledger is dated ahead of this computer's clock, {now}; there "
                    "is nothing to set right.", now=asked)
            )  # fmt: skip
        number = _next(connection, "clock_setting", "number")
        set_at, ends = later_than(_last_not_ahead(connection, asked), asked), last_rows(connection)
        row = (number, set_at, set_by, reason, *ends.values())
        connection.execute(insertion("clock_setting", CLOCK_SETTING), row)
        add_seal(connection, "clock_setting", number)
        return Setting(set_at, ends)


def _last_not_ahead(connection: sqlite3.Connection, now: datetime) -> str | None:
    """Return the newest moment in the file that this computer's clock has come to, or nearly."""
    limit = moment_to_text(now + AHEAD)
    dated = [(table, column) for table, (_, column, _) in DATED.items()]
    found = [
        connection.execute(f"SELECT MAX({column}) FROM {table} WHERE {column} <= ?", (limit,))
        .fetchone()[0]
        for table, column in (*dated, ("clock_setting", "set_at"))
    ]  # fmt: skip
    return max(filter(None, found), default=None)


def _noted(
    connection: sqlite3.Connection,
    doubt: str,
    reason: str,
    by: str,
    now: Now,
    withdraws: int | None,
) -> Acknowledgement:
    moment = moment_for(connection, now)
    number = _next(connection, "acknowledgement", "id")
    row = (number, doubt, reason, moment, by, withdraws)
    connection.execute(insertion("acknowledgement", ACKNOWLEDGEMENT), row)
    add_seal(connection, "acknowledgement", number)
    return Acknowledgement(number, doubt, reason, moment_from_text(moment), by, withdraws)


def _next(connection: sqlite3.Connection, table: str, key: str) -> int:
    (last,) = connection.execute(f"SELECT MAX({key}) FROM {table}").fetchone()
    return number_after(table, last)


def _require_said(doubt: str, reason: str, by: str) -> None:
    flaw = flaw_in(doubt, reason, by)
    if flaw is not None:
        raise RecordRefused(flaw)
    if not doubt.strip() or not reason.strip():
        raise RecordRefused(Msg("An acknowledgement needs its doubt and its reason; give both."))
