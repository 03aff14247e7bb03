"""How many decimals a number is drawn with: as many as tell it apart, and as the plan states."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from sbtrack.assess.numbers import EXACT
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent, Points, Quantity
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    Target,
)
from sbtrack.domain.terms import Basis
from sbtrack.domain.undefined import Maybe, Undefined

LEAST_PLACES = 2
MOST_PLACES = 6
_NONE, _ALL = Decimal(0), Decimal(1)


def places_of(indicator: Indicator, actual: Observation | Undefined | None = None) -> int:
    """Return the decimals that an indicator's numbers are worth: as many as it states itself.

    A Gini coefficient of 0.4625 is not drawn as 0.46. With `actual`, also as many as that figure
    was stated with, so that whoever subtracts the two finds the gap that is drawn.
    `level_places` also tells it from a target that was worked out.
    """
    stated = [*_stated_in_target(indicator.target), *(value for _, value in indicator.yearly)]
    if isinstance(indicator.baseline, Baseline):
        stated.append(indicator.baseline.value)
    if isinstance(actual, Observation) and is_stated(actual):
        stated.append(actual.value)
    return max([LEAST_PLACES, *map(decimals, stated)])


def level_places(indicator: Indicator, actual: Observation | Undefined, *levels: Maybe) -> int:
    """Return the decimals at which a figure is also told from the levels that it is held against.

    Beside 2100.11 a worked-out target of 2100.10504 is drawn as 2100.105. Where two drawn levels
    do not differ by the drawn gap, one decimal more mostly settles it.
    """
    places = places_of(indicator, actual)
    if isinstance(actual, Undefined):
        return places
    for level in levels:
        if isinstance(level, Decimal):
            places = apart_places(actual.value, level, places)
            places += not _subtracts(actual.value, level, places)
    return places


def _subtracts(value: Decimal, level: Decimal, places: int) -> bool:
    grid = Decimal(1).scaleb(-places)
    exact = (value, level, EXACT.subtract(value, level))
    first, second, gap = (v.quantize(grid, ROUND_HALF_UP, EXACT) for v in exact)
    return EXACT.subtract(first, second) == gap


def is_stated(actual: Observation) -> bool:
    """Say whether a figure was recorded as it is, not computed from parts."""
    return actual.entry_id is not None and actual.numerator is None


def decimals(value: Decimal) -> int:
    """Return the decimals a stated number needs.

    >>> decimals(Decimal("0.4625")), decimals(Decimal("70.50")), decimals(Decimal("400"))
    (4, 1, 0)
    """
    return max(0, -int(value.normalize(EXACT).as_tuple().exponent))


def _stated_in_target(target: Target) -> Iterator[Decimal]:
    """Yield the target's numbers that are in the indicator's unit of measure."""
    match target:
        case AtLeast(value=value) | AtMost(value=value) | EveryPeriod(value=value):
            yield value
        case About(value=value, tolerance=tolerance):
            yield from (value, tolerance)
        case AnnualGrowth(rate=rate, basis=Basis.RATES):
            yield rate
        case CumulativeChange(change=change, basis=Basis.RATES):
            yield change
        case MultipleOf(floor=Decimal() as floor):
            yield floor


def drawn(actual: Observation, unit_of_measure: str, least: int = LEAST_PLACES) -> Quantity:
    """Return an actual as a quantity: stated figures keep all digits, computed ones `least`."""
    if is_stated(actual):
        return Quantity(actual.value, unit_of_measure)
    return tidy(actual.value, unit_of_measure, least)


def tidy(value: Decimal, unit_of_measure: str, least: int = LEAST_PLACES) -> Quantity:
    """Return a computed value as it is drawn: `least` decimals, up to six where that would show 0.

    >>> tidy(Decimal("2.80"), "万人").value, tidy(Decimal("0.0004"), "%").places
    (Decimal('2.8'), 4)
    """
    short = value.normalize(EXACT)
    if -int(short.as_tuple().exponent) <= least:
        whole = short == short.to_integral_value()
        return Quantity(short.quantize(Decimal(1)) if whole else short, unit_of_measure)
    places = least
    while places < MOST_PLACES and not value.quantize(Decimal(1).scaleb(-places), context=EXACT):
        places += 1
    return Quantity(value, unit_of_measure, places)


def distance(value: Decimal, unit_of_measure: str, least: int = LEAST_PLACES) -> Quantity | Msg:
    """Return a difference of two levels: of percentages it is in points, never in percent.

    >>> distance(Decimal("0.75"), "%").arguments["points"]
    Points(share=Decimal('0.0075'), places=2, signed=False)
    """
    short = tidy(value, unit_of_measure, least)
    if unit_of_measure != "%":
        return short
    places = -int(short.value.as_tuple().exponent) if short.places is None else short.places
    return Msg("{points} pp", points=Points(value / 100, places, signed=False))


def telling_places(value: Decimal, limit: Decimal, least: int = 1) -> int:
    """Return the decimals, at most six, at which a share in percent is seen on its side of a limit.

    >>> telling_places(Decimal("-0.050004"), Decimal("-0.05"))
    4
    """
    for places in range(least, MOST_PLACES):
        if value == limit or rounded(value, places) != limit * 100:
            return places
    return MOST_PLACES


def telling_points(pace: Decimal, on_track: Decimal) -> Points:
    """Return a pace as points, with the decimals that show its side of ±`on_track` points.

    >>> telling_points(Decimal("-0.05004"), Decimal(5)).places
    3
    """
    return Points(pace, telling_places(abs(pace), on_track / 100))


def telling_share(share: Decimal, least: int = 1) -> Percent:
    """Return a share with the decimals that tell it from nothing done and from all done.

    >>> telling_share(Decimal("0.9998")).places, telling_share(Decimal("0.558")).places
    (2, 1)
    """
    return Percent(share, max(telling_places(share, limit, least) for limit in (_NONE, _ALL)))


def apart_places(value: Decimal, other: Decimal, least: int = LEAST_PLACES) -> int:
    """Return the decimals at which two levels that differ are also drawn differently.

    At most six, or `least` where that is more.

    >>> apart_places(Decimal("0.462533"), Decimal("0.4625"), 4)
    5
    """
    for places in range(least, MOST_PLACES):
        grid = Decimal(1).scaleb(-places)
        drawn_apart = len({v.quantize(grid, ROUND_HALF_UP, EXACT) for v in (value, other)}) == 2
        if value == other or drawn_apart:
            return places
    return max(least, MOST_PLACES)


def subtractable_places(attainment: Decimal, planned: Decimal, least: int, more: int = 1) -> int:
    """Return the decimals at which the drawn shares, in percent, differ by the drawn pace.

    Whoever takes 46.7 from 41.7 should not find 4.9. One decimal more often settles it, or as
    many as `more` says; where they do not, a last digit may be one off.

    >>> subtractable_places(Decimal("0.41740"), Decimal("0.46667"), 1)
    2
    """
    for places in range(least, least + more + 1):
        apart = rounded(attainment, places) - rounded(planned, places)
        if apart == rounded(attainment - planned, places):
            return places
    return least


def share_places(
    attainment: Decimal,
    planned: Decimal,
    pace: Decimal,
    on_track: Decimal,
    least: int = 1,
    more: int = 1,
) -> int:
    """Return the decimals that attainment, planned share and pace, in percent, are drawn with.

    They show on which side of ±`on_track` points the pace lies and tell the attainment from
    nothing and from all; drawn, the shares differ by the pace.

    >>> share_places(Decimal("0.9999999"), Decimal("0.8"), Decimal("0.1999999"), Decimal(5))
    5
    """
    telling = telling_places(abs(pace), on_track / 100, least)
    telling = max(telling, telling_share(attainment, least).places)
    return subtractable_places(attainment, planned, telling, more)


def rounded(share: Decimal, places: int) -> Decimal:
    """Return a share in percent, rounded half up as it is drawn (四舍五入)."""
    percent = EXACT.multiply(share, Decimal(100))
    return percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)
