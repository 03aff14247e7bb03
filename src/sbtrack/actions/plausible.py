"""The plausibility stop: what more often is a slip (万 taken for 人) than a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import tee

from sbtrack.actions.beginnings import (
    below_all_planned,
    cannot_be,
    fraction_for_percent,
    in_other_parts,
    names_a_large_share,
)
from sbtrack.actions.cells import cell_of_percentage
from sbtrack.actions.fractions import fraction_of_things
from sbtrack.actions.indexes import index_or_rate
from sbtrack.actions.signs import unwanted_sign
from sbtrack.actions.sizes import JUMP, far_from_plan, misfit
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.moves import names_a_change
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import Undetermined, on_yearly_rates

__all__ = ["JUMP", "implausible"]

_Check = Callable[[Indicator, Observation, Iterable[Observation]], Msg | None]


def implausible(
    indicator: Indicator, claim: Observation, neighbours: Iterable[Observation]
) -> Msg | None:
    """Return why a figure is not believed without being confirmed, None when it is.

    `neighbours` are what is recorded of other periods, the nearest first. Rates of change may leap,
    so they are held against the signs that are wanted and planned only, and levels against size and
    sign of what is known, a first one more narrowly. An index among rates, 0.079 for 7.9 %, a first
    0.93 for 93 %, and a fraction of what is counted one by one, are told too.
    """
    checks = _checks(indicator)
    first, *others = tee(neighbours, len(checks) + 1)
    said = (check(indicator, claim, some) for check, some in zip(checks, others, strict=True))
    found = next(filter(None, said), None)
    fraction = fraction_of_things(indicator, claim, first)
    if found is None or fraction is None:
        return found or fraction
    return Msg("{one} {other}", one=found, other=fraction)


def _checks(indicator: Indicator) -> tuple[_Check, ...]:
    """Return what looks at its rates of change, or its levels; what is found first is told."""
    if _is_rate_of_change(indicator):
        own: tuple[_Check, ...] = (cell_of_percentage, unwanted_sign, below_all_planned)
        return index_or_rate, *own, fraction_for_percent
    own = (misfit, cannot_be, in_other_parts)
    return index_or_rate, *own, fraction_for_percent, far_from_plan


def _is_rate_of_change(indicator: Indicator) -> bool:
    """Say whether figures are rates of change, which may leap: by target, unit of measure and name.

    What is in ‰ is one if its name says so, since no plan can say there that it is a share. What is
    in % is one if it is no share, neither by the plan nor, where there is no level to reach, by its
    name.
    """
    if on_yearly_rates(indicator.target):
        return True
    power = ratio_power(indicator.unit_of_measure)
    if not power or indicator.share:
        return False
    if power != ratio_power("%"):
        return any(map(names_a_change, indicator.name.everywhere()))
    untold = isinstance(indicator.target, Undetermined)
    return not (untold and names_a_large_share(indicator))
