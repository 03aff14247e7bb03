"""Yearly rates compounded: an index that starts at 1 at the base period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sbtrack.assess.numbers import EXACT, power, settle
from sbtrack.assess.reasons import no_data, not_positive, rate_missing
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Maybe, Undefined

HUNDRED = Decimal(100)


def growth_factor(percent: Decimal) -> Decimal:
    """Return 1 + r for a rate in percent.

    >>> growth_factor(Decimal(10))
    Decimal('1.1')
    """
    return EXACT.add(Decimal(1), EXACT.divide(percent, HUNDRED))


def compounded(base: Period, rates: Sequence[Observation], until: Period) -> Decimal | Undefined:
    """Return the product of (1 + rate) over every year from `base` to `until`.

    Published sums of yearly rates are not this: -3 % and -3 % make -5.91 %, not -6 %.
    A missing year leaves the product undefined.
    """
    by_year = {o.period: o.value for o in rates}
    years = periods_between(base.end.replace(month=12, day=31), until.end, Grain.YEAR)
    missing = tuple(y for y in years if y not in by_year)
    if missing:
        return rate_missing(missing)
    if not years:
        return no_data()
    index = Decimal(1)
    for year in years:
        index = EXACT.multiply(index, growth_factor(by_year[year]))
    return index


def average_rate(index: Decimal, years: Decimal) -> Maybe:
    """Return the average yearly rate in percent that makes 1 into `index` in `years`.

    >>> average_rate(Decimal("1.21"), Decimal(2))
    Decimal('10')
    """
    if index <= 0:
        return not_positive()
    growth = power(index, EXACT.divide(Decimal(1), years))
    return settle(EXACT.multiply(EXACT.subtract(growth, Decimal(1)), HUNDRED))


def total_change(index: Decimal) -> Decimal:
    """Return the cumulative change in percent that makes 1 into `index`.

    >>> total_change(Decimal("0.9409"))
    Decimal('-5.91')
    """
    return settle(EXACT.multiply(EXACT.subtract(index, Decimal(1)), HUNDRED))
