"""Doubts about figures that are too good to be true: at the target, to the last digit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from sbtrack.assess.doubts.grounds import (
    Found,
    Grounds,
    check,
    is_natural,
    stated_figure,
    telling_digits,
)
from sbtrack.assess.gap import gap_to_band, gap_to_target, is_met
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.quantity import Measure, ratio_power
from sbtrack.domain.targets import About, AtLeast, AtMost, EveryPeriod
from sbtrack.domain.terms import Bound

#: A number of so many digits that are no zeros behind is not met by chance, nor by rounding.
MANY_DIGITS = 3
#: As many times exactly on a limit is no chance either.
TOO_OFTEN = 3
#: Of so many single things nobody counts exactly a round number again and again.
MANY_THINGS = 1000


@check
def exactly_on_target(grounds: Grounds) -> Iterator[Found]:
    """A figure does not arrive at the target to the last digit.

    What it checks: figures that equal the target before its period, where the figure before (or
    the baseline) did not. When it is due, a round number is often met exactly, as what was to be
    built, or rounded, so in its own period, and at the yearly target of a year, only numbers of
    three digits and more are doubted, not counting zeros behind: 200 is not, 70.5 is. So it is
    where the baseline met the target already: that is a limit to keep to, not one to arrive at.
    Ratios recorded as numerator and denominator are left out, and so are 0 and 100 %, which are
    reached exactly if at all.
    Why it matters: the target was probably copied, or the figure rounded to please.
    Example: 40万人 for 2014, of 40万人 by 2015
    """
    for indicator in grounds.plan.indicators:
        for before, figure in _arriving(grounds, indicator):
            by = _target_met(indicator, figure)
            if by is not None and before != figure.value:
                yield Found(
                    indicator,
                    (figure.entry_id,),
                    Msg(
                        "{name} is exactly {value} in {period}, which is the target for {by}.",
                        name=indicator.name,
                        value=stated_figure(indicator, figure),
                        period=figure.period,
                        by=by,
                    ),
                    Msg("Check that this was published, and is not the target itself."),
                )


@check
def exactly_on_limit(grounds: Grounds) -> Iterator[Found]:
    """What each period must reach or keep to is not met to the last digit every time.

    What it checks: floors and ceilings for every period that three figures running equal, of
    percentages, and of counts and amounts of a thousand and more single things: 每年新增4万人, not
    four meetings a year. Ratios recorded as numerator and denominator are left out, and so are 0
    and 100 %. A fourth such figure is no second doubt.
    Why it matters: what was to be reached was probably reported as what was.
    Example: 4万人 in 2011, 2012 and 2013, of at least 4万人 each year
    """
    for indicator in grounds.plan.indicators:
        target = indicator.target
        if not isinstance(target, EveryPeriod) or not _counts_many(indicator, target.value):
            continue
        for run in grounds.runs(indicator):
            for figures in _streaks(run, target.value):
                yield _on_limit(indicator, figures[:TOO_OFTEN])


def _on_limit(indicator: Indicator, figures: Sequence[Observation]) -> Found:
    return Found(
        indicator,
        [figure.entry_id for figure in figures],
        Msg(
            "{name} is exactly {value}, the limit for each period, in {periods}.",
            name=indicator.name,
            value=stated_figure(indicator, figures[0]),
            periods=tuple(figure.period for figure in figures),
        ),
        Msg("Check that these were published, and are not the limit itself."),
    )


def _arriving(
    grounds: Grounds, indicator: Indicator
) -> Iterator[tuple[Decimal | None, Observation]]:
    """Yield the figures, each with the value before it."""
    baseline = indicator.baseline
    start = baseline.value if isinstance(baseline, Baseline) else None
    for run in grounds.runs(indicator):
        values = (start, *(figure.value for figure in run))
        yield from zip(values, run, strict=False)


def _target_met(indicator: Indicator, figure: Observation) -> Period | None:
    """Return the period for which the figure is the target, so that it is doubtful."""
    value, target = figure.value, indicator.target
    if figure.numerator is not None or is_natural(indicator, value):
        return None
    at_once = isinstance(target, AtLeast | AtMost | About) and value == target.value
    if at_once and figure.period.end < target.by.end and not _met_from_the_start(indicator):
        return target.by
    if telling_digits(value) < MANY_DIGITS:
        return None
    if at_once:
        return target.by
    return figure.period if (figure.period, value) in indicator.yearly else None


def _met_from_the_start(indicator: Indicator) -> bool:
    """Say whether the baseline meets the target: growth of 10.5 % where the floor is 6 %."""
    target, baseline = indicator.target, indicator.baseline
    if not isinstance(baseline, Baseline):
        return False
    match target:
        case AtLeast():
            return is_met(gap_to_target(Bound.AT_LEAST, target.value, baseline.value))
        case AtMost():
            return is_met(gap_to_target(Bound.AT_MOST, target.value, baseline.value))
        case About():
            return is_met(gap_to_band(target.value, target.tolerance, baseline.value))
    return False


def _counts_many(indicator: Indicator, limit: Decimal) -> bool:
    """Say whether a limit is one that nobody meets exactly time and again."""
    unit = indicator.unit_of_measure
    if is_natural(indicator, limit):
        return False
    return bool(ratio_power(unit)) or abs(limit.scaleb(Measure.parse(unit).power)) >= MANY_THINGS


def _streaks(run: Sequence[Observation], limit: Decimal) -> Iterator[list[Observation]]:
    """Yield the figures that were on the limit time after time, too often."""
    for met, figures in groupby(run, lambda o: o.value == limit and o.numerator is None):
        streak = list(figures)
        if met and len(streak) >= TOO_OFTEN:
            yield streak
