"""What a plan file leaves unsaid: the values that stand for a key that is not there."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.characters import unit_plainly
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Bound
from sbtrack.planfile.draft import AnyIndicator, Draft
from sbtrack.planfile.schema import SeriesSpec
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CoverageSpec,
    CumulativeChangeSpec,
)
from sbtrack.planfile.wordingspec import BaselineSpec

#: Targets on a level: in % such a level is a part of a whole, while rates of growth, and floors
#: for what each year brings, can lie anywhere.
_LEVELS = (AtLeastSpec, AtMostSpec, AboutSpec, CoverageSpec)


def is_percent(unit_of_measure: str) -> bool:
    """Say whether figures are stated in percent."""
    return unit_plainly(unit_of_measure) == "%"


def is_share(spec: SeriesSpec) -> bool:
    """Say whether the value is a part of a whole: as the file says, else for a level in %."""
    if spec.share is not None:
        return spec.share
    return is_percent(spec.unit_of_measure) and isinstance(spec.target, _LEVELS)


def names_in(spec: SeriesSpec) -> tuple[str, ...]:
    """Return the name in each language that the file has it in."""
    if isinstance(spec.name, str):
        return (spec.name,)
    return tuple(name for name in (spec.name.zh, spec.name.en) if name)


def growth_bound(target: AnnualGrowthSpec | CumulativeChangeSpec) -> Bound:
    """Return the bound of a growth target: as the file says, else a ceiling for a cut."""
    size = target.rate if isinstance(target, AnnualGrowthSpec) else target.change
    return target.bound or (Bound.AT_LEAST if size >= 0 else Bound.AT_MOST)


def baseline_value(spec: SeriesSpec) -> Decimal | None:
    """Return the baseline in the unit of measure, None when there is none."""
    if isinstance(spec.baseline, BaselineSpec):
        return spec.baseline.value
    return spec.baseline if isinstance(spec.baseline, Decimal) else None


def baseline_period(item: AnyIndicator, draft: Draft) -> Period | None:
    """Return the period of the baseline: its own, else the plan's base."""
    baseline = item.spec.baseline
    own = baseline.period if isinstance(baseline, BaselineSpec) else None
    return own or draft.base


def target_period(item: AnyIndicator, draft: Draft) -> Period | None:
    """Return the period that the target is due by: its own, else the plan's end."""
    own = item.spec.target.by if item.spec.target else None
    return own or draft.end
