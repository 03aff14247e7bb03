"""The planned path: the level, and the share of the way, that the plan expects at a period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from sbtrack.assess.numbers import EXACT, power, settle
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Scale

PathPoint = tuple[Period, Decimal]


def value_between(scale: Scale, start: Decimal, end: Decimal, share: Decimal) -> Decimal:
    """Return the value at `share` of the way from `start` to `end` on the scale.

    In a straight line also where one of them is not above zero, since no rate leads there.

    >>> value_between(Scale.LINEAR, Decimal(10), Decimal(20), Decimal("0.5"))
    Decimal('15.0')
    >>> value_between(Scale.LOG, Decimal(100), Decimal(121), Decimal("0.5")).quantize(Decimal(1))
    Decimal('110')
    """
    if scale is Scale.LINEAR or min(start, end) <= 0:
        return EXACT.add(start, EXACT.multiply(EXACT.subtract(end, start), share))
    return EXACT.multiply(start, power(EXACT.divide(end, start), share))


def planned_value(scale: Scale, path: Sequence[PathPoint], at: Period) -> Decimal:
    """Return the planned level at the end of `at`, between the two points around it.

    `path` runs from (base period, baseline), where there is a baseline, through the yearly
    targets to (target period, target), by period end; `at` does not end before its first point.

    >>> y = Period.of_year
    >>> path = [(y(2010), Decimal(50)), (y(2011), Decimal(60)), (y(2015), Decimal(80))]
    >>> planned_value(Scale.LINEAR, path, y(2013))
    Decimal('70')
    """
    for (from_period, start), (to_period, end) in pairwise(path):
        if at.end <= to_period.end:
            share = _share_of_time(from_period, to_period, at)
            return settle(value_between(scale, start, end, share))
    return path[-1][1]


def next_point(path: Sequence[PathPoint], at: Period) -> PathPoint | None:
    """Return the first point that is not over before the end of `at`, None after the last.

    >>> y = Period.of_year
    >>> next_point([(y(2012), Decimal(105)), (y(2014), Decimal(115))], y(2013)) == (y(2014), 115)
    True
    """
    return next((point for point in path if at.end <= point[0].end), None)


def _share_of_time(start: Period, end: Period, at: Period) -> Decimal:
    """Unrounded, since large levels would magnify what a rounded share leaves out."""
    return EXACT.divide(
        EXACT.subtract(at.end_in_months, start.end_in_months),
        EXACT.subtract(end.end_in_months, start.end_in_months),
    )
