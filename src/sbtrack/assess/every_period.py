"""Assessing a floor or ceiling that each period must satisfy (每年…以上 / 始终控制在)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sbtrack.assess.actual import newest_of_target, until, why_none
from sbtrack.assess.background import newer_but_incomplete
from sbtrack.assess.composite import Observations, composed_series, how_built
from sbtrack.assess.elapsed import elapsed_share
from sbtrack.assess.explain import explain_unrated, qualified
from sbtrack.assess.gap import gap_to_target, is_met
from sbtrack.assess.numbers import divide
from sbtrack.assess.precision import drawn, level_places, places_of, tidy
from sbtrack.assess.reasons import each_period_counts
from sbtrack.assess.verdict import light_of, verdict_at_target, verdict_of_limit
from sbtrack.domain.assessment import Assessment, PeriodResult
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import EveryPeriod
from sbtrack.domain.terms import Scale, Verdict
from sbtrack.domain.undefined import Maybe, Undefined


def assess_every_period(
    plan: Plan, indicator: Indicator, observations: Observations, as_of: date
) -> Assessment:
    """Assess period by period: behind as soon as one does not hold, missed at the end.

    Attainment is the share of the periods due, up to the newest figure, that held; one without
    a figure is due, and has not held.
    """
    target = indicator.target
    assert isinstance(target, EveryPeriod)
    series = composed_series(plan, indicator, observations)
    newest = newest_of_target(plan, indicator, series, as_of)
    if newest is None:
        why = why_none(plan, indicator, observations, series, as_of)
        return _unrated(indicator, target, as_of, why)
    due = periods_between(plan.base.end, newest.period.end, target.every)
    figures = {o.period: o for o in series}
    record = _Record(target, due, {p: figures[p] for p in due if p in figures})
    known = until(observations, min(as_of, target.by.end))
    phrases = (
        how_built(indicator, newest),
        newer_but_incomplete(plan, indicator, newest, known),
    )
    return _judged(plan, indicator, as_of, record, tuple(p for p in phrases if p is not None))


class _Record(Frozen):
    """The periods due and their figures, each judged by itself."""

    target: EveryPeriod
    due: tuple[Period, ...]
    figures: Mapping[Period, Observation]

    @property
    def newest(self) -> Observation:
        return self.figures[self.due[-1]]

    @property
    def results(self) -> tuple[PeriodResult, ...]:
        return tuple(PeriodResult(p, self._holds(p)) for p in self.due)

    @property
    def failed(self) -> tuple[Period, ...]:
        return tuple(r.period for r in self.results if r.held is False)

    @property
    def missing(self) -> tuple[Period, ...]:
        return tuple(p for p in self.due if p not in self.figures)

    def _holds(self, period: Period) -> bool | None:
        figure = self.figures.get(period)
        return None if figure is None else is_met(self.gap(figure))

    def gap(self, figure: Observation) -> Decimal:
        return gap_to_target(self.target.bound, self.target.value, figure.value)


def _judged(
    plan: Plan, indicator: Indicator, as_of: date, record: _Record, clauses: tuple[Msg, ...]
) -> Assessment:
    target, newest = record.target, record.newest
    held = len(record.due) - len(record.failed) - len(record.missing)
    last = periods_between(plan.base.end, target.by.end, target.every)[-1]
    ended = newest.period == last
    holds, settled = not record.failed, bool(record.failed) or not record.missing
    verdict = verdict_at_target(holds) if ended and settled else verdict_of_limit(holds)
    provisional = None if as_of < target.by.end else _provisional(record, ended, last)
    no_pace = each_period_counts()
    return Assessment(
        indicator=indicator,
        as_of=as_of,
        actual=newest,
        target_value=target.value,
        gap=record.gap(newest),
        attainment=divide(Decimal(held), Decimal(len(record.due))),
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
        explanation=qualified(_finding(indicator, record, held), clauses, provisional),
        periods=record.results,
    )


def _provisional(record: _Record, ended: bool, last: Period) -> Msg | None:
    if not ended:
        return Msg("last figure {last}, {missing} missing", last=record.newest.period, missing=last)
    if record.missing and not record.failed:
        return Msg("no figure for {missing}", missing=record.missing)
    return None


def _finding(indicator: Indicator, record: _Record, held: int) -> Msg:
    target, newest, unit = record.target, record.newest, indicator.unit_of_measure

    def said(figure: Observation) -> Quantity:
        return drawn(figure, unit, level_places(indicator, figure, target.value))

    finding = Msg(
        "{period} {value}: held in {held} of {due} periods due, each {bound} {limit}",
        period=newest.period,
        value=said(newest),
        held=held,
        due=len(record.due),
        bound=target.bound,
        limit=tidy(target.value, unit, places_of(indicator)),
    )
    if record.failed:
        failed = tuple(
            Msg("{period} ({value})", period=p, value=said(record.figures[p]))
            for p in record.failed
        )
        finding = Msg("{finding}; not held in {failed}", finding=finding, failed=failed)
    if record.missing:
        finding = Msg("{finding}; no figure for {missing}", finding=finding, missing=record.missing)
    return finding


def _unrated(indicator: Indicator, target: EveryPeriod, as_of: date, why: Undefined) -> Assessment:
    nothing: Maybe = why
    unit = indicator.unit_of_measure
    return Assessment(
        indicator=indicator,
        as_of=as_of,
        actual=why,
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
        reason=why,
        provisional=None,
        explanation=explain_unrated(why, unit, why),
    )
