"""Doubts about figures that are too far too soon: another price base or scope, more often."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.assess.attainment import attainment_of
from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.assess.doubts.jumps import LEAST_DEPARTURE, LEAST_POINTS, few_things
from sbtrack.assess.elapsed import elapsed_share
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.path import expected_at
from sbtrack.assess.way import Way, way_of
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import AnnualGrowth, AtLeast, AtMost, CumulativeChange
from sbtrack.domain.undefined import Undefined

#: The whole way and a quarter more: to pass a target a little is no surprise.
FARTHEST = Decimal("1.25")
#: So many times as far as the plan has for the date, later on: all of it in a sixth of the time.
TIMES_PLANNED = 6


@check
def met_far_too_early(grounds: Grounds) -> Iterator[Found]:
    """A figure does not leave its target far behind when the time has hardly begun.

    What it checks: the first figure after the baseline, up to the period of the target, that has
    gone one and a quarter times the way between them or more, and six times as far or more as the
    plan has for its date, in a straight line or through its yearly targets. Only a change by 15 %
    of the baseline or more counts, and of percentages by 3 points or more; and of what is counted
    one by one, in whole numbers, one by more than 10 single things. So it is with yearly rates
    together.
    Why it matters: more often its prices, its scope or its definition are not the baseline's.
    Example: 0.793 for 2011, where 1.034 is to fall to 0.869 from 2010 to 2015
    """
    for indicator in grounds.plan.indicators:
        if isinstance(indicator.target, AtLeast | AtMost | AnnualGrowth | CumulativeChange):
            found = (_too_far(grounds, indicator, f) for f in grounds.figures(indicator))
            yield from [f for f in found if f is not None][:1]


def _too_far(grounds: Grounds, indicator: Indicator, figure: Observation) -> Found | None:
    way = way_of(grounds.plan, indicator, figure, grounds.series)
    if not way.base.end < figure.period.end <= way.by.end:
        return None
    gone = attainment_of(way, way.value)
    if isinstance(gone, Undefined) or gone < FARTHEST or not _is_large(indicator, way):
        return None
    planned = elapsed_share(way.base, way.by, figure.period)
    if way.yearly:
        on_path = attainment_of(way, expected_at(way, figure.period))
        planned = planned if isinstance(on_path, Undefined) else on_path
    if gone < EXACT.multiply(TIMES_PLANNED, planned):
        return None
    return Found(
        indicator,
        (figure.entry_id,),
        Msg(
            "{name} has gone {attainment} of the way to its target for {by} with {value} in "
            "{period}, where the plan expects {planned}.",
            name=indicator.name,
            attainment=Percent(gone),
            by=way.by,
            value=stated_figure(indicator, figure),
            period=figure.period,
            planned=Percent(planned),
        ),
        Msg("Check whether its prices, scope and definition are those that the plan counts from."),
        None if way.on_rates or isinstance(way.start, Undefined) else way.start,
    )


def _is_large(indicator: Indicator, way: Way) -> bool:
    """Say whether the change so far is one that would be looked at as a jump."""
    start, value = way.start, way.value
    if isinstance(start, Undefined) or isinstance(value, Undefined):
        return False
    change = abs(EXACT.subtract(value, start))
    if change < EXACT.multiply(LEAST_DEPARTURE, abs(start)):
        return False
    if way.on_rates:
        return True
    if ratio_power(indicator.unit_of_measure):
        return change >= LEAST_POINTS
    return change > few_things(indicator.unit_of_measure, (start, value))
