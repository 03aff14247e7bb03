"""Rates of change as a spreadsheet keeps them: 0.079 behind a cell that shows 7.9 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from sbtrack.actions.beginnings import stated
from sbtrack.actions.signs import says_its_way
from sbtrack.actions.wording import shown
from sbtrack.assess.precision import decimals
from sbtrack.domain.errors import quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import CumulativeChange
from sbtrack.domain.terms import Basis

#: Two rates are of one size where the larger is no more than so many times the smaller.
ALIKE = 3
#: So many of the nearest figures say what is usual.
NEAREST = 12
#: An index with the year before as 1 lies so near to that.
NEAR_ONE = Decimal("0.3")
#: Percentages are published with one decimal, so that the value behind a cell has two or more.
FEWEST_DECIMALS = 2
#: A change over the whole plan is that of so many years, or nearly: no plan runs for one.
_YEARS = 5


def cell_of_percentage(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a rate of change is taken for the value behind a cell, else None.

    It is, if it has two decimals or more, and no rate that is recorded or planned is of its size,
    but one is of that of a hundred times as much (a thousand times in ‰); or, for 1.079, of what is
    above one, times a hundred. Two are of one size up to three times. What was typed with words or
    with a plus sign is meant so.
    """
    power = ratio_power(indicator.unit_of_measure)
    if not power or claim.numerator is not None or says_its_way(claim.entered):
        return None
    if not claim.value or decimals(claim.value) < FEWEST_DECIMALS:
        return None
    recorded = (other.value for other in others if other.value)
    known = [*islice(recorded, NEAREST), *_planned(indicator)]
    if any(_alike(claim.value, size) for size in known):
        return None
    unit = indicator.unit_of_measure
    meant = claim.value.scaleb(power)
    if any(_alike(meant, size) for size in known):
        return Msg(
            "{value} is very little beside what is recorded or planned; if {meant} is meant, type "
            "{number}.",
            value=shown(indicator, claim),
            meant=Quantity(_plain(meant), unit),
            number=quoted(f"{_plain(meant):f}"),
        )
    rate = (claim.value - 1).scaleb(power)
    if abs(claim.value - 1) <= NEAR_ONE and any(_alike(rate, size) for size in known):
        return Msg(
            "{value} looks like an index with the year before as 1, which is a rate of {rate}; if "
            "that is meant, type {meant}.",
            value=shown(indicator, claim),
            rate=Quantity(_plain(rate), unit),
            meant=quoted(f"{_plain(rate):f}"),
        )
    return None


def _planned(indicator: Indicator) -> Iterator[Decimal]:
    match indicator.target:
        case CumulativeChange(change=change, basis=Basis.RATES):
            yield change / _YEARS
        case _:
            yield from stated(indicator)


def _alike(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return bool(small) and large <= ALIKE * small


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")
