"""Fractions of what is counted one by one: two and a half cases are more often a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import Measure
from sbtrack.domain.things import counts_things, is_shared_out
from sbtrack.domain.written import taken_apart


def fraction_of_things(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a figure is not believed that counts no whole number of things, else None.

    It is looked at in the indicator's unit of measure, where that counts things (件, 人, but not
    万人) and the indicator is no average or rate: by its name, or since the plan or the last figure
    has a fraction as well. And it is looked at in another unit that was typed, and in that of each
    part of a ratio.
    """
    own = Measure.parse(indicator.unit_of_measure)
    typed = (found for found in _typed(claim.entered) if Measure.parse(found[1]) != own)
    for value, unit in (*_kept(indicator, claim, others), *typed):
        if _is_fraction(value) and counts_things(unit):
            return Msg(
                "{value} is no whole number, but what is measured in {unit} is counted one by one; "
                "check the digits and the unit of measure.",
                value=Quantity(value, unit),
                unit=quoted(unit),
            )
    return None


def _kept(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Iterator[tuple[Decimal, str]]:
    if _is_fraction(claim.value) and not any(map(is_shared_out, indicator.name.everywhere())):
        last = next((other.value for other in others), Decimal(0))
        if not any(map(_is_fraction, (last, *indicator.levels()))):
            yield claim.value, indicator.unit_of_measure


def _typed(entered: str) -> Iterator[tuple[Decimal, str]]:
    """Yield the numbers as they were typed, each with the unit behind it."""
    for text in entered.split(" / "):
        try:
            number, unit = taken_apart(text)
        except BadValue:  # words: 下降3.1%
            continue
        yield Decimal(number), unit


def _is_fraction(value: Decimal) -> bool:
    return value != value.to_integral_value()
