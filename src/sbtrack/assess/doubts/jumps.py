"""Doubts about figures that do not follow their own history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from sbtrack.assess.doubts.grounds import Found, Grounds, check
from sbtrack.assess.doubts.points import MOST_TIMES, Point, held_against, points_of
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.precision import distance
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg, Percent
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import Measure, ratio_power
from sbtrack.domain.terms import Grain

#: Fewer points than this have no history. The baseline is one, so two figures can do.
FEWEST_POINTS = 3
#: Makes the median absolute deviation comparable to a standard deviation.
MAD_SCALE = Decimal("1.4826")
#: Three twentieths of the level are never a jump by themselves, however steady a series is, …
LEAST_DEPARTURE = Decimal("0.15")
#: … nor are three points of a percentage: rates of change and rare things move so much, …
LEAST_POINTS = Decimal(3)
#: … where this many other changes say what is usual; with each one fewer it is twice as much.
ENOUGH_CHANGES = 3
#: So many single things more or fewer are no jump either: accidents come as they come.
FEW_THINGS = Decimal(10)
#: What lies further off says little about a figure: a year of months, either side.
NEAREST = 12

#: A usual daily rate, said for years at once, would be a number that fills pages: it is said up to
#: a factor of e to this power.
_MOST_SAID = Decimal(80)
_MONTHS = {Grain.YEAR: 12, Grain.HALF: 6, Grain.QUARTER: 3, Grain.MONTH: 1}


@check
def jump(grounds: Grounds) -> Iterator[Found]:
    """A figure follows its own history: no change is far larger or smaller than the others.

    What it checks: each change from one figure (or the baseline) to the next of the same length,
    against the changes of the series without one of the two: first without the later, then
    without the earlier one. So a wrong figure spoils neither what is usual nor the measure of it,
    and a series of three can tell. It stands out when it lies from the median of the others by
    more than five times their spread, 1.4826 times their median absolute deviation, in which no
    change at all is always taken as one that could be. It also has to lie off by 15 % of the
    level, of percentages by 3 points at least; with fewer than 3 others by twice as much for each
    that lacks: 60 % where there is one. What is counted one by one, in whole numbers, does not
    jump by 10 single things or fewer. Figures that were repeated say nothing about the usual
    change, nor does what lies more than 12 figures off. Positive levels are compared by their
    rates of change (the 15 % are a logarithm of 0.15), percentages and what reaches zero by
    differences. A figure after one that stands out is held against that one or the figure before,
    whichever it follows better: the way back is no second doubt, and staying on another level is
    none.
    Why it matters: a lost digit, 人 instead of 万人, or a new scope shows as a jump.
    Example: 33.7, 35.1, 36.4, 3.72 and 38.9万人 in five years
    """
    for indicator in grounds.plan.indicators:
        for run in grounds.runs(indicator):
            points = points_of(indicator, run)
            if len(points) >= FEWEST_POINTS:
                for departure in _Series.of(indicator, points).departures():
                    yield _jumped(indicator, departure)


class _Departure(Frozen):
    """A change that was looked at: how far off it is, as a share of what may be."""

    before: Point
    after: Point
    by_rate: bool
    steps: Decimal  # usual steps of time between the two
    change: Decimal  # for one step, as the usual one is
    usual: Decimal
    share: Decimal
    opens: bool  # nothing before says whether the earlier or the later figure is odd

    @property
    def stands_out(self) -> bool:
        return self.share > 1


class _Series(Frozen):
    """Points with their places on the scale on which they are compared, and in time."""

    points: Sequence[Point]
    places: Sequence[Decimal]
    months: Sequence[Decimal]
    step: Decimal  # months
    by_rate: bool
    least: Decimal  # on the scale, besides its share of the level
    few: Decimal  # in the unit of measure: to this there is no jump at any level

    @classmethod
    def of(cls, indicator: Indicator, points: Sequence[Point]) -> _Series:
        """Place points on a scale: logarithmic for positive levels, linear for the others."""
        ratio = bool(ratio_power(indicator.unit_of_measure))
        by_rate = not ratio and all(p.value > 0 for p in points)
        places = [EXACT.ln(p.value) if by_rate else p.value for p in points]
        months = [p.period.end_in_months for p in points]
        length = _MONTHS.get(points[0].period.grain)
        step = Decimal(length) if length else median(b - a for a, b in pairwise(months))
        few = Decimal(0)
        if not ratio:
            few = few_things(indicator.unit_of_measure, [p.value for p in points])
        return cls(points, places, months, step, by_rate, LEAST_POINTS * ratio, few)

    def departures(self) -> Iterator[_Departure]:
        """Yield the changes that stand out, oldest first."""
        believed, odd = 0, None  # the last point that followed, and one after it that did not
        left_out: set[int] = set()
        for at in range(1, len(self.points)):
            left_out = {i for i in left_out if i >= at - 2 * NEAREST}
            found = self._departure(believed, at, left_out if odd is None else {*left_out, odd})
            if odd is not None:
                stayed = self._departure(odd, at, left_out)
                if stayed.share < found.share:
                    found, believed = stayed, odd
                else:
                    left_out.add(odd)
            if found.stands_out:
                yield found
                odd = at
            else:
                believed, odd = at, None

    def _departure(self, before: int, after: int, left_out: set[int]) -> _Departure:
        change = self._change(before, after)
        usual = share = Decimal(0)
        apart = abs(self.points[after].value - self.points[before].value)
        least = LEAST_DEPARTURE if self.by_rate else self.least
        if abs(change) > least and apart > self.few:  # else never a jump
            usual, share = max(
                (self._judged(change, after, {*left_out, odd}) for odd in (after, before)),
                key=lambda judged: judged[1],
            )
        return _Departure(
            self.points[before],
            self.points[after],
            self.by_rate,
            self._steps(before, after),
            change,
            usual,
            share,
            opens=before == 0,
        )

    def _judged(self, change: Decimal, at: int, left_out: set[int]) -> tuple[Decimal, Decimal]:
        """Return the usual change around a point, and how far off `change` is."""
        nearest = range(max(0, at - NEAREST), min(len(self.points), at + NEAREST + 1))
        rest = [i for i in nearest if i not in left_out]
        others = [c for c in (self._change(a, b) for a, b in pairwise(rest)) if c]
        usual = median(others) if others else Decimal(0)
        spread = MAD_SCALE * median([abs(usual), *(abs(c - usual) for c in others)])
        level = Decimal(1)
        if not self.by_rate:
            level = median([abs(self.places[i]) for i in rest] or [Decimal(0)])
        least = max(LEAST_DEPARTURE * level, self.least) * 2 ** max(0, ENOUGH_CHANGES - len(others))
        allowed = max(MOST_TIMES * spread, least)
        off = max(change - max(usual, Decimal(0)), min(usual, Decimal(0)) - change, Decimal(0))
        return usual, off / allowed if allowed else Decimal(0)

    def _change(self, before: int, after: int) -> Decimal:
        """Return the change for one usual step of time."""
        return (self.places[after] - self.places[before]) / self._steps(before, after)

    def _steps(self, before: int, after: int) -> Decimal:
        """A missing year makes two steps of one change; a shorter time is no fraction of one."""
        return max(Decimal(1), (self.months[after] - self.months[before]) / self.step)


def few_things(unit_of_measure: str, values: Sequence[Decimal]) -> Decimal:
    """Return how much a few single things are in the unit of measure, 0 of what is not counted."""
    power = Measure.parse(unit_of_measure).power
    single = [value.scaleb(power) for value in values]
    counted = all(number == number.to_integral_value() for number in single)
    return FEW_THINGS.scaleb(-power) if counted else Decimal(0)


def _jumped(indicator: Indicator, found: _Departure) -> Found:
    unit, before, after = indicator.unit_of_measure, found.before, found.after
    change: object = distance(after.value - before.value, unit)
    normal: object = distance(found.usual * found.steps, unit)
    if found.by_rate:
        change = _as_rate(found.change * found.steps)
        normal = _as_rate(found.usual * found.steps)
    remedy = Msg("Check the digits, the unit and the scope of the later figure.")
    if found.opens:
        remedy = Msg("Check the digits, the unit and the scope of both figures.")
    return Found(
        indicator,
        (before.entry_id, after.entry_id),
        Msg(
            "{name} goes from {before} in {earlier} to {after} in {later}, a change of {change} "
            "where {usual} is usual.",
            name=indicator.name,
            before=before.said,
            earlier=before.period,
            after=after.said,
            later=after.period,
            change=change,
            usual=normal,
        ),
        remedy,
        held_against(before),
    )


def _as_rate(logarithm: Decimal) -> Percent:
    return Percent(EXACT.subtract(EXACT.exp(min(logarithm, _MOST_SAID)), Decimal(1)))
