"""A plan version as rows of five tables, and back: the store's one mapping of a plan.

It works on the plan as data (`sbtrack.domain.codec`), so that a field, a kind or a language that
is new there needs no change here: what has no column of its own stands in `more`, as JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Data = dict[str, Any]
Record = Mapping[str, Any]  # the values of a row's columns, by name
Rows = dict[str, list[Data]]  # by table, in the order in which they are written

#: The kinds of items, and the key of the plan's data under which each kind is listed.
LISTS = {"unit": "units", "task": "tasks", "indicator": "indicators", "milestone": "milestones"}
#: What of each kind is text in languages; a dot leads to a part.
TEXTS = {
    "plan": ("title", "issuer", "source", "note"),
    "region": ("name",),
    "unit": ("name", "short"),
    "task": ("title", "summary"),
    "indicator": (
        *("name", "definition", "note"),
        *("baseline.note", "baseline.unavailable", "target.text"),
    ),
    "milestone": ("title", "note"),
}
#: The columns of a version and the plan's keys; adopted and issued may be missing.
HEADER = {
    "plan_id": "id",
    "language": "language",
    "base_period": "base",
    "end_period": "end",
    "utc_offset": "utc_offset",
    "document_number": "document_number",
    "adopted": "adopted",
    "issued": "issued",
}
_DEFAULTS = {"utc_offset": "+00:00", "document_number": ""}
_COLUMNS = {
    "plan_group": "group",
    "constraint_type": "constraint",
    "unit_of_measure": "unit_of_measure",
}
_ROLES = {"lead": "lead", "cooperating": "cooperating", "task": "tasks"}
_STATED = ("value", "rate", "change", "factor")  # what the one number of a target is called
BASELINE, YEARLY = "baseline", "yearly"


def rows_of(plan: Data) -> Rows:
    """Return the rows of a plan, without the number of its version."""
    left = dict(plan)
    rows: Rows = {"plan_version": [], "plan_item": [], "plan_text": [], "responsibility": [],
                  "target": []}  # fmt: skip
    region = left.pop("region")
    _add_item(rows, "region", 0, region, region["id"])
    for kind, key in LISTS.items():
        for position, item in enumerate(left.pop(key, ())):
            _add_item(rows, kind, position, item, region["id"])
    rows["plan_text"].extend(_taken_texts("plan", "", left))
    header = {column: left.pop(key, _DEFAULTS.get(key)) for column, key in HEADER.items()}
    rows["plan_version"].append(header | {"more": _json(left)})
    return rows


def plan_of(header: Record, rows: Mapping[str, Iterable[Record]]) -> Data:
    """Return the plan's data that `rows_of` gave these rows for.

    `header` is the row of the version; the rows of each other table are in the order of their
    positions.

    Raises:
        LookupError, TypeError, ValueError: another tool changed them.
    """
    plan = _more(header)
    for column, key in HEADER.items():
        if header[column] not in (None, _DEFAULTS.get(key)):
            plan[key] = header[column]
    texts = _grouped(rows["plan_text"])
    links, figures = _grouped(rows["responsibility"]), _grouped(rows["target"], kind="indicator")
    _put_texts(plan, texts.pop(("plan", ""), ()))
    lists: dict[str, list[Data]] = {kind: [] for kind in ("region", *LISTS)}
    for row in rows["plan_item"]:
        owner = (row["kind"], row["id"])
        item = _item(row, links.pop(owner, ()))
        if row["kind"] == "indicator":
            item |= _figures(figures.pop(owner, ()))
        _put_texts(item, texts.pop(owner, ()))
        lists[row["kind"]].append(item)
    if texts or links or figures:
        raise LookupError("rows of an item that is not there")
    (plan["region"],) = lists.pop("region")
    return plan | {LISTS[kind]: items for kind, items in lists.items() if items}


def _add_item(rows: Rows, kind: str, position: int, item: Data, region: str) -> None:
    left = dict(item)
    code = left.pop("code", "")
    id = left.pop("id", code)
    owner = {"kind": kind, "item": id}
    rows["plan_text"].extend(_taken_texts(kind, id, left))
    for role, key in _ROLES.items():
        rows["responsibility"].extend(
            owner | {"role": role, "position": at, "unit": unit}
            for at, unit in enumerate(left.pop(key, ()))
        )
    if kind == "indicator":
        rows["target"].extend(
            {"region": region, "item": id, "position": at} | figure
            for at, figure in enumerate(_taken_figures(left))
        )
    rows["plan_item"].append(
        {"kind": kind, "id": id, "position": position, "code": code}
        | {column: left.pop(key, "") for column, key in _COLUMNS.items()}
        | {"more": _json(left)}
    )


def _item(row: Record, links: Iterable[Record]) -> Data:
    item = _more(row)
    if row["kind"] != "task":
        item["id"] = row["id"]
    if row["code"]:
        item["code"] = row["code"]
    item |= {key: row[column] for column, key in _COLUMNS.items() if row[column]}
    if row["kind"] == "indicator":
        item["unit_of_measure"] = row["unit_of_measure"]  # empty: figures without one
    for link in links:
        item.setdefault(_ROLES[link["role"]], []).append(link["unit"])
    return item


def _taken_figures(item: Data) -> Iterator[Data]:
    """Take from an indicator its baseline, its target and its yearly targets."""
    baseline = item.pop("baseline")
    if baseline:
        yield _figure(BASELINE, baseline["period"], baseline, ("kind", "period"))
    target = item.pop("target")
    yield _figure(target["kind"], target["by"], target, ("kind", "by"))
    for period, value in item.pop("yearly", ()):
        yield _figure(YEARLY, period, {"value": value}, ())


def _figure(kind: str, period: str, stated: Data, told: tuple[str, ...]) -> Data:
    left = {key: value for key, value in stated.items() if key not in told}
    named = next((key for key in _STATED if key in left), None)
    row = {
        "kind": kind,
        "period": period,
        "value": None if named is None else left.pop(named),
        "as_printed": left.pop("as_printed", ""),
    }
    states = {} if named in (None, "value") else {"states": named}
    return row | {"more": _json(left | states)}


def _figures(rows: Iterable[Record]) -> Data:
    """Return an indicator's baseline, target and yearly targets."""
    item: Data = {"baseline": {}}
    for row in rows:
        stated = _more(row)
        named = stated.pop("states", "value")
        if row["value"] is not None:
            stated[named] = row["value"]
        if row["as_printed"]:
            stated["as_printed"] = row["as_printed"]
        if row["kind"] == BASELINE:
            item["baseline"] = stated | {"period": row["period"]}
        elif row["kind"] == YEARLY:
            item.setdefault("yearly", []).append([row["period"], stated["value"]])
        else:
            item["target"] = stated | {"kind": row["kind"], "by": row["period"]}
    return item


def _taken_texts(kind: str, id: str, item: Data) -> Iterator[Data]:
    """Take from an item its texts in languages."""
    for field in TEXTS[kind]:
        part, _, name = field.rpartition(".")
        holder = item
        if part:
            if name not in item.get(part, ()):
                continue
            holder = item[part] = dict(item[part])
        text = holder.pop(name, None)
        if text is not None:
            said = (
                {"": text} if isinstance(text, str) else {"": text["text"], **text["translations"]}
            )
            for language, content in said.items():
                yield {"kind": kind, "item": id, "field": field, "language": language,
                       "content": content}  # fmt: skip


def _put_texts(item: Data, rows: Iterable[Record]) -> None:
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        fields[row["field"]][row["language"]] = row["content"]
    for field, said in fields.items():
        if not isinstance(field, str):
            raise TypeError(field)
        part, _, name = field.rpartition(".")
        text = said.pop("")
        holder = item[part] if part else item
        holder[name] = text if text and not said else {"text": text, "translations": said}


def _grouped(rows: Iterable[Record], kind: str = "") -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for row in rows:
        found[kind or row["kind"], row["item"]].append(row)
    return found


def _more(row: Record) -> Data:
    """Return what has no column of its own.

    Raises:
        TypeError, ValueError: another tool changed it.
    """
    more = json.loads(row["more"])
    if not isinstance(more, dict):
        raise ValueError(row["more"])
    return more


def _json(data: Data) -> str:
    """Return what has no column as text, always the same for the same."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
