"""Checks of references: what an item names must be in the plan, once, and not itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.planfile.checks.check import Check, Found, error
from sbtrack.planfile.draft import (
    INDICATOR_SECTIONS,
    TASKS,
    UNITS,
    Draft,
)
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.scalars import nearest
from sbtrack.planfile.targetspec import MultipleOfSpec
from sbtrack.planfile.wordingspec import AnyWording

_ROLES = ("lead", "cooperating")


@error
def unknown_unit(draft: Draft) -> Iterator[Found]:
    """A responsible unit is one of `units`.

    What it checks: every id under `lead` and `cooperating`.
    Why it matters: a misspelt unit would be responsible for nothing.
    Example: `lead: [finance-buro]`
    """
    if not draft.is_complete("id", UNITS):
        return
    known = draft.names_in("id", UNITS)
    by_name = {text: u.spec.id for u in draft.units for text in _texts(u.spec.name, u.spec.short)}
    for role in _ROLES:
        for place, id in draft.named_under(role):
            if id not in known:
                found = Msg("There is no unit with the id {id}.", id=quoted(id))
                yield place, found, _remedy(by_name.get(id), id, known, "units")


@error
def unknown_task(draft: Draft) -> Iterator[Found]:
    """A task that an item follows from is one of `tasks`.

    What it checks: every code under `tasks` of indicators and milestones.
    Why it matters: the responsible units come from the task.
    Example: `tasks: ["2.11"]` in a plan whose last task is 2.10
    """
    if not draft.is_complete("code", TASKS):
        return
    known = draft.names_in("code", TASKS)
    for place, code in draft.named_under("tasks"):
        if code not in known:
            found = Msg("There is no task with the code {code}.", code=quoted(code))
            yield place, found, _remedy(None, code, known, "tasks")


@error
def unknown_component(draft: Draft) -> Iterator[Found]:
    """A component is an indicator or series of the plan.

    What it checks: every id under `components`.
    Why it matters: the sum cannot be formed without it.
    Example: `components: [rural-insured, urban-insured]` with only one of them in the plan
    """
    yield from _unknown_indicators(draft, draft.named_under("components"))


@error
def unknown_reference(draft: Draft) -> Iterator[Found]:
    """The reference of a multiple is an indicator or series of the plan.

    What it checks: `reference` of targets of the kind multiple_of.
    Why it matters: the target cannot be worked out without it.
    Example: `reference: average-wages` where the series is called average-wage
    """
    yield from _unknown_indicators(
        draft,
        (
            (item.at("target", "reference"), item.spec.target.reference)
            for item in draft.indicators
            if isinstance(item.spec.target, MultipleOfSpec)
        ),
    )


@error
def listed_twice(draft: Draft) -> Iterator[Found]:
    """A list names each thing once.

    What it checks: `lead`, `cooperating`, `tasks` and `components`.
    Why it matters: a component would be added twice; of two units one was probably meant to be
    another.
    Example: `cooperating: [finance-bureau, finance-bureau]`
    """
    for item in draft.assigned():
        for key in (*_ROLES, "tasks", "components"):
            names: Sequence[str] = getattr(item.spec, key, ())
            first = {name: index for index, name in reversed([*enumerate(names)])}
            for index, name in enumerate(names):
                if first[name] != index:
                    yield (
                        item.at(key, index),
                        Msg("{name} stands already in this list.", name=quoted(name)),
                        Msg("Delete it here, or write the one that was meant."),
                    )


@error
def component_cycle(draft: Draft) -> Iterator[Found]:
    """No indicator is a component of itself.

    What it checks: components, and their components, down to the last.
    Why it matters: the sum would need itself.
    Example: a with `components: [b]` and b with `components: [a]`
    """
    circling = _circling({item.spec.id: {*item.spec.components} for item in draft.indicators})
    for item in draft.indicators:
        for index, id in enumerate(item.spec.components):
            if {id, item.spec.id} <= circling:
                yield (
                    item.at("components", index),
                    Msg("{id} is a component of itself this way.", id=quoted(item.spec.id)),
                    Msg("Take it out of the components of one of them."),
                )


@error
def reference_to_itself(draft: Draft) -> Iterator[Found]:
    """A multiple is a multiple of something else.

    What it checks: `reference` of targets of the kind multiple_of.
    Why it matters: a value cannot be six times itself.
    Example: `reference: payment-ceiling` in the item `id: payment-ceiling`
    """
    for item in draft.indicators:
        target = item.spec.target
        if isinstance(target, MultipleOfSpec) and target.reference == item.spec.id:
            yield (
                item.at("target", "reference"),
                Msg("The target is a multiple of the indicator itself."),
                Msg("Name the series that it is a multiple of, and add it under `series`."),
            )


def _texts(*wordings: AnyWording | None) -> Iterator[str]:
    for wording in wordings:
        if isinstance(wording, str):
            yield wording
        elif wording is not None:
            yield from (text for text in (wording.zh, wording.en) if text)


def _remedy(meant: str | None, name: str, known: frozenset[str], section: str) -> Msg:
    if any(mark in name for mark in "，、;；"):
        return Msg("Separate the names with English commas.")
    if suggestion := meant or nearest(name, tuple(sorted(known))):
        return Msg("Did you mean {suggestion}?", suggestion=quoted(suggestion))
    return Msg("Correct it, or add it under `{section}`.", section=section)


def _unknown_indicators(draft: Draft, named: Iterator[tuple[Place, str]]) -> Iterator[Found]:
    if not draft.is_complete("id", *INDICATOR_SECTIONS):
        return
    known = draft.names_in("id", *INDICATOR_SECTIONS)
    by_code = {item.spec.code: item.spec.id for item in draft.indicators}
    for place, id in named:
        if id not in known:
            found = Msg("There is no indicator or series with the id {id}.", id=quoted(id))
            yield place, found, _remedy(by_code.get(id), id, known, "series")


def _circling(parts: dict[str, set[str]]) -> set[str]:
    """Return the ids on a circle: what is left when ids without parts, or without owner, go."""
    left = {id: inner & parts.keys() for id, inner in parts.items()}
    for graph in (left, _turned(left)):
        owners = _turned(graph)
        ready = [id for id, inner in graph.items() if not inner]
        counts = {id: len(inner) for id, inner in graph.items()}
        while ready:
            gone = ready.pop()
            left.pop(gone, None)
            for owner in owners[gone]:
                counts[owner] -= 1
                if counts[owner] == 0:
                    ready.append(owner)
    return set(left)


def _turned(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {id: set() for id in graph}
    for id, inner in graph.items():
        for part in inner:
            turned[part].add(id)
    return turned


CHECKS: tuple[Check, ...] = (
    unknown_unit,
    unknown_task,
    unknown_component,
    unknown_reference,
    listed_twice,
    component_cycle,
    reference_to_itself,
)
