"""To what a change is put down, by asking what would be seen had that alone not happened.

Whatever is seen is put down to everything without which it would not be seen. What nothing was
needed for is put down to the clock, if the passing of time does it by itself; else to everything
that would do it by itself. So the clock is not named beside a figure for a new period, although
without it the period would not have counted yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sbtrack.assess.changes_case import Case
from sbtrack.assess.changes_views import apart
from sbtrack.domain.change import Cause, Reason, Recording
from sbtrack.domain.facts import Facts
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
        by_entries = _gathered(_needed(case, _recorded(case)))
        return (Reason(Cause.ITEM_ADDED, case.seen), *by_entries)
    by_program = _by_program(case)
    explained = _NOTHING.union(*(reason.accounts_for for reason in by_program))
    found = (*by_program, *_gathered(_shares(case, explained)))
    order = tuple(Cause)
    return tuple(sorted(found, key=lambda reason: order.index(reason.cause)))


def _by_program(case: Case) -> tuple[Reason, ...]:
    """Return what this program would have said otherwise even then."""
    again = case.view(case.before.plan, case.known_then, case.before.as_of)
    seen = case.seen & apart(again, case.told_then)
    return (Reason(Cause.RULE_CHANGED, seen, by_program=True),) if seen else ()


def _shares(case: Case, explained: Seen) -> Iterator[Share]:
    """Yield what each influence accounts for, the clock last."""
    influences = (*_recorded(case), *_planned(case))
    needed = [*_needed(case, influences)]
    yield from needed
    left = case.seen.difference(explained, *(seen for _, seen in needed))
    if not left:
        return
    then = case.view(case.before.plan, case.known_then)
    timely = left - apart(then, case.now) if case.has_aged else _NOTHING
    for influence in influences:
        yield influence, (left - timely) & apart(case.view(*influence.alone), then)
    state = (case.before.plan, case.known_then)
    yield Influence(Cause.CLOCK, state, state), timely


def _needed(case: Case, influences: Iterable[Influence]) -> Iterator[Share]:
    for influence in influences:
        yield influence, case.seen & apart(case.view(*influence.without), case.now)


def _recorded(case: Case) -> Iterator[Influence]:
    old, new = case.before.plan, case.after.plan
    for recording in case.recordings:
        if recording.cause is not None:
            without = (new, case.without(recording))
            alone = (old, case.with_only(recording))
            yield Influence(recording.cause, without, alone, recording)


def _planned(case: Case) -> Iterator[Influence]:
    """Yield what the plan asks for, and the rule it states, each changed without the other."""
    old, new = case.before.plan, case.after.plan
    if old is new:
        return
    then, now = case.known_then, case.known_now
    old_rule = replace(new, thresholds=old.thresholds)
    new_rule = replace(old, thresholds=new.thresholds)
    yield Influence(Cause.TARGET_AMENDED, without=(new_rule, now), alone=(old_rule, then))
    yield Influence(Cause.RULE_CHANGED, without=(old_rule, now), alone=(new_rule, then))


def _gathered(shares: Iterable[Share]) -> Iterator[Reason]:
    """Yield one reason a cause, with everything that it accounts for."""
    found: dict[Cause, list[Share]] = {}
    for influence, seen in shares:
        if seen:
            found.setdefault(influence.cause, []).append((influence, seen))
    for cause, listed in found.items():
        recordings = dict.fromkeys(i.recording for i, _ in listed if i.recording is not None)
        yield Reason(cause, _NOTHING.union(*(seen for _, seen in listed)), tuple(recordings))
