"""A plan file as far as it can be understood: the sound items, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sbtrack.domain.period import Period
from sbtrack.planfile.nodes import ListNode, MapNode, Node, Place, Step, TextNode, spot_at, texts_in
from sbtrack.planfile.schema import (
    IndicatorSpec,
    MilestoneSpec,
    PlanSpec,
    SeriesSpec,
    TaskSpec,
    ThresholdsSpec,
    UnitSpec,
)
from sbtrack.planfile.wordingspec import Spec

S_co = TypeVar("S_co", bound=Spec, covariant=True)

UNITS, TASKS, MILESTONES = "units", "tasks", "milestones"
HEADLINE, COMMITMENTS, SERIES = "indicators", "commitments", "series"
INDICATOR_SECTIONS = (HEADLINE, COMMITMENTS, SERIES)
SECTIONS: dict[str, type[Spec]] = {
    UNITS: UnitSpec,
    TASKS: TaskSpec,
    HEADLINE: IndicatorSpec,
    COMMITMENTS: IndicatorSpec,
    SERIES: SeriesSpec,
    MILESTONES: MilestoneSpec,
}


@dataclass(frozen=True, slots=True)
class Item(Generic[S_co]):
    """One sound item of a section, with its place in the file."""

    section: str
    spec: S_co
    node: Node

    def at(self, *path: Step) -> Place:
        """Return the place of the value at `path`, or of what is nearest to it in the file."""
        return spot_at(self.node, path).place

    def key(self, *path: Step) -> Place:
        """Return the place of the key at `path`."""
        return spot_at(self.node, path).heading


AnyIndicator = Item[SeriesSpec]
Responsible = Item[SeriesSpec] | Item[MilestoneSpec]
Assigned = Item[SeriesSpec] | Item[MilestoneSpec] | Item[TaskSpec]


@dataclass(frozen=True, slots=True)
class Unsound:
    """An item with problems of its own: checks leave it alone, but it may name and be named."""

    section: str
    node: Node

    def name(self, key: str) -> str | None:
        """Return its `id` or `code` as written, None when there is none to read."""
        value = self._value(key)
        return value.text.strip() if isinstance(value, TextNode) and value.text.strip() else None

    def names(self, key: str) -> Iterator[TextNode]:
        """Yield the names in the list under `key`, as far as there is one to read."""
        value = self._value(key)
        items = value.items if isinstance(value, ListNode) else []
        return (n for n in items if isinstance(n, TextNode) and not n.is_null)

    def _value(self, key: str) -> Node | None:
        return self.node.value(key) if isinstance(self.node, MapNode) else None


@dataclass(frozen=True, slots=True)
class Draft:
    """The sound part of a plan file; what is unsound has been reported."""

    header: Item[PlanSpec] | None
    base: Period | None
    end: Period | None
    language: str | None
    thresholds: ThresholdsSpec = field(default_factory=ThresholdsSpec)
    units: tuple[Item[UnitSpec], ...] = ()
    tasks: tuple[Item[TaskSpec], ...] = ()
    indicators: tuple[AnyIndicator, ...] = ()  # every group, in the plan's order
    milestones: tuple[Item[MilestoneSpec], ...] = ()
    unsound: tuple[Unsound, ...] = ()
    unreadable: frozenset[str] = frozenset()  # sections that are not lists at all

    def tracked(self) -> Iterator[Responsible]:
        """Yield indicators and milestones, which share one space of codes and ids."""
        yield from self.indicators
        yield from self.milestones

    def assigned(self) -> Iterator[Assigned]:
        """Yield everything that can name responsible units."""
        yield from self.tasks
        yield from self.tracked()

    def rated(self) -> Iterator[AnyIndicator]:
        """Yield the indicators that are rated."""
        return (i for i in self.indicators if i.section != SERIES)

    def owners(self, key: str, *sections: str) -> list[tuple[Place, str]]:
        """Return the ids or codes that the items of `sections` have, from the top of the file down.

        The unsound items are included, here and below.
        """
        sound = (
            (item.at(key), getattr(item.spec, key))
            for item in (*self.units, *self.tasks, *self.tracked())
            if item.section in sections
        )
        unsound = (
            (spot_at(u.node, (key,)).place, name)
            for u in self.unsound
            if u.section in sections and (name := u.name(key)) is not None
        )
        return sorted((*sound, *unsound))

    def names_in(self, key: str, *sections: str) -> frozenset[str]:
        """Return the ids or codes that the items of `sections` have."""
        return frozenset(name for _, name in self.owners(key, *sections))

    def named_under(self, key: str) -> Iterator[tuple[Place, str]]:
        """Yield what the items name in their lists under `key`, such as units under `lead`."""
        for item in self.assigned():
            for index, name in enumerate(getattr(item.spec, key, ())):
                yield item.at(key, index), name
        for unsound in self.unsound:
            yield from ((node.place, node.text.strip()) for node in unsound.names(key))

    def is_complete(self, key: str, *sections: str) -> bool:
        """Say whether every item of `sections` has a readable id or code."""
        return not self.unreadable.intersection(sections) and all(
            u.name(key) is not None for u in self.unsound if u.section in sections
        )

    def mentioned(self) -> frozenset[str]:
        """Return every text in unsound items, where a name may be used."""
        return frozenset(t.text.strip() for u in self.unsound for t in texts_in(u.node))
