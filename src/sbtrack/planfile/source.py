"""Reading YAML safely: the parser's events, counted and checked before anything is built.

Nothing is constructed from tags, nothing is repeated through aliases, and every value keeps its
text, so that no digit is lost and no input can grow in memory beyond its own size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sbtrack.domain.diagnostic import Diagnostic
from sbtrack.domain.errors import quoted
from sbtrack.planfile import yamlrules as rules
from sbtrack.planfile.nodes import BrokenNode, Entry, ListNode, MapNode, Node, Place, TextNode
from sbtrack.planfile.rules import Complaint
from sbtrack.planfile.syntax import syntax_finding
from sbtrack.planfile.text import Misplaced, decode, invisible_in, place_in

#: The plan format needs six levels; the parser's own limits lie far higher.
MAX_DEPTH = 30
#: A plan of a thousand indicators has thirty thousand values.
MAX_VALUES = 100_000
#: Findings about the YAML itself after which reading stops.
MAX_FINDINGS = 100

_LINE = re.compile(r"[^\r\n]+")

#: libyaml's parser where PyYAML was built with it, ten times as fast as the one in Python.
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a tree, and what is wrong with its YAML; no tree when it cannot be read."""

    root: Node | None
    findings: tuple[Diagnostic, ...]


def read_source(data: bytes, loader: type[Any] = LOADER) -> Source:
    """Read the bytes of a YAML file into a tree of texts; never raises."""
    builder = _Builder()
    text = ""
    try:
        text = decode(data)
        _refuse_directives(text)
        for event in _events(text, loader):
            builder.take(event)
        if builder.root is None:
            raise Misplaced(rules.empty_file(), Place(1, 1))
    except Misplaced as stop:
        builder.findings.append(stop.complaint.at(stop.place))
        return Source(None, tuple(builder.findings))
    except yaml.YAMLError as failure:
        builder.findings.append(syntax_finding(failure, text))
        return Source(None, tuple(builder.findings))
    return Source(builder.root, tuple(builder.findings))


def _refuse_directives(text: str) -> None:
    """Refuse `%` lines before the parser sees them: it compares each with all before it."""
    for line in _LINE.finditer(text):
        if line[0].startswith("%"):
            raise Misplaced(rules.yaml_directive(), place_in(text, line.start()))
        if line[0].strip() and not line[0].lstrip().startswith("#"):
            return


def _events(text: str, loader: type[Any]) -> Iterator[Any]:
    """Yield the events of the first document, and look whether there is anything behind it."""
    parser = loader(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, yaml.DocumentEndEvent):
                _refuse_more(text, event.end_mark)
                return
            yield event
    finally:
        parser.dispose()


def _refuse_more(text: str, mark: Any) -> None:
    for line in text[mark.index :].splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#") and bare != "...":
            raise Misplaced(rules.several_documents(), Place(mark.line + 1, mark.column + 1))


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended; a mapping waits for a key or a value."""

    node: ListNode | MapNode
    key: TextNode | None = None
    waiting_for_value: bool = False
    keep: bool = True  # whether the value to come belongs into the mapping


@dataclass(slots=True)
class _Builder:
    """Builds the tree event by event, without recursion."""

    root: Node | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _values: int = 0

    def take(self, event: Any) -> None:
        """Add what one event of the parser brings."""
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.NodeEvent):
            self._check_node(event, place)
        match event:
            case yaml.ScalarEvent():
                self._add(self._text(event, place))
            case yaml.AliasEvent():
                self._add(BrokenNode(place))
            case yaml.SequenceStartEvent():
                self._begin(ListNode(place))
            case yaml.MappingStartEvent():
                self._begin(MapNode(place))
            case yaml.CollectionEndEvent():
                self._add(self._open.pop().node)

    def _report(self, complaint: Complaint, place: Place) -> None:
        self.findings.append(complaint.at(place))
        if len(self.findings) >= MAX_FINDINGS:
            raise Misplaced(rules.too_many_problems(MAX_FINDINGS), place)

    def _check_node(self, event: Any, place: Place) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise Misplaced(rules.too_many_values(MAX_VALUES), place)
        if isinstance(event, yaml.AliasEvent):
            self._report(rules.anchor_or_alias(quoted(f"*{event.anchor}")), place)
            return
        if event.anchor is not None:
            self._report(rules.anchor_or_alias(quoted(f"&{event.anchor}")), place)
        if event.tag is not None:
            self._report(rules.explicit_tag(quoted(event.tag)), place)

    def _text(self, event: Any, place: Place) -> Node:
        if complaint := invisible_in(event.value):
            self._report(complaint, place)
            return BrokenNode(place)
        return TextNode(place, event.value, plain=not event.style)

    def _begin(self, node: ListNode | MapNode) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise Misplaced(rules.too_deep(MAX_DEPTH), node.place)
        self._open.append(_Open(node))

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs: the root, a list, a key or a value."""
        if not self._open:
            self.root = node
            return
        within = self._open[-1]
        if isinstance(within.node, ListNode):
            within.node.items.append(node)
        elif within.waiting_for_value:
            within.waiting_for_value = False
            if within.keep and within.key is not None:
                within.node.entries[within.key.text] = Entry(within.key, node)
        else:
            within.waiting_for_value = True
            within.keep = self._is_key(node, within.node)
            within.key = node if isinstance(node, TextNode) else None

    def _is_key(self, node: Node, within: MapNode) -> bool:
        """Say whether `node` can be a new key of `within`; report it when it cannot."""
        if not isinstance(node, TextNode):
            if not isinstance(node, BrokenNode):
                self._report(rules.complex_key(), node.place)
            return False
        if node.plain and node.text == "<<":
            self._report(rules.merge_key(), node.place)
            return False
        if earlier := within.entries.get(node.text):
            line = earlier.key.place.line
            self._report(rules.duplicate_key(quoted(node.text), line), node.place)
            return False
        return True
