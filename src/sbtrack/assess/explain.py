"""One sentence for every verdict, with the numbers that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Thresholds
from sbtrack.domain.terms import Verdict
from sbtrack.domain.undefined import Undefined

MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Findings:
    """The numbers that a sentence may name."""

    actual: Observation
    unit_of_measure: str
    target: Quantity
    by: Period
    gap: Decimal
    attainment: Decimal | Undefined
    planned: Decimal | Undefined
    pace: Decimal | Undefined
    yearly: bool  # the plan sets yearly targets
    limit: bool  # the target is a limit that the baseline already meets


def explain(found: Findings, verdict: Verdict, thresholds: Thresholds) -> Msg:
    """Return the sentence that leads from the numbers to the verdict."""
    match verdict:
        case Verdict.MET_EARLY:
            finding = Msg("target {target} already reached", target=found.target)
        case Verdict.ACHIEVED:
            finding = Msg("target {target} achieved", target=found.target)
        case Verdict.MISSED:
            finding = Msg("target {target} missed by {gap}", target=found.target, gap=_gap(found))
        case Verdict.REVERSED:
            finding = Msg(
                "further from the target than the baseline was: attainment {attainment}",
                attainment=_percent(found.attainment),
            )
        case _ if found.limit:
            finding = _held(found, verdict)
        case _:
            finding = _on_pace(found, thresholds)
    return Msg(
        "{period} {value}: {finding}",
        period=found.actual.period,
        value=drawn(found.actual, found.unit_of_measure),
        finding=finding,
    )


def explain_unrated(actual: Observation | Undefined, unit: str, reason: Undefined) -> Msg:
    """Return the sentence for an indicator that cannot be rated."""
    if isinstance(actual, Undefined):
        return Msg("not rated: {reason}", reason=reason)
    return Msg(
        "{period} {value}: not rated, {reason}",
        period=actual.period,
        value=drawn(actual, unit),
        reason=reason,
    )


def drawn(actual: Observation, unit_of_measure: str) -> Quantity:
    """Return an actual as a quantity: stated figures keep all digits, computed ones two places."""
    computed = actual.entry_id is None or actual.numerator is not None
    return Quantity(actual.value, unit_of_measure, 2 if computed else None)


def tidy(value: Decimal, unit_of_measure: str, least: int = 2) -> Quantity:
    """Return a computed value as it is drawn: `least` decimals, more where that would show 0.

    >>> tidy(Decimal("2.80"), "万人").value, tidy(Decimal("0.0004"), "%").places
    (Decimal('2.8'), 4)
    """
    if -int(value.as_tuple().exponent) <= least:
        short = value.normalize()
        whole = short == short.to_integral_value()
        return Quantity(short.quantize(Decimal(1)) if whole else short, unit_of_measure)
    places = least
    while places < MOST_PLACES and not value.quantize(Decimal(1).scaleb(-places)):
        places += 1
    return Quantity(value, unit_of_measure, places)


def telling_places(value: Decimal, limit: Decimal, least: int = 1) -> int:
    """Return the decimals at which a value, in percent, is seen on its side of a limit.

    >>> telling_places(Decimal("-0.050004"), Decimal("-0.05"))
    4
    """
    for places in range(least, MOST_PLACES):
        step = Decimal(1).scaleb(-places)
        if (value == limit) or (value * 100).quantize(step, ROUND_HALF_UP) != limit * 100:
            return places
    return MOST_PLACES


def _held(found: Findings, verdict: Verdict) -> Msg:
    if verdict is Verdict.ON_TRACK:
        return Msg("the limit {target} holds", target=found.target)
    return Msg("past the limit {target} by {gap}", target=found.target, gap=_gap(found))


def _on_pace(found: Findings, thresholds: Thresholds) -> Msg:
    assert isinstance(found.pace, Decimal)
    limit = thresholds.on_track / 100
    places = telling_places(abs(found.pace), limit)
    comparison = Msg("within ±{limit} points", limit=thresholds.on_track)
    if abs(found.pace) > limit:
        comparison = Msg("more than {limit} points", limit=thresholds.on_track)
    parts = {
        "attainment": _percent(found.attainment),
        "planned": _percent(found.planned),
        "lead": _lead(found.pace, places),
        "comparison": comparison,
    }
    if found.yearly:
        return Msg("attainment {attainment}, planned {planned}, {lead}, {comparison}", **parts)
    return Msg("attainment {attainment}, elapsed {planned}, {lead}, {comparison}", **parts)


def _lead(pace: Decimal, places: int) -> Msg:
    points = Points(abs(pace), places, signed=False)
    if pace > 0:
        return Msg("{points} points ahead", points=points)
    if pace < 0:
        return Msg("{points} points behind", points=points)
    return Msg("exactly on plan")


def _percent(share: Decimal | Undefined) -> Percent | Undefined:
    return share if isinstance(share, Undefined) else Percent(share)


def _gap(found: Findings) -> Quantity:
    return tidy(found.gap, found.unit_of_measure)
