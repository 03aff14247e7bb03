"""Elapsed time (时间进度): the share of the plan's time gone by at the data's period end."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.assess.numbers import EXACT, divide
from sbtrack.domain.period import Period


def years_between(earlier: Period, later: Period) -> Decimal:
    """Return the years from one period's end to another's; a month is a twelfth.

    >>> years_between(Period.of_year(2010), Period.parse("2013-06"))
    Decimal('2.500000000000000000000000000000')
    """
    return divide(EXACT.subtract(later.end_in_months, earlier.end_in_months), Decimal(12))


def elapsed_share(base: Period, target: Period, data: Period) -> Decimal:
    """Return (Ta - T0) / (T1 - T0), from 0 at the base period's end to 1 at the target's.

    >>> elapsed_share(Period.of_year(2010), Period.of_year(2015), Period.of_year(2013)) == \
Decimal("0.6")
    True
    """
    return divide(
        EXACT.subtract(data.end_in_months, base.end_in_months),
        EXACT.subtract(target.end_in_months, base.end_in_months),
    )
