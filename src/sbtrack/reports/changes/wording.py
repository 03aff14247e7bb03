"""What a new version of the plan says otherwise, besides what is told of changed standings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from sbtrack.domain.change import Cause
from sbtrack.domain.change import Change as StandingChange
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Plan
from sbtrack.domain.terms import Group
from sbtrack.reports.answer import Answer
from sbtrack.reports.changes.words import is_told, said_otherwise
from sbtrack.reports.plan.difference import Change, Difference, Part, differences

_WHOLE = {Change.ADDED: Cause.ITEM_ADDED, Change.REMOVED: Cause.ITEM_DROPPED}
_ITEMS = (Part.INDICATOR, Part.MILESTONE)


@dataclass(frozen=True, slots=True)
class Wording:
    """One item of the plan, and everything that a new version says otherwise of it."""

    part: Part
    key: str
    code: str
    name: Name
    said: Msg


def differences_between(before: Answer, after: Answer) -> tuple[Difference, ...]:
    """Return what the plan said otherwise then, of the lines that the two answers have.

    An answer that was narrowed to some lines is told of those only, not of units and tasks.
    """
    if before.plan == after.plan:
        return ()
    found = differences(before.plan, after.plan)
    if is_whole(before) and is_whole(after):
        return found
    lines = {*_lines(before), *_lines(after)}
    return tuple(d for d in found if d.part in _ITEMS and d.key in lines)


def wordings(
    before: Answer, after: Answer, changes: Sequence[StandingChange]
) -> tuple[Wording, ...]:
    """Return what the plan says otherwise, without what the causes of the changes tell already."""
    by_id = {change.item.id: change for change in changes if change.seen}
    found = (d for d in differences_between(before, after) if not _is_told(d, by_id.get(d.key)))
    return tuple(_gathered(found))


def _is_told(difference: Difference, change: StandingChange | None) -> bool:
    if change is None or difference.part not in _ITEMS:
        return False
    if difference.field:
        return is_told(difference.field, change)
    return _WHOLE[difference.change] in change.causes


def _gathered(found: Iterable[Difference]) -> Iterator[Wording]:
    for (part, key), group in groupby(found, lambda d: (d.part, d.key)):
        listed = [*group]
        first = listed[0]
        said = reduce(_then, map(_said, listed))
        yield Wording(part, key, first.code, first.name, said)


def _said(difference: Difference) -> Msg:
    whole = _WHOLE.get(difference.change)
    if whole is not None:
        return Msg("{cause}", cause=whole)
    return said_otherwise(difference.field, difference.old, difference.new)


def _then(first: Msg, then: Msg) -> Msg:
    return Msg("{first}; {then}", first=first, then=then)


def is_whole(answer: Answer) -> bool:
    """Say whether an answer has all lines of its plan."""
    return {*_rated(answer.plan)} <= {*_lines(answer)}


def _rated(plan: Plan) -> Iterator[str]:
    yield from (i.id for i in plan.indicators if i.group is not Group.SERIES)
    yield from (m.id for m in plan.milestones)


def _lines(answer: Answer) -> Iterator[str]:
    yield from (found.indicator.id for found in answer.assessed.indicators)
    yield from (found.milestone.id for found in answer.assessed.milestones)
