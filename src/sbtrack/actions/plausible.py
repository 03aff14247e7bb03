"""The plausibility stop: a jump that more often is a slip (万 taken for 人) than a fact."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
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
    if _is_rate_of_change(indicator):
        return None
    known = _yardstick(indicator, neighbour)
    if known is None:
        return None
    against, what = known
    unit = indicator.unit_of_measure
    if claim.value < 0 <= against.value:
        return Msg(
            "{value} is negative, but {what} is {against}; check the sign, "
            "or repeat the command with --yes.",
            value=Quantity(claim.value, unit),
            what=what,
            against=against,
        )
    if not against.value or not claim.value or not _leaps(claim.value, against.value):
        return None
    return Msg(
        "{value} is more than {times} times as much or as little as {what}, {against}; "
        "check the digits and the unit of measure, or repeat the command with --yes.",
        value=Quantity(claim.value, unit),
        times=JUMP,
        what=what,
        against=against,
    )


def _leaps(value: Decimal, against: Decimal) -> bool:
    large, small = max(abs(value), abs(against)), min(abs(value), abs(against))
    return large >= JUMP * small


def _yardstick(indicator: Indicator, neighbour: Observation | None) -> tuple[Quantity, Msg] | None:
    unit = indicator.unit_of_measure
    if neighbour is not None:
        what = Msg("the figure for {period}", period=neighbour.period)
        return Quantity(neighbour.value, unit), what
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
