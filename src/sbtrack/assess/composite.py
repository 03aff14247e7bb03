"""Composites: an indicator built from components (城乡居民养老 = 新农保 + 城居保)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sbtrack.assess.reasons import component_missing, component_without_parts, no_data
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.quantity import Measure, ratio_power, ratio_value
from sbtrack.domain.undefined import Undefined

Observations = Mapping[str, Sequence[Observation]]


def composed_at(
    plan: Plan, indicator: Indicator, observations: Observations, period: Period
) -> Observation | Undefined:
    """Return the composite's value for `period` from all of its components.

    Rates are the sum of numerators over the sum of denominators, never an average of
    percentages; levels are summed in the composite's unit of measure.
    """
    parts = []
    for id in indicator.components:
        part = next((o for o in observations.get(id, ()) if o.period == period), None)
        if part is None:
            return component_missing(plan.indicator(id).name, period)
        parts.append(part)
    power = ratio_power(indicator.unit_of_measure)
    if power:
        return _pooled_rate(plan, indicator, parts)
    return _built(
        indicator, parts, sum((_in_unit_of(plan, indicator, p) for p in parts), Decimal())
    )


def newest_composed(
    plan: Plan, indicator: Indicator, observations: Observations
) -> Observation | Undefined:
    """Return the composite's newest value: of the last period that all components have.

    Undefined names the component whose figure is missing for the newest period.
    """
    periods = {o.period for id in indicator.components for o in observations.get(id, ())}
    if not periods:
        return no_data()
    first_problem: Undefined | None = None
    for period in sorted(periods, key=newest_first):
        found = composed_at(plan, indicator, observations, period)
        if isinstance(found, Observation):
            return found
        first_problem = first_problem or found
    return first_problem or no_data()


def newest_first(period: Period) -> tuple[int, int]:
    """Order periods by end, newest first; of those that end together the longest first."""
    return (-period.end.toordinal(), period.start.toordinal())


def _pooled_rate(
    plan: Plan, indicator: Indicator, parts: Sequence[Observation]
) -> Observation | Undefined:
    numerator = denominator = Decimal(0)
    for part in parts:
        if part.numerator is None or part.denominator is None:
            return component_without_parts(plan.indicator(part.indicator).name, part.period)
        numerator += part.numerator
        denominator += part.denominator
    value = ratio_value(numerator, denominator, indicator.unit_of_measure)
    return _built(indicator, parts, value, numerator, denominator)


def _in_unit_of(plan: Plan, indicator: Indicator, part: Observation) -> Decimal:
    theirs = Measure.parse(plan.indicator(part.indicator).unit_of_measure).power
    return part.value.scaleb(theirs - Measure.parse(indicator.unit_of_measure).power)


def _built(
    indicator: Indicator,
    parts: Sequence[Observation],
    value: Decimal,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Observation:
    return Observation(
        indicator.id, parts[0].region, parts[0].period, value, numerator, denominator
    )
