"""One assessment as its steps write it: operands are bare numbers, results have their unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sbtrack.assess.composite import Observations
from sbtrack.assess.compounding import first_year_end, growth_factor
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.numbers import EXACT, power
from sbtrack.assess.precision import distance, places_of, tidy
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Plan
from sbtrack.domain.targets import AnnualGrowth, AtMost, CumulativeChange, EveryPeriod
from sbtrack.domain.terms import Basis, Bound, Scale, Why
from sbtrack.domain.undefined import Undefined

#: Decimals of worked-out numbers in a formula, so that its result can be found again from them.
#: Percentages lie close together, and what yearly rates make together lies close to 1.
OPERAND_PLACES, CLOSE_PLACES = 4, 6
_LIMITS = (Why.BASELINE_MEETS_TARGET, Why.TARGET_EQUALS_BASELINE)


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment with the plan and the figures it came from."""

    found: Assessment
    plan: Plan
    observations: Observations

    @property
    def indicator(self) -> Indicator:
        """The indicator assessed."""
        return self.found.indicator

    @property
    def actual(self) -> Observation:
        """The figure that decides; asked for only where there is one."""
        assert isinstance(self.found.actual, Observation)
        return self.found.actual

    @property
    def on_rates(self) -> bool:
        """Whether yearly rates are recorded, and compounded."""
        target = self.indicator.target
        return isinstance(target, AnnualGrowth | CumulativeChange) and target.basis is Basis.RATES

    @property
    def on_log(self) -> bool:
        """Whether the way is measured by growth."""
        return self.found.scale is Scale.LOG

    @property
    def limited(self) -> bool:
        """Whether the target is a limit that the baseline already meets."""
        attainment = self.found.attainment
        return isinstance(attainment, Undefined) and attainment.why in _LIMITS

    @property
    def from_above(self) -> bool:
        """Whether less is wanted, so that the gap is what the actual has too much."""
        target = self.indicator.target
        return getattr(target, "bound", None) is Bound.AT_MOST or isinstance(target, AtMost)

    @property
    def base(self) -> Period:
        """The period from whose end time counts."""
        if self.on_rates:
            return first_year_end(self.plan.base)
        baseline, target = self.indicator.baseline, self.indicator.target
        if isinstance(baseline, Baseline) and not isinstance(target, EveryPeriod):
            return baseline.period
        return self.plan.base

    @property
    def by(self) -> Period:
        """The target period."""
        return self.indicator.target.by

    @property
    def start(self) -> Decimal | None:
        """The baseline, None where the plan has none."""
        baseline = self.indicator.baseline
        return baseline.value if isinstance(baseline, Baseline) else None

    @property
    def end(self) -> Decimal | None:
        """The level to reach, None where it is undefined."""
        value = self.found.target_value
        return None if isinstance(value, Undefined) else value

    @property
    def yearly(self) -> tuple[tuple[Period, Decimal], ...]:
        """The yearly targets, which yearly rates make no use of."""
        return () if self.on_rates else self.indicator.yearly

    def years(self, earlier: Period, later: Period) -> Quantity:
        """Return the years between the ends of two periods."""
        return tidy(years_between(earlier, later), "", OPERAND_PLACES)

    @property
    def gone(self) -> Quantity:
        """The months from the base to the figure."""
        return bare(EXACT.subtract(self.actual.period.end_in_months, self.base.end_in_months))

    @property
    def whole(self) -> Quantity:
        """The months from the base to the target period."""
        return bare(EXACT.subtract(self.by.end_in_months, self.base.end_in_months))

    def operand(self, value: Decimal) -> Quantity | Msg:
        """Return a level as it stands in a formula, in brackets where it is negative."""
        close = self.indicator.unit_of_measure == "%"
        drawn = tidy(value, "", max(self._places, CLOSE_PLACES if close else OPERAND_PLACES))
        return drawn if value >= 0 else Msg("({value})", value=drawn)

    def result(self, value: Decimal) -> Quantity:
        """Return a level that a formula comes to."""
        return tidy(value, self.indicator.unit_of_measure, self._places)

    def difference(self, value: Decimal) -> Quantity | Msg:
        """Return a difference of two levels that a formula comes to."""
        return distance(value, self.indicator.unit_of_measure, self._places)

    def index(self, stated: Decimal, at: Period) -> Decimal:
        """Return what 1 at the base has become at `at`, from a rate or change as the plan says it.

        It undoes what turned compounded yearly rates into an average or a total.
        """
        factor = growth_factor(stated)
        if isinstance(self.indicator.target, AnnualGrowth):
            return power(factor, years_between(self.base, at))
        return factor

    @property
    def _places(self) -> int:
        return places_of(self.indicator, self.found.actual)


def bare(value: Decimal, places: int = CLOSE_PLACES) -> Quantity:
    """Return a number that has no unit of measure."""
    return tidy(value, "", places)


def plus(parts: Sequence[object]) -> object:
    """Return `a + b + c`."""
    found = parts[0]
    for part in parts[1:]:
        found = Msg("{first} + {then}", first=found, then=part)
    return found


def times(parts: Sequence[object]) -> object:
    """Return `a × b × c`."""
    found = parts[0]
    for part in parts[1:]:
        found = Msg("{first} × {then}", first=found, then=part)
    return found
