"""A plan in which one item asks for what it asks for in another version of the plan."""

from __future__ import annotations

from sbtrack.domain.frozen import replace
from sbtrack.domain.plan import Plan
from sbtrack.domain.targets import MultipleOf


def with_target_of(plan: Plan, id: str, other: Plan) -> Plan | None:
    """Return the plan with an item's target or due date as another version of it has them.

    What else the plan says of the item stays: its label, its baseline, its unit of measure. None
    where that cannot be, since the target rests on a series that this version has not.
    """
    if plan.has_indicator(id) and other.has_indicator(id):
        asked = other.indicator(id)
        target = asked.target
        if isinstance(target, MultipleOf) and not plan.has_indicator(target.reference):
            return None
        indicators = tuple(
            replace(i, target=target, yearly=asked.yearly) if i.id == id else i
            for i in plan.indicators
        )
        return replace(plan, indicators=indicators)
    asked_of = next((m for m in other.milestones if m.id == id), None)
    if asked_of is None:
        return None
    milestones = tuple(
        replace(m, due=asked_of.due, every=asked_of.every, since=asked_of.since)
        if m.id == id
        else m
        for m in plan.milestones
    )
    return replace(plan, milestones=milestones)
