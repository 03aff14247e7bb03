"""What a figure can be at all: a part of a whole lies between nothing and the whole."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.plan import Indicator
from sbtrack.domain.targets import Coverage

WHOLE = Decimal(100)


def is_part(indicator: Indicator) -> bool:
    """Say whether the indicator is a part of a whole, in percent, and can never pass it."""
    return indicator.share or isinstance(indicator.target, Coverage)


def within_the_possible(indicator: Indicator, value: Decimal) -> Decimal:
    """Return a worked-out value, or the nearest that could also be recorded.

    A pace that is kept up leads on past the whole; the share that it makes does not.
    """
    return min(max(value, Decimal(0)), WHOLE) if is_part(indicator) else value
