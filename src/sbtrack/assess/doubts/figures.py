"""Doubts about single figures: too good to be true, or too old to be preliminary still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import About, AtLeast, AtMost
from sbtrack.domain.terms import Vintage

#: Yearbooks print final figures in the autumn of the next year; half a year more is generous.
OUTDATED_AFTER_MONTHS = 18


@check
def exactly_on_target(grounds: Grounds) -> Iterator[Found]:
    """A figure does not arrive at the target to the last digit before its period.

    What it checks: figures of earlier periods that equal the target, where the figure before
    (or the baseline) did not. Ratios recorded as numerator and denominator are left out, and so
    are 0 and 100 %, which are reached exactly if at all.
    Why it matters: the target was probably copied, or the figure rounded to please.
    Example: 40万人 for 2014, of 40万人 by 2015
    """
    for indicator in grounds.plan.indicators:
        target = indicator.target
        if not isinstance(target, AtLeast | AtMost | About) or _is_natural(indicator, target.value):
            continue
        for figure in _arriving(grounds, indicator, target.value):
            if figure.period.end < target.by.end and figure.numerator is None:
                yield (
                    indicator,
                    (figure.entry_id,),
                    Msg(
                        "{name} is exactly {value} in {period}, which is the target for {by}.",
                        name=indicator.name,
                        value=stated_figure(indicator, figure),
                        period=figure.period,
                        by=target.by,
                    ),
                    Msg("Check that this was published, and is not the target itself."),
                )


@check
def still_preliminary(grounds: Grounds) -> Iterator[Found]:
    """A preliminary figure is replaced within a year and a half.

    What it checks: current figures marked preliminary whose period ended more than 18 months ago.
    Why it matters: final figures have been published by then, and verdicts still rest on this one.
    Example: a preliminary figure for 2012, looked at in August 2014
    """
    for indicator in grounds.plan.indicators:
        for figure in grounds.figures(indicator):
            months = _whole_months(figure.period.end, grounds.as_of)
            if figure.vintage is Vintage.PRELIMINARY and months >= OUTDATED_AFTER_MONTHS:
                yield (
                    indicator,
                    (figure.entry_id,),
                    Msg(
                        "{name} for {period} is still the preliminary {value}, "
                        "{months} months after the period ended.",
                        name=indicator.name,
                        period=figure.period,
                        value=stated_figure(indicator, figure),
                        months=months,
                    ),
                    Msg("Look for the final figure and record it, or say that this one is final."),
                )


def _is_natural(indicator: Indicator, value: Decimal) -> bool:
    return value == 0 or (bool(ratio_power(indicator.unit_of_measure)) and value == 100)


def _arriving(grounds: Grounds, indicator: Indicator, value: Decimal) -> Iterator[Observation]:
    baseline = indicator.baseline
    start = baseline.value if isinstance(baseline, Baseline) else None
    for run in grounds.runs(indicator):
        values = (start, *(figure.value for figure in run))
        for (before, after), figure in zip(pairwise(values), run, strict=True):
            if after == value and before != value:
                yield figure


def _whole_months(earlier: date, later: date) -> int:
    """Return how many whole months have passed since the end of the earlier day."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day <= earlier.day else months
