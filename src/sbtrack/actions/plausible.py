"""The plausibility stop: what more often is a slip (万 taken for 人) than a fact."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import tee

from sbtrack.actions.fractions import fraction_of_things
from sbtrack.actions.indexes import index_or_rate
from sbtrack.actions.signs import unwanted_sign
from sbtrack.actions.sizes import JUMP, misfit
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange
from sbtrack.domain.terms import Basis

__all__ = ["JUMP", "implausible"]


def implausible(
    indicator: Indicator, claim: Observation, neighbours: Iterable[Observation]
) -> Msg | None:
    """Return why a figure is not believed without being confirmed, None when it is.

    `neighbours` are what is recorded of other periods, the nearest first. Rates of change may leap,
    so they are held against the sign that is wanted only, and levels against size and sign of what
    is known. An index among rates, and a fraction of what is counted one by one, are told too.
    """
    first, second, third = tee(neighbours, 3)
    size_or_sign = unwanted_sign if _is_rate_of_change(indicator) else misfit
    found = index_or_rate(indicator, claim, first) or size_or_sign(indicator, claim, second)
    fraction = fraction_of_things(indicator, claim, third)
    if found is None or fraction is None:
        return found or fraction
    return Msg("{one} {other}", one=found, other=fraction)


def _is_rate_of_change(indicator: Indicator) -> bool:
    match indicator.target:
        case AnnualGrowth(basis=Basis.RATES) | CumulativeChange(basis=Basis.RATES):
            return True
    return bool(ratio_power(indicator.unit_of_measure)) and not indicator.share
