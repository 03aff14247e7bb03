"""Who is responsible for what, and how it stands: units and tasks with their indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Task, Unit
from sbtrack.domain.terms import Light
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.lights import LEGEND, LIGHT_COLUMNS, Found, light_cells
from sbtrack.reports.status.counts import count_notes
from sbtrack.reports.status.data import summary_data
from sbtrack.reports.status.rows import short_name
from sbtrack.reports.status.table import lines_table
from sbtrack.reports.table import Align, Cell, Column, Section, Table

Data = dict[str, Any]
Role = Literal["lead", "cooperating"]  # as a plan's tasks call it

_LEAD: Role = "lead"
_SUPPORT: Role = "cooperating"
_RIGHT = Align.RIGHT
UNIT_COLUMNS = (
    Column("id", Msg("Id"), priority=4),
    Column("unit", Msg("Unit"), flexible=True),
    Column("tasks", Msg("Tasks"), _RIGHT, 2),
    Column("indicators", Msg("Indicators"), _RIGHT, 3),
    *LIGHT_COLUMNS,
)
TASK_COLUMNS = (
    Column("code", Msg("No.")),
    Column("task", Msg("Task"), flexible=True),
    Column("lead", Msg("Lead"), flexible=True, priority=2),
    Column("cooperating", Msg("Cooperating"), flexible=True, priority=4),
    Column("indicators", Msg("Indicators"), priority=3, flexible=True),
    *LIGHT_COLUMNS,
)
_SOLE = Msg("sole responsible unit")


def unit_table(answer: Answer) -> Table:
    """Return one line a unit with the lights of what it leads, then one for what it supports."""
    led = tuple(_unit_row(answer, unit, _LEAD) for unit in answer.plan.units)
    helping = (unit for unit in answer.plan.units if _has_part(answer, unit, _SUPPORT))
    supported = tuple(_unit_row(answer, unit, _SUPPORT) for unit in helping)
    sections = [Section(led, Msg("What each unit leads"))]
    if supported:
        sections.append(Section(supported, Msg("What each unit supports")))
    return Table(
        Msg("Responsible units"),
        UNIT_COLUMNS,
        tuple(sections),
        answer.dates(),
        (
            *answer.notices(),
            LEGEND,
            Msg("What several units lead or support is counted for each of them."),
        ),
    )


def task_table(answer: Answer) -> Table:
    """Return one line a task: its units, what it serves, and the lights of that."""
    rows = tuple(_task_row(answer, task) for task in answer.plan.tasks)
    return Table(
        Msg("Tasks"),
        TASK_COLUMNS,
        (Section(rows),),
        answer.dates(),
        (*answer.notices(), LEGEND, Msg("What serves several tasks is counted for each of them.")),
    )


def unit_status(answer: Answer, unit: Unit) -> Table:
    """Return the status lines of what a unit leads, then of what it supports, counted apart."""
    led, supported = _of_unit(answer, unit, _LEAD), _of_unit(answer, unit, _SUPPORT)
    return lines_table(
        answer,
        Msg("{name}", name=unit.name),
        ((Msg("Leads"), led), (Msg("Cooperates in"), supported)),
        (
            *(Msg("{counted} (led)", counted=said) for said in _counts(led)),
            *(Msg("{counted} (supported)", counted=said) for said in _counts(supported)),
        ),
    )


def task_status(answer: Answer, task: Task) -> Table:
    """Return the status lines of what a task serves."""
    found = _of_task(answer, task)
    title = Msg("Indicators and milestones of the task")
    return lines_table(answer, title, ((None, found),), tuple(_counts(found)))


def unit_tasks(answer: Answer, unit: Unit) -> tuple[tuple[Msg, Cell], ...]:
    """Return the tasks that a unit leads and supports, as labelled facts."""
    led = (t for t in answer.plan.tasks if unit.id in t.lead)
    supported = (t for t in answer.plan.tasks if unit.id in t.cooperating)
    return (
        *((Msg("Leads"), titled(task)) for task in led),
        *((Msg("Cooperates in"), titled(task)) for task in supported),
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
    led, supported = _of_unit(answer, unit, _LEAD), _of_unit(answer, unit, _SUPPORT)
    return {
        "id": unit.id,
        "name": words.value(unit.name),
        "tasks_led": [t.code for t in answer.plan.tasks if unit.id in t.lead],
        "tasks_supported": [t.code for t in answer.plan.tasks if unit.id in t.cooperating],
        "leads": [_item(found).code for found in led],
        "supports": [_item(found).code for found in supported],
        "lights": _lights(led),
        "leads_counts": _summary(led),
        "supports_counts": _summary(supported),
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
        "lights": _lights(found),
        "counts": _summary(found),
    }


def _unit_row(answer: Answer, unit: Unit, role: Role) -> tuple[Cell, ...]:
    found = _of_unit(answer, unit, role)
    return (
        unit.id,
        unit.name,
        sum(1 for t in answer.plan.tasks if unit.id in getattr(t, role)),
        sum(1 for f in found if isinstance(f, Assessment)),
        *light_cells(found),
    )


def _task_row(answer: Answer, task: Task) -> tuple[Cell, ...]:
    found = _of_task(answer, task)
    plan = answer.plan
    return (
        task.code,
        task.title,
        tuple(map(short_name, plan.lead_units(task))),
        tuple(map(short_name, plan.cooperating_units(task))),
        tuple(Name(f.indicator.code) for f in found if isinstance(f, Assessment)),
        *light_cells(found),
    )


def _has_part(answer: Answer, unit: Unit, role: Role) -> bool:
    tasks = any(unit.id in getattr(task, role) for task in answer.plan.tasks)
    return tasks or bool(_of_unit(answer, unit, role))


def _of_unit(answer: Answer, unit: Unit, role: Role) -> tuple[Found, ...]:
    units = getattr(answer.plan, f"{role}_units")
    return tuple(f for f in _all(answer) if unit in units(_item(f)))


def _of_task(answer: Answer, task: Task) -> tuple[Found, ...]:
    return tuple(f for f in _all(answer) if task.code in _item(f).tasks)


def _all(answer: Answer) -> tuple[Found, ...]:
    return (*answer.assessed.indicators, *answer.assessed.milestones)


def _item(found: Found) -> Indicator | Milestone:
    return found.indicator if isinstance(found, Assessment) else found.milestone


def _apart(found: Iterable[Found]) -> tuple[list[Assessment], list[MilestoneAssessment]]:
    listed = tuple(found)
    return (
        [f for f in listed if isinstance(f, Assessment)],
        [f for f in listed if isinstance(f, MilestoneAssessment)],
    )


def _counts(found: Iterable[Found]) -> Iterator[Msg]:
    return count_notes(*_apart(found))


def _summary(found: Iterable[Found]) -> Data:
    return summary_data(*_apart(found))


def _lights(found: Iterable[Found]) -> dict[str, int]:
    """Return the lights of everything together; `summary` has them apart."""
    counts = Counter(f.light for f in found)
    return {light.value: counts[light] for light in Light}
