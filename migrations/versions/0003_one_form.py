"""The third schema: one stored form for plans, entries and seals.

What was sealed before keeps its seals. Entries are moved so that their old text can be put
together again letter by letter; where it cannot (a plan version, whose tables are gone, or an
entry that somebody altered), the text that was sealed is kept beside. Nothing here is imported
from the program: what this step does must stay the same for ever.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from alembic import op

revision = "0003"
down_revision = "0002"

Row = dict[str, Any]

OLD_PLAN_TABLES = (
    *("region", "unit", "task", "task_unit"),
    *("indicator", "yearly_target", "indicator_component", "indicator_task", "indicator_unit"),
    *("milestone", "milestone_task", "milestone_unit"),
)
#: The old tables, those that refer to others first.
OLD_TABLES = (
    *("file_history", "ledger_head", "seal", "snapshot", "acknowledgement", "evidence", "entry"),
    *OLD_PLAN_TABLES[::-1],
    "plan_version",
)
SEALED = {"plan_version": "number", "entry": "id", "acknowledgement": "id", "snapshot": "number"}
SAME = {  # tables whose rows are kept as they are
    "evidence": ("entry_id", "position", "kind", "location", "sha256", "size"),
    "acknowledgement": ("id", "doubt", "reason", "acknowledged_at", "acknowledged_by", "withdraws"),
    "snapshot": (
        *("number", "made_at", "made_by", "path", "sha256", "size", "as_of", "known_at"),
        *("plan_version", "last_entry", "week", "language", "format", "program_version"),
        "replaces",
    ),
    "file_history": (
        *("number", "event", "schema_number", "program_version", "seals", "happened_at"),
    ),
}
MORE_TARGET_TERMS = ("tolerance", "reference", "floor", "basis", "bound", "every")
LANGUAGES = ("zh", "en")


def upgrade() -> None:
    """Move everything into the new tables."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    _clear_the_way(connection)
    _run_file("0003_tables.sql")
    _insert(connection, "part", [{"number": 0, "id": ""}])
    contents = _old_contents(connection)
    for row in _rows(connection, "SELECT * FROM old_plan_version ORDER BY number"):
        _move_version(connection, row)
    unlike = _move_entries(connection)
    for table, columns in SAME.items():
        listed = ", ".join(columns)
        _run(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM old_{table}")
    _move_seals(connection, contents, unlike)
    for table in OLD_TABLES:
        _run(f"DROP TABLE old_{table}")
    _run_file("0003_triggers.sql")
    _run_file("0003_views.sql")


def downgrade() -> None:
    """Refuse: the ledger keeps everything, so there is no way back but a backup."""
    raise NotImplementedError("restore the backup that was made before the upgrade")


def _clear_the_way(connection: Any) -> None:
    """Drop views, triggers and indexes, and put the old tables aside."""
    named = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger') "
        "OR (type = 'index' AND sql IS NOT NULL)"
    ).fetchall()
    for kind, name in named:
        _run(f"DROP {kind} {name}")
    for table in OLD_TABLES:
        _run(f"ALTER TABLE {table} RENAME TO old_{table}")


# The seals of before


def _old_contents(connection: Any) -> dict[tuple[str, int], Row]:
    """Return what was sealed of each record, as it now stands, without the seal before it."""
    found: dict[tuple[str, int], Row] = {}
    evidence: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(connection, "SELECT * FROM old_evidence ORDER BY 1, 2, 3, 4"):
        evidence[row.pop("entry_id")].append(_given(row))
    for kind, key in SEALED.items():
        for row in _rows(connection, f"SELECT * FROM old_{kind} ORDER BY {key}"):
            id = row[key]
            content: Row = {"kind": kind, "record": _given(row)}
            if kind == "entry" and id in evidence:
                content["evidence"] = evidence[id]
            if kind == "plan_version":
                content |= _old_parts(connection, id)
            found[kind, id] = content
    return found


def _old_parts(connection: Any, version: int) -> Row:
    parts = {}
    for table in OLD_PLAN_TABLES:
        # By their keys, which are among the first four columns of each of these tables.
        statement = f"SELECT * FROM old_{table} WHERE plan_version = ? ORDER BY 2, 3, 4"
        rows = [_given(row) for row in _rows(connection, statement, version)]
        for row in rows:
            del row["plan_version"]
        if rows:
            parts[table] = rows
    return parts


def _move_seals(connection: Any, contents: dict[tuple[str, int], Row], unlike: set[int]) -> None:
    """Keep every seal with its hash, and seal each plan version in the new form as well."""
    count, previous = 0, bytes(32)
    kept = []
    rows = []
    for row in _rows(connection, "SELECT number, kind, id, hash FROM old_seal ORDER BY number"):
        number, kind, id = row["number"], row["kind"], row["id"]
        content, hashed = contents.get((kind, id)), bytes.fromhex(row["hash"])
        mark = bytes(8)
        if content is not None and _old_hash(content, previous) == hashed:
            mark = sha256(_json(content).encode()).digest()[:8]
        if content is not None and (kind == "plan_version" or (kind == "entry" and id in unlike)):
            kept.append({"seal": number, "content": _json(content)})
        rows.append({"number": number, "form": 1, "kind": kind, "id": id, "mark": mark,
                     "hash": hashed})  # fmt: skip
        count, previous = number, hashed
    head = [
        (row["count"], bytes.fromhex(row["hash"]))
        for row in _rows(connection, "SELECT count, hash FROM old_ledger_head")
    ]
    whole = head == [(count, previous)]
    for (number,) in connection.execute(
        "SELECT number FROM plan_version ORDER BY number"
    ).fetchall():
        text = _new_text(connection, number)
        count += 1
        previous = sha256(f"{previous.hex()}\n{text}".encode()).digest()
        mark = sha256(text.encode()).digest()[:8]
        rows.append({"number": count, "form": 2, "kind": "plan_version", "id": number,
                     "mark": mark, "hash": previous})  # fmt: skip
    _insert(connection, "seal", rows)
    _insert(connection, "form1_text", kept)
    if whole:
        head = [(count, previous)]
    _insert(connection, "ledger_head", [{"id": 1, "count": c, "hash": h} for c, h in head])


def _old_hash(content: Row, previous: bytes) -> bytes:
    return sha256(_json(content | {"previous": previous.hex()}).encode()).digest()


# Entries


def _move_entries(connection: Any) -> set[int]:
    """Move the entries; return those that do not give back what stood there letter by letter."""
    unlike = set()
    items = _Numbers(connection, "item", ("kind", "id"))
    regions = _Numbers(connection, "region", ("id",))
    spans: set[int] = set()
    evident = connection.execute("SELECT * FROM old_entry ORDER BY id")
    columns = [column[0] for column in evident.description]
    for number, values in enumerate(evident.fetchall(), 1):
        row = dict(zip(columns, values, strict=True))
        span = _span(row)
        if span["number"] not in spans:
            spans.add(span["number"])
            _insert(connection, "span", [span])
        batch = {
            "number": number,
            "recorded_at": row["recorded_at"],
            "recorded_by": row["recorded_by"],
            "plan_version": row["plan_version"],
            "first_entry": row["id"],
            "last_entry": row["id"],
            "source": row["source"] or None,
        }
        entry = {
            "id": row["id"],
            "kind": row["kind"],
            "item": items[row["subject_kind"], row["subject_id"]],
            "region": regions[(row["region"],)],
            "part": 0,
            "span": span["number"],
            "value": row["value"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "state": _state(row),
            "entered": _entered(row),
            "vintage": row["vintage"],
            "note": row["note"] or None,
            "supersedes": row["supersedes"],
            "reason": row["reason"] or None,
            "batch": number,
        }
        _insert(connection, "batch", [batch])
        _insert(connection, "entry", [entry])
        if row["period"] != span["period"] or row["grain"] != _grain(span["period"]):
            unlike.add(row["id"])
    return unlike


def _state(row: Row) -> str | None:
    if row["value"] is not None:
        return None
    return {1: "done", 0: "not_done"}[row["done"]]


def _entered(row: Row) -> str | None:
    """Return the value as it was typed; nothing where it is the value, or there is none."""
    if row["value"] is None:
        return row["entered"] or None
    return None if row["entered"] == row["value"] else str(row["entered"])


def _span(row: Row) -> Row:
    first, last = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    length = (last - first).days + 1
    number = int(last.isoformat().replace("-", "")) * 100_000 + length
    return {"number": number, "period": _period(first, last), "first_day": first.isoformat(),
            "last_day": last.isoformat()}  # fmt: skip


def _period(first: date, last: date) -> str:
    """Return how a period is written that has these days."""
    if first == last:
        return first.isoformat()
    following = date.fromordinal(last.toordinal() + 1) if last < date.max else None
    ends_month = following is None or following.day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        months = last.month - first.month + 1
        if months == 12:
            return f"{first.year:04d}"
        if months == 6 and first.month % 6 == 1:
            return f"{first.year:04d}-H{(first.month + 5) // 6}"
        if months == 3 and first.month % 3 == 1:
            return f"{first.year:04d}-Q{(first.month + 2) // 3}"
        if months == 1:
            return f"{first.year:04d}-{first.month:02d}"
    return f"{first.isoformat()}..{last.isoformat()}"  # what no program of ours wrote


def _grain(period: str) -> str:
    if "H" in period:
        return "half"
    if "Q" in period:
        return "quarter"
    return {4: "year", 7: "month"}.get(len(period), "day")


class _Numbers:
    """The numbers of what entries name, given out as they come."""

    def __init__(self, connection: Any, table: str, columns: tuple[str, ...]) -> None:
        self._connection, self._table, self._columns = connection, table, columns
        self._numbers: dict[tuple[str, ...], int] = {}

    def __getitem__(self, named: tuple[str, ...]) -> int:
        if named not in self._numbers:
            self._numbers[named] = number = len(self._numbers) + 1
            row = {"number": number} | dict(zip(self._columns, named, strict=True))
            _insert(self._connection, self._table, [row])
        return self._numbers[named]


# Plan versions


def _move_version(connection: Any, row: Row) -> None:
    """Move one version, from its thirteen tables to five."""
    version = row["number"]
    parts = {
        table: list(_rows(
            connection,
            f"SELECT * FROM old_{table} WHERE plan_version = ? ORDER BY position",
            version,
        ))
        for table in OLD_PLAN_TABLES
    }  # fmt: skip
    copied = ("number", "plan_id", "language", "base_period", "end_period", "utc_offset",
              "document_number", "adopted", "issued", "digest", "loaded_at", "approved_by",
              "version_note")  # fmt: skip
    on_track = str(row["on_track"])
    more = {"thresholds": {"on_track": on_track}} if on_track != "5" else {}
    _insert(
        connection,
        "plan_version",
        [{column: row[column] for column in copied} | {"more": _json(more)}],
    )
    moved: dict[str, list[Row]] = {"plan_item": [], "plan_text": [], "responsibility": [],
                                   "target": []}  # fmt: skip
    moved["plan_text"] += _texts("plan", "", row, {
        "title": "title", "issuer": "issuer", "source": "source", "note": "note",
    })  # fmt: skip
    _move_names(moved, parts)
    _move_indicators(moved, parts)
    _move_milestones(moved, parts)
    for table, rows in moved.items():
        _insert(connection, table, [{"plan_version": version} | r for r in rows])


def _move_names(moved: dict[str, list[Row]], parts: dict[str, list[Row]]) -> None:
    for row in parts["region"]:
        moved["plan_item"].append(_item("region", row, row["id"]))
        moved["plan_text"] += _texts("region", row["id"], row, {"name": "name"})
    for row in parts["unit"]:
        moved["plan_item"].append(_item("unit", row, row["id"]))
        moved["plan_text"] += _texts("unit", row["id"], row, {"name": "name", "short": "short"})
    for row in parts["task"]:
        code = row["code"]
        more = ({"cite": row["cite"]} if row["cite"] else {}) | (
            {"sole": True} if row["sole"] else {}
        )
        moved["plan_item"].append(_item("task", row, code, more))
        moved["plan_text"] += _texts("task", code, row, {"title": "title", "summary": "summary"})
    moved["responsibility"] += _links("task", "task_code", parts["task_unit"])


def _move_indicators(moved: dict[str, list[Row]], parts: dict[str, list[Row]]) -> None:
    components, yearly = defaultdict(list), defaultdict(list)
    for link in parts["indicator_component"]:
        components[link["indicator_id"]].append(link["component_id"])
    for target in parts["yearly_target"]:
        yearly[target["indicator_id"]].append(target)
    (region, *_) = parts["region"]
    for row in parts["indicator"]:
        id = row["id"]
        more: Row = {"cite": row["cite"]} if row["cite"] else {}
        more |= {"share": True} if row["share"] else {}
        more |= {"components": components[id]} if id in components else {}
        moved["plan_item"].append(_item("indicator", row, id, more))
        moved["plan_text"] += _texts("indicator", id, row, {
            "name": "name", "definition": "definition", "note": "note",
            "baseline_note": "baseline.note", "no_baseline_reason": "baseline.unavailable",
            "target_text": "target.text",
        })  # fmt: skip
        figures = [*_baseline(row), _target(row), *map(_yearly, yearly[id])]
        moved["target"] += (
            {"region": region["id"], "item": id, "position": at} | figure
            for at, figure in enumerate(figures)
        )
    moved["responsibility"] += _links("indicator", "indicator_id", parts["indicator_unit"])
    moved["responsibility"] += _tasks("indicator", "indicator_id", parts["indicator_task"])


def _move_milestones(moved: dict[str, list[Row]], parts: dict[str, list[Row]]) -> None:
    for row in parts["milestone"]:
        more: Row = {"due": row["due"]}
        more |= {key: row[key] for key in ("every", "since", "cite") if row[key]}
        moved["plan_item"].append(_item("milestone", row, row["id"], more))
        moved["plan_text"] += _texts(
            "milestone", row["id"], row, {"title": "title", "note": "note"}
        )
    moved["responsibility"] += _links("milestone", "milestone_id", parts["milestone_unit"])
    moved["responsibility"] += _tasks("milestone", "milestone_id", parts["milestone_task"])


def _item(kind: str, row: Row, id: str, more: Row | None = None) -> Row:
    constraint = row.get("constraint_type", "")
    return {
        "kind": kind,
        "id": id,
        "position": row["position"],
        "code": row.get("code", ""),
        "plan_group": row.get("plan_group", ""),
        # A milestone without a constraint type has none in the plan's own form.
        "constraint_type": ""
        if kind == "milestone" and constraint == "unspecified"
        else constraint,
        "unit_of_measure": row.get("unit_of_measure", ""),
        "more": _json(more or {}),
    }


def _texts(kind: str, item: str, row: Row, fields: Mapping[str, str]) -> Iterator[Row]:
    for column, field in fields.items():
        if row[column] is None:
            continue
        said = {"": row[column]} | {language: row[f"{column}_{language}"] for language in LANGUAGES}
        for language, content in said.items():
            if content is not None:
                yield {"kind": kind, "item": item, "field": field, "language": language,
                       "content": content}  # fmt: skip


def _links(kind: str, owner: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the units of items; positions count from 0 within item and role."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        key = (row[owner], row["role"])
        yield {"kind": kind, "item": row[owner], "role": row["role"], "position": counted[key],
               "unit": row["unit_id"]}  # fmt: skip
        counted[key] += 1


def _tasks(kind: str, owner: str, rows: Iterable[Row]) -> Iterator[Row]:
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        at = counted[row[owner]]
        yield {"kind": kind, "item": row[owner], "role": "task", "position": at,
               "unit": row["task_code"]}  # fmt: skip
        counted[row[owner]] += 1


def _baseline(row: Row) -> Iterator[Row]:
    if row["baseline_value"] is not None:
        yield {"kind": "baseline", "period": row["baseline_period"],
               "value": row["baseline_value"], "as_printed": row["baseline_as_printed"] or "",
               "more": _json({})}  # fmt: skip


def _target(row: Row) -> Row:
    more: Row = {}
    value = row["target_value"]
    for name in ("rate", "change", "factor"):
        if row[f"target_{name}"] is not None:
            value, more = row[f"target_{name}"], {"states": name}
    defaults = {"basis": "levels", "every": "year"}
    if row["target_kind"] in ("annual_growth", "cumulative_change"):
        defaults["bound"] = "at_least"
    for term in MORE_TARGET_TERMS:
        stated = row[f"target_{term}"]
        if stated is not None and stated != defaults.get(term):
            more[term] = stated
    if row["target_baseline_meets"]:
        more["baseline_meets"] = True
    return {"kind": row["target_kind"], "period": row["target_by"], "value": value,
            "as_printed": row["target_as_printed"], "more": _json(more)}  # fmt: skip


def _yearly(row: Row) -> Row:
    return {"kind": "yearly", "period": row["period"], "value": row["value"], "as_printed": "",
            "more": _json({})}  # fmt: skip


NEW_VERSION = (
    *("number", "plan_id", "language", "base_period", "end_period", "utc_offset"),
    *("document_number", "adopted", "issued", "more", "digest", "loaded_at", "approved_by"),
    "version_note",
)
NEW_PARTS = {
    "plan_item": (("kind", "id"), ("position", "code", "plan_group", "constraint_type",
                                   "unit_of_measure", "more")),
    "plan_text": (("kind", "item", "field", "language"), ("content",)),
    "responsibility": (("kind", "item", "role", "position"), ("unit",)),
    "target": (("region", "item", "position"), ("kind", "period", "value", "as_printed", "more")),
}  # fmt: skip


def _new_text(connection: Any, version: int) -> str:
    """Return what the new form seals of a version."""
    own = f"SELECT {', '.join(NEW_VERSION)} FROM plan_version WHERE number = ?"
    text = "".join(_lines("plan_version", row) for row in _rows(connection, own, version))
    for table, (key, rest) in NEW_PARTS.items():
        statement = (
            f"SELECT {', '.join((*key, *rest))} FROM {table} WHERE plan_version = ? "
            f"ORDER BY {', '.join(key)}"
        )
        text += "".join(_lines(table, row) for row in _rows(connection, statement, version))
    return text


def _lines(table: str, row: Row) -> str:
    given = (f"{c}:{len(str(v))}:{v}\n" for c, v in row.items() if v is not None)
    return f"{table}\n" + "".join(given)


# What all of these use


def _rows(connection: Any, statement: str, *values: object) -> Iterator[Row]:
    cursor = connection.execute(statement, values)
    columns = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(columns, row, strict=True))


def _insert(connection: Any, table: str, rows: list[Row]) -> None:
    if rows:
        columns = tuple(rows[0])
        places = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",
            [tuple(row[column] for column in columns) for row in rows],
        )


def _given(row: Row) -> Row:
    return {column: value for column, value in row.items() if value is not None}


def _json(data: Row) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _run_file(name: str) -> None:
    """Run a file's statements, which are parted by empty lines."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for statement in text.strip().removesuffix(";").split(";\n\n"):
        _run(statement)


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
