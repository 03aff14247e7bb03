"""The first form of what is sealed, that of 0.1.0: compact JSON with its keys sorted.

Nothing is sealed in this form any more; what was must verify for ever, so nothing here changes.
Plan versions, and entries that were altered before the upgrade, have their text kept as it was
(`form1_text`); every other record gives it back letter by letter.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

FORM = 1
Content = dict[str, Any]

_ENTRY = """
SELECT entry.id, entry.kind, item.kind AS subject_kind, item.id AS subject_id,
  region.id AS region, span.period, span.first_day AS period_start, span.last_day AS period_end,
  entry.value, entry.numerator, entry.denominator, entry.state, entry.entered, entry.vintage,
  COALESCE(entry.source, batch.source, '') AS source, COALESCE(entry.note, '') AS note,
  batch.recorded_at, batch.recorded_by, entry.supersedes,
  COALESCE(entry.reason, '') AS reason, batch.plan_version
FROM entry LEFT JOIN item ON item.number = entry.item
LEFT JOIN region ON region.number = entry.region LEFT JOIN span ON span.number = entry.span
LEFT JOIN batch ON batch.number = entry.batch WHERE entry.id = ?
"""
_EVIDENCE = (
    "SELECT position, kind, location, sha256, size FROM evidence WHERE entry_id = ? "
    "ORDER BY position, kind, location"
)
_ALONE = {
    "acknowledgement": "SELECT id, doubt, reason, acknowledged_at, acknowledged_by, withdraws "
    "FROM acknowledgement WHERE id = ?",
    "snapshot": "SELECT number, made_at, made_by, path, sha256, size, as_of, known_at, "
    "plan_version, last_entry, week, language, format, program_version, replaces "
    "FROM snapshot WHERE number = ?",
}


def content_of(connection: sqlite3.Connection, kind: str, id: int) -> Content | None:
    """Return what the form seals of a record as it now stands; None for what is not there."""
    if kind == "entry":
        found = _rows(connection, _ENTRY, id)
        content = {"kind": kind, "record": _entry(found[0])} if found else None
        evidence = _rows(connection, _EVIDENCE, id)
        return (
            content | {"evidence": [_given(e) for e in evidence]}
            if content and evidence
            else content
        )
    if kind in _ALONE:
        found = _rows(connection, _ALONE[kind], id)
        return {"kind": kind, "record": _given(found[0])} if found else None
    return None


def kept_content(connection: sqlite3.Connection, seal: int) -> Content | None:
    """Return the content that was kept at the upgrade for a seal, where it was.

    Raises:
        ValueError, TypeError: another tool changed it.
    """
    row = connection.execute("SELECT content FROM form1_text WHERE seal = ?", (seal,)).fetchone()
    if row is None:
        return None
    content = json.loads(row[0])
    if not isinstance(content, dict):
        raise ValueError(row[0])
    return content


def hash_of(previous: bytes, content: Content) -> bytes:
    """Return the seal of a record with that content, after the seal before it."""
    return sha256(_text(content | {"previous": previous.hex()})).digest()


def mark_of(content: Content) -> bytes:
    """Return the mark of a content: the first eight bytes of the SHA-256 of its text."""
    return sha256(_text(content)).digest()[:8]


def _text(content: Content) -> bytes:
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_no_text
    )
    return text.encode(errors="surrogateescape")


def _entry(row: Content) -> Content:
    """Return the columns that an entry had, from those that it has."""
    state, entered = row.pop("state"), row.pop("entered")
    if state is None:
        entered = row["value"] if entered is None else entered
    else:
        row["done"] = {"done": 1, "not_done": 0}.get(state, state)
        entered = entered or ""
    return _given(row | {"entered": entered, "grain": _grain(str(row["period"]))})


def _grain(period: str) -> str:
    """Return how long a period is, by how it is written: 2013, 2013-H1, 2013-Q2, 2013-06, a day."""
    if "H" in period:
        return "half"
    if "Q" in period:
        return "quarter"
    return {4: "year", 7: "month"}.get(len(period), "day")


def _given(row: Mapping[str, Any]) -> Content:
    return {column: value for column, value in row.items() if value is not None}


def _rows(connection: sqlite3.Connection, statement: str, id: int) -> list[Content]:
    cursor = connection.execute(statement, (id,))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _no_text(value: bytes) -> dict[str, str]:
    """Return bytes, which no writer of ours wrote, as what no text looks like."""
    return {"bytes": value.hex()}
