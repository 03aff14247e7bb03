"""Everything about one indicator: what the plan says, how it stands, its series, its people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sbtrack.assess.path import planned_path
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.lookup import code_of, name_of
from sbtrack.domain.message import Msg, Name, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Milestone, Plan, Task
from sbtrack.domain.terms import Group
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.answer import Answer
from sbtrack.reports.quantities import (
    actual_cell,
    baseline_cell,
    gap_cell,
    measured,
    per_year,
    share,
    target_cell,
)
from sbtrack.reports.table import Align, Cell, Column, Mark, Section, Table
from sbtrack.reports.working import steps

Facts_ = tuple[tuple[Msg, Cell], ...]
Point = tuple[Period, Decimal | None, Decimal | None]

_RIGHT = Align.RIGHT
SERIES_COLUMNS = (
    Column("period", Msg("Period")),
    Column("planned", Msg("Planned"), _RIGHT),
    Column("actual", Msg("Actual"), _RIGHT),
    Column("change", Msg("Change"), _RIGHT, 2),
    Column("vintage", Msg("Vintage"), priority=4),
    Column("source", Msg("Source"), priority=3, flexible=True),
    Column("entry", Msg("Entry"), _RIGHT, 2),
)
HISTORY_COLUMNS = (
    Column("entry", Msg("Entry"), _RIGHT),
    Column("period", Msg("Period")),
    Column("kind", Msg("Kind")),
    Column("value", Msg("Value"), _RIGHT),
    Column("by", Msg("Recorded by"), priority=3),
    Column("at", Msg("Recorded at"), priority=2),
    Column("reason", Msg("Reason"), flexible=True, priority=2),
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What `show` tells of one indicator, in the order it is told."""

    title: Msg
    plan_facts: Facts_
    standing: Facts_
    steps: tuple[Msg, ...]
    explanation: Msg | None
    series: Table | None
    points: tuple[Point, ...]
    history: Table | None
    people: Facts_


def dossier(
    answer: Answer,
    indicator: Indicator,
    assessed: Assessment | None,
    facts: Facts,
    entries: Sequence[Entry],
) -> Dossier:
    """Put together everything about one indicator.

    `assessed` is None for a series, which is never rated; `facts` holds the whole series, and
    `entries` all its entries, newest first.
    """
    plan, observations = answer.plan, facts.observations
    path = planned_path(plan, indicator, observations) if assessed else ()
    figures = observations.get(indicator.id, ())
    return Dossier(
        title=Msg("{code} {name}", code=indicator.code, name=indicator.name),
        plan_facts=tuple(_plan_facts(indicator)),
        standing=tuple(_standing(assessed)) if assessed else (),
        steps=steps(assessed, plan) if assessed else (),
        explanation=assessed.explanation if assessed else None,
        series=_series(indicator, path, figures),
        points=_points(path, figures),
        history=_history(indicator, entries),
        people=tuple(_people(plan, indicator, observations)),
    )


def _plan_facts(indicator: Indicator) -> Iterator[tuple[Msg, Cell]]:
    yield Msg("Code and id"), f"{indicator.code}  {indicator.id}"
    yield Msg("Group"), Msg("{group}", group=indicator.group)
    rated = indicator.group is not Group.SERIES
    if rated:
        yield Msg("Type"), indicator.constraint
    yield Msg("Unit of measure"), indicator.unit_of_measure
    if rated or isinstance(indicator.baseline, Baseline):
        yield from _baseline_facts(indicator)
    if rated:
        yield from _target_facts(indicator)
    for label, text in (
        (Msg("Definition"), indicator.definition),
        (Msg("Note"), indicator.note),
    ):
        if text is not None:
            yield label, text
    if indicator.cite:
        yield Msg("Place in the document"), indicator.cite


def _baseline_facts(indicator: Indicator) -> Iterator[tuple[Msg, Cell]]:
    baseline = indicator.baseline
    yield Msg("Baseline"), baseline_cell(indicator)
    if isinstance(baseline, Baseline):
        yield Msg("Baseline period"), baseline.period
        if baseline.as_printed:
            yield Msg("Baseline as printed"), baseline.as_printed
        if baseline.note is not None:
            yield Msg("Note on the baseline"), baseline.note


def _target_facts(indicator: Indicator) -> Iterator[tuple[Msg, Cell]]:
    target = indicator.target
    yield Msg("Target due"), target.by
    if target.as_printed:
        yield Msg("Target as printed"), target.as_printed
    for period, value in indicator.yearly:
        yield (
            Msg("Target for {period}", period=period),
            Quantity(value, indicator.unit_of_measure),
        )


def _standing(found: Assessment) -> Iterator[tuple[Msg, Cell]]:
    unit = found.indicator.unit_of_measure
    yield Msg("Verdict"), Mark(found.verdict, found.light, found.provisional is not None)
    yield Msg("Target"), target_cell(found)
    yield Msg("Actual"), actual_cell(found.actual, unit)
    if isinstance(found.actual, Observation):
        yield Msg("Period"), found.actual.period
        if found.actual.source:
            yield Msg("Source"), found.actual.source
    yield Msg("Gap"), gap_cell(found.gap, unit)
    yield Msg("Attainment"), share(found.attainment)
    yield Msg("Elapsed"), share(found.elapsed)
    yield Msg("Planned share"), share(found.planned)
    yield Msg("Planned value"), measured(found.planned_value, unit)
    yield Msg("Pace (pp)"), _points_cell(found)
    yield Msg("Required a year"), per_year(found.required_per_year, found)
    yield Msg("Achieved a year"), per_year(found.achieved_per_year, found)
    yield Msg("Projected"), measured(found.projected, unit)


def _points_cell(found: Assessment) -> Cell:
    return found.pace if isinstance(found.pace, Undefined) else Points(found.pace)


def _series(
    indicator: Indicator,
    path: Iterable[tuple[Period, Decimal]],
    figures: Sequence[Observation],
) -> Table | None:
    planned = dict(path)
    actual = {o.period: o for o in figures}
    periods = sorted({*planned, *actual}, key=lambda p: (p.end, -p.start.toordinal()))
    if not periods:
        return None
    rows = []
    last: Observation | None = None
    for period in periods:
        found = actual.get(period)
        rows.append(_series_row(indicator, period, planned.get(period), found, last))
        last = found or last
    return Table(Msg("Series"), SERIES_COLUMNS, (Section(tuple(rows)),))


def _series_row(
    indicator: Indicator,
    period: Period,
    planned: Decimal | None,
    found: Observation | None,
    last: Observation | None,
) -> tuple[Cell, ...]:
    unit = indicator.unit_of_measure
    comparable = found and last and found.period.grain is last.period.grain
    change = measured(found.value - last.value, unit) if comparable and found and last else None
    return (
        period,
        None if planned is None else measured(planned, unit),
        None if found is None else actual_cell(found, unit),
        change,
        Msg("{vintage}", vintage=found.vintage) if found and found.vintage else None,
        found.source if found else None,
        found.entry_id if found else None,
    )


def _points(
    path: Iterable[tuple[Period, Decimal]], figures: Sequence[Observation]
) -> tuple[Point, ...]:
    planned, actual = dict(path), {o.period: o.value for o in figures}
    periods = sorted({*planned, *actual}, key=lambda p: (p.end, -p.start.toordinal()))
    points = tuple((p, planned.get(p), actual.get(p)) for p in periods)
    return points if len(points) > 1 else ()


def _history(indicator: Indicator, entries: Sequence[Entry]) -> Table | None:
    """Return the entries that were corrected or withdrawn, and those that did it."""
    involved = {e.supersedes for e in entries if e.supersedes} | {
        e.id for e in entries if e.kind is not EntryKind.RECORD
    }
    rows = tuple(_history_row(indicator, e) for e in entries if e.id in involved)
    if not rows:
        return None
    return Table(Msg("Revisions"), HISTORY_COLUMNS, (Section(rows),))


def _history_row(indicator: Indicator, entry: Entry) -> tuple[Cell, ...]:
    claim = entry.claim
    value: Cell = None
    if isinstance(claim, Observation):
        value = actual_cell(claim, indicator.unit_of_measure)
    return (
        entry.id,
        claim.period,
        Msg("{kind}", kind=entry.kind),
        value,
        entry.recorded_by,
        entry.recorded_at,
        entry.reason,
    )


def _people(
    plan: Plan, indicator: Indicator, observations: Mapping[str, Sequence[Observation]]
) -> Iterator[tuple[Msg, Cell]]:
    yield from responsible_facts(plan, indicator)
    for id in indicator.components:
        component = plan.indicator(id)
        yield Msg("Component {code}", code=component.code), _newest(component, observations)
    reference = getattr(indicator.target, "reference", None)
    if reference is not None:
        series = plan.indicator(reference)
        yield Msg("Reference {code}", code=series.code), _newest(series, observations)


def responsible_facts(plan: Plan, item: Indicator | Milestone) -> Iterator[tuple[Msg, Cell]]:
    """Yield the tasks an item follows from, and the units behind it."""
    by_code = {t.code: t for t in plan.tasks}
    for code in item.tasks:
        yield Msg("Task"), _task_name(by_code[code])
    lead, cooperating = plan.lead_units(item), plan.cooperating_units(item)
    if lead:
        yield Msg("Lead"), tuple(u.name for u in lead)
    if cooperating:
        yield Msg("Cooperating"), tuple(u.name for u in cooperating)
    if not lead and not cooperating:
        yield Msg("Lead"), Msg("the plan names no unit")


def _task_name(task: Task) -> Msg:
    return Msg("{code} {name}", code=code_of(task), name=name_of(task))


def _newest(indicator: Indicator, observations: Mapping[str, Sequence[Observation]]) -> Name | Msg:
    figures = observations.get(indicator.id, ())
    if not figures:
        return Msg("{name}: no figure recorded", name=indicator.name)
    newest = figures[-1]
    return Msg(
        "{name}: {period} {value}",
        name=indicator.name,
        period=newest.period,
        value=Quantity(newest.value, indicator.unit_of_measure),
    )
