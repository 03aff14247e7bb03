"""Tasks and milestones: under each task what it serves, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Plan, Task
from sbtrack.domain.terms import Light
from sbtrack.locale.signs import SYMBOLS
from sbtrack.reports.answer import Answer
from sbtrack.reports.lights import lights_by_kind
from sbtrack.reports.table import Cell
from sbtrack.reports.workbook.sheets import (
    Field,
    Kind,
    Line,
    Linked,
    Look,
    Sheet,
    SheetCell,
    Tab,
)
from sbtrack.reports.workbook.status import in_short, linked_leads, status_place, verdict_mark

Found = Assessment | MilestoneAssessment

FIELDS = (
    Field("task", Msg("Task"), Look.LABEL, 6),
    Field("what", Msg("What"), Look.LABEL, 8),
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Name"), widest=48, narrowest=24),
    Field("due", Msg("Due"), Look.LABEL, 12),
    Field("verdict", Msg("Verdict"), Look.MARK, 18, 11),
    Field("reported", Msg("Period"), Look.LABEL, 12),
    Field("lead", Msg("Lead"), widest=18, narrowest=10),
    Field("cooperating", Msg("Cooperating"), widest=24, narrowest=12),
    Field("explanation", Msg("Explanation"), widest=46, narrowest=24),
)
_WITHOUT = Msg("Of no task")


def tasks_sheet(answer: Answer) -> Sheet:
    """Return the sheet; what serves several tasks stands under each of them."""
    return Sheet(
        tab=Tab.TASKS,
        title=Msg("Tasks and milestones"),
        intro=(answer.dates(), *answer.notices()),
        fields=FIELDS,
        lines=tuple(_lines(answer)),
    )


def item_of(found: Found) -> Indicator | Milestone:
    """Return what was assessed."""
    return found.indicator if isinstance(found, Assessment) else found.milestone


def name_of(item: Indicator | Milestone) -> Name:
    """Return its name, or a milestone's title."""
    return item.name if isinstance(item, Indicator) else item.title


def lights_of(found: Iterable[Found]) -> Msg:
    """Return how many of them stand at which light, constraint types and milestones apart."""
    said = [
        Msg("{kind} {lights}", kind=heading, lights=_signs(counted))
        for heading, counted in lights_by_kind(found)
        if any(counted.values())
    ]
    return reduce(_then, said) if said else Msg("nothing to judge")


def _signs(counted: Mapping[Light, int]) -> str:
    return " ".join(f"{SYMBOLS[light]}{count}" for light, count in counted.items() if count)


def _then(first: Msg, then: Msg) -> Msg:
    return Msg("{first}; {then}", first=first, then=then)


def _lines(answer: Answer) -> Iterator[Line]:
    plan = answer.plan
    everything: tuple[Found, ...] = (*answer.assessed.indicators, *answer.assessed.milestones)
    seen: set[str] = set()
    for task in plan.tasks:
        found = [f for f in everything if task.code in item_of(f).tasks]
        yield _task_line(plan, task, found)
        for one in found:
            yield _item_line(plan, task.code, one, seen)
    rest = [f for f in everything if not item_of(f).tasks]
    if rest:
        yield Line((_WITHOUT,), kind=Kind.HEADING)
    for one in rest:
        yield _item_line(plan, "", one, seen)


def _task_line(plan: Plan, task: Task, found: Iterable[Found]) -> Line:
    lead, cooperating = plan.lead_units(task), plan.cooperating_units(task)
    return Line(
        (
            task.code,
            Msg("task"),
            task.code,
            task.title,
            None,
            lights_of(found),
            None,
            linked_leads(lead),
            in_short(cooperating),
            task.summary,
        ),
        f"task {task.code}",
        Kind.HEADING,
    )


def _item_line(plan: Plan, task: str, found: Found, seen: set[str]) -> Line:
    item = item_of(found)
    key = "" if item.id in seen else item.id
    seen.add(item.id)
    what, due, reported = _what(found)
    cells: tuple[SheetCell, ...] = (
        task,
        what,
        Linked(item.code, status_place(found)),
        name_of(item),
        due,
        verdict_mark(found),
        reported,
        linked_leads(plan.lead_units(item)),
        in_short(plan.cooperating_units(item)),
        found.explanation,
    )
    return Line(cells, key)


def _what(found: Found) -> tuple[Msg, Cell, Cell]:
    """Return what it is, when it is due, and the period that was last reported."""
    if isinstance(found, Assessment):
        actual = found.actual
        period = getattr(actual, "period", None)
        return Msg("indicator"), found.indicator.target.by, period
    return Msg("milestone"), found.due, found.report.period if found.report else None
