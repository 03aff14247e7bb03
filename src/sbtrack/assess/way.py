"""The way from baseline to target: one shape for every kind of target that is a level."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.assess.composite import Observations
from sbtrack.assess.compounding import (
    average_rate,
    compounded,
    first_year_end,
    growth_factor,
    total_change,
)
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.gap import counted_edge, gap_to_band, gap_to_target, is_met, nearer_edge
from sbtrack.assess.multiple import multiple
from sbtrack.assess.numbers import EXACT, is_reckonable, on_grid, power
from sbtrack.assess.reasons import (
    baseline_unavailable,
    beyond_reckoning,
    not_positive,
    target_undetermined,
)
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Plan
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    Growth,
    MultipleOf,
    Undetermined,
    on_yearly_rates,
)
from sbtrack.domain.terms import Bound, Scale
from sbtrack.domain.undefined import Maybe, Undefined


class Way(Frozen):
    """From `start` (b at T0) to `end` (t at T1), and `value` (a at Ta) on it.

    Levels are in the unit of measure; for a target on yearly rates all three are an index that
    is 1 at the base period, and `stated` says them as the plan does, in percent.
    """

    base: Period
    by: Period
    start: Maybe
    end: Maybe
    value: Maybe
    scale: Scale = Scale.LINEAR
    bound: Bound = Bound.AT_LEAST
    tolerance: Decimal | None = None  # for 左右: near the end, on either side
    yearly: tuple[tuple[Period, Decimal], ...] = ()
    on_rates: bool = False
    averaged: bool = False  # an average a year: as a limit it is a path, and no level to stay at

    @property
    def is_limit(self) -> bool:
        """Say whether the baseline already meets the target, a limit to hold, not to reach."""
        if isinstance(self.start, Undefined) or isinstance(self.end, Undefined):
            return False
        return is_met(self.gap(self.end, self.start))

    @property
    def is_past(self) -> bool:
        """Say whether the value went through the band of a target to be near and out of it."""
        start, end, value = self.start, self.end, self.value
        if self.tolerance is None or isinstance(start, Undefined):
            return False
        if isinstance(end, Undefined) or isinstance(value, Undefined) or self.is_limit:
            return False
        return not is_met(self.gap(end, value)) and (start < end) == (end < value)

    @property
    def goal(self) -> Maybe:
        """The level that is required: the end, of a band its edge nearest to the value."""
        if self.tolerance is None or isinstance(self.end, Undefined):
            return self.end
        if isinstance(self.value, Undefined):
            return self.value
        return nearer_edge(self.end, self.tolerance, self.value)

    def gap(self, limit: Decimal, value: Decimal) -> Decimal:
        """Return what `value` still has to go to `limit`, by the rule of the target."""
        if self.tolerance is not None:
            return gap_to_band(limit, self.tolerance, value)
        return gap_to_target(self.bound, limit, value)

    def counted_to(self, limit: Decimal, value: Decimal) -> Decimal:
        """Return the level that the gap of `value` to `limit` is counted to: of a band its edge."""
        return limit if self.tolerance is None else counted_edge(limit, self.tolerance, value)


def way_of(
    plan: Plan,
    indicator: Indicator,
    actual: Observation | Undefined,
    observations: Observations,
    as_of: date = date.max,
) -> Way:
    """Return the way of an indicator whose target is a level, a growth or a multiple.

    `as_of` bounds the reference of a multiple where there is no actual to go by.
    """
    target, baseline = indicator.target, indicator.baseline
    if on_yearly_rates(target):
        return _way_on_rates(plan, indicator, target, actual, observations)
    start: Maybe
    if isinstance(baseline, Baseline):
        base, start = baseline.period, baseline.value
    else:
        base, start = plan.base, baseline_unavailable(baseline.reason)
    value: Maybe = actual.value if isinstance(actual, Observation) else actual
    scale, bound, tolerance = Scale.LINEAR, Bound.AT_LEAST, None
    match target:
        case AtLeast():
            end: Maybe = target.value
        case AtMost():
            end, bound = target.value, Bound.AT_MOST
        case About():
            end, tolerance = target.value, target.tolerance
        case Coverage():
            end = Decimal(100)
        case MultipleOf():
            end = multiple(plan, indicator, target, actual, observations, as_of)
        case AnnualGrowth() | CumulativeChange():
            scale, bound, end = Scale.LOG, target.bound, grown(target, start, base)
        case Undetermined():
            end = target_undetermined(target.text)
    averaged = isinstance(target, AnnualGrowth)
    return Way(
        base,
        target.by,
        start,
        end,
        value,
        scale,
        bound,
        tolerance,
        indicator.yearly,
        averaged=averaged,
    )


def grown(target: Growth, start: Maybe, base: Period) -> Maybe:
    """Return the level that a growth target reaches from `start` by its period.

    Annual growth: b (1 + r) ** n over the n years from base to target period; cumulative
    change: b (1 + c).
    """
    if isinstance(start, Undefined):
        return start
    if start <= 0:
        return not_positive()
    end = EXACT.multiply(start, _factor(target, base))
    return end if is_reckonable(end) else beyond_reckoning()


def stated(target: Growth, index: Maybe, years: Decimal) -> Maybe:
    """Return an index as the plan states it: an average yearly rate, or a total change, in %."""
    if isinstance(index, Undefined):
        return index
    if isinstance(target, AnnualGrowth):
        return average_rate(index, years)
    return total_change(index)


def growth_so_far(way: Way, target: Growth, at: Period) -> Maybe:
    """Return the growth from the baseline to the value, as the plan states its target, in %."""
    if isinstance(way.start, Undefined) or isinstance(way.value, Undefined):
        return way.start if isinstance(way.start, Undefined) else way.value
    if min(way.start, way.value) <= 0:
        return not_positive()
    index = EXACT.divide(way.value, way.start)
    return stated(target, index, years_between(way.base, at))


def _way_on_rates(
    plan: Plan,
    indicator: Indicator,
    target: Growth,
    actual: Observation | Undefined,
    observations: Observations,
) -> Way:
    value: Maybe = actual if isinstance(actual, Undefined) else Decimal(1)
    base = first_year_end(plan.base)
    if isinstance(actual, Observation):
        value = compounded(base, observations.get(indicator.id, ()), actual.period)
    end: Maybe = _factor(target, base)
    if isinstance(end, Decimal) and not is_reckonable(end):
        end = beyond_reckoning()
    return Way(
        base,
        target.by,
        Decimal(1),
        end,
        value,
        Scale.LOG,
        target.bound,
        on_rates=True,
        averaged=isinstance(target, AnnualGrowth),
    )


def _factor(target: Growth, base: Period) -> Decimal:
    if isinstance(target, AnnualGrowth):
        years = years_between(base, target.by)
        factor = power(growth_factor(target.rate), years)
        return factor if years == years.to_integral_value() else on_grid(factor)
    return growth_factor(target.change)
