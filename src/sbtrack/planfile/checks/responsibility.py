"""Checks of responsibility: whose each item is."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.planfile.checks.check import Check, Found, error, warning
from sbtrack.planfile.draft import Draft


@error
def task_without_lead(draft: Draft) -> Iterator[Found]:
    """A task has a unit that leads.

    What it checks: `lead` of every task names at least one unit.
    Why it matters: a measure that nobody leads is nobody's.
    Example: a task with `cooperating` only
    """
    for task in draft.tasks:
        if not task.spec.lead:
            yield (
                task.key("lead"),
                Msg("No unit leads this task."),
                Msg("Write `lead: [unit-id]`, and `sole: true` if one unit is alone responsible."),
            )


@error
def sole_with_others(draft: Draft) -> Iterator[Found]:
    """A sole responsible unit has no cooperating ones.

    What it checks: a task with `sole: true` has no `cooperating`.
    Why it matters: the plan prints either 责任单位, or 牵头 and 配合.
    Example: `sole: true` beside `cooperating: [finance-bureau]`
    """
    for task in draft.tasks:
        if task.spec.sole and task.spec.cooperating:
            yield (
                task.key("sole"),
                Msg("The task has a sole responsible unit and cooperating ones as well."),
                Msg("Delete `sole: true`, or `cooperating`."),
            )


@warning
def leads_and_cooperates(draft: Draft) -> Iterator[Found]:
    """A unit leads or cooperates.

    What it checks: no unit stands under both `lead` and `cooperating` of one item.
    Why it matters: one of the two was probably meant to be another unit.
    Example: `lead: [health-bureau]` beside `cooperating: [health-bureau]`
    """
    for item in draft.assigned():
        for index, id in enumerate(item.spec.cooperating):
            if id in item.spec.lead:
                yield (
                    item.at("cooperating", index),
                    Msg("{id} leads this item and cooperates in it.", id=quoted(id)),
                    Msg("Delete it here, or write the unit that was meant."),
                )


@warning
def unit_without_duty(draft: Draft) -> Iterator[Found]:
    """Every unit is named somewhere.

    What it checks: each of `units` leads or cooperates in something.
    Why it matters: its duty was forgotten, or its id is spelt in two ways.
    Example: a unit that stands under `units` only
    """
    named = {
        id for item in draft.assigned() for id in (*item.spec.lead, *item.spec.cooperating)
    } | draft.mentioned()
    for unit in draft.units:
        if unit.spec.id not in named:
            yield (
                unit.at("id"),
                Msg("Nothing names the unit {id}.", id=quoted(unit.spec.id)),
                Msg("Name it under `lead` or `cooperating`, or delete it."),
            )


@warning
def indicator_without_unit(draft: Draft) -> Iterator[Found]:
    """A rated indicator has a responsible unit.

    What it checks: indicators and commitments have `lead` or `tasks`.
    Why it matters: a report that says who is behind needs somebody to say it of.
    Example: a commitment without `lead` and `tasks`
    """
    for item in draft.rated():
        if not item.spec.lead and not item.spec.tasks:
            yield (
                item.at("code"),
                Msg("Nobody is responsible for {code}.", code=quoted(item.spec.code)),
                Msg("Name the task it follows from under `tasks`, or a unit under `lead`."),
            )


CHECKS: tuple[Check, ...] = (
    task_without_lead,
    sole_with_others,
    leads_and_cooperates,
    unit_without_duty,
    indicator_without_unit,
)
