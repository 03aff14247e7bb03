"""Pace a year: required from now, achieved so far, and where it would end."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.assess.numbers import EXACT, divide, is_reckonable, power, settle
from sbtrack.assess.reasons import beyond_reckoning, not_positive
from sbtrack.domain.terms import Scale
from sbtrack.domain.undefined import Maybe

#: A factor of e to this power leads out of what can be recorded from any level (one to the 72
#: does), and far above even decimals overflow: a first week extrapolated to decades.
_EXPLOSION = Decimal(100)


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
    if not is_reckonable(growth):
        return beyond_reckoning()
    return settle(EXACT.subtract(growth, Decimal(1)))


def projected_value(
    scale: Scale, start: Decimal, value: Decimal, done: Decimal, left: Decimal
) -> Maybe:
    """Return where `value` would be after `left` years at the pace of the `done` years.

    Linear: a + (a - b) left / done. Logarithmic: a (a / b) ** (left / done).

    >>> projected_value(Scale.LINEAR, Decimal(10), Decimal(16), Decimal(3), Decimal(2))
    Decimal('20')
    >>> projected_value(Scale.LOG, Decimal(100), Decimal("133.1"), Decimal(3), Decimal(2))
    Decimal('161.051')
    """
    ratio = EXACT.divide(left, done)
    if scale is Scale.LINEAR:
        end = EXACT.add(value, EXACT.multiply(EXACT.subtract(value, start), ratio))
    elif min(start, value) <= 0:
        return not_positive()
    elif EXACT.multiply(EXACT.ln(EXACT.divide(value, start)), ratio) > _EXPLOSION:
        return beyond_reckoning()
    else:
        end = EXACT.multiply(value, power(EXACT.divide(value, start), ratio))
    return settle(end) if is_reckonable(end) else beyond_reckoning()
