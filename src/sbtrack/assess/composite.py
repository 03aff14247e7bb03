"""Composites: an indicator built from components (城乡居民养老 = 新农保 + 城居保)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sbtrack.assess.numbers import EXACT
from sbtrack.assess.reasons import component_missing, component_without_parts
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
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
    percentages; levels are summed in the composite's unit of measure. A component may itself
    be built from components.
    """
    parts = []
    for id in indicator.components:
        part = figure_at(plan, plan.indicator(id), observations, period)
        if isinstance(part, Undefined):
            return part
        parts.append(part)
    if ratio_power(indicator.unit_of_measure):
        return _pooled_rate(plan, indicator, parts)
    total = Decimal(0)
    for part in parts:
        theirs = plan.indicator(part.indicator).unit_of_measure
        total = EXACT.add(total, in_unit(part.value, theirs, indicator.unit_of_measure))
    return _built(indicator, parts, total)


def figure_at(
    plan: Plan, indicator: Indicator, observations: Observations, period: Period
) -> Observation | Undefined:
    """Return the figure recorded for exactly `period`, else the one its components make."""
    own = next((o for o in observations.get(indicator.id, ()) if o.period == period), None)
    if own is not None:
        return own
    if indicator.components:
        return composed_at(plan, indicator, observations, period)
    return component_missing(indicator.name, period)


def composed_series(
    plan: Plan, indicator: Indicator, observations: Observations
) -> tuple[Observation, ...]:
    """Return the whole series, oldest first: own figures, else those built from components."""
    found = {o.period: o for o in observations.get(indicator.id, ())}
    parts = [
        {o.period for o in composed_series(plan, plan.indicator(id), observations)}
        for id in indicator.components
    ]
    for period in set.intersection(*parts) - set(found) if parts else ():
        built = composed_at(plan, indicator, observations, period)
        if isinstance(built, Observation):
            found[period] = built
    return tuple(sorted(found.values(), key=lambda o: newest_first(o.period), reverse=True))


def newest_first(period: Period) -> tuple[int, int]:
    """Order periods by end, newest first; of those that end together the longest first."""
    return (-period.end.toordinal(), period.start.toordinal())


def in_unit(value: Decimal, theirs: str, ours: str) -> Decimal:
    """Return a value in `theirs` converted to `ours`, another multiple of the same unit.

    >>> in_unit(Decimal("39542"), "元", "万元")
    Decimal('3.9542')
    >>> in_unit(Decimal("39542"), "千瓦时", "瓦时"), in_unit(Decimal(5), "百亿元", "亿元")
    (Decimal('3.9542E+7'), Decimal('5E+2'))
    """
    return value.scaleb(Measure.parse(theirs).steps_above(Measure.parse(ours)), EXACT)


def what_lacks(
    plan: Plan, indicator: Indicator, observations: Observations, since: Period | None
) -> Undefined | None:
    """Return why the composite has no figure for its components' newest period after `since`."""
    periods = {
        o.period
        for id in indicator.components
        for o in composed_series(plan, plan.indicator(id), observations)
        if since is None or o.period.end > since.end
    }
    if not periods:
        return None
    built = composed_at(plan, indicator, observations, min(periods, key=newest_first))
    return built if isinstance(built, Undefined) else None


def how_built(indicator: Indicator, actual: Observation) -> Msg | None:
    """Return the phrase that says from what a figure was computed; None for a stated one."""
    count = len(indicator.components)
    if actual.numerator is None or actual.denominator is None:
        if actual.entry_id is None and count:
            return Msg("the sum of {count} components", count=count)
        return None
    parts = {"numerator": actual.numerator, "denominator": actual.denominator}
    if actual.entry_id is None and count:
        return Msg("{numerator} of {denominator} in {count} components", count=count, **parts)
    return Msg("{numerator} of {denominator}", **parts)


def _pooled_rate(
    plan: Plan, indicator: Indicator, parts: Sequence[Observation]
) -> Observation | Undefined:
    numerator = denominator = Decimal(0)
    for part in parts:
        if part.numerator is None or part.denominator is None:
            return component_without_parts(plan.indicator(part.indicator).name, part.period)
        numerator = EXACT.add(numerator, part.numerator)
        denominator = EXACT.add(denominator, part.denominator)
    value = ratio_value(numerator, denominator, indicator.unit_of_measure)
    return _built(indicator, parts, value, numerator, denominator)


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
