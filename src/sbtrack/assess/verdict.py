"""The verdict (评价) and its light."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.plan import Thresholds
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Verdict
from sbtrack.domain.undefined import Maybe, Undefined

GREEN = frozenset({Verdict.MET_EARLY, Verdict.AHEAD, Verdict.ON_TRACK, Verdict.ACHIEVED})


def verdict_at_target(met: bool) -> Verdict:
    """Return the final verdict, on the target period's own figure."""
    return Verdict.ACHIEVED if met else Verdict.MISSED


def verdict_on_pace(attainment: Decimal, pace: Decimal, thresholds: Thresholds) -> Verdict:
    """Return the verdict of a target not yet met, by its pace; compared unrounded.

    >>> verdict_on_pace(Decimal("0.65"), Decimal("0.05"), Thresholds()).value
    'on_track'
    >>> verdict_on_pace(Decimal("-0.01"), Decimal("-0.01"), Thresholds()).value
    'reversed'
    """
    limit = thresholds.on_track / 100
    if attainment < 0:
        return Verdict.REVERSED
    if pace > limit:
        return Verdict.AHEAD
    return Verdict.BEHIND if pace < -limit else Verdict.ON_TRACK


def verdict_before_target(
    met: bool, attainment: Maybe, pace: Maybe, thresholds: Thresholds
) -> Verdict | Undefined:
    """Return the verdict before the target period, Undefined with its reason if there is none."""
    if met:
        return Verdict.MET_EARLY
    if isinstance(attainment, Undefined):
        return attainment
    if isinstance(pace, Undefined):
        return pace
    return verdict_on_pace(attainment, pace, thresholds)


def verdict_of_limit(holds: bool) -> Verdict:
    """Return the verdict before the target period of a limit that the baseline already meets.

    There is no way to go, so it is never met early: it holds so far, or it does not.
    """
    return Verdict.ON_TRACK if holds else Verdict.BEHIND


def verdict_past_band(attainment: Decimal) -> Verdict:
    """Return the verdict before the target period of a value on the far side of its band.

    It would have to go back, so no pace puts it ahead; as always it is reversed once it is further
    from the target than the baseline was.
    """
    return Verdict.REVERSED if attainment < 0 else Verdict.BEHIND


def light_of(verdict: Verdict, constraint: Constraint) -> Light:
    """Return the light: behind is red only for a binding target.

    >>> light_of(Verdict.BEHIND, Constraint.BINDING).value
    'red'
    >>> light_of(Verdict.BEHIND, Constraint.UNSPECIFIED).value
    'yellow'
    """
    if verdict in GREEN:
        return Light.GREEN
    if verdict is Verdict.UNRATED:
        return Light.GREY
    if verdict is Verdict.BEHIND and constraint is not Constraint.BINDING:
        return Light.YELLOW
    return Light.RED


def light_of_milestone(state: MilestoneState) -> Light:
    """Return the light of a milestone; one that is not due yet has no colour."""
    return {
        MilestoneState.DONE: Light.GREEN,
        MilestoneState.DUE: Light.GREY,
        MilestoneState.OVERDUE: Light.RED,
    }[state]
