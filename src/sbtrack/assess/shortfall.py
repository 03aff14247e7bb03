"""What a figure that cannot be rated lacks all the same (差额)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.assess.numbers import EXACT
from sbtrack.assess.precision import distance, tidy
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator
from sbtrack.domain.targets import MultipleOf
from sbtrack.domain.terms import Why
from sbtrack.domain.undefined import Maybe, Undefined


def known_shortfalls(
    indicator: Indicator,
    actual: Observation,
    reason: Undefined,
    target: Maybe,
    gap: Maybe,
    planned: Maybe,
    places: int,
) -> Iterator[Msg]:
    """Yield how far the figure is from each level that the plan names, though it is not rated.

    From the target, where that is known; else from the floor below which no reference could put
    it; and, without a baseline, from the plan's own yearly targets.
    """
    unit = indicator.unit_of_measure
    if isinstance(target, Decimal) and isinstance(gap, Decimal) and gap > 0:
        yield Msg(
            "{gap} to go to the target {target}",
            gap=distance(gap, unit, places),
            target=tidy(target, unit, places),
        )
    yield from _below_floor(indicator, actual, reason, places)
    if reason.why is Why.BASELINE_UNAVAILABLE and isinstance(planned, Decimal):
        yield from _beside_yearly(indicator, actual, planned, places)


def _below_floor(
    indicator: Indicator, actual: Observation, reason: Undefined, places: int
) -> Iterator[Msg]:
    target, unit = indicator.target, indicator.unit_of_measure
    if not isinstance(target, MultipleOf) or target.floor is None:
        return
    if reason.why is Why.REFERENCE_MISSING and actual.value < target.floor:
        yield Msg(
            "{gap} short of the floor {floor}, whatever the reference is",
            gap=distance(EXACT.subtract(target.floor, actual.value), unit, places),
            floor=tidy(target.floor, unit, places),
        )


def _beside_yearly(
    indicator: Indicator, actual: Observation, planned: Decimal, places: int
) -> Iterator[Msg]:
    """Say it of the planned value too, on the way between two yearly targets."""
    if not indicator.yearly:
        return
    at, unit = actual.period, indicator.unit_of_measure
    level = tidy(planned, unit, places)
    what = Msg("the value {value} planned for {period}", value=level, period=at)
    if any(period.end == at.end for period, _ in indicator.yearly):
        what = Msg("the target {target} for {period}", target=level, period=at)
    apart = EXACT.subtract(actual.value, planned)
    if not apart:
        yield Msg("level with {what}", what=what)
        return
    said = distance(abs(apart), unit, places)
    if apart < 0:
        yield Msg("{gap} below {what}", gap=said, what=what)
    else:
        yield Msg("{gap} above {what}", gap=said, what=what)
