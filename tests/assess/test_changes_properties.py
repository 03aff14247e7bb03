from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from history import History
from hypothesis import find, given
from hypothesis import strategies as st
from small_plan import END, a_plan, an_indicator, at_least, at_most

from sbtrack.assess.changes.case import found_in
from sbtrack.assess.changes.find import changes_between
from sbtrack.assess.changes.views import apart, view_of
from sbtrack.domain.change import Cause, Claim
from sbtrack.domain.ledger import EntryKind
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Milestone, Plan, Thresholds
from sbtrack.domain.targets import AnnualGrowth, EveryPeriod, MultipleOf, Target, Undetermined
from sbtrack.domain.terms import Basis, Bound, Constraint, Grain, Group

SERIES = {
    id: an_indicator(Undetermined(by=END, text=Name("参照")), id=id, group=Group.SERIES)
    for id in "abw"
}
_BY_ENTRIES = {Cause.NEW_PERIOD, Cause.REVISED, Cause.REPORTED_DONE, Cause.RETRACTED}
RATES = AnnualGrowth(by=END, rate=Decimal(10), basis=Basis.RATES)
EACH = EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(12), every=Grain.YEAR)
TIMES = MultipleOf(by=END, factor=Decimal(2), reference="w")

TARGETS: tuple[Target, ...] = (
    *(at_least("20"), at_least("22", by="2014"), at_most("9")),
    *(RATES, EACH, TIMES),
)
periods = st.sampled_from(["2011", "2012-H1", "2012", "2013", "2014-06", "2014", "2015"])
values = st.integers(8, 24).map(str)
dates = st.sampled_from(["2012-12-31", "2013-09-30", "2014-12-31", "2016-03-01"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    x = an_indicator(
        draw(st.sampled_from(TARGETS)),
        draw(st.sampled_from(["10", "11", None])),
        constraint=draw(st.sampled_from([Constraint.BINDING, Constraint.ANTICIPATORY])),
        components=draw(st.sampled_from([(), ("a", "b"), ("a",)])),
    )
    deadline = Period.parse(draw(st.sampled_from(["2012", "2014"])))
    milestones = (
        Milestone("M", "m", Name("里程碑"), deadline),
        Milestone("N", "n", Name("里程碑"), END, every=Grain.YEAR),
    )
    limit = Thresholds(Decimal(draw(st.sampled_from([5, 12]))))
    return a_plan(x, *SERIES.values(), milestones=milestones, thresholds=limit)


@st.composite
def histories(draw: st.DrawFn) -> History:
    made = History()
    for when in (0, 1):
        for _ in range(draw(st.integers(0, 5))):
            _add_one(draw, made)
        if not when:
            made.pause()
    return made


def _add_one(draw: st.DrawFn, history: History) -> None:
    id, period = draw(st.sampled_from("xabwmn")), draw(periods)
    facts = history.facts(len(history.entries))
    known: list[Claim] = [
        *facts.observations.get(id, ()),
        *(r for r in facts.reports if r.milestone == id),
    ]
    standing = next((c for c in known if str(c.period) == period), None)
    if standing is not None:
        entry = history.entries[(standing.entry_id or 0) - 1]
        if draw(st.booleans()):
            history.retract(entry)
        elif id in "mn":
            history.revise(entry, done=draw(st.booleans()))
        else:
            history.revise(entry, draw(values))
    elif id in "mn":
        history.report(period, id, done=draw(st.booleans()))
    else:
        history.record(draw(values), period, id)


@given(histories(), plans(), plans(), dates, dates)
def test_everything_seen_is_put_down_to_something_that_happened(
    history: History, old: Plan, new: Plan, then: str, now: str
) -> None:
    for change in history.changes(old, new, then=then, now=now):
        explained = frozenset().union(*(reason.accounts_for for reason in change.reasons))
        assert explained == change.seen
        assert not any(reason.by_program for reason in change.reasons)
        assert all(r.recordings for r in change.reasons if r.cause in _BY_ENTRIES)


@given(histories(), plans(), plans(), dates, dates)
def test_only_the_clock_is_said_exactly_when_nothing_else_made_a_difference(
    history: History, old: Plan, new: Plan, then: str, now: str
) -> None:
    knew = history.facts(history.mark)
    for change in history.changes(old, new, then=then, now=now):
        if change.seen:
            anyway = view_of(found_in(old, change.item.id, knew, date.fromisoformat(now)))
            same = not apart(anyway, view_of(change.after)) & change.seen
            assert change.only_the_clock == same


@given(histories(), plans(), plans(), dates)
def test_the_clock_is_never_named_for_one_and_the_same_date(
    history: History, old: Plan, new: Plan, day: str
) -> None:
    for change in history.changes(old, new, then=day, now=day):
        assert Cause.CLOCK not in change.causes


@given(histories(), plans(), dates, dates)
def test_a_plan_that_stayed_the_same_is_never_the_cause(
    history: History, plan: Plan, then: str, now: str
) -> None:
    possible = {*_BY_ENTRIES, Cause.CLOCK} if history.mark < len(history.entries) else {Cause.CLOCK}
    for twin in (plan, replace(plan)):
        for change in history.changes(plan, twin, then=then, now=now):
            assert possible.issuperset(change.causes)


@given(histories(), plans(), dates, dates)
def test_every_entry_in_between_is_told(history: History, plan: Plan, then: str, now: str) -> None:
    told = {
        entry.id
        for change in history.changes(plan, then=then, now=now)
        for recording in (*change.besides, *(r for s in change.reasons for r in s.recordings))
        for entry in recording.entries
    }
    assert told == {entry.id for entry in history.entries[history.mark :]}


@given(histories(), plans(), dates)
def test_a_standing_does_not_differ_from_itself(history: History, plan: Plan, day: str) -> None:
    standing = history.standing(plan, day, len(history.entries))
    assert changes_between(standing, standing, ()) == ()


@pytest.mark.parametrize("kind", EntryKind)
def test_histories_of_every_kind_of_entry_are_drawn(kind: EntryKind) -> None:
    found = find(histories(), lambda history: any(e.kind is kind for e in history.entries))
    assert kind in {entry.kind for entry in found.entries}
