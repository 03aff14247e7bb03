"""Attainment (完成程度): the share of the way from baseline to target."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.assess.gap import is_met
from sbtrack.assess.numbers import EXACT, divide, log_quotient
from sbtrack.assess.reasons import (
    baseline_meets_target,
    growth_has_limit,
    not_positive,
    target_equals_baseline,
)
from sbtrack.assess.way import Way
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.targets import About
from sbtrack.domain.terms import Scale
from sbtrack.domain.undefined import Maybe, Undefined


def linear_share(baseline: Decimal, target: Decimal, value: Decimal) -> Maybe:
    """Return (a - b) / (t - b); below 0 when the value moved away from the target.

    The usual attainment of a level between baseline and target, in either direction
    (UNDP and OECD results frameworks): doing nothing is 0, not value / target.

    >>> linear_share(Decimal(60), Decimal(71), Decimal(60))
    Decimal('0E-30')
    >>> linear_share(Decimal("4.6"), Decimal("4.1"), Decimal("4.35")) == Decimal("0.5")
    True
    """
    if target == baseline:
        return target_equals_baseline()
    return divide(EXACT.subtract(value, baseline), EXACT.subtract(target, baseline))


def log_share(baseline: Decimal, target: Decimal, value: Decimal) -> Maybe:
    """Return ln(a / b) / ln(t / b): equal yearly effort is equal yearly progress.

    Chinese statistics offices compute the share done of an energy-intensity cut this way.

    >>> log_share(Decimal(1304), Decimal("2100.10504"), Decimal("1735.624")) == Decimal("0.6")
    True
    """
    if min(baseline, target, value) <= 0:
        return not_positive()
    if target == baseline:
        return target_equals_baseline()
    with_respect_to_baseline = EXACT.divide(value, baseline), EXACT.divide(target, baseline)
    return log_quotient(*with_respect_to_baseline)


def share_of_way(scale: Scale, baseline: Decimal, target: Decimal, value: Decimal) -> Maybe:
    """Return the share of the way on the target's own scale."""
    share = log_share if scale is Scale.LOG else linear_share
    return share(baseline, target, value)


def attainment_of(way: Way, value: Maybe) -> Maybe:
    """Return the share of the way at `value`, undefined where it is a limit to hold."""
    if isinstance(value, Undefined):
        return value
    if isinstance(way.end, Undefined) or isinstance(way.start, Undefined):
        return way.end if isinstance(way.end, Undefined) else way.start
    if way.is_limit:
        if way.averaged or way.on_rates:
            return growth_has_limit()
        equal = way.start == way.end
        return target_equals_baseline() if equal else baseline_meets_target()
    if way.tolerance is not None:
        return closeness_share(way.start, way.end, value)
    return share_of_way(way.scale, way.start, way.end, value)


def beside_middle(found: Assessment) -> bool:
    """Say whether a target to be near is met though the value is not in the middle of its range."""
    if not isinstance(found.indicator.target, About) or isinstance(found.gap, Undefined):
        return False
    return is_met(found.gap) and isinstance(found.attainment, Decimal) and found.attainment < 1


def closeness_share(baseline: Decimal, target: Decimal, value: Decimal) -> Maybe:
    """Return 1 - |a - t| / |t - b|, for a target to be near (左右): overshooting counts back.

    It is counted to the middle, which the plan aims at; how near is near enough is for the gap.

    >>> closeness_share(Decimal(70), Decimal(75), Decimal(74)) == Decimal("0.8")
    True
    >>> closeness_share(Decimal(70), Decimal(75), Decimal(79)) == Decimal("0.2")
    True
    """
    if target == baseline:
        return target_equals_baseline()
    distance = abs(EXACT.subtract(value, target))
    return EXACT.subtract(Decimal(1), divide(distance, abs(EXACT.subtract(target, baseline))))
