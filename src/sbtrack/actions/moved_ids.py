"""Ids that were moved in a plan file: what is recorded by id would be told of something else."""

from __future__ import annotations

from collections.abc import Mapping

from sbtrack.actions.former import former_subjects
from sbtrack.domain.characters import folded
from sbtrack.domain.errors import LoadRefused
from sbtrack.domain.lookup import name_of, titled
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.reports.ledger import subjects_of
from sbtrack.store.reads.reader import Reader

_Tracked = Indicator | Milestone


def require_own_ids(newest: PlanVersion, plan: Plan, reader: Reader) -> None:
    """Refuse a plan in which something has the id that another thing had.

    Only where values are recorded under one of the two ids. What is new, or only renamed, is none
    of this, nor is an id that nothing had before, or that the thing itself once had: moved ids
    that are in the ledger already can be put right.

    Raises:
        LoadRefused: an id was moved.
    """
    before = {**former_subjects(reader, newest), **subjects_of(newest.plan)}
    after, recorded = subjects_of(plan), reader.ids_with_entries()
    for item in after.values():
        owner = before.get(item.id)
        if owner is None or _is_named_alike(item, owner):
            continue
        itself = _as_it_was(item, before, after)
        if itself is None or not recorded & {item.id, itself.id}:
            continue
        if not _once_had_its_id(item, newest, reader):
            raise _moved(item, itself, owner)


def _as_it_was(
    item: _Tracked, before: Mapping[str, _Tracked], after: Mapping[str, _Tracked]
) -> _Tracked | None:
    """Return what had the name of `item` before, unless it goes on under its own id."""
    named_so = (i for i in before.values() if _is_named_alike(item, i))
    return next((i for i in named_so if not _is_kept(i, after)), None)


def _once_had_its_id(item: _Tracked, newest: PlanVersion, reader: Reader) -> bool:
    for number in range(newest.number - 1, 0, -1):
        earlier = reader.plan_version(number=number)
        owner = subjects_of(earlier.plan).get(item.id) if earlier else None
        if owner is not None and _is_named_alike(item, owner):
            return True
    return False


def _is_kept(item: _Tracked, after: Mapping[str, _Tracked]) -> bool:
    return item.id in after and _is_named_alike(item, after[item.id])


def _is_named_alike(item: _Tracked, other: _Tracked) -> bool:
    """Say whether two items share a name in a language, so that a new translation moves nothing."""
    if type(item) is not type(other):
        return False
    ours, theirs = name_of(item).everywhere(), name_of(other).everywhere()
    return not {*map(folded, ours)}.isdisjoint(map(folded, theirs))


def _moved(item: _Tracked, itself: _Tracked, owner: _Tracked) -> LoadRefused:
    return LoadRefused(
        Msg(
            "The new version gives {item} the id {new}, which was that of {owner}, so that "
            "recorded values would be told of the wrong one; give it the id {old} again, or one "
            "that nothing had.",
            item=titled(item),
            new=item.id,
            owner=titled(owner),
            old=itself.id,
        )
    )
