"""A plan file as a tree of texts: nothing interpreted, every node with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Step = str | int


class Place(NamedTuple):
    """A position in the file; lines and columns count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TextNode:
    """A single value as it is written; `plain` says that it stands without quotes."""

    place: Place
    text: str
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Say whether nothing is written here, or YAML's word for nothing."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: TextNode
    value: Node


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with values, in the order of the file."""

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)

    def value(self, key: str) -> Node | None:
        """Return the value of `key`, None when it is not there."""
        entry = self.entries.get(key)
        return entry.value if entry else None


@dataclass(frozen=True, slots=True)
class ListNode:
    """Items in the order of the file."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BrokenNode:
    """A value that could not be read; what is wrong with it has been reported."""

    place: Place


Node = TextNode | MapNode | ListNode | BrokenNode


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a path into the tree leads: the node, and the key it is the value of."""

    node: Node
    key: TextNode | None = None

    @property
    def place(self) -> Place:
        """The place of the value; of its key, when nothing is written as its value."""
        if self.key is not None and isinstance(self.node, TextNode) and self.node.is_null:
            return self.key.place
        return self.node.place

    @property
    def heading(self) -> Place:
        """The place of the key, else of the value."""
        return self.key.place if self.key else self.node.place


def spot_at(root: Node, path: tuple[Step, ...]) -> Spot:
    """Follow `path` from `root`; a step that is not in the file is passed over."""
    spot = Spot(root)
    for step in path:
        node = spot.node
        if isinstance(node, MapNode) and step in node.entries:
            entry = node.entries[str(step)]
            spot = Spot(entry.value, entry.key)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            spot = Spot(node.items[step])
    return spot


def key_at(root: Node, path: tuple[Step, ...], key: str) -> TextNode | None:
    """Return the key `key` of the mapping at `path`, None when it is not there."""
    node = spot_at(root, path).node
    entry = node.entries.get(key) if isinstance(node, MapNode) else None
    return entry.key if entry else None


def plain_data(node: Node) -> object:
    """Return the tree as dictionaries and lists, with the text nodes as leaves."""
    match node:
        case MapNode():
            return {key: plain_data(entry.value) for key, entry in node.entries.items()}
        case ListNode():
            return [plain_data(item) for item in node.items]
        case _:
            return node


def texts_in(node: Node) -> Iterator[TextNode]:
    """Yield every value in the tree, without keys."""
    match node:
        case TextNode():
            yield node
        case MapNode():
            for entry in node.entries.values():
                yield from texts_in(entry.value)
        case ListNode():
            for item in node.items:
                yield from texts_in(item)
