"""Why a claim that has just been recorded decides nothing, so that nobody waits for it to."""

from __future__ import annotations

from sbtrack.assess.actual import why_idle
from sbtrack.assess.milestone import instances_due
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.terms import Group


def why_idle_claim(plan: Plan, item: Indicator | Milestone, period: Period) -> Msg | None:
    """Return why a claim about `period` is kept but can never decide, None where it can."""
    if isinstance(item, Milestone):
        return _why_idle_report(plan, item, period)
    return None if item.group is Group.SERIES else why_idle(item, period)


def _why_idle_report(plan: Plan, milestone: Milestone, period: Period) -> Msg | None:
    """Return why no instance of one that recurs takes a report; another takes any."""
    grain, since = milestone.every, milestone.since
    if grain is None or any(i.covers(period) for i in instances_due(plan, milestone)):
        return None
    if since is not None and period.end < since.start:
        return Msg("Kept but not judged: it is asked for from {since} on.", since=since)
    if period.end > milestone.due.end:
        return Msg("Kept but not judged: it is asked for until {due}.", due=milestone.due)
    return Msg("Kept but not judged: it is to be reported for each {grain}.", grain=grain)
