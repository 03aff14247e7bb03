"""The planned path, point by point: what the plan expects at the end of each year."""

from __future__ import annotations

from decimal import localcontext

from sbtrack.assess.actual import standing_actual
from sbtrack.assess.composite import Observations
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.planned import PathPoint, planned_value
from sbtrack.assess.way import Way, stated, way_of
from sbtrack.domain.period import periods_between
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange, EveryPeriod
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Undefined


def planned_path(
    plan: Plan, indicator: Indicator, observations: Observations
) -> tuple[PathPoint, ...]:
    """Return the planned value of each year, in the unit of measure, from base to target period.

    Empty where there is no path: without a baseline, or without a number to reach. For a floor or
    ceiling that each period must satisfy, it is the limit in every such period.
    """
    target = indicator.target
    if isinstance(target, EveryPeriod):
        periods = periods_between(plan.base.end, target.by.end, target.every)
        return tuple((period, target.value) for period in periods)
    with localcontext(EXACT):
        return _along_the_way(plan, indicator, observations)


def points_of(way: Way) -> tuple[PathPoint, ...]:
    """Return baseline, yearly targets and target as points; without a baseline from the first."""
    if isinstance(way.end, Undefined):
        return ()
    start = () if isinstance(way.start, Undefined) else ((way.base, way.start),)
    inner = (p for p in way.yearly if way.base.end < p[0].end < way.by.end)
    points = (*start, *inner, (way.by, way.end))
    return points if len(points) > 1 else ()


def _along_the_way(
    plan: Plan, indicator: Indicator, observations: Observations
) -> tuple[PathPoint, ...]:
    target = indicator.target
    actual = standing_actual(plan, indicator, observations, target.by.end)
    way = way_of(plan, indicator, actual, observations)
    points = points_of(way)
    if not points:
        return ()
    years = periods_between(way.base.end, way.by.end, Grain.YEAR)
    ends = {p.end: p for p in (way.base, *years, way.by)}
    path = []
    for period in sorted(ends.values(), key=lambda p: p.end):
        if period.end < points[0][0].end:
            continue
        value = planned_value(way.scale, points, period)
        if way.on_rates and isinstance(target, AnnualGrowth | CumulativeChange):
            if period == way.base:
                continue
            said = stated(target, value, years_between(way.base, period))
            if isinstance(said, Undefined):
                return ()
            value = said
        path.append((period, value))
    return tuple(path)
