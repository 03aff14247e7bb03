"""One assessment as its steps write it: operands are bare numbers, results have their unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from sbtrack.assess.composite import Observations
from sbtrack.assess.compounding import first_year_end, growth_factor
from sbtrack.assess.elapsed import years_between
from sbtrack.assess.limit import is_limited, standing_places
from sbtrack.assess.numbers import EXACT, power
from sbtrack.assess.planned import PathPoint
from sbtrack.assess.precision import apart_places, distance, places_of, tidy
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Plan
from sbtrack.domain.targets import AnnualGrowth, AtMost, EveryPeriod, on_yearly_rates
from sbtrack.domain.terms import Bound, Scale
from sbtrack.domain.undefined import Undefined

#: Decimals of worked-out numbers in a formula, so that its result can be found again from them.
#: Percentages lie close together, and what yearly rates make together lies close to 1.
OPERAND_PLACES, CLOSE_PLACES = 4, 6
_BEYOND_RESULT = 2


class Case(Frozen):
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
        return on_yearly_rates(self.indicator.target)

    @property
    def on_log(self) -> bool:
        """Whether the way is measured by growth."""
        return self.found.scale is Scale.LOG

    @property
    def limited(self) -> bool:
        """Whether the target is a limit that the baseline already meets."""
        return is_limited(self.found)

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

    def points_around(self, at: Period) -> tuple[PathPoint, PathPoint]:
        """Return the plan's own points on either side of `at`: baseline, yearly targets, target."""
        assert self.end is not None
        first = () if self.start is None else ((self.base, self.start),)
        inner = (p for p in self.yearly if self.base.end < p[0].end < self.by.end)
        points: tuple[PathPoint, ...] = (*first, *inner, (self.by, self.end))
        found = next((pair for pair in pairwise(points) if at.end <= pair[1][0].end), None)
        return found or (points[-1], points[-1])

    def years(self, earlier: Period, later: Period, least: int = 0) -> Quantity:
        """Return the years between the ends of two periods."""
        least = max(least, self._finer, self._places + OPERAND_PLACES)  # they may be exponents
        return tidy(years_between(earlier, later), "", least)

    @property
    def gone(self) -> Quantity:
        """The months from the base to the figure."""
        return bare(EXACT.subtract(self.actual.period.end_in_months, self.base.end_in_months))

    @property
    def whole(self) -> Quantity:
        """The months from the base to the target period."""
        return bare(EXACT.subtract(self.by.end_in_months, self.base.end_in_months))

    def operand(self, value: Decimal, least: int = 0) -> Quantity | Msg:
        """Return a level as it stands in a formula, in brackets where it is negative."""
        close = self.indicator.unit_of_measure == "%"
        usual = CLOSE_PLACES if close else OPERAND_PLACES
        least = max(least, self._finer, self._places + _BEYOND_RESULT, usual)
        drawn = tidy(value, "", least)
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

    def compounded(self, stated: Decimal, at: Period, least: int = 0) -> Quantity:
        """Return that index as it stands in a formula."""
        return bare(self.index(stated, at), max(CLOSE_PLACES, least, self._finer))

    def places_beside_target(self, value: Decimal) -> int:
        """Return the decimals at which a level can be told from the target."""
        return self._places if self.end is None else apart_places(value, self.end, self._places)

    def more_places(self, value: Decimal) -> int:
        """Return the decimals of the operands of such a level, 0 where the usual ones do."""
        places = self.places_beside_target(value)
        return places + OPERAND_PLACES if places > self._places else 0

    @property
    def _finer(self) -> int:
        """The decimals of operands where the figure lies close to what it is held against, else 0.

        What is told apart by its last decimals could not be found again from fewer.
        """
        usual = places_of(self.indicator, self.found.actual)
        return self._places + OPERAND_PLACES if self._places > usual else 0

    @property
    def _places(self) -> int:
        return standing_places(self.found)


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
