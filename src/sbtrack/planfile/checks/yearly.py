"""Checks of yearly targets: they must lead from the baseline to the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period, years_alike
from sbtrack.domain.terms import Basis, Grain
from sbtrack.planfile.checks.check import Check, Found, error, warning
from sbtrack.planfile.defaults import baseline_period, baseline_value, target_period
from sbtrack.planfile.draft import AnyIndicator, Draft
from sbtrack.planfile.nodes import MapNode, Place
from sbtrack.planfile.scalars import read_period_key
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CoverageSpec,
    CumulativeChangeSpec,
    EveryPeriodSpec,
    UndeterminedSpec,
)

Point = tuple[Period, Decimal, Place]


@error
def yearly_outside_plan(draft: Draft) -> Iterator[Found]:
    """Yearly targets lie between the baseline and the target.

    What it checks: each period ends after the baseline's and not after the target's.
    Why it matters: outside there is no way on which they could lie.
    Example: `yearly: {2010: 50.25}` in a plan with `base: 2010`
    """
    for item in draft.indicators:
        first, last = baseline_period(item, draft), target_period(item, draft)
        if first is None or last is None:
            continue
        for period, _, place in yearly_points(item):
            if not first.end < period.end <= last.end:
                yield (
                    place,
                    Msg(
                        "{period} is not after {first} and up to {last}.",
                        period=period,
                        first=first,
                        last=last,
                    ),
                    Msg("Correct the period, or delete the line; the baseline has its own key."),
                )


@error
def yearly_misses_target(draft: Draft) -> Iterator[Found]:
    """The last yearly target is the target.

    What it checks: a yearly target for the target's own period has the target's value.
    Why it matters: the plan would ask for two things on one day.
    Example: `yearly: {2015: 70}` with `target: {kind: at_least, value: 70.5}` due in 2015
    """
    for item in draft.indicators:
        level, last = _level(item), target_period(item, draft)
        for period, value, place in yearly_points(item):
            if level is not None and last and period.end == last.end and value != level:
                yield (
                    place,
                    Msg(
                        "The yearly target for {period} is {value}, the target itself {level}.",
                        period=period,
                        value=Quantity(value, item.spec.unit_of_measure),
                        level=Quantity(level, item.spec.unit_of_measure),
                    ),
                    Msg("Correct one of the two, or delete the yearly one."),
                )


@warning
def yearly_turns_back(draft: Draft) -> Iterator[Found]:
    """Yearly targets go one way, from the baseline to the target.

    What it checks: none lies on the wrong side of the one before it, or of the target.
    Why it matters: a plan can print such a thing, but more often a digit is wrong.
    Example: `yearly: {2011: 54, 2012: 45, 2013: 62}`
    """
    for item in draft.indicators:
        sign = _direction(item)
        level = _level(item)
        start = baseline_value(item.spec)
        path = [
            p
            for p in ((None, start, None), *yearly_points(item), (None, level, None))
            if p[1] is not None
        ]
        for (_, before, earlier), (_, after, later) in pairwise(path):
            assert before is not None and after is not None  # noqa: PT018
            place = later or earlier
            if place and (after - before) * sign < 0:
                yield (
                    place,
                    Msg(
                        "After {before} comes {after}, which is away from the target.",
                        before=Quantity(before, item.spec.unit_of_measure),
                        after=Quantity(after, item.spec.unit_of_measure),
                    ),
                    Msg("Check the digits; if the plan prints this, leave it."),
                )


@warning
def yearly_not_used(draft: Draft) -> Iterator[Found]:
    """Yearly targets stand where there is a level to lead to.

    What it checks: no `yearly` without a target, or with `every_period`, `undetermined`, or growth
    with `basis: rates`.
    Why it matters: there they are never looked at.
    Example: `yearly: {2012: 4}` with `target: {kind: every_period, bound: at_least, value: 4}`
    """
    for item in draft.indicators:
        target = item.spec.target
        on_rates = getattr(target, "basis", None) is Basis.RATES
        if item.spec.yearly and (
            on_rates or target is None or isinstance(target, EveryPeriodSpec | UndeterminedSpec)
        ):
            yield (
                item.key("yearly"),
                Msg("Yearly targets are not looked at with this kind of target."),
                Msg("Delete them, or choose a kind of target with a level."),
            )


@error
def yearly_twice(draft: Draft) -> Iterator[Found]:
    """There is one yearly target at a time.

    What it checks: no two of them end on the same day, in whatever notation.
    Why it matters: only one of them could count.
    Example: `yearly: {2013: 60, 2013-Q4: 61}`
    """
    for item in draft.indicators:
        for (one, _, _), (other, _, place) in pairwise(yearly_points(item)):
            if one.end == other.end:
                yield (
                    place,
                    Msg("There are two yearly targets at the end of {period}.", period=other),
                    Msg("Delete one of the two."),
                )


@warning
def yearly_month_like_years(draft: Draft) -> Iterator[Found]:
    """A yearly target for a month is meant for that month.

    What it checks: no month that can be read as several years (2006-08, but not 2012-08) is the
    only one among the yearly targets, where two or more are for whole years.
    Why it matters: 2006-08 is August 2006, and a document that prints it may mean three years.
    Example: `yearly: {2011: 54, 2011-12: 58, 2013: 62}`
    """
    for item in draft.indicators:
        points = yearly_points(item)
        months = [point for point in points if point[0].grain is Grain.MONTH]
        if len(months) != 1 or sum(p[0].grain is Grain.YEAR for p in points) < 2:
            continue
        ((period, _, place),) = months
        years = years_alike(period)
        if years is not None:
            yield (
                place,
                Msg(
                    "{period} is the only month among yearly targets, and {written} can also stand "
                    "for {first} to {last}.",
                    period=period,
                    written=quoted(str(period)),
                    first=years[0],
                    last=years[1],
                ),
                Msg("Check the period; if the plan means the month, leave it."),
            )


def yearly_points(item: AnyIndicator) -> list[Point]:
    """Return the yearly targets by the end of their period, each with the place of its value."""
    node = item.node.value("yearly") if isinstance(item.node, MapNode) else None
    if not isinstance(node, MapNode):
        return []
    periods = [(read_period_key(key), entry) for key, entry in node.entries.items()]
    points = [(p, item.spec.yearly[p], entry.value.place) for p, entry in periods]
    return sorted(points, key=lambda point: (point[0].end, point[2]))


def _level(item: AnyIndicator) -> Decimal | None:
    """Return the level that the target asks for, where it is printed and not worked out."""
    target = item.spec.target
    if isinstance(target, CoverageSpec):
        return Decimal(100)
    return target.value if isinstance(target, AtLeastSpec | AtMostSpec | AboutSpec) else None


def _direction(item: AnyIndicator) -> int:
    """Return 1 when the way leads up, -1 when down, 0 when it cannot be said or is a limit."""
    target, start = item.spec.target, baseline_value(item.spec)
    match target:
        case AnnualGrowthSpec():
            return _sign(target.rate)
        case CumulativeChangeSpec():
            return _sign(target.change)
        case AtLeastSpec() | AtMostSpec() if target.baseline_meets:
            return 0
        case AtLeastSpec() | CoverageSpec() if start is None:
            return 1
        case AtMostSpec() if start is None:
            return -1
    level = _level(item)
    return 0 if level is None or start is None else _sign(level - start)


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


CHECKS: tuple[Check, ...] = (
    yearly_outside_plan,
    yearly_misses_target,
    yearly_turns_back,
    yearly_not_used,
    yearly_twice,
    yearly_month_like_years,
)
