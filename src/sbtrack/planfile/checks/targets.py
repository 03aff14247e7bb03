"""Checks of targets: what a target asks for must be ahead of its baseline, and possible."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.moves import way_of_text
from sbtrack.domain.terms import Basis
from sbtrack.planfile.checks.check import Check, Found, error, warning
from sbtrack.planfile.defaults import baseline_value, names_in
from sbtrack.planfile.draft import SERIES, AnyIndicator, Draft
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CumulativeChangeSpec,
)

_TARGET = ("target", "value")
#: So many times the one is the other in another unit of measure, more often.
THOUSANDFOLD = 1000


@error
def target_behind_baseline(draft: Draft) -> Iterator[Found]:
    """A target lies ahead of its baseline, in its direction.

    What it checks: `at_least` is not below the baseline, `at_most` not above it, unless the target
    says `baseline_meets: true`. A target equal to its baseline is ordinary.
    Why it matters: a lost digit or a swapped pair shows an indicator as met that is far behind.
    Example: `baseline: 50.25` with `target: {kind: at_least, value: 7.05}`
    """
    for item, target, baseline in _limits(draft):
        if _is_behind(target, baseline):
            yield (
                item.at(*_TARGET),
                Msg(
                    "The baseline {baseline} already meets the target, {bound} {value}.",
                    baseline=Quantity(baseline, item.spec.unit_of_measure),
                    bound=_BOUND_WORDS[type(target)],
                    value=Quantity(target.value, item.spec.unit_of_measure),
                ),
                Msg(
                    "Check the digits and the kind; if the plan really prints this, write "
                    "`baseline_meets: true` in the target."
                ),
            )


@warning
def baseline_does_not_meet(draft: Draft) -> Iterator[Found]:
    """`baseline_meets: true` stands only where the baseline meets the target.

    What it checks: the baseline against the value of such a target.
    Why it matters: the remark is wrong, or one of the two figures is.
    Example: `baseline: 50` with `target: {kind: at_least, value: 70, baseline_meets: true}`
    """
    for item in draft.indicators:
        target, baseline = item.spec.target, baseline_value(item.spec)
        if not isinstance(target, AtLeastSpec | AtMostSpec) or not target.baseline_meets:
            continue
        if baseline is None or not _meets(target, baseline):
            yield (
                item.at("target", "baseline_meets"),
                Msg("The baseline does not meet the target."),
                Msg("Delete `baseline_meets: true`, or check the digits."),
            )


@warning
def growth_without_baseline(draft: Draft) -> Iterator[Found]:
    """Growth from levels has a level to grow from.

    What it checks: a growth target with `basis: levels` has a baseline.
    Why it matters: without one it is never rated.
    Example: `target: {kind: annual_growth, rate: 8}` with `baseline: {unavailable: not published}`
    """
    for item, target in growth_targets(draft):
        if target.basis is Basis.LEVELS and baseline_value(item.spec) is None:
            yield (
                item.at("target", "kind"),
                Msg("There is no baseline for this target to grow from, so it is never rated."),
                Msg("Write the baseline, or `basis: rates` if yearly rates are what is published."),
            )


@error
def growth_from_nothing(draft: Draft) -> Iterator[Found]:
    """Growth from levels starts above zero.

    What it checks: the baseline of a growth target with `basis: levels`.
    Why it matters: no rate leads from zero, or from below it, to anything.
    Example: `baseline: 0` with `target: {kind: annual_growth, rate: 8}`
    """
    for item, target in growth_targets(draft):
        baseline = baseline_value(item.spec)
        if target.basis is Basis.LEVELS and baseline is not None and baseline <= 0:
            yield (
                item.at("baseline", "value"),
                Msg(
                    "Nothing can grow by a rate from {baseline}.",
                    baseline=Quantity(baseline, item.spec.unit_of_measure),
                ),
                Msg(
                    "Check the baseline, write the level to reach with `kind: at_least`, or "
                    "`basis: rates` if yearly rates are what is published."
                ),
            )


@error
def fall_to_nothing(draft: Draft) -> Iterator[Found]:
    """A fall leaves something.

    What it checks: `rate` and `change` are above -100 %.
    Why it matters: a fall by the whole has no rate, and one by more does not exist.
    Example: `target: {kind: cumulative_change, change: -100}`
    """
    for item, target in growth_targets(draft):
        key = "rate" if isinstance(target, AnnualGrowthSpec) else "change"
        size: Decimal = getattr(target, key)
        if size <= -100:
            yield (
                item.at("target", key),
                Msg("A fall of {size} leaves nothing.", size=Quantity(abs(size), "%")),
                Msg("Check the digits; for a target of zero write `kind: at_most` and `value: 0`."),
            )


@warning
def sign_differs_from_name(draft: Draft) -> Iterator[Found]:
    """A target goes the way that its name says.

    What it checks: where no words are printed with it, `rate` and `change` are not positive for
    what is named a fall (降低, 下降, reduction), and not negative for what is named a growth.
    Why it matters: with a sign that is wrong, getting worse shows as green.
    Example: `name: 单位GDP能源消耗降低` with `target: {kind: cumulative_change, change: 13.5}`
    """
    for item, target in growth_targets(draft):
        key = "rate" if isinstance(target, AnnualGrowthSpec) else "change"
        size: Decimal = getattr(target, key)
        ways = {way_of_text(name) for name in names_in(item.spec)} - {0}
        if not target.as_printed and len(ways) == 1 and size * ways.pop() < 0:
            yield (
                item.at("target", key),
                Msg(
                    "{name} says which way it goes, but the target, {size}%, goes the other way.",
                    name=quoted(names_in(item.spec)[0]),
                    size=size,
                ),
                Msg("Write {size}, or leave it if it is meant so.", size=quoted(f"{-size:f}")),
            )


@warning
def target_far_from_baseline(draft: Draft) -> Iterator[Found]:
    """Target and baseline are of one size.

    What it checks: neither is a thousand times the other, or more.
    Why it matters: one was probably stated in 人 and the other in 万人.
    Example: `baseline: 50.25` with `target: {kind: at_least, value: 705000}`
    """
    for item in draft.indicators:
        target, baseline = item.spec.target, baseline_value(item.spec)
        if not isinstance(target, AtLeastSpec | AtMostSpec | AboutSpec) or baseline is None:
            continue
        if _are_far_apart(baseline, target.value):
            yield (
                item.at(*_TARGET),
                Msg(
                    "Baseline {baseline} and target {value} lie a thousandfold apart.",
                    baseline=Quantity(baseline, item.spec.unit_of_measure),
                    value=Quantity(target.value, item.spec.unit_of_measure),
                ),
                Msg("Check that both are stated in {unit}.", unit=item.spec.unit_of_measure)
                if item.spec.unit_of_measure
                else Msg("Check the digits of the two."),
            )


@warning
def series_with_target(draft: Draft) -> Iterator[Found]:
    """A series has no target.

    What it checks: nothing under `series` has a `target`.
    Why it matters: series are recorded and never rated, so the target would never be looked at.
    Example: `target: {kind: at_least, value: 95}` under `series`
    """
    for item in draft.indicators:
        if item.section == SERIES and item.spec.target is not None:
            yield (
                item.key("target"),
                Msg("Series are never rated, so this target is not looked at."),
                Msg("Move the item to `indicators` or `commitments`, or delete the target."),
            )


@warning
def nothing_to_track(draft: Draft) -> Iterator[Found]:
    """A plan has something to track.

    What it checks: there is an indicator, commitment or milestone.
    Why it matters: a heading was misspelt, or the file is not finished.
    Example: a file with `plan` and `units` only
    """
    if draft.header and not (any(draft.tracked()) or draft.unsound or draft.unreadable):
        yield (
            draft.header.key(),
            Msg("The plan has no indicators, commitments or milestones."),
            Msg("Add them under `indicators`, `commitments` and `milestones`."),
        )


_BOUND_WORDS = {AtLeastSpec: Msg("at least"), AtMostSpec: Msg("at most")}


def _limits(draft: Draft) -> Iterator[tuple[AnyIndicator, AtLeastSpec | AtMostSpec, Decimal]]:
    for item in draft.indicators:
        target, baseline = item.spec.target, baseline_value(item.spec)
        if isinstance(target, AtLeastSpec | AtMostSpec) and baseline is not None:
            yield item, target, baseline


def _meets(target: AtLeastSpec | AtMostSpec, value: Decimal) -> bool:
    return value >= target.value if isinstance(target, AtLeastSpec) else value <= target.value


def _is_behind(target: AtLeastSpec | AtMostSpec, baseline: Decimal) -> bool:
    return _meets(target, baseline) and baseline != target.value and not target.baseline_meets


def _are_far_apart(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return bool(low) and high >= low * THOUSANDFOLD


def is_in_doubt(item: AnyIndicator) -> bool:
    """Say whether target and baseline cannot both be right: what is off may be either's digits."""
    target, baseline = item.spec.target, baseline_value(item.spec)
    if baseline is None or not isinstance(target, AtLeastSpec | AtMostSpec | AboutSpec):
        return False
    behind = not isinstance(target, AboutSpec) and _is_behind(target, baseline)
    return behind or _are_far_apart(baseline, target.value)


def growth_targets(
    draft: Draft,
) -> Iterator[tuple[AnyIndicator, AnnualGrowthSpec | CumulativeChangeSpec]]:
    """Yield the indicators that are to grow or fall by a rate."""
    for item in draft.indicators:
        if isinstance(item.spec.target, AnnualGrowthSpec | CumulativeChangeSpec):
            yield item, item.spec.target


CHECKS: tuple[Check, ...] = (
    target_behind_baseline,
    baseline_does_not_meet,
    growth_without_baseline,
    growth_from_nothing,
    fall_to_nothing,
    sign_differs_from_name,
    target_far_from_baseline,
    series_with_target,
    nothing_to_track,
)
