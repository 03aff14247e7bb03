"""Assessing a target that is a level, a growth or a multiple: everything on one way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.assess.actual import standing_actual
from sbtrack.assess.attainment import closeness_share, share_of_way
from sbtrack.assess.composite import Observations
from sbtrack.assess.elapsed import elapsed_share, years_between
from sbtrack.assess.explain import Findings, explain, explain_unrated, tidy
from sbtrack.assess.gap import gap_to_band, gap_to_target, is_met
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.pace import change_per_year, projected_value
from sbtrack.assess.planned import planned_value
from sbtrack.assess.reasons import (
    already_met,
    baseline_meets_target,
    target_period_reached,
)
from sbtrack.assess.verdict import light_of, verdict_at_target, verdict_before_target
from sbtrack.assess.way import Way, stated, way_of
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import AnnualGrowth, CumulativeChange
from sbtrack.domain.terms import Verdict
from sbtrack.domain.undefined import Maybe, Undefined


def first_undefined(*values: object) -> Undefined | None:
    """Return the first value that is undefined: its reason is the result's reason."""
    return next((v for v in values if isinstance(v, Undefined)), None)


def assess_level(
    plan: Plan, indicator: Indicator, observations: Observations, as_of: date
) -> Assessment:
    """Assess an indicator by its newest figure up to `as_of` and its target period."""
    actual = standing_actual(plan, indicator, observations, as_of)
    way = way_of(plan, indicator, actual, observations)
    at = actual.period if isinstance(actual, Observation) else None
    return _Judged(plan, indicator, as_of, actual, way, at).assessment()


class _Judged:
    """One indicator's quantities, each worked out once, in the order they build on each other."""

    def __init__(
        self,
        plan: Plan,
        indicator: Indicator,
        as_of: date,
        actual: Observation | Undefined,
        way: Way,
        at: Period | None,
    ) -> None:
        self.plan, self.indicator, self.as_of = plan, indicator, as_of
        self.actual, self.way, self.at = actual, way, at
        self.elapsed = self._elapsed()
        self.planned_value = self._planned_value()
        self.gap = self._gap()
        self.attainment = self._attainment(way.value)
        self.planned = self._planned()
        self.pace = self._pace()
        self.verdict, self.reason = self._verdict()

    def assessment(self) -> Assessment:
        achieved, required, projected = self._per_year()
        verdict, reason = self.verdict, self.reason
        return Assessment(
            indicator=self.indicator,
            as_of=self.as_of,
            actual=self._actual_as_stated(),
            target_value=self._as_stated(self.way.end, self.way.by),
            gap=self.gap,
            attainment=self.attainment,
            elapsed=self.elapsed,
            planned=self.planned,
            planned_value=self._as_stated(self.planned_value, self.at),
            pace=self.pace,
            scale=self.way.scale,
            required_per_year=required,
            achieved_per_year=achieved,
            projected=self._as_stated(projected, self.way.by),
            verdict=verdict,
            light=light_of(verdict, self.indicator.constraint),
            reason=reason,
            provisional=self._provisional(),
            explanation=self._explanation(),
        )

    @property
    def _at_target(self) -> bool:
        return self.at is not None and self.at.end == self.way.by.end

    def _elapsed(self) -> Maybe:
        if self.at is None:
            assert isinstance(self.actual, Undefined)
            return self.actual
        return elapsed_share(self.way.base, self.way.by, self.at)

    def _planned_value(self) -> Maybe:
        way = self.way
        missing = first_undefined(way.start, way.end, self.elapsed)
        if missing or self.at is None:
            return missing or self.elapsed
        assert isinstance(way.start, Decimal)
        assert isinstance(way.end, Decimal)
        inner = tuple(p for p in way.yearly if way.base.end < p[0].end < way.by.end)
        path = ((way.base, way.start), *inner, (way.by, way.end))
        return planned_value(way.scale, path, self.at)

    def _gap(self) -> Maybe:
        way, value, end = self.way, self.way.value, self._limit_now()
        if isinstance(value, Undefined) or isinstance(end, Undefined):
            return value if isinstance(value, Undefined) else end
        if way.on_rates:
            return self._gap_of_rates(value, end)
        if way.tolerance is not None:
            return gap_to_band(end, way.tolerance, value)
        return gap_to_target(way.bound, end, value)

    def _limit_now(self) -> Maybe:
        """A limit on growth is judged against the path it draws, any other against its end."""
        growth = isinstance(self.indicator.target, AnnualGrowth | CumulativeChange)
        return self.planned_value if self.way.is_limit and growth else self.way.end

    def _gap_of_rates(self, value: Decimal, end: Decimal) -> Maybe:
        value_stated = self._as_stated(value, self.at)
        end_stated = self._as_stated(end, self.at if self.way.is_limit else self.way.by)
        if isinstance(value_stated, Undefined) or isinstance(end_stated, Undefined):
            return value_stated if isinstance(value_stated, Undefined) else end_stated
        return gap_to_target(self.way.bound, end_stated, value_stated)

    def _attainment(self, value: Maybe) -> Maybe:
        way = self.way
        missing = first_undefined(value, way.end, way.start)
        if missing is not None:
            return missing
        if way.is_limit:
            return baseline_meets_target()
        assert isinstance(value, Decimal)
        assert isinstance(way.start, Decimal)
        assert isinstance(way.end, Decimal)
        if way.tolerance is not None:
            return closeness_share(way.start, way.end, value)
        return share_of_way(way.scale, way.start, way.end, value)

    def _planned(self) -> Maybe:
        if isinstance(self.attainment, Undefined):
            return self.attainment
        return self._attainment(self.planned_value) if self.way.yearly else self.elapsed

    def _pace(self) -> Maybe:
        if isinstance(self.attainment, Undefined):
            return self.attainment
        if isinstance(self.planned, Undefined):
            return self.planned
        return EXACT.subtract(self.attainment, self.planned)

    def _verdict(self) -> tuple[Verdict, Undefined | None]:
        if isinstance(self.gap, Undefined):
            return Verdict.UNRATED, self.gap
        met = is_met(self.gap)
        if self._at_target:
            return verdict_at_target(met), None
        if self.way.is_limit:
            return (Verdict.ON_TRACK if met else Verdict.BEHIND), None
        found = verdict_before_target(met, self.attainment, self.pace, self.plan.thresholds)
        return (Verdict.UNRATED, found) if isinstance(found, Undefined) else (found, None)

    def _per_year(self) -> tuple[Maybe, Maybe, Maybe]:
        way, value = self.way, self.way.value
        missing = first_undefined(value, way.start)
        if missing is not None or self.at is None or isinstance(value, Undefined):
            missing = missing or first_undefined(self.elapsed)
            assert missing is not None
            return missing, self._required(), missing
        assert isinstance(way.start, Decimal)
        done = years_between(way.base, self.at)
        achieved = change_per_year(way.scale, way.start, value, done)
        left = years_between(self.at, way.by)
        projected = value if not left else projected_value(way.scale, value, achieved, left)
        return achieved, self._required(), projected

    def _required(self) -> Maybe:
        way, value, end = self.way, self.way.value, self.way.end
        if isinstance(value, Undefined) or isinstance(end, Undefined) or self.at is None:
            return first_undefined(value, end) or self.gap
        if self._at_target:
            return target_period_reached()
        if isinstance(self.gap, Decimal) and is_met(self.gap) and not way.is_limit:
            return already_met()
        return change_per_year(way.scale, value, end, years_between(self.at, way.by))

    def _actual_as_stated(self) -> Observation | Undefined:
        """For a target on yearly rates the actual is what the rates make together."""
        if not self.way.on_rates or isinstance(self.actual, Undefined):
            return self.actual
        value = self._as_stated(self.way.value, self.at)
        if isinstance(value, Undefined):
            return value
        found = self.actual
        return Observation(self.indicator.id, found.region, found.period, value)

    def _as_stated(self, index: Maybe, at: Period | None) -> Maybe:
        target = self.indicator.target
        if not self.way.on_rates or at is None or isinstance(index, Undefined):
            return index
        assert isinstance(target, AnnualGrowth | CumulativeChange)
        return stated(target, index, years_between(self.way.base, at))

    def _provisional(self) -> Msg | None:
        rated = self.verdict is not Verdict.UNRATED and self.at is not None
        if not rated or self._at_target or self.as_of < self.way.by.end:
            return None
        return Msg("last figure {last}, {missing} missing", last=self.at, missing=self.way.by)

    def _explanation(self) -> Msg:
        actual, unit = self._actual_as_stated(), self.indicator.unit_of_measure
        if self.reason is not None:
            return explain_unrated(actual, unit, self.reason)
        end = self._as_stated(self._limit_now(), self.at if self.way.is_limit else self.way.by)
        assert isinstance(actual, Observation)
        assert isinstance(self.gap, Decimal)
        assert isinstance(end, Decimal)
        found = Findings(
            actual,
            unit,
            tidy(end, unit),
            self.way.by,
            self.gap,
            self.attainment,
            self.planned,
            self.pace,
            yearly=bool(self.way.yearly),
            limit=self.way.is_limit,
        )
        said = explain(found, self.verdict, self.plan.thresholds)
        provisional = self._provisional()
        if provisional is None:
            return said
        return Msg("{finding}; provisional: {provisional}", finding=said, provisional=provisional)
