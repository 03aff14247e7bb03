"""The facts that assessing a whole plan needs, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import (
    EveryPeriod,
    MultipleOf,
    on_yearly_rates,
)
from sbtrack.domain.terms import Grain
from sbtrack.store.reads.known import Known


def gather_facts(known: Known, plan: Plan, as_of: date) -> Facts:
    """Return what assessing `plan` on `as_of` rests on: see `Reader.status_facts`."""
    found: dict[str, dict[Period, Observation]] = defaultdict(dict)
    for indicator in plan.indicators:
        for observation in _needed(known, plan, indicator, as_of):
            found[observation.indicator][observation.period] = observation
    observations = {
        id: tuple(sorted(by_period.values(), key=_oldest_first)) for id, by_period in found.items()
    }
    reports = tuple(r for m in plan.milestones for r in _reports(known, plan, m, as_of))
    return Facts(observations, reports)


def _needed(known: Known, plan: Plan, indicator: Indicator, as_of: date) -> Iterator[Observation]:
    limit = min(as_of, indicator.target.by.end)
    deciding = [*_newest(known, indicator.id, limit), *_common(known, indicator, limit)]
    yield from deciding
    if limit < as_of:
        yield from _newest(known, indicator.id, as_of)
        yield from _common(known, indicator, as_of)
    for component in indicator.components:
        yield from _newest(known, component, limit)
    for period in _each_period(plan, indicator, limit):
        for id in (indicator.id, *indicator.components):
            yield from _at(known, id, period)
    if isinstance(indicator.target, MultipleOf):
        for period in {o.period for o in deciding}:
            yield from _at(known, indicator.target.reference, period)
        if not deciding:
            yield from _newest(known, indicator.target.reference, limit)
    for id in _built_from_built(plan, indicator):
        yield from known.observations(id, as_of)


def _built_from_built(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """Return what parts of an indicator, or its reference, are built from, down to the last.

    Which periods such parts have cannot be told without building them, so these rare series
    are read whole.
    """
    direct = indicator.components
    if isinstance(indicator.target, MultipleOf):
        direct = (*direct, indicator.target.reference)
    found: dict[str, None] = {}
    pending = [id for id in direct if plan.indicator(id).components]
    while pending:
        id = pending.pop()
        if id not in found:
            found[id] = None
            pending.extend(plan.indicator(id).components)
    siblings = direct if found else ()
    return tuple(dict.fromkeys((*siblings, *found)))


def _newest(known: Known, indicator: str, until: date) -> Iterator[Observation]:
    observation = known.newest(indicator, until)
    if observation is not None:
        yield observation


def _at(known: Known, indicator: str, period: Period) -> Iterator[Observation]:
    observation = known.at_period(indicator, period)
    if observation is not None:
        yield observation


def _common(known: Known, indicator: Indicator, until: date) -> tuple[Observation, ...]:
    """Return the components' figures of the newest period for which they make up the whole.

    Each component in turn is asked for the oldest period that another has come down to, so
    periods that only some of them have are passed over in one step.
    """
    if not indicator.components:
        return ()
    parts = tuple(known.newest(id, until) for id in indicator.components)
    while True:
        present = tuple(p for p in parts if p is not None)
        if len(present) < len(parts):
            return ()
        oldest = min((p.period for p in present), key=_age)
        if any(p.period != oldest for p in present):
            parts = tuple(known.newest_from(id, oldest) for id in indicator.components)
        elif _add_up(indicator, present):
            return present
        else:
            parts = tuple(known.newest_before(id, oldest) for id in indicator.components)


def _add_up(indicator: Indicator, parts: tuple[Observation, ...]) -> bool:
    """Rates are pooled from numerators and denominators, which not every figure has."""
    return not ratio_power(indicator.unit_of_measure) or all(
        p.numerator is not None and p.denominator is not None for p in parts
    )


def _each_period(plan: Plan, indicator: Indicator, limit: date) -> tuple[Period, ...]:
    """Return the periods that each count: those of a limit or floor, or years to compound."""
    if isinstance(indicator.target, EveryPeriod):
        return periods_between(plan.base.end, limit, indicator.target.every)
    if on_yearly_rates(indicator.target):
        return periods_between(plan.base.end, limit, Grain.YEAR)
    return ()


def _reports(
    known: Known, plan: Plan, milestone: Milestone, as_of: date
) -> Iterator[MilestoneReport]:
    """Yield the reports of the newest period end; for one that recurs, all since the base."""
    end: date | None = None
    for report in known.reports(milestone.id, as_of):
        end = end or report.period.end
        if milestone.every is None and report.period.end < end:
            return
        if milestone.every is not None and report.period.end <= plan.base.end:
            return
        yield report


def _oldest_first(observation: Observation) -> tuple[int, int]:
    return _age(observation.period)


def _age(period: Period) -> tuple[int, int]:
    """Order periods by end, oldest first; of those that end together the shortest first."""
    return (period.end.toordinal(), -period.start.toordinal())
