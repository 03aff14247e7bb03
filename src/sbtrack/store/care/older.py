"""What a file of an older schema holds, in short: nothing else reads it before its upgrade."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sbtrack.domain.codec_parts import name_from_data
from sbtrack.domain.facts import VersionListing
from sbtrack.domain.ledger import Head
from sbtrack.store.chain.form2 import START
from sbtrack.store.kept import offset_from, readable
from sbtrack.store.moments import moment_from_text

_WITH_CHAIN = 2  # the first schema that has seals
_MOMENTS = {
    "plan_version": ("number", "loaded_at"),
    "entry": ("id", "recorded_at"),
    "acknowledgement": ("id", "acknowledged_at"),
    "snapshot": ("number", "made_at"),
}
_FIRST_MOMENTS = ("plan_version", "entry")


def older_facts(connection: sqlite3.Connection, schema: int) -> dict[str, Any]:
    """Return what `DatabaseInfo` says of a file of schema 1 or 2, beside the file itself.

    Raises:
        Unreadable: another tool wrote there.
    """
    sealed = schema >= _WITH_CHAIN
    return {
        "versions": tuple(_versions(connection)),
        "first_recorded": _moment(connection, "entry", "ASC"),
        "last_recorded": _moment(connection, "entry", "DESC"),
        "newest_moment": max(
            (
                moment
                for table in (_MOMENTS if sealed else _FIRST_MOMENTS)
                if (moment := _moment(connection, table, "DESC")) is not None
            ),
            default=None,
        ),
        "head": _head(connection) if sealed else None,
    }


def _versions(connection: sqlite3.Connection) -> Iterator[VersionListing]:
    rows = connection.execute(
        "SELECT number, title, title_zh, title_en, loaded_at, digest, utc_offset, language, "
        "approved_by, version_note FROM plan_version ORDER BY number"
    )
    for number, title, zh, en, loaded_at, digest, offset, language, by, note in rows.fetchall():
        with readable("plan_version", number):
            said = {key: text for key, text in (("zh", zh), ("en", en)) if text is not None}
            yield VersionListing(
                number=number,
                title=name_from_data({"text": title, "translations": said}),
                loaded_at=moment_from_text(loaded_at),
                digest=digest,
                utc_offset=offset_from(offset),
                language=language,
                approved_by=by,
                note=note,
            )


def _moment(connection: sqlite3.Connection, table: str, order: str) -> datetime | None:
    key, moment = _MOMENTS[table]
    first = f"SELECT {key}, {moment} FROM {table} ORDER BY {moment} {order} LIMIT 1"
    for id, text in connection.execute(first).fetchall():
        with readable(table, id):
            return moment_from_text(text)
    return None


def _head(connection: sqlite3.Connection) -> Head:
    """Return the last seal that is not one of a snapshot: see `reads.audit.head_of`."""
    row = connection.execute(
        "SELECT number, hash FROM seal WHERE kind <> 'snapshot' ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return Head(0, START.hex()) if row is None else Head(*row)
