"""The first sheet: the status as on screen, constraint types apart, with the counts on top."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from sbtrack.assess.limit import standing_places
from sbtrack.assess.numbers import settle
from sbtrack.assess.plan import tally
from sbtrack.assess.precision import (
    LEAST_PLACES,
    apart_places,
    decimals,
    telling_points,
    telling_share,
)
from sbtrack.domain.assessment import Assessment, MilestoneAssessment, Tally
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.domain.plan import Plan, Unit
from sbtrack.domain.terms import Constraint, Verdict
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.answer import Answer
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
from sbtrack.reports.status.counts import milestone_counts
from sbtrack.reports.status.reasons import reason_notes
from sbtrack.reports.table import Cell, Mark
from sbtrack.reports.workbook.sheets import (
    ALWAYS,
    NAMES,
    Counts,
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

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Indicator"), widest=30, narrowest=18),
    Field("constraint", Msg("Type"), Look.LABEL, 10, fold=ALWAYS),  # the headings say it
    Field("baseline", Msg("Baseline"), Look.FIGURE, fold=4),
    Field("target", Msg("Target"), Look.FIGURE, 18, names="target."),
    Field("actual", Msg("Actual"), Look.FIGURE, names="actual."),
    Field("period", Msg("Period"), Look.LABEL, 12),
    Field("gap", Msg("Gap"), Look.FIGURE, names="gap."),
    Field("attainment", Msg("Attainment"), Look.BAR, names="attainment."),
    Field("elapsed", Msg("Elapsed"), Look.FIGURE, fold=5),
    Field("pace", Msg("Pace (pp)"), Look.PACE, names="pace."),
    Field("projected", Msg("Projected"), Look.FIGURE, fold=3, names="projected."),
    Field("required", Msg("Required a year"), Look.FIGURE, fold=2, names="required."),
    Field("verdict", Msg("Verdict"), Look.MARK, 20, 11, names="verdict."),
    Field("lead", Msg("Lead unit"), widest=20, narrowest=9),
    Field("explanation", Msg("Explanation"), widest=44, narrowest=24),
)
_HEADINGS = {
    Constraint.BINDING: Msg("Binding indicators"),
    Constraint.ANTICIPATORY: Msg("Anticipatory indicators"),
    Constraint.UNSPECIFIED: Msg("Indicators that the plan does not label"),
}


def status_sheet(
    answer: Answer, recorded: Collection[str], week: str, outstanding: Iterable[SheetCell]
) -> Sheet:
    """Return the sheet; the indicators whose ids are in `recorded` lead to their values.

    `outstanding` is what a reader should see first. Here and elsewhere links are at the codes:
    LibreOffice does not wrap a text that is a link.
    """
    assessed = answer.assessed
    return Sheet(
        tab=Tab.STATUS,
        title=Msg("{title}", title=answer.plan.title),
        intro=(
            *(Msg("Week {week}", week=week),)[: bool(week)],
            answer.dates(),
            *answer.notices(),
            *outstanding,
            Linked(Msg("→ {sheet}", sheet=NAMES[Tab.ABOUT]), Place(Tab.ABOUT)),
        ),
        counts=tuple(_counts(assessed.indicators, assessed.milestones)),
        fields=FIELDS,
        lines=tuple(_lines(answer, recorded)),
        notes=tuple(reason_notes(assessed.indicators)),
    )


def verdict_mark(found: Assessment | MilestoneAssessment) -> Mark:
    """Return how an indicator or a milestone stands."""
    if isinstance(found, MilestoneAssessment):
        return Mark(found.state, found.light)
    return Mark(found.verdict, found.light, found.provisional is not None)


def in_short(units: Iterable[Unit]) -> tuple[Name, ...]:
    """Return units by their short names, where they have one."""
    return tuple(unit.short or unit.name for unit in units)


def linked_leads(units: Sequence[Unit]) -> SheetCell:
    """Return the lead units; where it is one, the cell leads to it."""
    names = in_short(units)
    return Linked(names, Place(Tab.UNITS, units[0].id)) if len(units) == 1 else names


def pace_cell(found: Assessment, plan: Plan) -> Cell:
    """Return how far ahead of the plan, in points; the heading names the unit.

    Near its limit it has the decimals that show on which side it lies.
    """
    if isinstance(found.pace, Undefined):
        return found.pace
    return telling_points(found.pace, plan.thresholds.on_track)


def attainment_cell(found: Assessment) -> Cell:
    """Return the share of the way, with decimals that tell it from nothing and from all."""
    done = found.attainment
    return done if isinstance(done, Undefined) else telling_share(done)


def status_place(found: Assessment | MilestoneAssessment) -> Place:
    """Return where it is told how something stands."""
    if isinstance(found, MilestoneAssessment):
        return Place(Tab.MILESTONES, found.milestone.id)
    return Place(Tab.STATUS, found.indicator.id)


def _counts(
    indicators: Sequence[Assessment], milestones: Sequence[MilestoneAssessment]
) -> Iterator[Counts]:
    tallies = tally(indicators)
    verdicts = [v for v in Verdict if any(v in dict(t.by_verdict) for t in tallies)]
    said = tuple(Msg("{verdict}", verdict=v) for v in verdicts)
    yield (
        (Msg("Counts"), Msg("Total"), *said, Msg("Provisional")),
        *(_counted(found, verdicts) for found in tallies),
    )
    if milestones:
        states = milestone_counts(milestones)
        yield (
            (Msg("Counts"), Msg("Total"), *(Msg("{verdict}", verdict=state) for state in states)),
            (
                Linked(Msg("Milestones"), Place(Tab.MILESTONES)),
                len(milestones),
                *states.values(),
            ),
        )


def _counted(found: Tally, verdicts: Sequence[Verdict]) -> tuple[Cell, ...]:
    by_verdict = dict(found.by_verdict)
    return (
        Msg("{constraint}", constraint=found.constraint),
        found.total,
        *(by_verdict.get(verdict, 0) for verdict in verdicts),
        found.provisional,
    )


def _lines(answer: Answer, recorded: Collection[str]) -> Iterator[Line]:
    plan = answer.plan
    for constraint, heading in _HEADINGS.items():
        found = [a for a in answer.assessed.indicators if a.indicator.constraint is constraint]
        if found:
            yield Line((heading,), kind=Kind.HEADING)
        yield from (_indicator(a, plan, recorded) for a in found)


def _indicator(found: Assessment, plan: Plan, recorded: Collection[str]) -> Line:
    indicator, unit = found.indicator, found.indicator.unit_of_measure
    places = standing_places(found)
    code: SheetCell = indicator.code
    if indicator.id in recorded:
        code = Linked(indicator.code, Place(Tab.VALUES, indicator.id))
    return Line(
        (
            code,
            indicator.name,
            indicator.constraint,
            baseline_cell(indicator),
            target_cell(found),
            actual_cell(found.actual, unit, places),
            found.actual.period if isinstance(found.actual, Observation) else None,
            gap_cell(found.gap, unit, places),
            attainment_cell(found),
            share(found.elapsed),
            pace_cell(found, plan),
            _projected_cell(found),
            per_year(required_from_now(found), found),
            verdict_mark(found),
            linked_leads(plan.lead_units(indicator)),
            found.explanation,
        ),
        indicator.id,
    )


def _projected_cell(found: Assessment) -> Cell:
    """Return where the pace leads, no finer than the figures from which it is worked out.

    Unless it is so close to the target, or to nothing, that the two would look the same.
    """
    projected, target = found.projected, found.target_value
    if isinstance(projected, Undefined) or isinstance(target, Undefined):
        return measured(projected, found.indicator.unit_of_measure)
    stated = [target]
    if isinstance(found.actual, Observation):
        stated.append(found.actual.value)
    places = min(LEAST_PLACES, max(map(decimals, stated)))
    places = max(apart_places(projected, other, places) for other in (target, Decimal(0)))
    return Quantity(settle(projected), found.indicator.unit_of_measure, places)
