"""Doubts about figures that were perhaps copied from the year before."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

from sbtrack.assess.doubts.grounds import (
    Found,
    Grounds,
    check,
    is_natural,
    stated_figure,
    telling_digits,
)
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import About, AtLeast, AtMost, EveryPeriod
from sbtrack.domain.terms import Grain

#: With so many digits twice the same is too often, with fewer three times.
MANY_DIGITS = 4
#: With fewer digits than this a figure often stays what it was; whole percentages often do.
FEWEST_DIGITS, FEWEST_DIGITS_OF_RATIO = 2, 3


@check
def repeated_unchanged(grounds: Grounds) -> Iterator[Found]:
    """A figure differs from that of the year before.

    What it checks: figures for years that repeat the one before to the last digit: with four
    digits and more once, with two or three (of percentages three) twice, not counting zeros
    behind. One digit, 0 and 100 %, and what stands at its target or limit, stay as they are by
    nature. Of a ratio numerator and denominator must both be repeated. Further repetitions are no
    second doubt. A repeat is doubted only where the indicator's other figures move every time:
    what stood still on another value too does so by habit (forest cover is surveyed every fifth
    year), so with a second repetition neither is doubted. Within a year much stands still, so
    halves, quarters, months and days are left alone.
    Why it matters: last year's figure was probably copied where this year's was not known yet.
    Example: 17043万人 for 2014, and again for 2015
    """
    for indicator in grounds.plan.indicators:
        for run in grounds.runs(indicator):
            if run[0].period.grain is not Grain.YEAR:
                continue
            still = list(_standing_still(indicator, run))
            if len(still) != 1:  # never, or by habit
                continue
            enough = _too_often(indicator, still[0][0])
            if enough is not None and len(still[0]) >= enough:
                yield _repeated(indicator, still[0][:enough])


def _standing_still(
    indicator: Indicator, run: Sequence[Observation]
) -> Iterator[list[Observation]]:
    """Yield the figures that were the same time after time, and need not be by nature."""
    for _, figures in groupby(run, _stated):
        streak = list(figures)
        if len(streak) > 1 and not _stays(indicator, streak[0]):
            yield streak


def _stated(figure: Observation) -> Hashable:
    return figure.value, figure.numerator, figure.denominator


def _stays(indicator: Indicator, figure: Observation) -> bool:
    """Say whether a figure has arrived where nothing moves it: at its target, 0 or 100 %."""
    value, target = figure.value, indicator.target
    at_target = isinstance(target, AtLeast | AtMost | About | EveryPeriod) and value == target.value
    return at_target or is_natural(indicator, value)


def _too_often(indicator: Indicator, figure: Observation) -> int | None:
    """Return how many figures in a row that are all like this one are too many."""
    stated = [n for n in (figure.numerator, figure.denominator) if n is not None]
    digits = max(map(telling_digits, stated or [figure.value]))
    if digits >= MANY_DIGITS:
        return 2
    ratio = bool(ratio_power(indicator.unit_of_measure))
    return 3 if digits >= (FEWEST_DIGITS_OF_RATIO if ratio else FEWEST_DIGITS) else None


def _repeated(indicator: Indicator, streak: list[Observation]) -> Found:
    first, last = streak[0], streak[-1]
    return Found(
        indicator,
        [figure.entry_id for figure in streak],
        Msg(
            "{name} is {value} in {first} and still in {last}, the same to the last digit.",
            name=indicator.name,
            value=stated_figure(indicator, first),
            first=first.period,
            last=last.period,
        ),
        Msg("Check that the later figure was published, and is not the earlier one copied."),
    )
