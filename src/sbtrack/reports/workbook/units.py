"""The responsible units: what each leads, what it supports, and how each of it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.assess.limit import standing_places
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan, Task, Unit
from sbtrack.reports.answer import Answer
from sbtrack.reports.quantities import actual_cell, gap_cell, target_cell
from sbtrack.reports.table import Cell
from sbtrack.reports.workbook.sheets import (
    Field,
    Kind,
    Line,
    Linked,
    Look,
    Place,
    Sheet,
    SheetCell,
    Tab,
)
from sbtrack.reports.workbook.status import attainment_cell, pace_cell, status_place, verdict_mark
from sbtrack.reports.workbook.tasks import Found, item_of, lights_of, name_of

FIELDS = (
    Field("unit", Msg("Unit"), widest=18, narrowest=10),
    Field("role", Msg("Part"), Look.LABEL, 8),
    Field("what", Msg("What"), Look.LABEL, 8),
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Name"), widest=44, narrowest=24),
    Field("target", Msg("Target"), Look.FIGURE, 18),
    Field("actual", Msg("Actual"), Look.FIGURE),
    Field("period", Msg("Period"), Look.LABEL, 12),
    Field("gap", Msg("Gap"), Look.FIGURE),
    Field("attainment", Msg("Attainment"), Look.BAR, fold=1),
    Field("pace", Msg("Pace (pp)"), Look.PACE),
    Field("verdict", Msg("Verdict"), Look.MARK, 20, 12),
)
_LEADS, _SUPPORTS = Msg("leads"), Msg("supports")


def units_sheet(answer: Answer) -> Sheet:
    """Return the sheet, one part and page a unit, in the plan's order."""
    return Sheet(
        tab=Tab.UNITS,
        title=Msg("Responsible units"),
        intro=(answer.dates(), *answer.notices()),
        fields=FIELDS,
        lines=tuple(line for unit in answer.plan.units for line in _lines(answer, unit)),
        paged=True,
    )


def _lines(answer: Answer, unit: Unit) -> Iterator[Line]:
    plan = answer.plan
    everything: tuple[Found, ...] = (*answer.assessed.indicators, *answer.assessed.milestones)
    led = [f for f in everything if unit in plan.lead_units(item_of(f))]
    supported = [f for f in everything if unit in plan.cooperating_units(item_of(f))]
    yield Line((unit.name,), unit.id, Kind.HEADING, new_page=unit is not plan.units[0])
    for role, tasks, found in (
        (_LEADS, [t for t in plan.tasks if unit.id in t.lead], led),
        (_SUPPORTS, [t for t in plan.tasks if unit.id in t.cooperating], supported),
    ):
        yield _heading(role, len(tasks), found)
        yield from (_task_line(unit, role, task, everything) for task in tasks)
        yield from (_item_line(plan, unit, role, one) for one in found)


def _heading(role: Msg, tasks: int, found: list[Found]) -> Line:
    said = Msg(
        "{role}: tasks {tasks}, indicators and milestones {count} ({lights})",
        role=role,
        tasks=tasks,
        count=len(found),
        lights=lights_of(found),
    )
    return Line((said,), kind=Kind.HEADING)


def _task_line(unit: Unit, role: Msg, task: Task, everything: tuple[Found, ...]) -> Line:
    found = [f for f in everything if task.code in item_of(f).tasks]
    blank: tuple[Cell, ...] = (None,) * 6
    code = Linked(task.code, Place(Tab.TASKS, f"task {task.code}"))
    said = lights_of(found)
    return Line((unit.short or unit.name, role, Msg("task"), code, task.title, *blank, said))


def _item_line(plan: Plan, unit: Unit, role: Msg, found: Found) -> Line:
    item = item_of(found)
    figures = _figures(found, plan) if isinstance(found, Assessment) else _dates(found)
    what = Msg("indicator") if isinstance(found, Assessment) else Msg("milestone")
    cells: tuple[SheetCell, ...] = (
        unit.short or unit.name,
        role,
        what,
        Linked(item.code, status_place(found)),
        name_of(item),
        *figures,
        verdict_mark(found),
    )
    return Line(cells)


def _figures(found: Assessment, plan: Plan) -> tuple[Cell, ...]:
    unit, places = found.indicator.unit_of_measure, standing_places(found)
    return (
        target_cell(found),
        actual_cell(found.actual, unit, places),
        found.actual.period if isinstance(found.actual, Observation) else None,
        gap_cell(found.gap, unit, places),
        attainment_cell(found),
        pace_cell(found, plan),
    )


def _dates(found: Found) -> tuple[Cell, ...]:
    if isinstance(found, Assessment):
        return ()
    reported = found.report.period if found.report else None
    return (found.due, None, reported, None, None, None)
