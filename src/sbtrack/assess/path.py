"""The planned path, point by point: what the plan expects at the end of each year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import localcontext

from sbtrack.assess.actual import standing_actual
from sbtrack.assess.composite import Observations
from sbtrack.assess.compounding import compounded, years_after
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.planned import PathPoint, next_point, planned_value
from sbtrack.assess.way import Way, stated, way_of
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import EveryPeriod, Growth, on_yearly_rates
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Maybe, Undefined


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
        actual = standing_actual(plan, indicator, observations, target.by.end)
        way = way_of(plan, indicator, actual, observations)
        return tuple(_along_the_way(way, indicator))


def rates_so_far(
    plan: Plan, indicator: Indicator, observations: Observations
) -> tuple[PathPoint, ...]:
    """Return, for a target on yearly rates, what the rates make together at the end of each year.

    It is what the planned path can be compared with: an average yearly rate, or a total change,
    in percent. Empty for any other target; it ends before the first year without a rate.
    """
    target = indicator.target
    if not on_yearly_rates(target):
        return ()
    rates, found = observations.get(indicator.id, ()), []
    with localcontext(EXACT):
        for count, year in enumerate(years_after(plan.base, target.by), start=1):
            so_far = stated(target, compounded(plan.base, rates, year), EXACT.create_decimal(count))
            if isinstance(so_far, Undefined):
                break
            found.append((year, so_far))
    return tuple(found)


def expected_at(way: Way, at: Period) -> Maybe:
    """Return the level that the plan expects at the end of `at`, once its time has begun.

    A limit that the baseline already meets is to be held, not used up bit by bit: it is the same
    all the time, whether the plan says it as a level or as a change over all its years. Only
    yearly targets are each year's limit. A limit on average growth is the path that it draws.
    """
    if isinstance(way.end, Undefined):
        return way.end
    if way.is_limit and not way.averaged:
        due = next_point(way.yearly, at)
        return way.end if due is None else due[1]
    points = _points(way)
    if at.end < points[0][0].end:
        return way.start  # undefined, and no yearly target yet stands in for it
    return planned_value(way.scale, points, at)


def _points(way: Way) -> tuple[PathPoint, ...]:
    """Return baseline, yearly targets between and target as points; without a baseline the rest."""
    start = () if isinstance(way.start, Undefined) else ((way.base, way.start),)
    inner = (p for p in way.yearly if way.base.end < p[0].end < way.by.end)
    end = () if isinstance(way.end, Undefined) else ((way.by, way.end),)
    return (*start, *inner, *end)


def _along_the_way(way: Way, indicator: Indicator) -> Iterator[PathPoint]:
    if isinstance(way.end, Undefined) or len(_points(way)) < 2:
        return
    years = periods_between(way.base.end, way.by.end, Grain.YEAR)
    ends = {p.end: p for p in (way.base, *years, way.by)}
    for _, period in sorted(ends.items()):
        at_base = period.end <= way.base.end
        if at_base and (way.on_rates or way.is_limit):
            continue  # rates have no level there, and a limit is none yet
        value = expected_at(way, period)
        if way.on_rates and isinstance(indicator.target, Growth):
            value = stated(indicator.target, value, years_between(way.base, period))
        if not isinstance(value, Undefined):
            yield period, value
