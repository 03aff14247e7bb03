"""Reads as much of an indicator's series as `show` is going to show."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.assess.composite import newest_first
from sbtrack.assess.path import planned_path
from sbtrack.cli.reading import Consulted
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import replace
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import on_yearly_rates
from sbtrack.reports.dossier.series import ALL, Shown

#: Figures on a terminal unless all are asked for: two years of months.
USUAL = 24


def series_to_show(
    consulted: Consulted, indicator: Indicator, most: int | None
) -> tuple[Facts, Shown]:
    """Return the facts of the status with the series of an indicator and of its parts.

    At most so many of the newest figures are read, where each stands for itself; None: all are.
    """
    facts, reader = consulted.facts(), consulted.reader
    if reader is None:
        return facts, ALL
    plan, region = consulted.plan, consulted.plan.region.id
    limit = most if _each_for_itself(indicator) else None
    observations, shown = dict(facts.observations), ALL
    for id in _with_components(plan, indicator):
        found = reader.newest(id, region, consulted.as_of, consulted.until, limit)
        whole = {o.period: o for o in (*observations.get(id, ()), *found.before, *found.figures)}
        if whole:
            by_period = sorted(whole, key=newest_first, reverse=True)
            observations[id] = tuple(whole[period] for period in by_period)
        if found.older:  # of the indicator itself: parts are read whole
            since = found.figures[-1].period
            planned = (period for period, _ in planned_path(plan, indicator, observations))
            alone = sum(
                reader.at_period(id, region, period, consulted.until) is None
                for period in planned
                if newest_first(period) > newest_first(since)
            )
            shown = Shown(since, found.older + alone)
    return replace(facts, observations=observations), shown


def _each_for_itself(indicator: Indicator) -> bool:
    """Say whether a period's figure is known without those of others.

    Which periods parts have in common is not, nor what yearly rates make together.
    """
    return not indicator.components and not on_yearly_rates(indicator.target)


def _with_components(plan: Plan, indicator: Indicator) -> Iterator[str]:
    yield indicator.id
    for id in indicator.components:
        yield from _with_components(plan, plan.indicator(id))
