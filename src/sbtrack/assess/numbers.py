"""Exact arithmetic: enough digits to compare, one grid to compare on."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from sbtrack.domain.quantity import MAX_DIGITS

#: Values have at most 15 digits; sixty leave their differences exact and give
#: logarithms far more digits than any threshold.
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_GRID = Decimal(1).scaleb(-30)
_SLACK = Decimal(1).scaleb(-25)


def on_grid(value: Decimal) -> Decimal:
    """Round to thirty decimals, so that equal shares compare equal however computed.

    With more than 29 digits before the point, which no share has, a value is left as it is.

    >>> on_grid(Decimal(2) / 3) - on_grid(Decimal(37) / 60) == Decimal("0.05")
    True
    """
    return value.quantize(_GRID, context=EXACT) if value.adjusted() < 29 else value


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return the quotient on the grid.

    >>> divide(Decimal("3.54"), Decimal("6.34")) > Decimal("0.558")
    True
    """
    return on_grid(EXACT.divide(numerator, denominator))


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """Return base ** exponent; a whole exponent is exact.

    >>> power(Decimal("1.1"), Decimal(5))
    Decimal('1.61051')
    """
    with localcontext(EXACT):
        if exponent == exponent.to_integral_value():
            return base ** int(exponent)
        return (base.ln() * exponent).exp()


def log_quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return ln(numerator) / ln(denominator) on the grid, both positive.

    >>> log_quotient(Decimal("1.331"), Decimal("1.61051")) == Decimal("0.6")
    True
    """
    return on_grid(EXACT.divide(EXACT.ln(numerator), EXACT.ln(denominator)))


def settle(value: Decimal) -> Decimal:
    """Undo the last digits of a root or logarithm that should have come out even.

    It is rounded to 25 decimals.

    >>> settle(Decimal("0.09999999999999999999999999999999"))
    Decimal('0.1')
    """
    if not is_reckonable(value):
        return value
    short = value.quantize(_SLACK, context=EXACT)
    if short == short.to_integral_value():
        return short.quantize(Decimal(1), context=EXACT)
    return short.normalize(EXACT)


def is_reckonable(value: Decimal) -> bool:
    """Say whether a worked-out value is no larger than one that could be recorded: below 10 ** 16.

    >>> is_reckonable(Decimal("2100.10504")), is_reckonable(Decimal("1e70"))
    (True, False)
    """
    return value.adjusted() <= MAX_DIGITS
