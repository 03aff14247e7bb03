"""To what a change is put down, by asking what would be seen had something not happened.

What would be seen today anyway, with the plan and the figures of then, is put down to the clock.
The rest is put down to everything without which it would not be seen, and what nothing was needed
for to everything that would have done it alone. So the clock is named exactly for what nothing else
made a difference to, and not beside a figure for a new period, although without it the period would
not count yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sbtrack.assess.changes.case import Case
from sbtrack.assess.changes.hybrids import with_target_of
from sbtrack.assess.changes.views import View, apart
from sbtrack.domain.change import Cause, Reason, Recording
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import replace
from sbtrack.domain.plan import Plan

Seen = frozenset[str]
State = tuple[Plan, Facts]
_NOTHING: Seen = frozenset()


@dataclass(frozen=True, slots=True)
class Influence:
    """Something that happened in between: the state without it, and the one with it alone."""

    cause: Cause
    without: State
    alone: State
    recording: Recording | None = None


Share = tuple[Influence, Seen]


def reasons_of(case: Case) -> tuple[Reason, ...]:
    """Return the causes of what is seen of an item, in the order of their glossary."""
    if not case.told_now:
        return (Reason(Cause.ITEM_DROPPED, case.seen),)
    if not case.told_then:
        by_entries = _gathered(_needed(case, case.seen, _recorded(case)))
        return (Reason(Cause.ITEM_ADDED, case.seen), *by_entries)
    again = case.view(case.before.plan, case.known_then, case.before.as_of)
    by_program = case.seen & apart(again, case.told_then)
    found = [*_gathered(_shares(case, by_program, again))]
    if by_program:
        found.append(Reason(Cause.RULE_CHANGED, by_program, by_program=True))
    order = tuple(Cause)
    return tuple(sorted(found, key=lambda reason: order.index(reason.cause)))


def _shares(case: Case, by_program: Seen, again: View) -> Iterator[Share]:
    """Yield what each influence accounts for; what is seen `again` as it is now is explained."""
    state = (case.before.plan, case.known_then)
    today = case.view(*state)
    by_clock = (case.seen & apart(again, today)) - apart(today, case.now)
    yield Influence(Cause.CLOCK, state, state), by_clock
    influences = (*_recorded(case), *_planned(case))
    needed = _counting(_needed(case, case.seen - by_clock, influences))
    yield from needed
    left = case.seen.difference(by_clock, by_program, *(seen for _, seen in needed))
    # Of what several would each have done, something is best put down to what is named already.
    for candidates in (tuple(influence for influence, _ in needed), influences):
        if left:
            enough = _counting((i, left & apart(case.view(*i.alone), today)) for i in candidates)
            yield from enough
            left = left.difference(*(seen for _, seen in enough))
    # Whatever takes several at once, of which none in particular, is put down to all.
    yield from ((influence, left) for influence in influences)


def _counting(shares: Iterable[Share]) -> list[Share]:
    return [(influence, seen) for influence, seen in shares if seen]


def _needed(case: Case, seen: Seen, influences: Iterable[Influence]) -> Iterator[Share]:
    for influence in influences:
        yield influence, seen & apart(case.view(*influence.without), case.now)


def _recorded(case: Case) -> Iterator[Influence]:
    old, new = case.before.plan, case.after.plan
    for recording in case.recordings:
        if recording.cause is not None:
            without = (new, case.without(recording))
            alone = (old, case.with_only(recording))
            yield Influence(recording.cause, without, alone, recording)


def _planned(case: Case) -> Iterator[Influence]:
    """Yield what the plan asks for, what else it says, and its rule, each changed alone."""
    old, new = case.before.plan, case.after.plan
    if old is new:
        return
    then, now = case.known_then, case.known_now
    old_rule = replace(new, thresholds=old.thresholds)
    new_rule = replace(old, thresholds=new.thresholds)
    former, amended = with_target_of(new, case.id, old), with_target_of(old, case.id, new)
    if former is None or amended is None:  # the targets rest on what the other plan has not
        yield Influence(Cause.TARGET_AMENDED, without=(new_rule, now), alone=(old_rule, then))
    else:
        ruled, unruled = _ruled(amended, new), _ruled(former, old)
        yield Influence(Cause.TARGET_AMENDED, without=(former, now), alone=(amended, then))
        yield Influence(Cause.PLAN_CHANGED, without=(ruled, now), alone=(unruled, then))
    yield Influence(Cause.RULE_CHANGED, without=(old_rule, now), alone=(new_rule, then))


def _ruled(plan: Plan, other: Plan) -> Plan:
    return replace(plan, thresholds=other.thresholds)


def _gathered(shares: Iterable[Share]) -> Iterator[Reason]:
    """Yield one reason a cause, with everything that it accounts for."""
    found: dict[Cause, list[Share]] = {}
    for share in _counting(shares):
        found.setdefault(share[0].cause, []).append(share)
    for cause, listed in found.items():
        recordings = {i.recording for i, _ in listed if i.recording is not None}
        in_order = sorted(recordings, key=lambda r: r.entries[0].id)
        yield Reason(cause, _NOTHING.union(*(seen for _, seen in listed)), tuple(in_order))
