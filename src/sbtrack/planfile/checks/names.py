"""Checks of codes, ids and names: everything a user types must name one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sbtrack.domain.characters import folded
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.planfile.checks.check import Check, Found, error, warning
from sbtrack.planfile.draft import INDICATOR_SECTIONS, MILESTONES, TASKS, UNITS, Draft, Item
from sbtrack.planfile.nodes import MapNode, Place, Step, TextNode
from sbtrack.planfile.schema import MilestoneSpec, SeriesSpec
from sbtrack.planfile.wordingspec import ByLanguageSpec, LineByLanguageSpec, Spec


@error
def duplicate_code(draft: Draft) -> Iterator[Found]:
    """A code names one item.

    What it checks: no two indicators, commitments, series or milestones share a code, and no two
    tasks; small and capital letters are the same, and so are full-width ones.
    Why it matters: `sbtrack record 3 …` must not depend on which of them is meant.
    Example: two indicators with `code: "3"`
    """
    yield from _repeated(draft.owners("code", *INDICATOR_SECTIONS, MILESTONES))
    yield from _repeated(draft.owners("code", TASKS))


@error
def duplicate_id(draft: Draft) -> Iterator[Found]:
    """An id names one item.

    What it checks: no two indicators, commitments, series or milestones share an id, and no two
    units.
    Why it matters: figures are kept under the id; two items would share them.
    Example: two series with `id: average-wage`
    """
    yield from _repeated(draft.owners("id", *INDICATOR_SECTIONS, MILESTONES))
    yield from _repeated(draft.owners("id", UNITS))


@error
def code_is_an_id(draft: Draft) -> Iterator[Found]:
    """A code is not the id of another item.

    What it checks: codes of indicators, commitments, series and milestones against the others'
    ids.
    Why it matters: whoever types it could mean either.
    Example: `code: gdp` beside another item's `id: gdp`
    """
    owner = {folded(item.spec.id): item for item in draft.tracked()}
    for item in draft.tracked():
        other = owner.get(folded(item.spec.code))
        if other is not None and other is not item:
            yield (
                item.at("code"),
                Msg(
                    "The code {code} is the id of another item, in line {line}.",
                    code=quoted(item.spec.code),
                    line=other.at("id").line,
                ),
                Msg("Change one of the two."),
            )


@warning
def same_name(draft: Draft) -> Iterator[Found]:
    """A name names one thing.

    What it checks: no two indicators, commitments, series or milestones have the same name, and
    no two units share a name or short name, in either language.
    Why it matters: looking it up by name will list both, and tables will show the same line twice.
    Example: two indicators called 参保人数
    """
    yield from _same([(i, _name_key(i)) for i in draft.tracked()])
    yield from _same([(u, key) for u in draft.units for key in ("name", "short")])


@error
def missing_language(draft: Draft) -> Iterator[Found]:
    """A text is there in the plan's own language.

    What it checks: a text given by language has the plan's language among them.
    Why it matters: the translation would stand where the plan's words belong.
    Example: `name: {en: GDP}` in a plan with `language: zh`
    """
    if draft.language is None:
        return
    items: list[Item[Spec]] = [*draft.units, *draft.tasks, *draft.tracked()]
    if draft.header:
        items.append(draft.header)
    for item in items:
        for path in _texts_without(draft.language, item.spec):
            yield (
                item.key(*path),
                Msg(
                    "The text is missing in the plan's own language, {language}.",
                    language=draft.language,
                ),
                Msg("Write `{language}: …` beside the translation.", language=draft.language),
            )


def _repeated(names: Iterable[tuple[Place, str]]) -> Iterator[Found]:
    first: dict[str, Place] = {}
    for place, name in names:
        earlier = first.setdefault(folded(name), place)
        if earlier != place:
            yield (
                place,
                Msg("{name} stands already in line {line}.", name=quoted(name), line=earlier.line),
                Msg("Change one of the two, or delete the item that stands there twice."),
            )


def _name_key(item: Item[SeriesSpec] | Item[MilestoneSpec]) -> str:
    return "title" if isinstance(item.spec, MilestoneSpec) else "name"


def _same(items: Iterable[tuple[Item[Spec], str]]) -> Iterator[Found]:
    first: dict[str, tuple[Item[Spec], int]] = {}
    for item, key in items:
        for path, text in _texts_of(item, key):
            place = item.at(*path)
            other, line = first.setdefault(folded(text), (item, place.line))
            if other is not item:
                yield (
                    place,
                    Msg(
                        "The name {name} stands already in line {line}.",
                        name=quoted(text),
                        line=line,
                    ),
                    Msg("Add what tells the two apart."),
                )


def _texts_of(item: Item[Spec], key: str) -> Iterator[tuple[tuple[Step, ...], str]]:
    node = item.node.value(key) if isinstance(item.node, MapNode) else None
    if isinstance(node, TextNode):
        yield (key,), node.text
    if isinstance(node, MapNode):
        for language, entry in node.entries.items():
            if isinstance(entry.value, TextNode):
                yield (key, language), entry.value.text


def _texts_without(language: str, spec: Spec) -> Iterator[tuple[Step, ...]]:
    for key in type(spec).model_fields:
        value = getattr(spec, key)
        if isinstance(value, ByLanguageSpec | LineByLanguageSpec):
            if getattr(value, language) is None:
                yield (key,)
        elif isinstance(value, Spec):
            yield from ((key, *path) for path in _texts_without(language, value))


CHECKS: tuple[Check, ...] = (
    duplicate_code,
    duplicate_id,
    code_is_an_id,
    same_name,
    missing_language,
)
