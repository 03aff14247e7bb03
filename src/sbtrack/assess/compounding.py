"""Yearly rates compounded: an index that starts at 1 at the base period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sbtrack.assess.numbers import EXACT, is_reckonable, power, settle
from sbtrack.assess.reasons import (
    beyond_reckoning,
    data_before_base,
    not_positive,
    rate_missing,
)
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Maybe

HUNDRED = Decimal(100)


def growth_factor(percent: Decimal) -> Decimal:
    """Return 1 + r for a rate in percent.

    >>> growth_factor(Decimal(10))
    Decimal('1.1')
    """
    return EXACT.add(Decimal(1), EXACT.divide(percent, HUNDRED))


def first_year_end(base: Period) -> Period:
    """Return the year whose end yearly rates grow from: that of the base period.

    >>> str(first_year_end(Period.parse("2010-06")))
    '2010'
    """
    return Period.of_year(base.end.year)


def compounded(base: Period, rates: Sequence[Observation], until: Period) -> Maybe:
    """Return the product of (1 + rate) over every year from `base` to `until`.

    Published sums of yearly rates are not this: -3 % and -3 % make -5.91 %, not -6 %.
    A missing year leaves the product undefined.
    """
    by_year = {o.period: o.value for o in rates}
    years = years_after(base, until)
    if not years:
        return data_before_base(until, base)
    missing = tuple(y for y in years if y not in by_year)
    if missing:
        return rate_missing(missing)
    index = Decimal(1)
    for year in years:
        index = EXACT.multiply(index, growth_factor(by_year[year]))
    return index if is_reckonable(index) else beyond_reckoning()


def years_after(base: Period, until: Period) -> tuple[Period, ...]:
    """Return the years whose rates lead from the end of `base` to the end of `until`.

    >>> [str(y) for y in years_after(Period.of_year(2010), Period.of_year(2013))]
    ['2011', '2012', '2013']
    """
    return periods_between(first_year_end(base).end, until.end, Grain.YEAR)


def average_rate(index: Decimal, years: Decimal) -> Maybe:
    """Return the average yearly rate in percent that makes 1 into `index` in `years`.

    Undefined for an index that is not above zero: no rate leads there.

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
