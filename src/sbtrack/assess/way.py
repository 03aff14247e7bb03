"""The way from baseline to target: one shape for every kind of target that is a level."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sbtrack.assess.composite import Observations
from sbtrack.assess.compounding import average_rate, compounded, growth_factor, total_change
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.numbers import EXACT, power
from sbtrack.assess.reasons import (
    baseline_unavailable,
    not_positive,
    reference_missing,
    target_undetermined,
)
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Plan
from sbtrack.domain.quantity import Measure
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    MultipleOf,
)
from sbtrack.domain.terms import Basis, Bound, Scale
from sbtrack.domain.undefined import Maybe, Undefined


@dataclass(frozen=True, slots=True)
class Way:
    """From `start` (b at T0) to `end` (t at T1), and `value` (a at Ta) on it.

    Levels are in the unit of measure; for a target on yearly rates all three are an index that
    is 1 at the base period, and `states` says them as the plan does, in percent.
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

    @property
    def is_limit(self) -> bool:
        """Say whether the baseline already meets the target, a limit to hold, not to reach."""
        if self.tolerance is not None or not isinstance(self.start, Decimal):
            return False
        if not isinstance(self.end, Decimal):
            return False
        if self.bound is Bound.AT_LEAST:
            return self.start > self.end
        return self.start < self.end


def way_of(
    plan: Plan, indicator: Indicator, actual: Observation | Undefined, observations: Observations
) -> Way:
    """Return the way of an indicator whose target is a level, a growth or a multiple."""
    target = indicator.target
    baseline = indicator.baseline
    start: Maybe
    if isinstance(baseline, Baseline):
        start, base = baseline.value, baseline.period
    else:
        start, base = baseline_unavailable(baseline.reason), plan.base
    value: Maybe = actual.value if isinstance(actual, Observation) else actual
    end: Maybe = target_undetermined()
    scale, bound, tolerance = Scale.LINEAR, Bound.AT_LEAST, None
    match target:
        case AtLeast():
            end = target.value
        case AtMost():
            end, bound = target.value, Bound.AT_MOST
        case About():
            end, tolerance = target.value, target.tolerance
        case Coverage():
            end = Decimal(100)
        case MultipleOf():
            end = multiple(plan, indicator, target, actual, observations)
        case AnnualGrowth() | CumulativeChange():
            scale, bound = Scale.LOG, target.bound
            if target.basis is Basis.RATES:
                return _way_on_rates(plan, indicator, target, actual, observations)
            end = grown(target, start, base)
    return Way(base, target.by, start, end, value, scale, bound, tolerance, indicator.yearly)


def grown(target: AnnualGrowth | CumulativeChange, start: Maybe, base: Period) -> Maybe:
    """Return the level that a growth target reaches from `start` by its period.

    Annual growth: b (1 + r) ** n over the n years from base to target period; cumulative
    change: b (1 + c).
    """
    if isinstance(start, Undefined):
        return start
    if start <= 0:
        return not_positive()
    return EXACT.multiply(start, _factor(target, base))


def multiple(
    plan: Plan,
    indicator: Indicator,
    target: MultipleOf,
    actual: Observation | Undefined,
    observations: Observations,
) -> Maybe:
    """Return max(factor x reference, floor) in the indicator's unit of measure.

    The reference is the figure of the very period of the actual; without an actual, its newest.
    """
    reference = plan.indicator(target.reference)
    figures = observations.get(reference.id, ())
    if isinstance(actual, Observation):
        found = next((o for o in figures if o.period == actual.period), None)
        wanted = actual.period
    else:
        found = max(figures, key=lambda o: o.period.end, default=None)
        wanted = None
    if found is None:
        return reference_missing(reference.name, wanted)
    theirs = Measure.parse(reference.unit_of_measure).power
    shift = theirs - Measure.parse(indicator.unit_of_measure).power
    level = EXACT.multiply(target.factor, found.value.scaleb(shift))
    return level if target.floor is None else max(level, target.floor)


def stated(target: AnnualGrowth | CumulativeChange, index: Maybe, years: Decimal) -> Maybe:
    """Return an index as the plan states it: an average yearly rate, or a total change, in %."""
    if isinstance(index, Undefined):
        return index
    if isinstance(target, AnnualGrowth):
        return average_rate(index, years)
    return total_change(index)


def _way_on_rates(
    plan: Plan,
    indicator: Indicator,
    target: AnnualGrowth | CumulativeChange,
    actual: Observation | Undefined,
    observations: Observations,
) -> Way:
    value: Maybe = actual if isinstance(actual, Undefined) else Decimal(1)
    if isinstance(actual, Observation):
        value = compounded(plan.base, observations.get(indicator.id, ()), actual.period)
    end = _factor(target, plan.base)
    return Way(plan.base, target.by, Decimal(1), end, value, Scale.LOG, target.bound, on_rates=True)


def _factor(target: AnnualGrowth | CumulativeChange, base: Period) -> Decimal:
    if isinstance(target, AnnualGrowth):
        return power(growth_factor(target.rate), years_between(base, target.by))
    return growth_factor(target.change)
