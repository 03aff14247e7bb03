"""The actual (实际值) that decides: the newest figure up to target period and as-of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sbtrack.assess.composite import Observations, composed_series, newest_first, what_lacks
from sbtrack.assess.reasons import data_after_target, data_before_base, no_data, no_whole_period
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import EveryPeriod, on_yearly_rates
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Undefined


def standing_actual(
    plan: Plan, indicator: Indicator, observations: Observations, as_of: date
) -> Observation | Undefined:
    """Return the newest figure whose period ends by `as_of` and by the target period.

    A figure of the indicator's own wins over one built from its components for the same
    period. Figures after the target period never decide: the target was for that period. Where
    each period counts, or yearly rates are compounded, only figures of that grain do, for periods
    that begin on the last day of the base or later.
    """
    series = composed_series(plan, indicator, observations)
    found = newest_of_target(plan, indicator, series, as_of)
    return why_none(plan, indicator, observations, series, as_of) if found is None else found


def newest_of_target(
    plan: Plan, indicator: Indicator, series: Sequence[Observation], as_of: date
) -> Observation | None:
    """Return the newest figure that can decide, the longest period first."""
    limit, grain = min(as_of, indicator.target.by.end), grain_that_counts(indicator)
    candidates = (
        o
        for o in series
        if o.period.end <= limit
        and (grain is None or (o.period.grain is grain and o.period.start >= plan.base.end))
    )
    return min(candidates, key=lambda o: newest_first(o.period), default=None)


def grain_that_counts(indicator: Indicator) -> Grain | None:
    """Return the grain of the only figures that decide, None when any does."""
    if isinstance(indicator.target, EveryPeriod):
        return indicator.target.every
    return Grain.YEAR if on_yearly_rates(indicator.target) else None


def why_idle(indicator: Indicator, period: Period) -> Msg | None:
    """Return why a figure for `period` is kept but can never decide, None where it can."""
    grain, by = grain_that_counts(indicator), indicator.target.by
    if grain is not None and period.grain is not grain:
        return Msg("Kept but not judged: only figures for a whole {grain} count.", grain=grain)
    if period.end > by.end:
        return Msg("Kept but not judged: the target was for {by}.", by=by)
    return None


def why_none(
    plan: Plan,
    indicator: Indicator,
    observations: Observations,
    series: Sequence[Observation],
    as_of: date,
) -> Undefined:
    """Return why no figure decides, though some may be recorded."""
    known = [o.period for o in series if o.period.end <= as_of]
    within = [p for p in known if p.end <= indicator.target.by.end]
    grain = grain_that_counts(indicator)
    if within and grain is not None:
        newest = min(within, key=newest_first)
        early = newest.start < plan.base.end
        return data_before_base(newest, plan.base) if early else no_whole_period(grain)
    if known:
        return data_after_target(min(known, key=newest_first), indicator.target.by)
    limit = min(as_of, indicator.target.by.end)
    lacking = what_lacks(plan, indicator, until(observations, limit), None)
    return no_data(as_of) if lacking is None else lacking


def until(observations: Observations, limit: date) -> Observations:
    """Return the figures of periods that end by `limit`, sifted as each series is looked up.

    An item looks at its own series and those it is built from, however many the plan has.
    """
    return _Until(observations, limit)


class _Until(Mapping[str, Sequence[Observation]]):
    def __init__(self, observations: Observations, limit: date) -> None:
        self._all, self._limit = observations, limit

    def __getitem__(self, id: str) -> Sequence[Observation]:
        return tuple(o for o in self._all[id] if o.period.end <= self._limit)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
