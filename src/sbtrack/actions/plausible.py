"""The plausibility stop: a jump that more often is a slip (万 taken for 人) than a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sbtrack.actions.signs import unwanted_sign
from sbtrack.actions.wording import shown
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    EveryPeriod,
)
from sbtrack.domain.terms import Basis

#: A figure this many times its neighbour, or less than that part of it, is not believed at once.
JUMP = 10


def implausible(
    indicator: Indicator, claim: Observation, neighbours: Iterable[Observation]
) -> Msg | None:
    """Return why a figure is not believed without being confirmed, None when it is.

    It is held against the nearest of its `neighbours`, what is recorded of other periods, else
    against the baseline, else against the target. Nothing is many times zero, so a zero is passed
    over for what lies behind it. Rates of change may leap, so they are held against the sign that
    is wanted only.
    """
    if _is_rate_of_change(indicator):
        return unwanted_sign(indicator, claim, neighbours)
    return _misfit(indicator, claim, neighbours)


def _misfit(
    indicator: Indicator, claim: Observation, neighbours: Iterable[Observation]
) -> Msg | None:
    """Return why a level does not fit the size or the sign of what it is held against."""
    others = tuple(_to_first_sized(neighbours))
    known = _yardstick(indicator, others)
    if known is None:
        return None
    against, what = known
    parts = {"value": shown(indicator, claim), "what": what, "against": against}
    if claim.value < 0 <= against.value:
        return Msg("{value} is negative, but {what} is {against}; check the sign.", **parts)
    if not claim.value:
        if _may_be_zero(indicator, others):
            return None
        return Msg(
            "{value} would be a fall to nothing, since {what} is {against}; check the figure, "
            "and leave it out where it is not known.",
            **parts,
        )
    if not _leaps(claim.value, against.value):
        return None
    return Msg(
        "{value} is more than {times} times as much or as little as {what}, {against}; "
        "check the digits and the unit of measure.",
        times=JUMP,
        **parts,
    )


def _to_first_sized(neighbours: Iterable[Observation]) -> Iterator[Observation]:
    """Yield the neighbours up to one that is not zero; what lies behind it need not be read."""
    for neighbour in neighbours:
        yield neighbour
        if neighbour.value:
            return


def _may_be_zero(indicator: Indicator, others: tuple[Observation, ...]) -> bool:
    """Say whether zero is no surprise: it was zero before, or that is where the target points.

    A target is no fact: what starts from zero, or from nothing known, may still be zero. A limit
    below the baseline points to zero; a cut by some percent does not, as it never gets there.
    """
    before = others[0] if others else indicator.baseline
    if isinstance(before, NoBaseline) or not before.value:
        return True
    baseline = indicator.baseline
    match indicator.target:
        case AtMost(value=limit) if isinstance(baseline, Baseline):
            return not limit or limit < baseline.value
        case AtLeast(value=wanted) | AtMost(value=wanted) | EveryPeriod(value=wanted):
            return not wanted
        case About(value=wanted, tolerance=tolerance):
            return abs(wanted) <= tolerance
    return False


def _leaps(value: Decimal, against: Decimal) -> bool:
    large, small = max(abs(value), abs(against)), min(abs(value), abs(against))
    return bool(small) and large >= JUMP * small


def _yardstick(
    indicator: Indicator, others: tuple[Observation, ...]
) -> tuple[Quantity, Msg] | None:
    """Return what a figure is held against, and what that is; a zero where there is no more."""
    sized = next((known for known in _known(indicator, others) if known[0].value), None)
    return sized or next(_known(indicator, others[:1]), None)


def _known(indicator: Indicator, others: tuple[Observation, ...]) -> Iterator[tuple[Quantity, Msg]]:
    """Yield what is known of the size of an indicator's figures, the nearest first."""
    unit = indicator.unit_of_measure
    for other in others:
        yield shown(indicator, other), Msg("the figure for {period}", period=other.period)
    baseline = indicator.baseline
    if isinstance(baseline, Baseline) and baseline.value:
        yield Quantity(baseline.value, unit), Msg("the baseline")
    if isinstance(indicator.target, AtLeast | AtMost | About) and indicator.target.value:
        yield Quantity(indicator.target.value, unit), Msg("the target")


def _is_rate_of_change(indicator: Indicator) -> bool:
    match indicator.target:
        case AnnualGrowth(basis=Basis.RATES) | CumulativeChange(basis=Basis.RATES):
            return True
    return bool(ratio_power(indicator.unit_of_measure)) and not indicator.share
