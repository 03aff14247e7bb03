"""Who is responsible for what, and how it stands: units and tasks with their indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Task, Unit
from sbtrack.domain.terms import Light
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.status.table import COLUMNS, indicator_row, milestone_row, no_lines
from sbtrack.reports.table import Align, Cell, Column, Section, Table

Data = dict[str, Any]
Found = Assessment | MilestoneAssessment

_RIGHT = Align.RIGHT
_LIGHTS = (
    Column("green", Msg("Green"), _RIGHT),
    Column("yellow", Msg("Yellow"), _RIGHT),
    Column("red", Msg("Red"), _RIGHT),
    Column("grey", Msg("Grey"), _RIGHT),
)
UNIT_COLUMNS = (
    Column("id", Msg("Id"), priority=4),
    Column("unit", Msg("Unit"), flexible=True),
    Column("leads_tasks", Msg("Tasks led"), _RIGHT),
    Column("supports_tasks", Msg("Tasks supported"), _RIGHT, 3),
    Column("leads", Msg("Indicators led"), _RIGHT),
    Column("milestones", Msg("Milestones led"), _RIGHT, 2),
    *_LIGHTS,
)
TASK_COLUMNS = (
    Column("code", Msg("No.")),
    Column("task", Msg("Task"), flexible=True),
    Column("lead", Msg("Lead"), flexible=True, priority=2),
    Column("cooperating", Msg("Cooperating"), flexible=True, priority=3),
    Column("indicators", Msg("Indicators"), priority=2, flexible=True),
    Column("milestones", Msg("Milestones"), _RIGHT, 3),
    *_LIGHTS,
)
_SOLE = Msg("sole responsible unit")


def unit_table(answer: Answer) -> Table:
    """Return one line a unit: what it leads and supports, and the lights of what it leads."""
    rows = tuple(_unit_row(answer, unit) for unit in answer.plan.units)
    return Table(
        Msg("Responsible units"), UNIT_COLUMNS, (Section(rows),), answer.dates(), answer.notices()
    )


def task_table(answer: Answer) -> Table:
    """Return one line a task: its units, what it serves, and the lights of that."""
    rows = tuple(_task_row(answer, task) for task in answer.plan.tasks)
    return Table(Msg("Tasks"), TASK_COLUMNS, (Section(rows),), answer.dates(), answer.notices())


def unit_status(answer: Answer, unit: Unit) -> Table:
    """Return the status lines of what a unit leads, then of what it supports."""
    sections = []
    for heading, role in ((Msg("Leads"), "lead"), (Msg("Cooperates in"), "cooperating")):
        rows = tuple(_rows(answer, _of_unit(answer, unit, role)))
        if rows:
            sections.append(Section(rows, heading))
    return Table(
        Msg("{name}", name=unit.name),
        COLUMNS,
        tuple(sections),
        answer.dates(),
        (*answer.notices(), *no_lines(sections)),
    )


def task_status(answer: Answer, task: Task) -> Table:
    """Return the status lines of what a task serves."""
    rows = tuple(_rows(answer, _of_task(answer, task)))
    return Table(
        Msg("Indicators and milestones of the task"),
        COLUMNS,
        (Section(rows),) if rows else (),
        answer.dates(),
        (*answer.notices(), *no_lines(rows)),
    )


def unit_tasks(answer: Answer, unit: Unit) -> tuple[tuple[Msg, Cell], ...]:
    """Return the tasks that a unit leads and supports, as labelled facts."""
    led = (t for t in answer.plan.tasks if unit.id in t.lead)
    supported = (t for t in answer.plan.tasks if unit.id in t.cooperating)
    return (
        *((Msg("Leads"), _named(task)) for task in led),
        *((Msg("Cooperates in"), _named(task)) for task in supported),
    )


def task_facts(answer: Answer, task: Task) -> Iterator[tuple[Msg, Cell]]:
    """Yield what the plan says about a task."""
    plan = answer.plan
    if task.summary is not None:
        yield Msg("Summary"), task.summary
    yield Msg("Lead"), tuple(u.name for u in plan.lead_units(task))
    if task.sole:
        yield Msg("Kind"), _SOLE
    if task.cooperating:
        yield Msg("Cooperating"), tuple(u.name for u in plan.cooperating_units(task))
    if task.cite:
        yield Msg("Place in the document"), task.cite


def units_data_of(answer: Answer, words: Words) -> list[Data]:
    """Return every unit as plain data, with the codes of what it leads and supports."""
    return [unit_data(answer, unit, words) for unit in answer.plan.units]


def unit_data(answer: Answer, unit: Unit, words: Words) -> Data:
    """Return one unit as plain data."""
    led, supported = (_of_unit(answer, unit, role) for role in ("lead", "cooperating"))
    return {
        "id": unit.id,
        "name": words.value(unit.name),
        "tasks_led": [t.code for t in answer.plan.tasks if unit.id in t.lead],
        "tasks_supported": [t.code for t in answer.plan.tasks if unit.id in t.cooperating],
        "leads": [_item(found).code for found in led],
        "supports": [_item(found).code for found in supported],
        "lights": {light.value: count for light, count in _lights(led).items()},
    }


def task_data(answer: Answer, task: Task, words: Words) -> Data:
    """Return one task as plain data."""
    plan, found = answer.plan, _of_task(answer, task)
    return {
        "code": task.code,
        "title": words.value(task.title),
        "summary": words.value(task.summary) if task.summary else None,
        "lead_units": [words.value(u.name) for u in plan.lead_units(task)],
        "cooperating_units": [words.value(u.name) for u in plan.cooperating_units(task)],
        "sole": task.sole,
        "cite": task.cite or None,
        "items": [_item(f).code for f in found],
        "lights": {light.value: count for light, count in _lights(found).items()},
    }


def _unit_row(answer: Answer, unit: Unit) -> tuple[Cell, ...]:
    tasks = answer.plan.tasks
    led = _of_unit(answer, unit, "lead")
    return (
        unit.id,
        unit.name,
        sum(1 for t in tasks if unit.id in t.lead),
        sum(1 for t in tasks if unit.id in t.cooperating),
        sum(1 for f in led if isinstance(f, Assessment)),
        sum(1 for f in led if isinstance(f, MilestoneAssessment)),
        *_lights(led).values(),
    )


def _task_row(answer: Answer, task: Task) -> tuple[Cell, ...]:
    found = _of_task(answer, task)
    plan = answer.plan
    return (
        task.code,
        task.title,
        tuple(_short(u) for u in plan.lead_units(task)),
        tuple(_short(u) for u in plan.cooperating_units(task)),
        tuple(Name(f.indicator.code) for f in found if isinstance(f, Assessment)),
        sum(1 for f in found if isinstance(f, MilestoneAssessment)),
        *_lights(found).values(),
    )


def _rows(answer: Answer, found: Iterable[Found]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        if isinstance(one, Assessment):
            yield indicator_row(one, answer.plan)
        else:
            yield milestone_row(one, answer.plan)


def _of_unit(answer: Answer, unit: Unit, role: str) -> tuple[Found, ...]:
    units = getattr(answer.plan, f"{role}_units")
    return tuple(f for f in _all(answer) if unit in units(_item(f)))


def _of_task(answer: Answer, task: Task) -> tuple[Found, ...]:
    return tuple(f for f in _all(answer) if task.code in _item(f).tasks)


def _all(answer: Answer) -> tuple[Found, ...]:
    return (*answer.assessed.indicators, *answer.assessed.milestones)


def _item(found: Found) -> Indicator | Milestone:
    return found.indicator if isinstance(found, Assessment) else found.milestone


def _lights(found: Iterable[Found]) -> dict[Light, int]:
    counts = Counter(f.light for f in found)
    return {light: counts[light] for light in Light}


def _named(task: Task) -> Msg:
    return Msg("{code} {name}", code=task.code, name=task.title)


def _short(unit: Unit) -> Name:
    return unit.short or unit.name
