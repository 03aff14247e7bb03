"""Limits (限值): targets that the baseline already meets, and what they allow at a period."""

from __future__ import annotations

from sbtrack.assess.elapsed import years_between
from sbtrack.assess.gap import counted_edge
from sbtrack.assess.planned import PathPoint, next_point
from sbtrack.assess.precision import apart_places, level_places, tidy
from sbtrack.assess.way import Way
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator
from sbtrack.domain.targets import About, AnnualGrowth
from sbtrack.domain.terms import Why
from sbtrack.domain.undefined import Maybe, Undefined

_LIMITS = (Why.BASELINE_MEETS_TARGET, Why.TARGET_EQUALS_BASELINE)


def is_limited(found: Assessment) -> bool:
    """Say whether the target is a limit to hold, because the baseline already meets it."""
    attainment = found.attainment
    return isinstance(attainment, Undefined) and attainment.why in _LIMITS


def counted_to(found: Assessment) -> Maybe:
    """Return the level that the gap is counted to: the target; of a limit, what holds by then.

    Of a target to be near it is the edge of its range that is nearest to the figure.
    """
    level = found.planned_value if is_limited(found) else found.target_value
    target, actual = found.indicator.target, found.actual
    if not isinstance(target, About) or isinstance(level, Undefined):
        return level
    if isinstance(actual, Undefined):
        return actual
    return counted_edge(level, target.tolerance, actual.value)


def standing_places(found: Assessment) -> int:
    """Return the decimals that tell the figure from its target, and from what the gap counts to."""
    return level_places(found.indicator, found.actual, found.target_value, counted_to(found))


def limit_in_force(found: Assessment) -> PathPoint | None:
    """Return the limit that the gap is counted to and its period, None where it is the target.

    It is another than the target where the plan sets yearly ones, and on the path of a limit on
    average growth.
    """
    limit, actual = found.planned_value, found.actual
    if not is_limited(found) or isinstance(limit, Undefined) or limit == found.target_value:
        return None
    if not isinstance(actual, Observation):
        return None
    return limit_period(found.indicator, actual.period), limit


def limit_period(indicator: Indicator, at: Period) -> Period:
    """Return the period that the limit in force at `at` is stated for.

    A path has a limit for every period; else it is that of the next yearly target, or the end.
    """
    if isinstance(indicator.target, AnnualGrowth):
        return at
    due = next_point(indicator.yearly, at)
    return indicator.target.by if due is None else due[0]


def foreseen_breach(
    way: Way, indicator: Indicator, at: Period, projected: Maybe, places: int
) -> Msg | None:
    """Say that a limit which holds would not at the end, should things go on as so far.

    Less than a year makes a pace of anything, and says nothing.
    """
    if isinstance(projected, Undefined) or isinstance(way.end, Undefined) or way.on_rates:
        return None
    if years_between(way.base, at) < 1 or way.gap(way.end, projected) <= 0:
        return None
    unit = indicator.unit_of_measure
    places = apart_places(projected, way.end, places)
    return Msg(
        "but at the pace so far {by} would end at {projected}, past the limit {limit}",
        by=way.by,
        projected=tidy(projected, unit, places),
        limit=tidy(way.end, unit, places),
    )
