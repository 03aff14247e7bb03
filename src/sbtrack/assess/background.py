"""What stands behind a figure and its target, said after the finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.assess.actual import until
from sbtrack.assess.composite import Observations, how_built, what_lacks
from sbtrack.assess.compounding import years_after
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.multiple import how_multiplied, reference_of
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.precision import (
    LEAST_PLACES,
    apart_places,
    decimals,
    distance,
    places_of,
    tidy,
)
from sbtrack.assess.way import Way, growth_so_far, stated
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Baseline, Indicator, Plan
from sbtrack.domain.targets import AnnualGrowth, Growth, MultipleOf, Undetermined
from sbtrack.domain.undefined import Undefined


def background(
    plan: Plan,
    indicator: Indicator,
    way: Way,
    actual: Observation | Undefined,
    observations: Observations,
    as_of: date,
) -> tuple[Msg, ...]:
    """Return one phrase for each number in the finding that was not itself recorded."""
    known = until(observations, min(as_of, indicator.target.by.end))
    clauses: list[Msg | None] = []
    if isinstance(actual, Observation):
        clauses += [
            how_built(indicator, actual),
            newer_but_incomplete(plan, indicator, actual, known),
            _growth(plan, indicator, way, actual, known),
            _direction(indicator, actual),
        ]
    if isinstance(indicator.target, MultipleOf):
        found = reference_of(plan, indicator.target, actual, observations, as_of)
        if isinstance(found, Observation):
            clauses.append(how_multiplied(plan, indicator, indicator.target, found))
    return tuple(clause for clause in clauses if clause is not None)


def newer_but_incomplete(
    plan: Plan, indicator: Indicator, actual: Observation, known: Observations
) -> Msg | None:
    """Return why components of a newer period do not count: not all of them are there."""
    lacking = what_lacks(plan, indicator, known, actual.period)
    return None if lacking is None else lacking.reason


def _growth(
    plan: Plan, indicator: Indicator, way: Way, actual: Observation, known: Observations
) -> Msg | None:
    target = indicator.target
    if not isinstance(target, Growth):
        return None
    if way.on_rates:
        return _compounding(plan, indicator, way, actual, known)
    # Less than a year would make a yearly rate of anything.
    if isinstance(target, AnnualGrowth) and years_between(way.base, actual.period) < 1:
        return None
    so_far = growth_so_far(way, target, actual.period)
    if isinstance(so_far, Undefined):
        return None
    wanted = target.rate if isinstance(target, AnnualGrowth) else target.change
    places = apart_places(so_far, wanted, max(LEAST_PLACES, decimals(wanted)))
    parts = {
        "achieved": tidy(so_far, "%", places),
        "bound": target.bound,
        "wanted": tidy(wanted, "%", places),
    }
    if isinstance(target, AnnualGrowth):
        return Msg("growth so far {achieved} a year, to be {bound} {wanted}", **parts)
    return Msg("change so far {achieved}, to be {bound} {wanted} in all", **parts)


def _compounding(
    plan: Plan, indicator: Indicator, way: Way, actual: Observation, known: Observations
) -> Msg | None:
    """Say how the rates were put together: published sums of them look like the same thing."""
    target = indicator.target
    assert isinstance(target, Growth)
    made = stated(target, way.value, years_between(way.base, actual.period))
    by_year = {o.period: o.value for o in known.get(indicator.id, ())}
    years = years_after(plan.base, actual.period)
    rates = tuple(by_year[year] for year in years if year in by_year)
    if len(rates) < max(2, len(years)) or isinstance(made, Undefined):
        return None
    plain = Decimal(0)
    for rate in rates:
        plain = EXACT.add(plain, rate)
    if isinstance(target, AnnualGrowth):
        plain = EXACT.divide(plain, Decimal(len(rates)))
    return None if plain == made else _beside_plain(target, len(rates), made, plain)


def _beside_plain(target: Growth, count: int, made: Decimal, plain: Decimal) -> Msg:
    """Return plain average or sum, beside what the rates make where that would look the same."""
    places = apart_places(made, plain)
    compounded = Msg("{count} yearly rates compounded", count=count)
    if places > LEAST_PLACES:
        compounded = Msg(
            "{count} yearly rates compounded to {made}", count=count, made=tidy(made, "%", places)
        )
    drawn = tidy(plain, "%", places)
    if isinstance(target, AnnualGrowth):
        return Msg("{compounded}; their plain average is {mean}", compounded=compounded, mean=drawn)
    return Msg(
        "{compounded}; their sum, {total}, is not the change", compounded=compounded, total=drawn
    )


def _direction(indicator: Indicator, actual: Observation) -> Msg | None:
    """A target without a number is a direction, so it is said where the figure went."""
    baseline, unit = indicator.baseline, indicator.unit_of_measure
    places = places_of(indicator, actual)
    if not isinstance(indicator.target, Undetermined) or not isinstance(baseline, Baseline):
        return None
    start, change = tidy(baseline.value, unit, places), EXACT.subtract(actual.value, baseline.value)
    if not change:
        return Msg("unchanged from the baseline {baseline}", baseline=start)
    moved = distance(abs(change), unit, places)
    if change > 0:
        return Msg("up by {change} from the baseline {baseline}", change=moved, baseline=start)
    return Msg("down by {change} from the baseline {baseline}", change=moved, baseline=start)
