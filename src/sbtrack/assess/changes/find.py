"""What changed between two standings of a plan, item by item, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sbtrack.assess.changes.case import Case, Standing
from sbtrack.assess.changes.causes import reasons_of
from sbtrack.assess.changes.recordings import recordings_of
from sbtrack.domain.change import Change, Finding, Recording
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Entry
from sbtrack.domain.plan import Indicator, Milestone

T = TypeVar("T")
Item = Indicator | Milestone
Pair = tuple[Finding | None, Finding | None]


def changes_between(
    before: Standing, after: Standing, entries: Iterable[Entry]
) -> tuple[Change, ...]:
    """Return what stands otherwise than before, and on what something was recorded.

    `entries` are those recorded after what `before` knew, up to what `after` knows. In the order
    of the later plan: indicators, then milestones, each followed by those that are no longer
    there; then the series, which are never rated, that something was recorded on.
    """
    if before.plan == after.plan:  # read twice: then no item need be asked about two plans
        before = replace(before, assessed=replace(before.assessed, plan=after.plan))
    regions = {before.plan.region.id, after.plan.region.id}
    ours = (e for e in entries if e.claim.region in regions)
    recordings = recordings_of(ours, before.facts, after.facts)
    found = (
        _change(item, found, before, after, recordings) for item, found in _items(before, after)
    )
    return (
        *(change for change in found if change.seen or change.besides),
        *_series(before, after, recordings),
    )


def _change(
    item: Item,
    found: Pair,
    before: Standing,
    after: Standing,
    recordings: tuple[Recording, ...],
) -> Change:
    case = Case(item.id, found, before, after, recordings)
    reasons = reasons_of(case) if case.seen else ()
    told = {recording for reason in reasons for recording in reason.recordings}
    # What was recorded on a component or reference is told beside that one.
    besides = (r for r in case.recordings if r.subject == item.id and r not in told)
    return Change(item, *found, case.seen, reasons, tuple(besides))


def _items(before: Standing, after: Standing) -> Iterator[tuple[Item, Pair]]:
    old, new = before.assessed, after.assessed
    for then, now in _paired(old.indicators, new.indicators, lambda found: found.indicator.id):
        yield _newest(then, now).indicator, (then, now)
    for was, is_ in _paired(old.milestones, new.milestones, lambda found: found.milestone.id):
        yield _newest(was, is_).milestone, (was, is_)


def _newest(then: T | None, now: T | None) -> T:
    found = then if now is None else now
    assert found is not None
    return found


def _paired(
    before: Iterable[T], after: Iterable[T], key: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair up by key, in the order of `after`; what has no counterpart there comes last."""
    old = {key(found): found for found in before}
    for found in after:
        yield old.pop(key(found), None), found
    for found in old.values():
        yield found, None


def _series(
    before: Standing, after: Standing, recordings: tuple[Recording, ...]
) -> Iterator[Change]:
    rated = {i.id for plan in (before.plan, after.plan) for i in plan.rated()}
    series: dict[str, Indicator] = {}
    for indicator in (*after.plan.indicators, *before.plan.indicators):
        series.setdefault(indicator.id, indicator)
    for id, indicator in series.items():
        besides = tuple(r for r in recordings if r.subject == id)
        if besides and id not in rated:
            yield Change(indicator, None, None, besides=besides)
