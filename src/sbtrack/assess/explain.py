"""One sentence for every verdict, with the numbers that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sbtrack.assess.precision import (
    LEAST_PLACES,
    distance,
    drawn,
    rounded,
    subtractable_places,
    telling_places,
    tidy,
)
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Thresholds
from sbtrack.domain.terms import Verdict
from sbtrack.domain.undefined import Maybe, Undefined

PACED = frozenset({Verdict.AHEAD, Verdict.ON_TRACK, Verdict.BEHIND})


@dataclass(frozen=True, slots=True)
class Findings:
    """The numbers that a sentence may name."""

    actual: Observation
    unit_of_measure: str
    baseline: Maybe
    target: Decimal  # what the actual is judged against
    tolerance: Decimal | None  # how far around the target still counts
    by: Period
    gap: Decimal
    attainment: Maybe
    planned: Maybe
    pace: Maybe
    yearly: bool  # the plan sets yearly targets
    limit: bool  # the target is a limit that the baseline already meets
    places: int = LEAST_PLACES  # decimals that the indicator's numbers are worth


def explain(found: Findings, verdict: Verdict, thresholds: Thresholds) -> Msg:
    """Return the sentence that leads from the numbers to the verdict."""
    match verdict:
        case Verdict.MET_EARLY:
            finding = _met_early(found)
        case Verdict.ACHIEVED:
            finding = _achieved(found)
        case Verdict.MISSED:
            finding = _missed(found)
        case Verdict.REVERSED:
            finding = Msg(
                "further from the target {target} than the baseline {baseline} was, "
                "attainment {attainment}",
                target=_target(found),
                baseline=_level(found, found.baseline),
                attainment=_percent(found.attainment),
            )
        case _ if found.limit:
            finding = _limited(found)
        case _:
            finding = _on_pace(found, thresholds)
    if found.tolerance is not None and verdict in PACED and not found.limit:
        finding = Msg("{finding}; {clause}", finding=finding, clause=_outside(found))
    return _said_of(found.actual, found.unit_of_measure, finding)


def explain_unrated(
    actual: Observation | Undefined,
    unit: str,
    reason: Undefined,
    target: Maybe,
    gap: Maybe,
    places: int = LEAST_PLACES,
) -> Msg:
    """Return the sentence for an indicator that cannot be rated."""
    if isinstance(actual, Undefined):
        return Msg("not rated: {reason}", reason=reason)
    finding = Msg("not rated because {reason}", reason=reason)
    if isinstance(target, Decimal) and isinstance(gap, Decimal) and gap > 0:
        short = Msg(
            "{gap} to go to the target {target}",
            gap=distance(gap, unit, places),
            target=tidy(target, unit, places),
        )
        finding = Msg("{first}, {then}", first=short, then=finding)
    return _said_of(actual, unit, finding)


def qualified(finding: Msg, clauses: Iterable[Msg], provisional: Msg | None) -> Msg:
    """Return the finding with what stands behind it, and with why it is not the last word."""
    for clause in clauses:
        finding = Msg("{finding}; {clause}", finding=finding, clause=clause)
    if provisional is None:
        return finding
    return Msg("{finding}; provisional: {provisional}", finding=finding, provisional=provisional)


def _said_of(actual: Observation, unit: str, finding: Msg) -> Msg:
    return Msg(
        "{period} {value}: {finding}",
        period=actual.period,
        value=drawn(actual, unit),
        finding=finding,
    )


def _met_early(found: Findings) -> Msg:
    target, by = _target(found), found.by
    if found.tolerance is not None:
        return Msg(
            "already within ±{tolerance} of the target {target} for {by}",
            tolerance=_distance(found, found.tolerance),
            target=target,
            by=by,
        )
    if not found.gap:
        return Msg("already exactly at the target {target} for {by}", target=target, by=by)
    return Msg(
        "the target {target} for {by} already met, {beyond} beyond it",
        target=target,
        by=by,
        beyond=_distance(found, -found.gap),
    )


def _achieved(found: Findings) -> Msg:
    target = _target(found)
    if found.tolerance is not None:
        return Msg(
            "within ±{tolerance} of the target {target}",
            tolerance=_distance(found, found.tolerance),
            target=target,
        )
    if not found.gap:
        return Msg("exactly at the target {target}", target=target)
    return Msg(
        "the target {target} achieved, {beyond} beyond it",
        target=target,
        beyond=_distance(found, -found.gap),
    )


def _missed(found: Findings) -> Msg:
    target, gap = _target(found), _distance(found, found.gap)
    if found.tolerance is not None:
        return _outside(found)
    if isinstance(found.attainment, Undefined):
        return Msg("the target {target} missed by {gap}", target=target, gap=gap)
    return Msg(
        "the target {target} missed by {gap}, attainment {attainment}",
        target=target,
        gap=gap,
        attainment=_percent(found.attainment),
    )


def _limited(found: Findings) -> Msg:
    target = _target(found)
    if found.gap > 0:
        if found.tolerance is not None:
            return _outside(found)
        return Msg(
            "past the limit {target} by {gap}", target=target, gap=_distance(found, found.gap)
        )
    if found.tolerance is not None:
        return _achieved(found)
    return Msg(
        "the limit {target} holds, {room} to spare",
        target=target,
        room=_distance(found, -found.gap),
    )


def _outside(found: Findings) -> Msg:
    assert found.tolerance is not None
    return Msg(
        "{gap} outside ±{tolerance} of the target {target}",
        gap=_distance(found, found.gap),
        tolerance=_distance(found, found.tolerance),
        target=_target(found),
    )


def _on_pace(found: Findings, thresholds: Thresholds) -> Msg:
    assert isinstance(found.attainment, Decimal)
    assert isinstance(found.planned, Decimal)
    assert isinstance(found.pace, Decimal)
    limit = thresholds.on_track / 100
    places = telling_places(abs(found.pace), limit)
    places = subtractable_places(found.attainment, found.planned, places)
    comparison = Msg("within ±{limit} points", limit=thresholds.on_track)
    if abs(found.pace) > limit:
        comparison = Msg("more than {limit} points", limit=thresholds.on_track)
    parts = {
        "attainment": Percent(found.attainment, places),
        "planned": Percent(found.planned, places),
        "lead": _lead(found.pace, places),
        "comparison": comparison,
    }
    if found.yearly:
        return Msg("attainment {attainment}, planned {planned}, {lead}, {comparison}", **parts)
    return Msg("attainment {attainment}, elapsed {planned}, {lead}, {comparison}", **parts)


def _lead(pace: Decimal, places: int) -> Msg:
    points = Points(abs(pace), places, signed=False)
    if not rounded(pace, places):
        return Msg("level with the plan")
    if pace > 0:
        return Msg("{points} points ahead", points=points)
    return Msg("{points} points behind", points=points)


def _percent(share: Maybe) -> Percent | Undefined:
    return share if isinstance(share, Undefined) else Percent(share)


def _level(found: Findings, level: Maybe) -> Quantity | Undefined:
    return (
        level if isinstance(level, Undefined) else tidy(level, found.unit_of_measure, found.places)
    )


def _target(found: Findings) -> Quantity:
    return tidy(found.target, found.unit_of_measure, found.places)


def _distance(found: Findings, value: Decimal) -> Quantity | Msg:
    return distance(value, found.unit_of_measure, found.places)
