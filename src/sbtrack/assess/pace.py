"""Pace a year: required from now, achieved so far, and where it would end."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.assess.numbers import EXACT, divide, power, settle
from sbtrack.assess.reasons import not_positive
from sbtrack.domain.terms import Scale
from sbtrack.domain.undefined import Maybe, Undefined


def change_per_year(scale: Scale, start: Decimal, end: Decimal, years: Decimal) -> Maybe:
    """Return the steady yearly change from `start` to `end`.

    Linear: (end - start) / years, in the unit of measure a year. Logarithmic: the growth rate
    (end / start) ** (1 / years) - 1, a fraction a year.

    >>> change_per_year(Scale.LINEAR, Decimal("37.2"), Decimal(40), Decimal(2))
    Decimal('1.4')
    >>> change_per_year(Scale.LOG, Decimal(100), Decimal(121), Decimal(2))
    Decimal('0.1')
    """
    if scale is Scale.LINEAR:
        return settle(divide(EXACT.subtract(end, start), years))
    if min(start, end) <= 0:
        return not_positive()
    growth = power(EXACT.divide(end, start), EXACT.divide(Decimal(1), years))
    return settle(EXACT.subtract(growth, Decimal(1)))


def projected_value(scale: Scale, start: Decimal, per_year: Maybe, years: Decimal) -> Maybe:
    """Return where `start` would be after `years` at the pace `per_year`.

    >>> projected_value(Scale.LOG, Decimal(100), Decimal("0.1"), Decimal(2))
    Decimal('121')
    """
    if isinstance(per_year, Undefined):
        return per_year
    if scale is Scale.LINEAR:
        return settle(EXACT.add(start, EXACT.multiply(per_year, years)))
    return settle(EXACT.multiply(start, power(EXACT.add(Decimal(1), per_year), years)))
