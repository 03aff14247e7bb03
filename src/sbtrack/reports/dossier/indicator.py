"""Everything about one indicator: what the plan says, how it stands, its series, its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sbtrack.assess.composite import Observations, composed_series, figure_at
from sbtrack.assess.limit import limit_in_force, standing_places
from sbtrack.assess.precision import (
    apart_places,
    drawn,
    tidy,
)
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import Frozen, replace
from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Milestone, Plan
from sbtrack.domain.terms import Group
from sbtrack.domain.undefined import Maybe, Undefined
from sbtrack.reports.answer import Answer
from sbtrack.reports.dossier.series import ALL, Point, Shown, points, series_of, series_table
from sbtrack.reports.quantities import (
    actual_cell,
    baseline_cell,
    gap_cell,
    measured,
    per_year,
    required_from_now,
    share,
    target_cell,
)
from sbtrack.reports.status.rows import shares
from sbtrack.reports.table import Align, Cell, Column, Mark, Section, Table
from sbtrack.reports.working.steps import steps

Facts_ = tuple[tuple[Msg, Cell], ...]

_RIGHT = Align.RIGHT
HISTORY_COLUMNS = (
    Column("entry", Msg("Entry"), _RIGHT),
    Column("period", Msg("Period")),
    Column("kind", Msg("Kind")),
    Column("value", Msg("Value"), _RIGHT),
    Column("source", Msg("Source"), priority=3, flexible=True),
    Column("by", Msg("Recorded by"), priority=5),
    Column("at", Msg("Recorded at"), priority=4),
    Column("reason", Msg("Reason"), priority=2, flexible=True),
    Column("evidence", Msg("Evidence"), priority=6, flexible=True),
)


class Dossier(Frozen):
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
    shown: Shown = ALL,
) -> Dossier:
    """Put together everything about one indicator.

    `assessed` is None for a series, which is never rated; `facts` holds the series, and `entries`
    the entries of its periods, newest first, as far as they are shown.
    """
    plan, observations = answer.plan, facts.observations
    series = series_of(plan, indicator, observations, rated=assessed is not None)
    return Dossier(
        title=titled(indicator),
        plan_facts=tuple(_plan_facts(indicator)),
        standing=tuple(_standing(answer, assessed)) if assessed else (),
        steps=steps(assessed, plan, observations) if assessed else (),
        explanation=assessed.explanation if assessed else None,
        series=series_table(indicator, series, shown),
        points=points(series, shown),
        history=_history(indicator, entries),
        people=tuple(_people(plan, indicator, assessed, observations)),
    )


def _plan_facts(indicator: Indicator) -> Iterator[tuple[Msg, Cell]]:
    yield Msg("Code and id"), f"{indicator.code}  {indicator.id}"
    yield Msg("Group"), Msg("{group}", group=indicator.group)
    rated = indicator.group is not Group.SERIES
    if rated:
        yield Msg("Type"), indicator.constraint
    yield Msg("Unit of measure"), indicator.unit_of_measure or Msg("none")
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


def _standing(answer: Answer, found: Assessment) -> Iterator[tuple[Msg, Cell]]:
    unit = found.indicator.unit_of_measure
    places, telling = standing_places(found), _telling_places(found)
    in_force, (attainment, planned, pace) = limit_in_force(found), shares(found, answer.plan)
    yield from answer.date_facts()
    yield Msg("Verdict"), Mark(found.verdict, found.light, found.provisional is not None)
    yield Msg("Target"), _told_apart(target_cell(found), found.target_value, telling)
    yield Msg("Actual"), actual_cell(found.actual, unit, places)
    if isinstance(found.actual, Observation):
        yield Msg("Period"), found.actual.period
        if found.actual.source:
            yield Msg("Source"), found.actual.source
    if in_force is not None:
        due, limit = in_force
        yield Msg("Limit for {period}", period=due), measured(limit, unit, places)
    yield Msg("Gap"), gap_cell(found.gap, unit, places)
    yield Msg("Attainment"), attainment
    yield Msg("Elapsed"), share(found.elapsed)
    yield Msg("Planned share"), planned
    if in_force is None:
        yield Msg("Planned value"), measured(found.planned_value, unit, places)
    yield Msg("Pace (pp)"), pace
    yield Msg("Required a year"), per_year(required_from_now(found), found)
    yield Msg("Achieved a year"), per_year(found.achieved_per_year, found)
    yield Msg("Projected"), measured(found.projected, unit, telling)


def _telling_places(found: Assessment) -> int:
    """Return the decimals that tell where the pace so far leads from where it should."""
    places = standing_places(found)
    if isinstance(found.projected, Undefined) or isinstance(found.target_value, Undefined):
        return places
    return apart_places(found.projected, found.target_value, places)


def _told_apart(cell: Cell, target: Maybe, places: int) -> Cell:
    """Return the target's cell with those decimals, where the plan does not print it shorter."""
    if not isinstance(cell, Quantity) or isinstance(target, Undefined):
        return cell
    told = tidy(target, cell.unit_of_measure, places)
    return replace(cell, value=told.value, places=told.places)


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
        claim.source or None,
        entry.recorded_by,
        entry.recorded_at,
        entry.reason or None,
        tuple(Name(e.location) for e in entry.evidence) or None,
    )


def _people(
    plan: Plan, indicator: Indicator, assessed: Assessment | None, observations: Observations
) -> Iterator[tuple[Msg, Cell]]:
    yield from responsible_facts(plan, indicator)
    actual = assessed.actual if assessed is not None else None
    at = actual.period if isinstance(actual, Observation) else None
    for id in indicator.components:
        component = plan.indicator(id)
        said = _figure_said(plan, component, observations, at)
        yield Msg("Component {code}", code=component.code), said
    reference = getattr(indicator.target, "reference", None)
    if reference is not None:
        series = plan.indicator(reference)
        said = _figure_said(plan, series, observations, at)
        yield Msg("Reference {code}", code=series.code), said


def responsible_facts(plan: Plan, item: Indicator | Milestone) -> Iterator[tuple[Msg, Cell]]:
    """Yield the tasks an item follows from, and the units behind it."""
    by_code = {t.code: t for t in plan.tasks}
    for code in item.tasks:
        yield Msg("Task"), titled(by_code[code])
    lead, cooperating = plan.lead_units(item), plan.cooperating_units(item)
    if lead:
        yield Msg("Lead"), tuple(u.name for u in lead)
    if cooperating:
        yield Msg("Cooperating"), tuple(u.name for u in cooperating)
    if not lead and not cooperating:
        yield Msg("Lead"), Msg("the plan names no unit")


def _figure_said(
    plan: Plan, indicator: Indicator, observations: Observations, at: Period | None
) -> Name | Msg:
    """Return the figure that the actual of period `at` rests on, else the newest there is."""
    found = at and figure_at(plan, indicator, observations, at)
    if not isinstance(found, Observation):
        figures = composed_series(plan, indicator, observations)
        if not figures:
            return Msg("{name}: no figure recorded", name=indicator.name)
        found = figures[-1]
    return Msg(
        "{name}: {period} {value}",
        name=indicator.name,
        period=found.period,
        value=drawn(found, indicator.unit_of_measure),
    )
