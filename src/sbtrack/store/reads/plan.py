"""A plan's version, from the tables to the domain; the inverse of `planrows`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from sbtrack.domain.codec_parts import Data, name_to_data, period_from_data, target_from_data
from sbtrack.domain.facts import VersionListing
from sbtrack.domain.message import Name
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    PlanVersion,
    Region,
    Task,
    Thresholds,
    Unit,
)
from sbtrack.domain.targets import MultipleOf, Target
from sbtrack.domain.terms import Constraint, Grain, Group
from sbtrack.store.kept import decimal_from, offset_from, readable
from sbtrack.store.kinds import flag, require_row
from sbtrack.store.moments import moment_from_text

#: What the kinds of target state, beside their period, printed text and (T) text.
TARGET_FIELDS = (
    *("value", "tolerance", "factor", "reference", "floor", "rate", "change"),
    *("basis", "bound", "every", "baseline_meets"),
)
_NUMBERS = {"value", "tolerance", "factor", "floor", "rate", "change"}
Columns = dict[str, Any]
Links = dict[str, tuple[str, ...]]


def read_version(connection: sqlite3.Connection, number: int) -> PlanVersion:
    """Return one loaded version with its plan.

    Raises:
        Unreadable: its rows hold what no writer of ours wrote.
    """
    with readable("plan_version", number):
        statement = "SELECT * FROM plan_version WHERE number = ?"
        (row,) = _found(connection, statement, number)
        require_row("plan_version", row)
        plan = _plan(connection, row)
        _require_named(plan)
        return PlanVersion(
            plan=plan,
            number=number,
            loaded_at=moment_from_text(row["loaded_at"]),
            digest=row["digest"],
            approved_by=row["approved_by"],
            note=row["version_note"],
        )


def read_listings(connection: sqlite3.Connection, until: str) -> Iterator[VersionListing]:
    """Yield the versions loaded by the moment `until`, oldest first, without the plans.

    Raises:
        Unreadable: their rows hold what no writer of ours wrote.
    """
    statement = "SELECT * FROM plan_version WHERE loaded_at <= ? ORDER BY number"
    for row in _found(connection, statement, until):
        with readable("plan_version", row["number"]):
            require_row("plan_version", row)
            yield VersionListing(
                number=row["number"],
                title=_name(row, "title"),
                loaded_at=moment_from_text(row["loaded_at"]),
                digest=row["digest"],
                utc_offset=offset_from(row["utc_offset"]),
                language=row["language"],
                approved_by=row["approved_by"],
                note=row["version_note"],
            )


def _name(row: Columns, column: str) -> Name:
    """Return a name and its translations."""
    found = _name_or_none(row, column)
    if found is None:
        raise ValueError(column)
    return found


def _plan(connection: sqlite3.Connection, row: Columns) -> Plan:
    number = row["number"]
    region, *_ = _rows(connection, "region", number)
    return Plan(
        id=row["plan_id"],
        title=_name(row, "title"),
        language=row["language"],
        region=Region(region["id"], _name(region, "name")),
        base=period_from_data(row["base_period"]),
        end=period_from_data(row["end_period"]),
        utc_offset=offset_from(row["utc_offset"]),
        document_number=row["document_number"],
        issuer=_name_or_none(row, "issuer"),
        adopted=_date_or_none(row["adopted"]),
        issued=_date_or_none(row["issued"]),
        source=_name_or_none(row, "source"),
        note=_name_or_none(row, "note"),
        thresholds=Thresholds(decimal_from(row["on_track"])),
        units=tuple(_units(connection, number)),
        tasks=tuple(_tasks(connection, number)),
        indicators=tuple(_indicators(connection, number)),
        milestones=tuple(_milestones(connection, number)),
    )


def _require_named(plan: Plan) -> None:
    """Raise a KeyError where something refers to what is not there any more."""
    units, tasks = {u.id for u in plan.units}, {t.code for t in plan.tasks}
    for task in plan.tasks:
        _require(units, task.lead, task.cooperating)
    tracked: tuple[Indicator | Milestone, ...] = (*plan.indicators, *plan.milestones)
    for item in tracked:
        _require(units, item.lead, item.cooperating)
        _require(tasks, item.tasks)
    indicators = {i.id for i in plan.indicators}
    for indicator in plan.indicators:
        _require(indicators, indicator.components, _references(indicator))


def _references(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.target.reference,) if isinstance(indicator.target, MultipleOf) else ()


def _require(there: set[str], *named: tuple[str, ...]) -> None:
    for name in chain.from_iterable(named):
        if name not in there:
            raise KeyError(name)


def _units(connection: sqlite3.Connection, number: int) -> Iterator[Unit]:
    for row in _rows(connection, "unit", number):
        yield Unit(row["id"], _name(row, "name"), _name_or_none(row, "short"))


def _tasks(connection: sqlite3.Connection, number: int) -> Iterator[Task]:
    lead, cooperating = _unit_links(connection, "task_unit", "task_code", number)
    for row in _rows(connection, "task", number):
        code = row["code"]
        yield Task(
            code=code,
            title=_name(row, "title"),
            lead=lead.get(code, ()),
            cooperating=cooperating.get(code, ()),
            sole=flag(row["sole"]),
            summary=_name_or_none(row, "summary"),
            cite=row["cite"],
        )


def _indicators(connection: sqlite3.Connection, number: int) -> Iterator[Indicator]:
    owner = "indicator_id"
    lead, cooperating = _unit_links(connection, "indicator_unit", owner, number)
    components = _links(connection, "indicator_component", owner, "component_id", number)
    tasks = _links(connection, "indicator_task", owner, "task_code", number)
    yearly: dict[str, list[Columns]] = defaultdict(list)
    for target in _rows(connection, "yearly_target", number):
        yearly[target[owner]].append(target)
    for row in _rows(connection, "indicator", number):
        id = row["id"]
        yield Indicator(
            code=row["code"],
            id=id,
            name=_name(row, "name"),
            group=Group(row["plan_group"]),
            constraint=Constraint(row["constraint_type"]),
            unit_of_measure=row["unit_of_measure"],
            baseline=_baseline(row),
            target=_target(row),
            yearly=tuple(
                (period_from_data(y["period"]), decimal_from(y["value"]))
                for y in yearly.get(id, ())
            ),
            share=flag(row["share"]),
            components=components.get(id, ()),
            tasks=tasks.get(id, ()),
            lead=lead.get(id, ()),
            cooperating=cooperating.get(id, ()),
            definition=_name_or_none(row, "definition"),
            note=_name_or_none(row, "note"),
            cite=row["cite"],
        )


def _milestones(connection: sqlite3.Connection, number: int) -> Iterator[Milestone]:
    owner = "milestone_id"
    lead, cooperating = _unit_links(connection, "milestone_unit", owner, number)
    tasks = _links(connection, "milestone_task", owner, "task_code", number)
    for row in _rows(connection, "milestone", number):
        id, every, since = row["id"], row["every"], row["since"]
        yield Milestone(
            code=row["code"],
            id=id,
            title=_name(row, "title"),
            due=period_from_data(row["due"]),
            every=None if every is None else Grain(every),
            since=None if since is None else period_from_data(since),
            constraint=Constraint(row["constraint_type"]),
            tasks=tasks.get(id, ()),
            lead=lead.get(id, ()),
            cooperating=cooperating.get(id, ()),
            note=_name_or_none(row, "note"),
            cite=row["cite"],
        )


def _baseline(row: Columns) -> Baseline | NoBaseline:
    if row["baseline_value"] is None:
        return NoBaseline(_name_or_none(row, "no_baseline_reason"))
    return Baseline(
        decimal_from(row["baseline_value"]),
        period_from_data(row["baseline_period"]),
        row["baseline_as_printed"],
        _name_or_none(row, "baseline_note"),
    )


def _target(row: Columns) -> Target:
    data: Data = {
        "kind": row["target_kind"],
        "by": row["target_by"],
        "as_printed": row["target_as_printed"],
    }
    data |= {f: v for f in TARGET_FIELDS if (v := row[f"target_{f}"]) is not None}
    for number in _NUMBERS & data.keys():
        decimal_from(data[number])
    if "baseline_meets" in data:
        data["baseline_meets"] = flag(data["baseline_meets"])
    text = _name_or_none(row, "target_text")
    if text is not None:
        data["text"] = name_to_data(text)
    return target_from_data(data)


def _unit_links(
    connection: sqlite3.Connection, table: str, owner: str, number: int
) -> tuple[Links, Links]:
    rows = tuple(_rows(connection, table, number))
    lead = (row for row in rows if row["role"] == "lead")
    cooperating = (row for row in rows if row["role"] == "cooperating")
    return _grouped(lead, owner, "unit_id"), _grouped(cooperating, owner, "unit_id")


def _links(
    connection: sqlite3.Connection, table: str, owner: str, member: str, number: int
) -> Links:
    return _grouped(_rows(connection, table, number), owner, member)


def _grouped(rows: Iterable[Columns], owner: str, member: str) -> Links:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[owner]].append(row[member])
    return {key: tuple(members) for key, members in found.items()}


def _rows(connection: sqlite3.Connection, table: str, number: int) -> Iterator[Columns]:
    statement = f"SELECT * FROM {table} WHERE plan_version = ? ORDER BY position"
    for row in _found(connection, statement, number):
        require_row(table, row)
        yield row


def _found(connection: sqlite3.Connection, statement: str, value: object) -> Iterator[Columns]:
    cursor = connection.execute(statement, (value,))
    columns = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(columns, row, strict=True))


def _name_or_none(row: Columns, column: str) -> Name | None:
    text = row[column]
    if text is None:
        return None
    spoken = ((language, row[f"{column}_{language}"]) for language in ("zh", "en"))
    return Name(text, tuple((language, said) for language, said in spoken if said is not None))


def _date_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
