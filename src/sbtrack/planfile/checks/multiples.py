"""Check of multiples: a unit of measure is multiplied only by what is read of it."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.quantity import holds_unread
from sbtrack.planfile.checks.check import Check, Found, warning
from sbtrack.planfile.draft import Draft


@warning
def number_in_unit(draft: Draft) -> Iterator[Found]:
    """A unit of measure is multiplied only by what is read: 万, 百亿, million, 10,000 in front.

    What it checks: no other number, and no other multiplier, stands in a unit of measure, unless it
    divides (件/万人), names a year or is part of a unit (m2).
    Why it matters: figures in it cannot be converted, so that 5万 is refused where 5 is not.
    Example: `unit_of_measure: 元(万)`
    """
    for item in draft.indicators:
        unit = item.spec.unit_of_measure
        if holds_unread(unit):
            yield (
                item.at("unit_of_measure"),
                Msg("{unit} holds a number or a multiplier that is not read.", unit=quoted(unit)),
                Msg("Write it in front, as in 百亿元 or `hundred million yuan`, or leave it."),
            )


CHECKS: tuple[Check, ...] = (number_in_unit,)
