"""Assessing a target that is a level, a growth or a multiple: everything on one way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sbtrack.assess.actual import standing_actual
from sbtrack.assess.attainment import attainment_of
from sbtrack.assess.background import background
from sbtrack.assess.composite import Observations
from sbtrack.assess.elapsed import elapsed_share, years_between
from sbtrack.assess.explain import Findings, explain, explain_unrated, qualified
from sbtrack.assess.gap import gap_to_target, is_met
from sbtrack.assess.limit import foreseen_breach, limit_period
from sbtrack.assess.numbers import EXACT, on_grid, settle
from sbtrack.assess.pace import change_per_year, projected_value
from sbtrack.assess.path import expected_at
from sbtrack.assess.possible import within_the_possible
from sbtrack.assess.precision import level_places
from sbtrack.assess.reasons import (
    already_met,
    data_before_base,
    limit_held,
    past_band,
    target_period_reached,
)
from sbtrack.assess.shortfall import known_shortfalls
from sbtrack.assess.verdict import (
    light_of,
    verdict_at_target,
    verdict_before_target,
    verdict_of_limit,
    verdict_past_band,
)
from sbtrack.assess.way import Way, stated, way_of
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import Growth, Undetermined
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
    way = way_of(plan, indicator, actual, observations, as_of)
    clauses = background(plan, indicator, way, actual, observations, as_of)
    return _Judged(plan, indicator, as_of, actual, way, clauses).assessment()


class _Judged:
    """One indicator's quantities, each worked out once, in the order they build on each other."""

    def __init__(
        self,
        plan: Plan,
        indicator: Indicator,
        as_of: date,
        actual: Observation | Undefined,
        way: Way,
        clauses: tuple[Msg, ...],
    ) -> None:
        self.plan, self.indicator, self.as_of = plan, indicator, as_of
        self.actual, self.way, self.clauses = actual, way, clauses
        self.at = actual.period if isinstance(actual, Observation) else None
        self.elapsed = self._elapsed()
        self.planned_value = self._planned_value()
        self.limit = self._limit()
        self.gap = self._gap()
        self.attainment = attainment_of(way, way.value)
        self.planned = self._planned()
        self.pace = self._pace()
        self.verdict, self.reason = self._verdict()

    def assessment(self) -> Assessment:
        achieved, projected = self._achieved_and_projected()
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
            required_per_year=self._required(),
            achieved_per_year=achieved,
            projected=self._as_stated(projected, self.way.by),
            verdict=self.verdict,
            light=light_of(self.verdict, self.indicator.constraint),
            reason=self.reason,
            provisional=self._provisional(),
            explanation=self._explanation(),
        )

    @property
    def _at_target(self) -> bool:
        return self.at is not None and self.at.end == self.way.by.end

    def _elapsed(self) -> Maybe:
        if isinstance(self.actual, Undefined):
            return self.actual
        at, base = self.actual.period, self.way.base
        return (
            elapsed_share(base, self.way.by, at)
            if at.end > base.end
            else data_before_base(at, base)
        )

    def _planned_value(self) -> Maybe:
        if isinstance(self.way.end, Undefined):
            return self.way.end
        if self.at is None or isinstance(self.elapsed, Undefined):
            return self.elapsed
        return expected_at(self.way, self.at)

    def _limit(self) -> Maybe:
        """What the value is judged against: the end; of a limit, what holds at that time."""
        if not self.way.is_limit or isinstance(self.planned_value, Undefined):
            return self.way.end
        return self.planned_value

    def _gap(self) -> Maybe:
        way, value, limit = self.way, self.way.value, self.limit
        if isinstance(self.indicator.target, Undetermined):
            return limit
        if isinstance(value, Undefined) or isinstance(limit, Undefined):
            return value if isinstance(value, Undefined) else limit
        return self._gap_of_rates(value, limit) if way.on_rates else way.gap(limit, value)

    def _gap_of_rates(self, value: Decimal, limit: Decimal) -> Maybe:
        value_stated = self._as_stated(value, self.at)
        limit_stated = self._as_stated(limit, self._limit_period)
        if isinstance(value_stated, Undefined) or isinstance(limit_stated, Undefined):
            return value_stated if isinstance(value_stated, Undefined) else limit_stated
        return gap_to_target(self.way.bound, limit_stated, value_stated)

    @property
    def _limit_period(self) -> Period:
        """A limit is stated for the data's period, once time has passed; a level for its own."""
        if self.at is None or isinstance(self.elapsed, Undefined) or not self.way.is_limit:
            return self.way.by
        return self.at

    def _met(self) -> bool:
        """Say whether the level is reached; an average rate that is so far enough is not yet."""
        value, limit = self.way.value, self.limit
        assert isinstance(value, Decimal)
        assert isinstance(limit, Decimal)
        return is_met(self.way.gap(on_grid(limit), on_grid(value)))

    def _planned(self) -> Maybe:
        if isinstance(self.attainment, Undefined):
            return self.attainment
        return attainment_of(self.way, self.planned_value) if self.way.yearly else self.elapsed

    def _pace(self) -> Maybe:
        if isinstance(self.attainment, Undefined):
            return self.attainment
        if isinstance(self.planned, Undefined):
            return self.planned
        if self.way.is_past:
            return past_band()
        return settle(EXACT.subtract(self.attainment, self.planned))

    def _verdict(self) -> tuple[Verdict, Undefined | None]:
        missing = first_undefined(self.gap, self.elapsed)
        if missing is not None:
            return Verdict.UNRATED, missing
        if self._at_target:
            return verdict_at_target(self._met()), None
        if self.way.is_limit:
            return verdict_of_limit(self._met()), None
        if self.way.is_past and isinstance(self.attainment, Decimal):
            return verdict_past_band(self.attainment), None
        found = verdict_before_target(self._met(), self.attainment, self.pace, self.plan.thresholds)
        return (Verdict.UNRATED, found) if isinstance(found, Undefined) else (found, None)

    def _achieved_and_projected(self) -> tuple[Maybe, Maybe]:
        way, value, start = self.way, self.way.value, self.way.start
        if isinstance(value, Undefined):
            return value, value
        missing = first_undefined(self.elapsed, start)
        if missing is not None or self.at is None or isinstance(start, Undefined):
            assert missing is not None
            return missing, missing
        done, left = years_between(way.base, self.at), years_between(self.at, way.by)
        achieved = change_per_year(way.scale, start, value, done)
        if self._at_target:
            return achieved, value
        projected = projected_value(way.scale, start, value, done, left)
        if isinstance(projected, Decimal) and not way.on_rates:
            projected = within_the_possible(self.indicator, projected)
        return achieved, projected

    def _required(self) -> Maybe:
        way, value, goal = self.way, self.way.value, self.way.goal
        if isinstance(value, Undefined) or isinstance(goal, Undefined):
            return value if isinstance(value, Undefined) else goal
        if self.at is None or self._at_target:
            return target_period_reached()
        if self._met():
            return limit_held() if way.is_limit else already_met()
        return change_per_year(way.scale, value, goal, years_between(self.at, way.by))

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
        assert isinstance(target, Growth)
        return stated(target, index, years_between(self.way.base, at))

    def _provisional(self) -> Msg | None:
        rated = self.verdict is not Verdict.UNRATED and self.at is not None
        if not rated or self._at_target or self.as_of < self.way.by.end:
            return None
        return Msg("last figure {last}, {missing} missing", last=self.at, missing=self.way.by)

    def _explanation(self) -> Msg:
        actual, unit = self._actual_as_stated(), self.indicator.unit_of_measure
        limit = self._as_stated(self.limit, self._limit_period)
        places = self._places(actual, limit)
        if self.reason is not None or isinstance(actual, Undefined):
            assert self.reason is not None
            return qualified(self._unrated(actual, limit, places), self.clauses, None)
        assert isinstance(self.gap, Decimal)
        assert isinstance(limit, Decimal)
        found = Findings(
            actual,
            unit,
            Decimal(0) if self.way.on_rates else self.way.start,
            limit,
            self.way.tolerance,
            self.way.by,
            self.gap,
            self.attainment,
            self.planned,
            self.pace,
            yearly=bool(self.way.yearly),
            limit=self.way.is_limit,
            bound=self.way.bound,
            path=self.way.averaged,
            due=limit_period(self.indicator, actual.period),
            past=self.way.is_past,
            places=places,
        )
        said = explain(found, self.verdict, self.plan.thresholds)
        return qualified(said, (*self._foreseen(places), *self.clauses), self._provisional())

    def _places(self, actual: Observation | Undefined, limit: Maybe) -> int:
        end, level = self._as_stated(self.way.end, self.way.by), limit
        if isinstance(limit, Decimal) and isinstance(actual, Observation):
            level = self.way.counted_to(limit, actual.value)
        return level_places(self.indicator, actual, end, level)

    def _foreseen(self, places: int) -> tuple[Msg, ...]:
        if self.at is None or not self.way.is_limit or self._at_target or not self._met():
            return ()
        projected = self._achieved_and_projected()[1]
        said = foreseen_breach(self.way, self.indicator, self.at, projected, places)
        return () if said is None else (said,)

    def _unrated(self, actual: Observation | Undefined, limit: Maybe, places: int) -> Msg:
        assert self.reason is not None
        unit = self.indicator.unit_of_measure
        if isinstance(actual, Undefined):
            return explain_unrated(actual, unit, self.reason)
        known = known_shortfalls(
            self.indicator, actual, self.reason, limit, self.gap, self.planned_value, places
        )
        return explain_unrated(actual, unit, self.reason, known, places)
