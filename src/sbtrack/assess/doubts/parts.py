"""Doubts about parts and wholes that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sbtrack.assess.composite import composed_at, figure_at
from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.precision import tidy
from sbtrack.domain.errors import BadValue
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import Measure, last_place, ratio_power
from sbtrack.domain.undefined import Undefined


@check
def components_do_not_add_up(grounds: Grounds) -> Iterator[Found]:
    """A figure recorded for a whole is what its components make for the same period.

    What it checks: own figures of composites against the sum of their components, or the pooled
    rate, where all of these are there. What rounding to the last typed digit can explain is let
    pass.
    Why it matters: one of them has another scope, or is of another date.
    Example: 97% for the whole, of two components with 280 of 300万人 and 20 of 40万人
    """
    series = {i.id: grounds.figures(i) for i in grounds.plan.indicators}
    for indicator in grounds.plan.indicators:
        for own in series[indicator.id] if indicator.components else ():
            built = composed_at(grounds.plan, indicator, series, own.period)
            if isinstance(built, Undefined):
                continue
            parts = tuple(_leaves(grounds, indicator, series, own.period))
            apart = abs(EXACT.subtract(own.value, built.value))
            if apart <= _rounding(grounds, indicator, own, parts):
                continue
            yield Found(
                indicator,
                (own.entry_id, *(part.entry_id for part in parts)),
                Msg(
                    "{name} was recorded for {period} as {own}, "
                    "and its {count} components make {built}.",
                    name=indicator.name,
                    period=own.period,
                    own=stated_figure(indicator, own),
                    count=len(indicator.components),
                    built=tidy(built.value, indicator.unit_of_measure),
                ),
                Msg("Check the scope and the date of each, and note why they differ."),
            )


def _leaves(
    grounds: Grounds,
    indicator: Indicator,
    series: dict[str, tuple[Observation, ...]],
    period: Period,
) -> Iterator[Observation]:
    """Yield the recorded figures that a whole is made of, those of nested components too."""
    for id in indicator.components:
        component = grounds.plan.indicator(id)
        figure = figure_at(grounds.plan, component, series, period)
        if isinstance(figure, Observation) and figure.entry_id is not None:
            yield figure
        else:
            yield from _leaves(grounds, component, series, period)


def _rounding(
    grounds: Grounds, indicator: Indicator, own: Observation, parts: Sequence[Observation]
) -> Decimal:
    """Return by how much rounded figures may differ: half of each last place."""
    unit = indicator.unit_of_measure
    places = [_last_place(own, unit)]
    if not ratio_power(unit):
        ours = Measure.parse(unit)
        for part in parts:
            theirs = grounds.plan.indicator(part.indicator).unit_of_measure
            place = _last_place(part, theirs)
            places.append(place.scaleb(Measure.parse(theirs).steps_above(ours), EXACT))
    return sum(places, Decimal(0)) / 2


def _last_place(figure: Observation, unit_of_measure: str) -> Decimal:
    """Return what one in the last digit is worth; of what was typed, where that is a number."""
    try:
        return last_place(figure.entered, unit_of_measure)
    except BadValue:
        return Decimal(1).scaleb(int(figure.value.as_tuple().exponent))
