"""What two versions of a plan say differently: items added, removed or changed, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Plan, Task, Unit
from sbtrack.locale.words import Words
from sbtrack.reports.plan.fields import (
    Fields,
    field_label,
    indicator_fields,
    milestone_fields,
    plan_fields,
    task_fields,
    unit_fields,
)
from sbtrack.reports.table import Cell, Column, Section, Table

I = TypeVar("I", Unit, Task, Indicator, Milestone)  # noqa: E741  an item


class Part(StrEnum):
    """Where in a plan a difference lies."""

    PLAN = "plan"
    UNIT = "unit"
    TASK = "task"
    INDICATOR = "indicator"
    MILESTONE = "milestone"


class Change(StrEnum):
    """What became of an item, or of one of its fields."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two versions say differently.

    `key` is the item's id, a task's code, or the plan's id; `field` is empty when the whole item
    was added or removed. None as `old` or `new` means that the field was or is not there.
    """

    part: Part
    change: Change
    key: str
    code: str  # empty for a unit and the plan, which have none
    name: Name
    field: str = ""
    old: Cell = None
    new: Cell = None


COLUMNS = (
    Column("code", Msg("No.")),
    Column("id", Msg("Id"), priority=4),
    Column("name", Msg("Name"), priority=2, flexible=True),
    Column("field", Msg("Field")),
    Column("old", Msg("Old"), flexible=True),
    Column("new", Msg("New"), flexible=True),
)
_HEADINGS = {
    Part.PLAN: Msg("The plan document"),
    Part.UNIT: Msg("Responsible units"),
    Part.TASK: Msg("Tasks"),
    Part.INDICATOR: Msg("Indicators"),
    Part.MILESTONE: Msg("Milestones"),
}
_WHOLE = {Change.ADDED: Msg("(added)"), Change.REMOVED: Msg("(removed)")}


def differences(old: Plan, new: Plan) -> tuple[Difference, ...]:
    """Return what `new` says differently from `old`, in the order of `new`; nothing when the same.

    Units, indicators and milestones are the same by id, tasks by code. The order of items does
    not count; the order of names in a list does, as plans print units by rank.
    """
    found = [*_changed(Part.PLAN, new.id, "", new.title, plan_fields(old), plan_fields(new))]
    found += _items(Part.UNIT, (old.units, new.units), _same(unit_fields), _unit)
    found += _items(
        Part.TASK, (old.tasks, new.tasks), (_for(task_fields, old), _for(task_fields, new)), _task
    )
    found += _items(
        Part.INDICATOR,
        (old.indicators, new.indicators),
        (_for(indicator_fields, old), _for(indicator_fields, new)),
        _indicator,
    )
    found += _items(
        Part.MILESTONE,
        (old.milestones, new.milestones),
        (_for(milestone_fields, old), _for(milestone_fields, new)),
        _milestone,
    )
    return tuple(found)


def difference_table(found: Iterable[Difference], plan: Plan) -> Table:
    """Return the differences as a table, a section for each part of the plan.

    `plan` is the new version, of which the table speaks.
    """
    listed = tuple(found)
    sections = []
    for part, heading in _HEADINGS.items():
        rows = tuple(_row(d) for d in listed if d.part is part)
        if rows:
            sections.append(Section(rows, heading))
    same = () if listed else (Msg("Both versions say the same."),)
    return Table(
        Msg("Changes to the plan {title}", title=plan.title),
        COLUMNS,
        tuple(sections),
        _summary(listed),
        same,
    )


def difference_data(found: Iterable[Difference], words: Words) -> list[dict[str, Any]]:
    """Return the differences as plain data; texts are in the language of `words`."""
    return [
        {
            "part": d.part.value,
            "change": d.change.value,
            "key": d.key,
            "code": d.code or None,
            "name": words.value(d.name),
            "field": d.field or None,
            "old": None if d.old is None else words.value(d.old),
            "new": None if d.new is None else words.value(d.new),
        }
        for d in found
    ]


def _same(fields: Callable[[I], Fields]) -> tuple[Callable[[I], Fields], Callable[[I], Fields]]:
    return fields, fields


def _for(fields: Callable[[I, Plan], Fields], plan: Plan) -> Callable[[I], Fields]:
    return lambda item: fields(item, plan)


def _unit(unit: Unit) -> tuple[str, str, Name]:
    return unit.id, "", unit.name


def _task(task: Task) -> tuple[str, str, Name]:
    return task.code, task.code, task.title


def _indicator(indicator: Indicator) -> tuple[str, str, Name]:
    return indicator.id, indicator.code, indicator.name


def _milestone(milestone: Milestone) -> tuple[str, str, Name]:
    return milestone.id, milestone.code, milestone.title


def _items(
    part: Part,
    items: tuple[tuple[I, ...], tuple[I, ...]],
    fields: tuple[Callable[[I], Fields], Callable[[I], Fields]],
    called: Callable[[I], tuple[str, str, Name]],
) -> Iterator[Difference]:
    """Yield the differences of one part, items that are gone last."""
    before = {called(item)[0]: item for item in items[0]}
    for item in items[1]:
        key, code, name = called(item)
        earlier = before.pop(key, None)
        if earlier is None:
            yield Difference(part, Change.ADDED, key, code, name)
        else:
            yield from _changed(part, key, code, name, fields[0](earlier), fields[1](item))
    for item in before.values():
        yield Difference(part, Change.REMOVED, *called(item))


def _changed(
    part: Part, key: str, code: str, name: Name, old: Fields, new: Fields
) -> Iterator[Difference]:
    nothing = (None, None)
    for field in dict.fromkeys((*new, *old)):
        (was, exact_then), (is_, exact_now) = old.get(field, nothing), new.get(field, nothing)
        if exact_then != exact_now:
            yield Difference(part, Change.CHANGED, key, code, name, field, was, is_)


def _row(found: Difference) -> tuple[Cell, ...]:
    whole = _WHOLE.get(found.change)
    field = whole if whole is not None else field_label(found.field)
    return found.code, found.key, found.name, field, found.old, found.new


def _summary(found: tuple[Difference, ...]) -> Msg:
    """Return how many items were added, removed and changed."""
    items = {(d.part, d.key): d.change for d in found}
    counts = Counter(items.values())
    return Msg(
        "{added} added, {removed} removed, {changed} changed",
        added=counts[Change.ADDED],
        removed=counts[Change.REMOVED],
        changed=counts[Change.CHANGED],
    )
