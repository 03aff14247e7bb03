"""A plan as plain data (dicts, lists, strings, booleans) and back, exactly and fast.

Decimals and periods are strings, so their digits and grain survive; whatever has its default
is left out. Written by hand for each class: the built-in plan is decoded at every start.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256

from sbtrack.domain.codec_parts import (
    Data,
    NameData,
    given,
    maybe_text,
    name_from_data,
    name_to_data,
    other_than,
    period_from_data,
    target_from_data,
    target_to_data,
)
from sbtrack.domain.message import Name
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    Region,
    Task,
    Thresholds,
    Unit,
)
from sbtrack.domain.terms import Constraint, Grain, Group


def digest(plan: Plan) -> str:
    """Return the SHA-256 of the plan's canonical JSON, in hexadecimal.

    Equal plans have equal digests on every machine and in every version of the program that
    adds fields with defaults.
    """
    text = json.dumps(plan_to_data(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def plan_to_data(plan: Plan) -> Data:
    """Return the plan as data that JSON can hold."""
    return {
        "id": plan.id,
        "title": name_to_data(plan.title),
        "language": plan.language,
        "region": {"id": plan.region.id, "name": name_to_data(plan.region.name)},
        "base": str(plan.base),
        "end": str(plan.end),
        **given(
            utc_offset=other_than(plan.utc_offset, "+00:00"),
            document_number=plan.document_number,
            issuer=_maybe_name(plan.issuer),
            adopted=maybe_text(plan.adopted),
            issued=maybe_text(plan.issued),
            source=_maybe_name(plan.source),
            note=_maybe_name(plan.note),
            thresholds=given(on_track=other_than(plan.thresholds.on_track, 5)),
            units=[_unit_to_data(u) for u in plan.units],
            tasks=[_task_to_data(t) for t in plan.tasks],
            indicators=[_indicator_to_data(i) for i in plan.indicators],
            milestones=[_milestone_to_data(m) for m in plan.milestones],
        ),
    }


def plan_from_data(data: Data) -> Plan:
    """Return the plan that `plan_to_data` gave this data for."""
    get = data.get
    return Plan(
        id=data["id"],
        title=name_from_data(data["title"]),
        language=data["language"],
        region=Region(data["region"]["id"], name_from_data(data["region"]["name"])),
        base=period_from_data(data["base"]),
        end=period_from_data(data["end"]),
        utc_offset=get("utc_offset", "+00:00"),
        document_number=get("document_number", ""),
        issuer=_name_or_none(get("issuer")),
        adopted=_date_or_none(get("adopted")),
        issued=_date_or_none(get("issued")),
        source=_name_or_none(get("source")),
        note=_name_or_none(get("note")),
        thresholds=Thresholds(Decimal(get("thresholds", {}).get("on_track", 5))),
        units=tuple(map(_unit_from_data, get("units", ()))),
        tasks=tuple(map(_task_from_data, get("tasks", ()))),
        indicators=tuple(map(_indicator_from_data, get("indicators", ()))),
        milestones=tuple(map(_milestone_from_data, get("milestones", ()))),
    )


def _unit_to_data(unit: Unit) -> Data:
    return {"id": unit.id, "name": name_to_data(unit.name)} | given(short=_maybe_name(unit.short))


def _unit_from_data(data: Data) -> Unit:
    return Unit(data["id"], name_from_data(data["name"]), _name_or_none(data.get("short")))


def _task_to_data(task: Task) -> Data:
    return {"code": task.code, "title": name_to_data(task.title)} | given(
        lead=[*task.lead],
        cooperating=[*task.cooperating],
        sole=task.sole,
        summary=_maybe_name(task.summary),
        cite=task.cite,
    )


def _task_from_data(data: Data) -> Task:
    get = data.get
    return Task(
        data["code"],
        name_from_data(data["title"]),
        tuple(get("lead", ())),
        tuple(get("cooperating", ())),
        bool(get("sole")),
        _name_or_none(get("summary")),
        get("cite", ""),
    )


def _indicator_to_data(indicator: Indicator) -> Data:
    return {
        "code": indicator.code,
        "id": indicator.id,
        "name": name_to_data(indicator.name),
        "group": indicator.group.value,
        "constraint": indicator.constraint.value,
        "unit_of_measure": indicator.unit_of_measure,
        "baseline": _baseline_to_data(indicator.baseline),
        "target": target_to_data(indicator.target),
        **given(
            yearly=[[str(period), str(value)] for period, value in indicator.yearly],
            share=indicator.share,
            components=[*indicator.components],
            tasks=[*indicator.tasks],
            lead=[*indicator.lead],
            cooperating=[*indicator.cooperating],
            definition=_maybe_name(indicator.definition),
            note=_maybe_name(indicator.note),
            cite=indicator.cite,
        ),
    }


def _indicator_from_data(data: Data) -> Indicator:
    get = data.get
    return Indicator(
        data["code"],
        data["id"],
        name_from_data(data["name"]),
        Group(data["group"]),
        Constraint(data["constraint"]),
        data["unit_of_measure"],
        _baseline_from_data(data["baseline"]),
        target_from_data(data["target"]),
        tuple((period_from_data(period), Decimal(value)) for period, value in get("yearly", ())),
        bool(get("share")),
        tuple(get("components", ())),
        tuple(get("tasks", ())),
        tuple(get("lead", ())),
        tuple(get("cooperating", ())),
        _name_or_none(get("definition")),
        _name_or_none(get("note")),
        get("cite", ""),
    )


def _baseline_to_data(baseline: Baseline | NoBaseline) -> Data:
    if isinstance(baseline, NoBaseline):
        return given(unavailable=_maybe_name(baseline.reason))
    return {"value": str(baseline.value), "period": str(baseline.period)} | given(
        as_printed=baseline.as_printed, note=_maybe_name(baseline.note)
    )


def _baseline_from_data(data: Data) -> Baseline | NoBaseline:
    get = data.get
    if "value" not in data:
        return NoBaseline(_name_or_none(get("unavailable")))
    return Baseline(
        Decimal(data["value"]),
        period_from_data(data["period"]),
        get("as_printed", ""),
        _name_or_none(get("note")),
    )


def _milestone_to_data(milestone: Milestone) -> Data:
    return {
        "code": milestone.code,
        "id": milestone.id,
        "title": name_to_data(milestone.title),
        "due": str(milestone.due),
        **given(
            every=maybe_text(milestone.every),
            since=maybe_text(milestone.since),
            constraint=other_than(milestone.constraint, Constraint.UNSPECIFIED),
            tasks=[*milestone.tasks],
            lead=[*milestone.lead],
            cooperating=[*milestone.cooperating],
            note=_maybe_name(milestone.note),
            cite=milestone.cite,
        ),
    }


def _milestone_from_data(data: Data) -> Milestone:
    get = data.get
    return Milestone(
        data["code"],
        data["id"],
        name_from_data(data["title"]),
        period_from_data(data["due"]),
        Grain(data["every"]) if "every" in data else None,
        period_from_data(data["since"]) if "since" in data else None,
        Constraint(get("constraint", "unspecified")),
        tuple(get("tasks", ())),
        tuple(get("lead", ())),
        tuple(get("cooperating", ())),
        _name_or_none(get("note")),
        get("cite", ""),
    )


def _maybe_name(name: Name | None) -> NameData | None:
    return None if name is None else name_to_data(name)


def _name_or_none(data: NameData | None) -> Name | None:
    return None if data is None else name_from_data(data)


def _date_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
