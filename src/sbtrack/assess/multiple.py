"""The level that a multiple of another series asks for (倍数)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.assess.composite import (
    Observations,
    composed_series,
    figure_at,
    in_unit,
    newest_first,
)
from sbtrack.assess.numbers import EXACT, is_reckonable
from sbtrack.assess.reasons import beyond_reckoning, reference_missing
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import MultipleOf
from sbtrack.domain.undefined import Maybe, Undefined


def multiple(
    plan: Plan,
    indicator: Indicator,
    target: MultipleOf,
    actual: Observation | Undefined,
    observations: Observations,
    as_of: date,
) -> Maybe:
    """Return max(factor x reference, floor) in the indicator's unit of measure."""
    found = reference_of(plan, target, actual, observations, as_of)
    if isinstance(found, Undefined):
        return found
    level = _times(plan, indicator, target, found)
    if not is_reckonable(level):
        return beyond_reckoning()
    return level if target.floor is None else max(level, target.floor)


def reference_of(
    plan: Plan,
    target: MultipleOf,
    actual: Observation | Undefined,
    observations: Observations,
    as_of: date,
) -> Observation | Undefined:
    """Return the reference's figure of the very period of the actual.

    A later wage would ask for more than the plan did when the actual was set. Without an
    actual it is the newest figure, so that the target can be shown at all.
    """
    reference = plan.indicator(target.reference)
    if isinstance(actual, Observation):
        found = figure_at(plan, reference, observations, actual.period)
        if isinstance(found, Undefined):
            return reference_missing(reference.name, actual.period)
        return found
    limit = min(as_of, target.by.end)
    series = composed_series(plan, reference, observations)
    known = (o for o in series if o.period.end <= limit)
    newest = min(known, key=lambda o: newest_first(o.period), default=None)
    return reference_missing(reference.name, limit) if newest is None else newest


def how_multiplied(plan: Plan, indicator: Indicator, target: MultipleOf, found: Observation) -> Msg:
    """Return the phrase that says where the target's level comes from."""
    reference = plan.indicator(target.reference)
    parts = {
        "factor": target.factor,
        "name": reference.name,
        "value": Quantity(found.value, reference.unit_of_measure),
        "period": found.period,
    }
    if target.floor is not None and _times(plan, indicator, target, found) < target.floor:
        return Msg(
            "the target is the floor, above {factor} times {name} ({value} in {period})", **parts
        )
    return Msg("the target is {factor} times {name} ({value} in {period})", **parts)


def _times(plan: Plan, indicator: Indicator, target: MultipleOf, found: Observation) -> Decimal:
    theirs = plan.indicator(target.reference).unit_of_measure
    return EXACT.multiply(target.factor, in_unit(found.value, theirs, indicator.unit_of_measure))
