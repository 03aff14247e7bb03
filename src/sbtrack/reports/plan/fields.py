"""The fields of a plan and its items, named, drawn and exact: what a comparison compares."""

from __future__ import annotations

from collections.abc import Iterable

from sbtrack.domain.codec_parts import target_to_data
from sbtrack.domain.message import Msg, Name, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    Task,
    Unit,
)
from sbtrack.domain.targets import (
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    Target,
    Undetermined,
)
from sbtrack.reports.table import Cell
from sbtrack.reports.targets import target_words

#: A field by its name: what is drawn, and what must be equal, to the last digit.
Fields = dict[str, tuple[Cell, object]]

#: What people call a field; behind a point stands a language, or a period of a yearly target.
LABELS = {
    "id": Msg("Id"),
    "title": Msg("Title"),
    "language": Msg("Language"),
    "region": Msg("Region"),
    "region_name": Msg("Name of the region"),
    "base": Msg("Base period"),
    "end": Msg("Target period"),
    "utc_offset": Msg("Offset from UTC"),
    "document_number": Msg("Document number"),
    "issuer": Msg("Issuer"),
    "adopted": Msg("Adopted"),
    "issued": Msg("Issued"),
    "source": Msg("Source"),
    "note": Msg("Note"),
    "on_track": Msg("On track within"),
    "code": Msg("No."),
    "name": Msg("Name"),
    "short": Msg("Short name"),
    "summary": Msg("Summary"),
    "lead": Msg("Lead"),
    "cooperating": Msg("Cooperating"),
    "sole": Msg("Sole responsible unit"),
    "cite": Msg("Place in the document"),
    "group": Msg("Group"),
    "constraint": Msg("Type"),
    "unit_of_measure": Msg("Unit of measure"),
    "baseline": Msg("Baseline"),
    "baseline_reason": Msg("Reason for no baseline"),
    "baseline_period": Msg("Baseline period"),
    "baseline_as_printed": Msg("Baseline as printed"),
    "baseline_note": Msg("Note on the baseline"),
    "target": Msg("Target"),
    "target_by": Msg("Target due"),
    "target_as_printed": Msg("Target as printed"),
    "target_basis": Msg("Basis"),
    "target_baseline_meets": Msg("Met by the baseline"),
    "share": Msg("Share of a whole"),
    "components": Msg("Components"),
    "tasks": Msg("Tasks"),
    "definition": Msg("Definition"),
    "due": Msg("Due"),
    "every": Msg("Recurs"),
    "since": Msg("Since"),
}
_LANGUAGES = {"zh": Msg("Chinese"), "en": Msg("English")}
_YES, _NO = Msg("yes"), Msg("no")


def field_label(field: str) -> Msg:
    """Return what people call a field."""
    base, _, detail = field.partition(".")
    if base == "yearly":
        return Msg("Target for {period}", period=Period.parse(detail))
    if detail:
        return Msg(
            "{field} ({language})",
            field=LABELS[base],
            language=_LANGUAGES.get(detail, detail),
        )
    return LABELS[base]


def plan_fields(plan: Plan) -> Fields:
    """Return what a plan says of itself."""
    return {
        **_given("id", plan.id),
        **_name("title", plan.title),
        **_given("language", plan.language),
        **_given("region", plan.region.id),
        **_name("region_name", plan.region.name),
        **_given("base", plan.base),
        **_given("end", plan.end),
        **_given("utc_offset", plan.utc_offset),
        **_given("document_number", plan.document_number),
        **_name("issuer", plan.issuer),
        **_given("adopted", plan.adopted),
        **_given("issued", plan.issued),
        **_name("source", plan.source),
        **_name("note", plan.note),
        **_given("on_track", Msg("±{limit} points", limit=plan.thresholds.on_track)),
    }


def unit_fields(unit: Unit) -> Fields:
    """Return what a plan says of a unit."""
    return {**_name("name", unit.name), **_name("short", unit.short)}


def task_fields(task: Task, plan: Plan) -> Fields:
    """Return what a plan says of a task."""
    return {
        **_name("title", task.title),
        **_name("summary", task.summary),
        **_responsible(task, plan),
        "sole": _flag(task.sole),
        **_given("cite", task.cite),
    }


def indicator_fields(indicator: Indicator, plan: Plan) -> Fields:
    """Return what a plan says of an indicator."""
    unit = indicator.unit_of_measure
    return {
        **_given("code", indicator.code),
        **_name("name", indicator.name),
        **_given("group", Msg("{group}", group=indicator.group)),
        **_given("constraint", indicator.constraint),
        "unit_of_measure": (unit or Msg("none"), unit),
        **_baseline(indicator.baseline, unit),
        **_target(indicator.target, plan, unit),
        **{
            f"yearly.{period}": _exact(Quantity(value, unit), value)
            for period, value in indicator.yearly
        },
        "share": _flag(indicator.share),
        **_names("components", indicator.components),
        **_names("tasks", indicator.tasks),
        **_responsible(indicator, plan),
        **_name("definition", indicator.definition),
        **_name("note", indicator.note),
        **_given("cite", indicator.cite),
    }


def milestone_fields(milestone: Milestone, plan: Plan) -> Fields:
    """Return what a plan says of a milestone."""
    every = milestone.every
    return {
        **_given("code", milestone.code),
        **_name("title", milestone.title),
        **_given("due", milestone.due),
        **_given("every", Msg("every {grain}", grain=every) if every else None),
        **_given("since", milestone.since),
        **_given("constraint", milestone.constraint),
        **_names("tasks", milestone.tasks),
        **_responsible(milestone, plan),
        **_name("note", milestone.note),
        **_given("cite", milestone.cite),
    }


def _baseline(baseline: Baseline | NoBaseline, unit_of_measure: str) -> Fields:
    if isinstance(baseline, NoBaseline):
        return {"baseline": (None, None), **_name("baseline_reason", baseline.reason)}
    return {
        "baseline": _exact(Quantity(baseline.value, unit_of_measure), baseline.value),
        **_given("baseline_period", baseline.period),
        **_given("baseline_as_printed", baseline.as_printed),
        **_name("baseline_note", baseline.note),
    }


def _target(target: Target, plan: Plan, unit_of_measure: str) -> Fields:
    """Return a target's fields; what it asks for is one of them, in words and compared as data."""
    asked = {k: v for k, v in target_to_data(target).items() if k not in _APART}
    fields: Fields = {
        "target": (target_words(target, plan, unit_of_measure), asked),
        **_given("target_by", target.by),
        **_given("target_as_printed", target.as_printed),
    }
    if isinstance(target, Undetermined):  # there its words are what it asks for
        fields |= _name("target", target.text)
    if isinstance(target, AnnualGrowth | CumulativeChange):
        fields |= _given("target_basis", Msg("{basis}", basis=target.basis))
    if isinstance(target, AtLeast | AtMost) and target.baseline_meets:
        fields["target_baseline_meets"] = _flag(True)
    return fields


_APART = ("by", "as_printed", "basis", "baseline_meets")


def _responsible(item: Task | Indicator | Milestone, plan: Plan) -> Fields:
    by_id = {unit.id: unit.short or unit.name for unit in plan.units}
    return {
        role: (tuple(by_id[id] for id in ids), ids)
        for role, ids in (("lead", item.lead), ("cooperating", item.cooperating))
        if ids
    }


def _names(field: str, names: Iterable[str]) -> Fields:
    listed = tuple(Name(name) for name in names)
    return {field: (listed, listed)} if listed else {}


def _name(field: str, name: Name | None) -> Fields:
    """Return a text and each translation as a field of its own, so that a change of one shows."""
    if name is None:
        return {}
    translated = {f"{field}.{language}": (text, text) for language, text in name.translations}
    return {field: (name.text, name.text), **translated}


def _given(field: str, value: Cell) -> Fields:
    return {field: (value, repr(value))} if value not in (None, "") else {}


def _flag(value: bool) -> tuple[Cell, object]:
    return (_YES if value else _NO), value


def _exact(cell: Cell, value: object) -> tuple[Cell, object]:
    """Return a cell that is equal to another only digit by digit: 70.5 is not 70.50."""
    return cell, str(value)
