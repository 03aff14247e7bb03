"""One sentence for every verdict, with the numbers that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sbtrack.assess.precision import (
    LEAST_PLACES,
    distance,
    drawn,
    rounded,
    share_places,
    telling_share,
    tidy,
)
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Thresholds
from sbtrack.domain.terms import Bound, Verdict
from sbtrack.domain.undefined import Maybe, Undefined


class Findings(Frozen):
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
    bound: Bound  # on which side of it a value must lie
    path: bool  # a limit on average growth
    due: Period  # what the limit in force is stated for
    past: bool  # beyond a band that it came from the other side of
    places: int = LEAST_PLACES  # decimals that the indicator's numbers are worth

    @property
    def above(self) -> bool:
        """Say whether the actual lies above the target."""
        return self.actual.value > self.target


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
        case _ if found.past:
            finding = _outside(found)
        case _:
            finding = _on_pace(found, thresholds)
            if found.tolerance is not None:
                finding = Msg("{finding}; {clause}", finding=finding, clause=_outside(found))
    return _said_of(found.actual, found.unit_of_measure, finding, found.places)


def explain_unrated(
    actual: Observation | Undefined,
    unit: str,
    reason: Undefined,
    known: Iterable[Msg] = (),
    places: int = LEAST_PLACES,
) -> Msg:
    """Return the sentence for an indicator that cannot be rated, with what is known of it."""
    if isinstance(actual, Undefined):
        return Msg("not rated: {reason}", reason=reason)
    finding = Msg("not rated because {reason}", reason=reason)
    for first in reversed((*known,)):
        finding = Msg("{first}, {then}", first=first, then=finding)
    return _said_of(actual, unit, finding, places)


def qualified(finding: Msg, clauses: Iterable[Msg], provisional: Msg | None) -> Msg:
    """Return the finding with what stands behind it, and with why it is not the last word."""
    for clause in clauses:
        finding = Msg("{finding}; {clause}", finding=finding, clause=clause)
    if provisional is None:
        return finding
    return Msg("{finding}; provisional: {provisional}", finding=finding, provisional=provisional)


def _said_of(actual: Observation, unit: str, finding: Msg, places: int) -> Msg:
    return Msg(
        "{period} {value}: {finding}",
        period=actual.period,
        value=drawn(actual, unit, places),
        finding=finding,
    )


def _met_early(found: Findings) -> Msg:
    target, by = _target(found), found.by
    if found.tolerance is not None:
        within = Msg(
            "already within ±{tolerance} of the target {target} for {by}",
            tolerance=_distance(found, found.tolerance),
            target=target,
            by=by,
        )
        return _beside_middle(found, within)
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
        within = Msg(
            "within ±{tolerance} of the target {target}",
            tolerance=_distance(found, found.tolerance),
            target=target,
        )
        return _beside_middle(found, within)
    if not found.gap:
        return Msg("exactly at the target {target}", target=target)
    return Msg(
        "the target {target} achieved, {beyond} beyond it",
        target=target,
        beyond=_distance(found, -found.gap),
    )


def _beside_middle(found: Findings, within: Msg) -> Msg:
    """Say why attainment is below 100% though the target is met: what is aimed at is the middle."""
    if isinstance(found.attainment, Undefined) or found.attainment >= 1:
        return within
    said = Msg(
        "attainment {attainment} is counted to the middle of the range",
        attainment=telling_share(found.attainment),
    )
    return Msg("{finding}; {clause}", finding=within, clause=said)


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
    if found.tolerance is not None:
        return _outside(found) if found.gap > 0 else _achieved(found)
    if found.path:
        return _on_path(found)
    limit: Quantity | Msg = _target(found)
    if found.due != found.by:
        limit = Msg("{limit} for {period}", limit=limit, period=found.due)
    return _beside_limit(found, limit)


def _beside_limit(found: Findings, limit: Quantity | Msg) -> Msg:
    ceiling = found.bound is Bound.AT_MOST
    if not found.gap:
        exactly = Msg("exactly at the floor {limit}", limit=limit)
        return Msg("exactly at the ceiling {limit}", limit=limit) if ceiling else exactly
    parts = {"limit": limit, "gap": _distance(found, abs(found.gap))}
    if ceiling:
        if found.gap > 0:
            return Msg("{gap} above the ceiling {limit}", **parts)
        return Msg("the ceiling {limit} holds, {gap} to spare", **parts)
    if found.gap > 0:
        return Msg("{gap} below the floor {limit}", **parts)
    return Msg("the floor {limit} holds, {gap} to spare", **parts)


def _on_path(found: Findings) -> Msg:
    """Say how a limit on average growth stands, which only its last year can break."""
    parts = {
        "gap": _distance(found, abs(found.gap)),
        "limit": _target(found),
        "period": found.due,
    }
    if not found.gap:
        return Msg("exactly on the path, whose limit for {period} is {limit}", **parts)
    if found.bound is Bound.AT_MOST:
        if found.gap > 0:
            return Msg("{gap} above the path, whose limit for {period} is {limit}", **parts)
        return Msg(
            "not above the path, whose limit for {period} is {limit}, {gap} to spare", **parts
        )
    if found.gap > 0:
        return Msg("{gap} below the path, whose limit for {period} is {limit}", **parts)
    return Msg("not below the path, whose limit for {period} is {limit}, {gap} to spare", **parts)


def _outside(found: Findings) -> Msg:
    assert found.tolerance is not None
    parts = {
        "gap": _distance(found, found.gap),
        "tolerance": _distance(found, found.tolerance),
        "target": _target(found),
    }
    if found.above:
        return Msg("{gap} above the range of ±{tolerance} around the target {target}", **parts)
    return Msg("{gap} below the range of ±{tolerance} around the target {target}", **parts)


def _on_pace(found: Findings, thresholds: Thresholds) -> Msg:
    assert isinstance(found.attainment, Decimal)
    assert isinstance(found.planned, Decimal)
    assert isinstance(found.pace, Decimal)
    places = share_places(found.attainment, found.planned, found.pace, thresholds.on_track)
    comparison = Msg("within ±{limit} points", limit=thresholds.on_track)
    if abs(found.pace) > thresholds.on_track / 100:
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
    return share if isinstance(share, Undefined) else telling_share(share)


def _level(found: Findings, level: Maybe) -> Quantity | Undefined:
    return (
        level if isinstance(level, Undefined) else tidy(level, found.unit_of_measure, found.places)
    )


def _target(found: Findings) -> Quantity:
    return tidy(found.target, found.unit_of_measure, found.places)


def _distance(found: Findings, value: Decimal) -> Quantity | Msg:
    return distance(value, found.unit_of_measure, found.places)
