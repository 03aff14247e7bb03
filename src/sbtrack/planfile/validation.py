"""From the tree to a draft: what pydantic finds, in an author's words and at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError

from sbtrack.domain.diagnostic import Diagnostic
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg, Name
from sbtrack.planfile import valuerules as rules
from sbtrack.planfile.draft import SECTIONS, Draft, Item, Unsound
from sbtrack.planfile.fields import LANGUAGES
from sbtrack.planfile.nodes import (
    BrokenNode,
    ListNode,
    MapNode,
    Node,
    Step,
    TextNode,
    key_at,
    plain_data,
    spot_at,
)
from sbtrack.planfile.rules import Complaint
from sbtrack.planfile.scalars import nearest, read_period, word_reader
from sbtrack.planfile.schema import (
    PlanFileSpec,
    PlanSpec,
    RegionSpec,
    ThresholdsSpec,
)
from sbtrack.planfile.targetspec import KIND_SPECS
from sbtrack.planfile.wordingspec import (
    BY_LANGUAGE,
    KNOWN,
    UNAVAILABLE,
    BaselineSpec,
    ByLanguageSpec,
    NoBaselineSpec,
    Spec,
)

R = TypeVar("R")

#: The spec whose keys may stand at a path, by the last step of the path that says so.
_SPEC_AT: dict[str, type[Spec]] = {
    **SECTIONS,
    **KIND_SPECS,
    "plan": PlanSpec,
    "region": RegionSpec,
    "thresholds": ThresholdsSpec,
    BY_LANGUAGE: ByLanguageSpec,
    KNOWN: BaselineSpec,
    UNAVAILABLE: NoBaselineSpec,
}
#: Keys that authors reach for, and the key they mean, where the spelling does not tell.
_MEANT: dict[str, tuple[str, ...]] = {
    "unit": ("unit_of_measure",),
    "units": ("unit_of_measure",),
    "measure": ("unit_of_measure",),
    "responsible": ("lead",),
    "owner": ("lead",),
    "start": ("base",),
    "type": ("kind",),
    "title": ("name",),
    "name": ("title",),
    "by": ("due",),
    "due": ("by",),
    "deadline": ("by", "due"),
    "value": ("rate", "change"),
    "target": ("value", "rate", "change"),
    "rate": ("change", "value"),
    "change": ("rate", "value"),
    "label": ("constraint",),
    "unknown": ("unavailable",),
}
_REMEDIES: dict[str, Msg] = {
    "format": Msg("Write `format: 1` at the top of the file."),
    "constraint": Msg(
        "Write binding, anticipatory, or unspecified where the plan does not label it."
    ),
    "baseline": rules.NO_BASELINE,
    "target": Msg(
        "Write {example}, or kind: undetermined for a direction without a number.",
        example="`target: {kind: at_least, value: …}`",
    ),
    "tolerance": Msg(
        "Say how far on either side of the value still counts, in the unit of measure."
    ),
    "rate": Msg("Write the average rate of growth, in % a year; negative for a fall."),
    "change": Msg("Write the change over the whole plan, in %; negative for a fall."),
    "bound": Msg("Write `bound: at_least` for a floor, or `bound: at_most` for a ceiling."),
    "text": Msg("Say what the plan wants in its own words, for example `text: 稳定增长`."),
    "unit_of_measure": rules.NO_UNIT_OF_MEASURE,
    "reference": Msg("Name the id of the series that the target is a multiple of."),
}


def read_draft(root: Node, limit: int) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Return what is sound in the tree, and what is wrong with the rest; never raises.

    Of each sort of finding no more than `limit` and one are worded.
    """
    if not isinstance(root, MapNode):
        wanted = Msg("Begin with the keys `format: 1` and `plan:`.")
        return Draft(None, None, None, None), (rules.wrong_shape(wanted).at(root.place),)
    data = plain_data(root)
    errors = _errors(PlanFileSpec, data)
    findings = [*islice(_empty_values(root), limit + 1)]
    found = (f for e in _without_misspelt(errors, limit) if (f := _finding(root, e)))
    findings += islice(found, limit + 1)
    return _draft(root, {e["loc"][:2] for e in errors}), tuple(findings)


def _errors(spec: type[Spec], data: object) -> list[Any]:
    try:
        spec.model_validate(data)
    except ValidationError as error:
        return list(error.errors(include_url=False, include_input=False))
    return []


def _without_misspelt(errors: list[Any], limit: int) -> list[Any]:
    """Return the errors without keys that are missing only because they are misspelt."""
    unknown = (e["loc"] for e in errors if e["type"] == "extra_forbidden")
    meant = {(*path[:-1], _suggestion(path)) for path in islice(unknown, limit)}
    return [e for e in errors if e["type"] != "missing" or e["loc"] not in meant]


def _draft(root: MapNode, bad: set[tuple[Step, ...]]) -> Draft:
    sound: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    unsound: list[Unsound] = []
    for section, spec in SECTIONS.items():
        for index, node in enumerate(_items(root, section)):
            if (section, index) in bad:
                unsound.append(Unsound(section, node))
            else:
                item = Item(section, spec.model_validate(plain_data(node)), node)
                sound[section].append(item)
    header = _header(root) if not any(loc[0] == "plan" for loc in bad) else None
    thresholds = root.value("thresholds")
    well_set = thresholds is not None and not any(loc[0] == "thresholds" for loc in bad)
    return Draft(
        header,
        _read(root, read_period, "plan", "base"),
        _read(root, read_period, "plan", "end"),
        _read(root, word_reader(LANGUAGES), "plan", "language"),
        ThresholdsSpec.model_validate(plain_data(thresholds))
        if well_set and thresholds
        else ThresholdsSpec(),
        tuple(sound["units"]),
        tuple(sound["tasks"]),
        (*sound["indicators"], *sound["commitments"], *sound["series"]),
        tuple(sound["milestones"]),
        tuple(unsound),
        frozenset(s for s in SECTIONS if not isinstance(root.value(s), ListNode | None)),
    )


def _items(root: MapNode, section: str) -> list[Node]:
    node = root.value(section)
    return node.items if isinstance(node, ListNode) else []


def _header(root: MapNode) -> Item[PlanSpec] | None:
    node = root.value("plan")
    return Item("plan", PlanSpec.model_validate(plain_data(node)), node) if node else None


def _read(root: MapNode, reader: Callable[[object], R], *path: str) -> R | None:
    """Read one value of the header by itself: checks can use it though its neighbours are wrong."""
    node = root
    for key in path[:-1]:
        inner = node.value(key)
        if not isinstance(inner, MapNode):
            return None
        node = inner
    try:
        return reader(node.value(path[-1]))
    except Complaint:
        return None


def _empty_values(node: Node) -> Iterator[Diagnostic]:
    if isinstance(node, MapNode):
        for entry in node.entries.values():
            if isinstance(entry.value, TextNode) and entry.value.is_null:
                yield rules.empty_value(_REMEDIES.get(entry.key.text)).at(entry.key.place)
            yield from _empty_values(entry.value)
    if isinstance(node, ListNode):
        for item in node.items:
            if isinstance(item, TextNode) and item.is_null:
                yield rules.empty_value().at(item.place)
            yield from _empty_values(item)


def _finding(root: MapNode, error: Any) -> Diagnostic | None:
    """Return one of pydantic's errors as a finding; None when it follows from another."""
    path: tuple[Step, ...] = error["loc"]
    match error["type"]:
        case "missing":
            return _missing(root, path)
        case "extra_forbidden":
            return _unknown(root, path)
    if path and path[-1] == "[key]":
        key = key_at(root, path[:-2], str(path[-2]))
        return _complaint(error, root).at(key.place) if key else None
    spot = spot_at(root, path)
    if isinstance(spot.node, BrokenNode) or (isinstance(spot.node, TextNode) and spot.node.is_null):
        return None
    complaint = _complaint(error, spot.node)
    if complaint.rule is rules.missing_key.rule:
        return complaint.at(spot.heading)
    if complaint.rule is rules.unknown_word.rule:  # of a target, which its `kind` chooses
        spot = spot_at(spot.node, ("kind",))
    return complaint.at(spot.place)


def _complaint(error: Any, node: Node) -> Complaint:
    raised = error.get("ctx", {}).get("error")
    if isinstance(raised, Complaint):
        return raised
    match error["type"]:
        case "tuple_type" if isinstance(node, TextNode) and len(error["loc"]) > 1:
            return rules.wrong_shape(Msg("Write a list: {example}.", example=_as_list(node.text)))
        case "tuple_type":
            return rules.wrong_shape(Msg("Write a list, one item a line, each after `- `."))
        case "dict_type":
            return rules.wrong_shape(Msg("Write one line a period, for example `2012: 54.5`."))
        case "model_type" | "model_attributes_type":
            return rules.wrong_shape(_needed_keys(error["loc"]))
    return rules.unexpected_value()


def _needed_keys(path: tuple[Step, ...]) -> Msg:
    fields = _spec_at(path).model_fields.items()
    needed = tuple(Name(f"`{key}`") for key, field in fields if field.is_required())
    if not needed:
        return Msg("Write keys here, each with its value.")
    return Msg("Write keys here, each with its value; needed are {keys}.", keys=needed)


def _as_list(text: str) -> str:
    """Return a text as a list of one, on one line and not too long."""
    shown = " ".join(text.split())
    return f"`[{shown}]`" if len(shown) <= 60 else "`[…]`"


def _missing(root: MapNode, path: tuple[Step, ...]) -> Diagnostic:
    key = str(path[-1])
    remedy = _REMEDIES.get(key) or Msg("Write `{key}: …`.", key=key)
    return rules.missing_key(key, remedy).at(spot_at(root, path[:-1]).heading)


def _unknown(root: MapNode, path: tuple[Step, ...]) -> Diagnostic:
    key = str(path[-1])
    node = key_at(root, path[:-1], key)
    place = node.place if node else spot_at(root, path[:-1]).place
    return rules.unknown_key(quoted(key), _suggestion(path), _known_keys(path[:-1])).at(place)


def _suggestion(path: tuple[Step, ...]) -> str:
    """Return the key that the unknown one at the end of `path` probably stands for."""
    known = _known_keys(path[:-1])
    meant = [key for key in _MEANT.get(str(path[-1]), ()) if key in known]
    return meant[0] if meant else nearest(str(path[-1]), known)


def _known_keys(path: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple(_spec_at(path).model_fields)


def _spec_at(path: tuple[Step, ...]) -> type[Spec]:
    steps = [step for step in path if isinstance(step, str) and step in _SPEC_AT]
    return _SPEC_AT[steps[-1]] if steps else PlanFileSpec
