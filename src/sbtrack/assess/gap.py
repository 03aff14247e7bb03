"""The gap (差距): what is still to go, and whether a value meets its target."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.assess.numbers import EXACT
from sbtrack.domain.terms import Bound


def gap_to_target(bound: Bound, target: Decimal, value: Decimal) -> Decimal:
    """Return what is still to go, in the unit of measure; > 0 always means not there yet.

    >>> gap_to_target(Bound.AT_LEAST, Decimal(40), Decimal("37.2"))
    Decimal('2.8')
    >>> gap_to_target(Bound.AT_MOST, Decimal("4.6"), Decimal("4.1"))
    Decimal('-0.5')
    """
    if bound is Bound.AT_LEAST:
        return EXACT.subtract(target, value)
    return EXACT.subtract(value, target)


def gap_to_band(target: Decimal, tolerance: Decimal, value: Decimal) -> Decimal:
    """Return the distance to the nearer edge of target ± tolerance; <= 0 lies within it.

    >>> gap_to_band(Decimal(75), Decimal(2), Decimal(71))
    Decimal('2')
    """
    return EXACT.subtract(abs(EXACT.subtract(value, target)), tolerance)


def nearer_edge(target: Decimal, tolerance: Decimal, value: Decimal) -> Decimal:
    """Return the value of target ± tolerance that is nearest; within it, `value` itself.

    >>> band = Decimal(75), Decimal(2)
    >>> [str(nearer_edge(*band, Decimal(value))) for value in (71, 76, 78)]
    ['73', '76', '77']
    """
    low, high = EXACT.subtract(target, tolerance), EXACT.add(target, tolerance)
    return min(max(value, low), high)


def counted_edge(target: Decimal, tolerance: Decimal, value: Decimal) -> Decimal:
    """Return the edge of target ± tolerance that the gap of `value` is counted to, also within.

    Of a value in the middle both are as near, and it is the upper one.

    >>> band = Decimal(75), Decimal(2)
    >>> [str(counted_edge(*band, Decimal(value))) for value in (71, 75, 76, 78)]
    ['73', '77', '77', '77']
    """
    if value < target:
        return EXACT.subtract(target, tolerance)
    return EXACT.add(target, tolerance)


def is_met(gap: Decimal) -> bool:
    """Say whether nothing is left to go; unrounded.

    >>> is_met(Decimal("0.0001")), is_met(Decimal(0))
    (False, True)
    """
    return gap <= 0
