"""The lines of the status: the cells of one indicator or milestone."""

from __future__ import annotations

from sbtrack.assess.limit import counted_to, standing_places
from sbtrack.assess.precision import share_places, telling_share, tidy
from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name, Percent, Points
from sbtrack.domain.plan import Indicator, Milestone, Plan, Unit
from sbtrack.domain.terms import Constraint
from sbtrack.domain.undefined import Maybe, Undefined
from sbtrack.reports.quantities import actual_cell, baseline_cell, gap_cell, share
from sbtrack.reports.status.columns import Usual
from sbtrack.reports.table import Bar, Cell, Mark, Noted, Plain
from sbtrack.reports.targets import asked_cell, limit_remark, target_words


def indicator_row(found: Assessment, plan: Plan, usual: Usual) -> tuple[Cell, ...]:
    """Return one indicator's line, a cell for each of `COLUMNS`."""
    indicator, unit = found.indicator, found.indicator.unit_of_measure
    due = indicator.target.by
    period = found.actual.period if isinstance(found.actual, Observation) else None
    asked = asked_cell(found, plan)
    places = standing_places(found)
    gap = gap_cell(found.gap, unit, places)
    attainment, planned, pace = shares(found, plan)
    return (
        indicator.code,
        indicator.name,
        indicator.constraint,
        baseline_cell(indicator),
        replace(asked, period=None if due == usual.due else due),
        target_words(indicator.target, plan, unit),
        due,
        Noted(
            actual_cell(found.actual, unit, places),
            period=None if period == usual.actual else period,
        ),
        period,
        Noted(gap, limit_remark(found)),
        _level(counted_to(found), found),
        found.attainment if isinstance(found.attainment, Undefined) else Bar(found.attainment),
        attainment,
        share(found.elapsed),
        planned,
        pace,
        Mark(found.verdict, found.light, found.provisional is not None),
        short_names(plan, indicator),
        found.provisional if found.reason is None else found.reason.reason,
    )


def milestone_row(found: MilestoneAssessment, plan: Plan) -> tuple[Cell, ...]:
    """Return one milestone's line, a cell for each of `COLUMNS`."""
    milestone = found.milestone
    reported = found.report.period if found.report else None
    blank: tuple[Cell, ...] = (None,) * 7
    return (
        milestone.code,
        milestone.title,
        None if milestone.constraint is Constraint.UNSPECIFIED else milestone.constraint,
        None,
        Noted(None, period=found.due),
        None,
        found.due,
        Noted(None, period=reported),
        reported,
        *blank,
        Mark(found.state, found.light),
        short_names(plan, milestone),
        None,
    )


def short_names(plan: Plan, item: Indicator | Milestone) -> tuple[Name, ...]:
    """Return the lead units by their short names, where they have one."""
    return tuple(map(short_name, plan.lead_units(item)))


def short_name(unit: Unit) -> Name:
    """Return a unit's short name, its full one where it has none."""
    return unit.short or unit.name


def shares(found: Assessment, plan: Plan) -> tuple[Plain, Plain, Plain]:
    """Return attainment, planned share and pace, with decimals so that they subtract.

    A pace near its limit has as many as show on which side of it it lies.
    """
    done, planned, pace = found.attainment, found.planned, found.pace
    if isinstance(done, Undefined) or isinstance(planned, Undefined) or isinstance(pace, Undefined):
        said = done if isinstance(done, Undefined) else telling_share(done)
        return said, share(planned), pace if isinstance(pace, Undefined) else Points(pace)
    places = share_places(done, planned, pace, plan.thresholds.on_track)
    return Percent(done, places), Percent(planned, places), Points(pace, places)


def _level(value: Maybe, found: Assessment) -> Plain:
    if isinstance(value, Undefined):
        return value
    return tidy(value, found.indicator.unit_of_measure, standing_places(found))
