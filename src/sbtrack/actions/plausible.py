"""The plausibility stop: a jump that more often is a slip (万 taken for 人) than a fact."""

from __future__ import annotations

from decimal import Decimal

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
    indicator: Indicator, claim: Observation, neighbour: Observation | None
) -> Msg | None:
    """Return why a figure is not believed without being confirmed, None when it is.

    It is held against `neighbour`, the recorded figure of the nearest period, else against the
    baseline, else against the target. Yearly rates of change may leap, so they are never stopped.
    """
    known = None if _is_rate_of_change(indicator) else _yardstick(indicator, neighbour)
    if known is None:
        return None
    against, what = known
    parts = {"value": shown(indicator, claim), "what": what, "against": against}
    if claim.value < 0 <= against.value:
        return Msg("{value} is negative, but {what} is {against}; check the sign.", **parts)
    if not claim.value:
        if _may_be_zero(indicator, neighbour):
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


def _may_be_zero(indicator: Indicator, neighbour: Observation | None) -> bool:
    """Say whether zero is no surprise: it was zero before, or that is where the target points.

    A target is no fact: what starts from zero, or from nothing known, may still be zero. A limit
    below the baseline points to zero; a cut by some percent does not, as it never gets there.
    """
    before = neighbour or indicator.baseline
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


def _yardstick(indicator: Indicator, neighbour: Observation | None) -> tuple[Quantity, Msg] | None:
    """Return what a figure is held against, and what that is."""
    unit = indicator.unit_of_measure
    if neighbour is not None:
        return shown(indicator, neighbour), Msg("the figure for {period}", period=neighbour.period)
    baseline = indicator.baseline
    if isinstance(baseline, Baseline) and baseline.value:
        return Quantity(baseline.value, unit), Msg("the baseline")
    if isinstance(indicator.target, AtLeast | AtMost | About) and indicator.target.value:
        return Quantity(indicator.target.value, unit), Msg("the target")
    return None


def _is_rate_of_change(indicator: Indicator) -> bool:
    match indicator.target:
        case AnnualGrowth(basis=Basis.RATES) | CumulativeChange(basis=Basis.RATES):
            return True
    return bool(ratio_power(indicator.unit_of_measure)) and not indicator.share
