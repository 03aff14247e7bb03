"""The second form of what is sealed: text that SQL and any language can put together.

A record is the name of its table on a line, then one line for each column that has a value, in a
fixed order: the name, the count of characters and the value, parted by colons. So no value can
pass for another, and a column that is added one day changes no old seal. What belongs to a record
follows it in the same way: the evidence of an entry, the rows of a plan version. Released: it is
never changed, only followed by another form.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

FORM = 2
START = bytes(32)  # what stands for the hash before the first
_AT_ONCE = 500  # keys in one statement; SQLite was long limited to 999

PLAN_VERSION = (
    *("number", "plan_id", "language", "base_period", "end_period", "utc_offset"),
    *("document_number", "adopted", "issued", "more", "digest", "loaded_at", "approved_by"),
    "version_note",
)
#: The rows that make up a plan version, in the order in which they are sealed: key, then the rest.
PLAN_PARTS = {
    "plan_item": (("kind", "id"), ("position", "code", "plan_group", "constraint_type",
                                   "unit_of_measure", "more")),
    "plan_text": (("kind", "item", "field", "language"), ("content",)),
    "responsibility": (("kind", "item", "role", "position"), ("unit",)),
    "target": (("region", "item", "position"), ("kind", "period", "value", "as_printed", "more")),
}  # fmt: skip
ENTRY = {
    "id": "entry.id",
    "kind": "entry.kind",
    "item_kind": "item.kind",
    "item": "item.id",
    "region": "region.id",
    "part": "part.id",
    "period": "span.period",
    "first_day": "span.first_day",
    "last_day": "span.last_day",
    "value": "entry.value",
    "numerator": "entry.numerator",
    "denominator": "entry.denominator",
    "state": "entry.state",
    "entered": "entry.entered",
    "vintage": "entry.vintage",
    "source": "entry.source",
    "note": "entry.note",
    "cell": "entry.cell",
    "supersedes": "entry.supersedes",
    "reason": "entry.reason",
    "more": "entry.more",
    "batch": "batch.number",
    "recorded_at": "batch.recorded_at",
    "recorded_by": "batch.recorded_by",
    "plan_version": "batch.plan_version",
    "first_entry": "batch.first_entry",
    "last_entry": "batch.last_entry",
    "batch_source": "batch.source",
    "file": "batch.file",
    "file_sha256": "batch.file_sha256",
    "batch_more": "batch.more",
}
_COLUMNS = tuple(ENTRY)
#: Its columns but for the first, the id: what it is about, when, numbers, other words, the batch.
_ITEM, _REGION, _SPAN, _NUMBERS, _MORE, _BATCH = (
    _COLUMNS[1:4], _COLUMNS[4:6], _COLUMNS[6:9], _COLUMNS[9:12], _COLUMNS[12:21], _COLUMNS[21:]
)  # fmt: skip
#: An entry with the meaning of its numbers; what is missing there shows as another text.
ENTRIES = """entry LEFT JOIN item ON item.number = entry.item
LEFT JOIN region ON region.number = entry.region LEFT JOIN part ON part.number = entry.part
LEFT JOIN span ON span.number = entry.span LEFT JOIN batch ON batch.number = entry.batch"""
EVIDENCE = ("position", "kind", "location", "sha256", "size")
ACKNOWLEDGEMENT = ("id", "doubt", "reason", "acknowledged_at", "acknowledged_by", "withdraws")
SNAPSHOT = (
    *("number", "made_at", "made_by", "path", "sha256", "size", "as_of", "known_at"),
    *("plan_version", "last_entry", "week", "language", "format", "program_version", "replaces"),
)
CLOCK_SETTING = (
    *("number", "set_at", "set_by", "reason"),
    *("plan_versions", "batches", "acknowledgements", "snapshots"),
)
#: The texts of each table, and the key that tells whose they are: bytes there are no text.
TYPED = {
    "plan_version": ("number", PLAN_VERSION[1:]),
    **{table: ("plan_version", (*key, *rest)) for table, (key, rest) in PLAN_PARTS.items()},
    "entry": ("id", ("kind", "value", "numerator", "denominator", "state", "entered", "vintage",
                     "source", "note", "cell", "reason", "more")),
    "batch": ("first_entry", ("recorded_at", "recorded_by", "source", "file", "file_sha256",
                              "more")),
    "evidence": ("entry_id", EVIDENCE[1:4]),
    "acknowledgement": ("id", ACKNOWLEDGEMENT[1:5]),
    "snapshot": ("number", ("made_at", "made_by", "path", "sha256", "as_of", "known_at", "week",
                            "language", "format", "program_version")),
    "clock_setting": ("number", CLOCK_SETTING[1:4]),
}  # fmt: skip


def text_sql(table: str, columns: dict[str, str] | Sequence[str]) -> str:
    """Return the SQL expression of a row's text; the columns by name, each an expression.

    >>> print(text_sql("part", ("id",)))
    'part
    ' || COALESCE('id:' || LENGTH(CAST(id AS TEXT)) || ':' || CAST(id AS TEXT) || '
    ', '')
    """
    named = columns if isinstance(columns, dict) else {column: column for column in columns}
    lines = (
        f"COALESCE('{name}:' || LENGTH(CAST({value} AS TEXT)) || ':' || CAST({value} AS TEXT) || "
        "'\n', '')"
        for name, value in named.items()
    )
    return " || ".join((f"'{table}\n'", *lines))


def lines_of(columns: Iterable[str], values: Iterable[object]) -> str:
    r"""Return in Python what `text_sql` puts together after the table's name.

    >>> lines_of(("id", "note", "source"), (7, None, "年鉴"))
    'id:1:7\nsource:2:年鉴\n'
    """
    return "".join(
        [
            f"{column}:{len(text := str(value))}:{text}\n"
            for column, value in zip(columns, values, strict=True)
            if value is not None
        ]
    )


_shared_lines = lru_cache(8192)(lines_of)  # of what many entries share


def entry_text(row: Sequence[object], evidence: Iterable[Sequence[object]] = ()) -> str:
    """Return the text of an entry from its columns, and from those of its evidence in order.

    They are the values of `ENTRY` and of `EVIDENCE`; the same as SQL says of the rows.
    """
    id = str(row[0])
    text = (
        f"entry\nid:{len(id)}:{id}\n{_shared_lines(_ITEM, row[1:4])}"
        f"{_shared_lines(_REGION, row[4:6])}{_shared_lines(_SPAN, row[6:9])}"
        f"{lines_of(_NUMBERS, row[9:12])}{_shared_lines(_MORE, row[12:21])}"
        f"{_shared_lines(_BATCH, row[21:31])}"
    )
    return text + "".join([f"evidence\n{lines_of(EVIDENCE, item)}" for item in evidence])


ENTRY_TEXT = text_sql("entry", ENTRY)
_EVIDENCE_TEXT = text_sql("evidence", EVIDENCE)
_ALONE = {
    "acknowledgement": ("id", text_sql("acknowledgement", ACKNOWLEDGEMENT)),
    "snapshot": ("number", text_sql("snapshot", SNAPSHOT)),
    "clock_setting": ("number", text_sql("clock_setting", CLOCK_SETTING)),
}


def hash_of(previous: bytes, text: str) -> bytes:
    """Return a seal: the SHA-256 of the seal before it in hexadecimal, a line's end and the text.

    Bytes that are no text count as they are.
    """
    return sha256(f"{previous.hex()}\n{text}".encode(errors="surrogateescape")).digest()


def mark_of(text: str) -> bytes:
    """Return the mark of a text: the first eight bytes of its SHA-256."""
    return sha256(text.encode(errors="surrogateescape")).digest()[:8]


def texts_of(
    connection: sqlite3.Connection, kind: str, ids: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """Yield the key and the text of those records of a kind that are there."""
    if kind == "plan_version":
        yield from ((id, _version(connection, id)) for id in ids if _has_version(connection, id))
        return
    for start in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[start : start + _AT_ONCE])
        among = f"IN ({', '.join('?' * len(some))})"
        if kind == "entry":
            yield from _entries(connection, among, some)
        elif kind in _ALONE:
            key, text = _ALONE[kind]
            statement = f"SELECT {key}, {text} FROM {kind} WHERE {key} {among}"
            yield from connection.execute(statement, some).fetchall()


def _entries(
    connection: sqlite3.Connection, condition: str, values: tuple[int, ...]
) -> Iterator[tuple[int, str]]:
    evidence = connection.execute(
        f"SELECT entry_id, {_EVIDENCE_TEXT} FROM evidence WHERE entry_id {condition} "
        "ORDER BY entry_id, position",
        values,
    ).fetchall()
    rests_on = {
        entry: "".join(text for _, text in rows)
        for entry, rows in groupby(evidence, key=itemgetter(0))
    }
    statement = (
        f"SELECT entry.id, {ENTRY_TEXT} FROM {ENTRIES} WHERE entry.id {condition} ORDER BY entry.id"
    )
    found = connection.execute(statement, values).fetchall()
    if not rests_on:
        return iter(found)
    return ((id, text + rests_on.get(id, "")) for id, text in found)


def _has_version(connection: sqlite3.Connection, number: int) -> bool:
    there = connection.execute("SELECT 1 FROM plan_version WHERE number = ?", (number,))
    return there.fetchone() is not None


def _version(connection: sqlite3.Connection, number: int) -> str:
    """Return the text of a plan version: its own row, then all that it consists of."""
    lines: list[str] = []
    own = text_sql("plan_version", PLAN_VERSION)
    lines += connection.execute(
        f"SELECT {own} FROM plan_version WHERE number = ?", (number,)
    ).fetchone()
    for table, (key, rest) in PLAN_PARTS.items():
        statement = (
            f"SELECT {text_sql(table, (*key, *rest))} FROM {table} WHERE plan_version = ? "
            f"ORDER BY {', '.join(key)}"
        )
        lines += (text for (text,) in connection.execute(statement, (number,)).fetchall())
    return "".join(lines)
