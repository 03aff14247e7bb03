"""Assessing a milestone: done, due or overdue on a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sbtrack.assess.verdict import light_of_milestone
from sbtrack.domain.assessment import MilestoneAssessment, PeriodResult
from sbtrack.domain.ledger import MilestoneReport
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.plan import Milestone, Plan
from sbtrack.domain.terms import MilestoneState


def assess_milestone(
    plan: Plan, milestone: Milestone, reports: Sequence[MilestoneReport], as_of: date
) -> MilestoneAssessment:
    """Assess by the reports known whose period ends by `as_of`.

    Done as soon as the newest report says so, since the first that has said so without one to the
    contrary: a confirmation does not make it late. Overdue when `due` has ended without it. One
    that recurs is overdue while any instance that has ended is not done; instances that end
    before `since` starts are not asked for.
    """
    known = sorted(
        (r for r in reports if r.milestone == milestone.id and r.period.end <= as_of),
        key=lambda r: (r.period.end, r.entry_id or 0),
    )
    if milestone.every is not None:
        return _assess_recurring(plan, milestone, known, as_of)
    report = _deciding(known)
    state = _state(report is not None and report.done, milestone.due, as_of)
    return _result(milestone, as_of, state, milestone.due, report)


def _assess_recurring(
    plan: Plan, milestone: Milestone, known: Sequence[MilestoneReport], as_of: date
) -> MilestoneAssessment:
    instances = instances_due(plan, milestone)
    deciding = {i: _deciding([r for r in known if i.covers(r.period)]) for i in instances}
    states = {i: _state(bool((r := deciding[i]) and r.done), i, as_of) for i in instances}
    results = tuple(
        PeriodResult(
            i, None if states[i] is MilestoneState.DUE else states[i] is MilestoneState.DONE
        )
        for i in instances
    )
    for wanted in (MilestoneState.OVERDUE, MilestoneState.DUE, MilestoneState.DONE):
        found = [i for i in instances if states[i] is wanted]
        if found:
            at = found[-1] if wanted is MilestoneState.DONE else found[0]
            return _result(milestone, as_of, wanted, at, deciding[at], results)
    return _result(milestone, as_of, _state(False, milestone.due, as_of), milestone.due, None)


def instances_due(plan: Plan, milestone: Milestone) -> tuple[Period, ...]:
    """Return the periods of one that recurs, from `since` where it states that; else its `due`."""
    if milestone.every is None:
        return (milestone.due,)
    recurring = periods_between(plan.base.end, milestone.due.end, milestone.every)
    since = milestone.since
    return tuple(i for i in recurring if since is None or i.end >= since.start)


def _deciding(known: Sequence[MilestoneReport]) -> MilestoneReport | None:
    """Return the newest report; of those that say done in a row up to it, the first."""
    found = None
    for report in reversed(known):
        if found is not None and not (found.done and report.done):
            break
        found = report
    return found


def _state(done: bool, due: Period, as_of: date) -> MilestoneState:
    if done:
        return MilestoneState.DONE
    return MilestoneState.DUE if as_of <= due.end else MilestoneState.OVERDUE


def _result(
    milestone: Milestone,
    as_of: date,
    state: MilestoneState,
    due: Period,
    report: MilestoneReport | None,
    instances: tuple[PeriodResult, ...] = (),
) -> MilestoneAssessment:
    return MilestoneAssessment(
        milestone,
        as_of,
        state,
        light_of_milestone(state),
        due,
        report,
        _explanation(state, due, report, instances),
        instances,
    )


def _explanation(
    state: MilestoneState,
    due: Period,
    report: MilestoneReport | None,
    instances: tuple[PeriodResult, ...],
) -> Msg:
    if instances:
        return _recurring_explanation(state, due, instances)
    if report is not None and report.done:
        if report.period.end > due.end:
            return Msg("reported done {period}, after {due}", period=report.period, due=due)
        return Msg("reported done {period}, due {due}", period=report.period, due=due)
    if report is not None:
        return Msg("reported not done {period}, due {due}", period=report.period, due=due)
    if state is MilestoneState.OVERDUE:
        return Msg("not reported done for {periods}", periods=(due,))
    return Msg("due by the end of {due}", due=due)


def _recurring_explanation(
    state: MilestoneState, due: Period, instances: tuple[PeriodResult, ...]
) -> Msg:
    done, count = sum(1 for i in instances if i.held), len(instances)
    counted = Msg("done in {done} of {count} periods", done=done, count=count)
    if state is MilestoneState.OVERDUE:
        overdue = tuple(i.period for i in instances if i.held is False)
        late = Msg("not reported done for {periods}", periods=overdue)
        return Msg("{first}, {then}", first=counted, then=late)
    if state is MilestoneState.DUE:
        next_due = Msg("due by the end of {due}", due=due)
        return Msg("{first}, {then}", first=counted, then=next_due)
    return counted
