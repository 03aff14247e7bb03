"""Assessing a floor or ceiling that each period must satisfy (每年…以上 / 始终控制在)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.assess.actual import composed_series
from sbtrack.assess.composite import Observations
from sbtrack.assess.elapsed import elapsed_share
from sbtrack.assess.explain import drawn, explain_unrated, tidy
from sbtrack.assess.gap import gap_to_target, is_met
from sbtrack.assess.numbers import divide
from sbtrack.assess.reasons import each_period_counts, no_data
from sbtrack.assess.verdict import light_of
from sbtrack.domain.assessment import Assessment, PeriodResult
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import EveryPeriod
from sbtrack.domain.terms import Scale, Verdict
from sbtrack.domain.undefined import Maybe, Undefined


def assess_every_period(
    plan: Plan, indicator: Indicator, observations: Observations, as_of: date
) -> Assessment:
    """Assess period by period: behind as soon as one does not hold, missed at the end.

    Attainment is the share of the periods due, up to the newest figure, that held.
    """
    target = indicator.target
    assert isinstance(target, EveryPeriod)
    limit = min(as_of, target.by.end)
    figures = {
        o.period: o
        for o in composed_series(plan, indicator, observations)
        if o.period.grain is target.every and plan.base.end < o.period.end <= limit
    }
    if not figures:
        return _without_figures(indicator, target, as_of)
    newest = figures[max(figures, key=lambda p: p.end)]
    results = tuple(
        PeriodResult(p, _holds(target, figures.get(p)))
        for p in periods_between(plan.base.end, newest.period.end, target.every)
    )
    return _judged(plan, indicator, target, as_of, newest, results)


def _holds(target: EveryPeriod, figure: Observation | None) -> bool | None:
    if figure is None:
        return None
    return is_met(gap_to_target(target.bound, target.value, figure.value))


def _judged(
    plan: Plan,
    indicator: Indicator,
    target: EveryPeriod,
    as_of: date,
    newest: Observation,
    results: tuple[PeriodResult, ...],
) -> Assessment:
    held = sum(1 for r in results if r.held)
    failed = tuple(r.period for r in results if r.held is False)
    missing = tuple(r.period for r in results if r.held is None)
    ended = newest.period.end == target.by.end
    verdict = _verdict(bool(failed), ended and not (missing and not failed))
    provisional = _provisional(target, newest, missing if not failed else (), ended, as_of)
    no_pace = each_period_counts()
    finding = _finding(newest, indicator, held, len(results), failed, missing)
    if provisional is not None:
        finding = Msg(
            "{finding}; provisional: {provisional}", finding=finding, provisional=provisional
        )
    return Assessment(
        indicator=indicator,
        as_of=as_of,
        actual=newest,
        target_value=target.value,
        gap=gap_to_target(target.bound, target.value, newest.value),
        attainment=divide(Decimal(held), Decimal(len(results))),
        elapsed=elapsed_share(plan.base, target.by, newest.period),
        planned=no_pace,
        planned_value=target.value,
        pace=no_pace,
        scale=Scale.LINEAR,
        required_per_year=no_pace,
        achieved_per_year=no_pace,
        projected=no_pace,
        verdict=verdict,
        light=light_of(verdict, indicator.constraint),
        reason=None,
        provisional=provisional,
        explanation=finding,
        periods=results,
    )


def _verdict(failed: bool, final: bool) -> Verdict:
    if final:
        return Verdict.MISSED if failed else Verdict.ACHIEVED
    return Verdict.BEHIND if failed else Verdict.ON_TRACK


def _provisional(
    target: EveryPeriod,
    newest: Observation,
    missing: tuple[Period, ...],
    ended: bool,
    as_of: date,
) -> Msg | None:
    if as_of < target.by.end:
        return None
    if not ended:
        return Msg("last figure {last}, {missing} missing", last=newest.period, missing=target.by)
    return Msg("no figure for {missing}", missing=missing) if missing else None


def _finding(
    newest: Observation,
    indicator: Indicator,
    held: int,
    due: int,
    failed: tuple[Period, ...],
    missing: tuple[Period, ...],
) -> Msg:
    target = indicator.target
    assert isinstance(target, EveryPeriod)
    finding = Msg(
        "{period} {value}: held in {held} of {due} periods due, each {bound} {limit}",
        period=newest.period,
        value=drawn(newest, indicator.unit_of_measure),
        held=held,
        due=due,
        bound=target.bound,
        limit=tidy(target.value, indicator.unit_of_measure),
    )
    if failed:
        finding = Msg("{finding}; not held in {failed}", finding=finding, failed=failed)
    if missing:
        finding = Msg("{finding}; no figure for {missing}", finding=finding, missing=missing)
    return finding


def _without_figures(indicator: Indicator, target: EveryPeriod, as_of: date) -> Assessment:
    nothing: Maybe = no_data()
    assert isinstance(nothing, Undefined)
    return Assessment(
        indicator=indicator,
        as_of=as_of,
        actual=nothing,
        target_value=target.value,
        gap=nothing,
        attainment=nothing,
        elapsed=nothing,
        planned=nothing,
        planned_value=target.value,
        pace=nothing,
        scale=Scale.LINEAR,
        required_per_year=nothing,
        achieved_per_year=nothing,
        projected=nothing,
        verdict=Verdict.UNRATED,
        light=light_of(Verdict.UNRATED, indicator.constraint),
        reason=nothing,
        provisional=None,
        explanation=explain_unrated(nothing, indicator.unit_of_measure, nothing),
    )
