"""The kinds of target a plan can set, each its own type."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeGuard

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Basis, Bound, Grain


class TargetBase(Frozen, kw_only=True):
    """What every target has: the period it is due, and the plan's own words for it."""

    by: Period
    as_printed: str = ""


class AtLeast(TargetBase, kw_only=True):
    """达到: met when the actual is `value` or more."""

    value: Decimal
    baseline_meets: bool = False  # the author says: the baseline already does, on purpose


class AtMost(TargetBase, kw_only=True):
    """控制在…以内: met when the actual is `value` or less."""

    value: Decimal
    baseline_meets: bool = False


class About(TargetBase, kw_only=True):
    """左右: met within `tolerance` (unit of measure) of `value`."""

    value: Decimal
    tolerance: Decimal


class AnnualGrowth(TargetBase, kw_only=True):
    """年均增长: an average yearly rate of growth, `rate` in percent."""

    rate: Decimal
    basis: Basis = Basis.LEVELS
    bound: Bound = Bound.AT_LEAST


class CumulativeChange(TargetBase, kw_only=True):
    """五年累计: a change over the whole plan, `change` in percent, negative for a cut."""

    change: Decimal
    basis: Basis = Basis.LEVELS
    bound: Bound = Bound.AT_LEAST


class EveryPeriod(TargetBase, kw_only=True):
    """每年/始终: a floor or ceiling that each period of `every` must satisfy."""

    bound: Bound
    value: Decimal
    every: Grain = Grain.YEAR


class MultipleOf(TargetBase, kw_only=True):
    """倍数: `factor` times the reference series, and not below `floor` (unit of measure)."""

    factor: Decimal
    reference: str
    floor: Decimal | None = None


class Coverage(TargetBase, kw_only=True):
    """全覆盖: numerator over denominator reaches 100 %."""


class Undetermined(TargetBase, kw_only=True):
    """A target without a number (稳定增长): tracked, never rated."""

    text: Name


Target = (
    AtLeast
    | AtMost
    | About
    | AnnualGrowth
    | CumulativeChange
    | EveryPeriod
    | MultipleOf
    | Coverage
    | Undetermined
)
Growth = AnnualGrowth | CumulativeChange
KINDS: dict[str, type[Target]] = {
    "at_least": AtLeast,
    "at_most": AtMost,
    "about": About,
    "annual_growth": AnnualGrowth,
    "cumulative_change": CumulativeChange,
    "every_period": EveryPeriod,
    "multiple_of": MultipleOf,
    "coverage": Coverage,
    "undetermined": Undetermined,
}


def on_yearly_rates(target: Target) -> TypeGuard[Growth]:
    """Say whether yearly rates of change are recorded for a target, and compounded."""
    return isinstance(target, Growth) and target.basis is Basis.RATES


def kind_of(target: Target) -> str:
    """Return the plan file's word for the kind of `target`."""
    return next(kind for kind, cls in KINDS.items() if type(target) is cls)
