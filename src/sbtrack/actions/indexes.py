"""Indices with the year before as 100 (上年=100) and rates of change, taken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from sbtrack.actions.signs import records_changes, says_its_way
from sbtrack.actions.wording import shown
from sbtrack.domain.characters import plainly, unit_plainly
from sbtrack.domain.errors import quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    EveryPeriod,
)

#: What an index is where nothing has changed.
SAME = Decimal(100)
#: Rates of change lie so near to zero, and indices so near to 100.
NEAR = Decimal(30)
#: A rate this many times the largest that is known is more likely an index.
TIMES_LARGEST = 2
#: Where neither target nor name says that rates of change are recorded, so many of them do.
ENOUGH_RATES = 2
#: So many of the nearest figures say what is usual.
NEAREST = 12

_INDEX = r"指数|=\s*100|(?:上|前|去)年为100|\bind(?:ex|ices)\b"


def index_or_rate(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a figure is taken for an index among rates, or for a rate among indices.

    Where rates of change are recorded, a figure from 70 to 130 is not believed, nor one that lies
    no further from 100 than the largest rate that is known lies from zero, if it is twice as large
    as that or more. So it is for any percentage that is no part of a whole, once two figures are
    known. Where an index is recorded, a figure from -30 to 30 is not believed if what it would be
    as an index lies within 30 of the last one; that it is an index its name or unit of measure
    says, or that it has no unit. What was typed with words or with a plus sign is meant so.
    """
    if says_its_way(claim.entered):
        return None
    if unit_plainly(indicator.unit_of_measure) == "%" and not indicator.share:
        found = _index_among_rates(indicator, claim, others)
        if found is not None:
            return found
    if _is_index(indicator) and not records_changes(indicator):
        return _rate_among_indices(indicator, claim, others)
    return None


def _index_among_rates(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    rates = [o.value for o in islice(others, NEAREST)]
    if len(rates) < ENOUGH_RATES and not records_changes(indicator):
        return None
    largest = max((abs(rate) for rate in (*rates, *_wanted(indicator))), default=Decimal(0))
    rate = claim.value - SAME
    if abs(rate) > max(NEAR, largest) or claim.value < TIMES_LARGEST * largest:
        return None
    return Msg(
        "{value} looks like an index with the year before as 100, which is a rate of {rate}; if "
        "that is meant, type {meant}.",
        value=shown(indicator, claim),
        rate=Quantity(rate, indicator.unit_of_measure),
        meant=quoted(f"{rate:f}"),
    )


def _rate_among_indices(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    index = claim.value + SAME
    last = next((value for value in _known_levels(indicator, others) if value), None)
    if last is None or abs(claim.value) > NEAR or abs(index - last) > NEAR:
        return None
    return Msg(
        "{value} looks like a rate of change, which is an index of {index} with the year before "
        "as 100; if that is meant, type {meant}.",
        value=shown(indicator, claim),
        index=Quantity(index, indicator.unit_of_measure),
        meant=quoted(f"{index:f}"),
    )


def _wanted(indicator: Indicator) -> Iterator[Decimal]:
    """Yield the rate that the target asks for; a change over all years is none."""
    match indicator.target:
        case AnnualGrowth(rate=rate):
            yield rate
        case AtLeast(value=value) | AtMost(value=value) | About(value=value):
            yield value
        case EveryPeriod(value=value):
            yield value


def _known_levels(indicator: Indicator, others: Iterable[Observation]) -> Iterator[Decimal]:
    yield from (other.value for other in others)
    if isinstance(indicator.baseline, Baseline):
        yield indicator.baseline.value
    if isinstance(indicator.target, AtLeast | AtMost | About | EveryPeriod):
        yield indicator.target.value


def _is_index(indicator: Indicator) -> bool:
    said = (indicator.unit_of_measure, *indicator.name.everywhere())
    return not indicator.unit_of_measure or any(
        re.search(_INDEX, plainly(text), re.IGNORECASE) for text in said
    )
