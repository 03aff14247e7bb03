"""To what a change is put down, by asking what would be seen had that alone not happened.

Something seen is put down to the entries if it would not be seen without them, to the plan if it
would not be seen under the plan of then; to the clock only what both leave unexplained, though the
passing of time is what lets a figure for a new period count at all. Where several things would each
have done on their own, so that none was needed, all of them are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sbtrack.assess.changes_case import Case
from sbtrack.assess.changes_views import View, apart
from sbtrack.domain.change import Cause, Reason, Recording
from sbtrack.domain.plan import Plan

Seen = frozenset[str]
_BY_ENTRIES = (Cause.NEW_PERIOD, Cause.REVISED, Cause.RETRACTED)
_NOTHING: Seen = frozenset()


def reasons_of(case: Case) -> tuple[Reason, ...]:
    """Return the causes of what is seen of an item, in the order of their glossary."""
    if not case.told_now:
        return (Reason(Cause.ITEM_DROPPED, case.seen),)
    found = [*_by_entries(case)]
    if not case.told_then:
        found.append(Reason(Cause.ITEM_ADDED, case.seen))
    else:
        found += [*_by_program(case), *_by_plan(case)]
        found += _by_the_rest(case, case.seen.difference(*(r.accounts_for for r in found)))
    order = tuple(Cause)
    return tuple(sorted(found, key=lambda reason: order.index(reason.cause)))


def _by_entries(case: Case) -> Iterator[Reason]:
    """Yield what would not be seen, had some of the entries not been made."""
    plan = case.after.plan
    now, unknowing = case.view(plan, case.known_now), case.view(plan, case.known_then)
    due = apart(unknowing, now) & case.seen
    if not due:
        return
    shares = [
        (r, apart(case.view(plan, case.without(r)), now) & due) for r in case.recordings
    ]
    unclaimed = due.difference(*(share for _, share in shares))
    if unclaimed:  # each of several would have done
        alone = [
            (r, apart(case.view(plan, case.with_only(r)), unknowing) & unclaimed)
            for r in case.recordings
        ]
        shares += alone
    yield from _grouped(shares)
