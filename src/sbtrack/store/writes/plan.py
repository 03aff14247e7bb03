"""A plan's version, from the domain to rows; the inverse of `planreader`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sbtrack.domain.errors import LoadRefused
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    PlanVersion,
    Task,
)
from sbtrack.domain.targets import Target, Undetermined, kind_of
from sbtrack.store.moments import moment_to_text
from sbtrack.store.reads.plan import TARGET_FIELDS
from sbtrack.store.tables.columns import Row
from sbtrack.store.tables.plan import (
    IndicatorComponentRow,
    IndicatorRow,
    IndicatorTaskRow,
    IndicatorUnitRow,
    MilestoneRow,
    MilestoneTaskRow,
    MilestoneUnitRow,
    PlanVersionRow,
    RegionRow,
    TaskRow,
    TaskUnitRow,
    UnitRow,
    YearlyTargetRow,
)

LANGUAGES = ("zh", "en")
Columns = dict[str, Any]


def batches_of(version: PlanVersion) -> Iterator[list[Row]]:
    """Yield the rows of a version, each batch referring to earlier ones only.

    Raises:
        LoadRefused: the plan has a translation into a language that the tables have no column for.
    """
    plan, number = version.plan, version.number
    yield [_version_row(version)]
    yield [RegionRow(plan_version=number, id=plan.region.id, position=0,
                     **_texts("name", plan.region.name))]  # fmt: skip
    yield [
        UnitRow(
            plan_version=number,
            id=unit.id,
            position=position,
            **_texts("name", unit.name),
            **_texts("short", unit.short),
        )
        for position, unit in enumerate(plan.units)
    ]
    yield [_task_row(number, position, task) for position, task in enumerate(plan.tasks)]
    yield [_indicator_row(number, at, indicator) for at, indicator in enumerate(plan.indicators)]
    yield [_milestone_row(number, at, milestone) for at, milestone in enumerate(plan.milestones)]
    yield [*_links(plan, number)]


def _version_row(version: PlanVersion) -> PlanVersionRow:
    plan = version.plan
    assert version.loaded_at is not None
    return PlanVersionRow(
        number=version.number,
        plan_id=plan.id,
        **_texts("title", plan.title),
        language=plan.language,
        base_period=str(plan.base),
        end_period=str(plan.end),
        utc_offset=plan.utc_offset,
        document_number=plan.document_number,
        **_texts("issuer", plan.issuer),
        adopted=_text_or_none(plan.adopted),
        issued=_text_or_none(plan.issued),
        **_texts("source", plan.source),
        **_texts("note", plan.note),
        on_track=str(plan.thresholds.on_track),
        digest=version.digest,
        loaded_at=moment_to_text(version.loaded_at),
        approved_by=version.approved_by,
        version_note=version.note,
    )


def _task_row(number: int, position: int, task: Task) -> TaskRow:
    return TaskRow(
        plan_version=number,
        code=task.code,
        position=position,
        **_texts("title", task.title),
        **_texts("summary", task.summary),
        sole=task.sole,
        cite=task.cite,
    )


def _indicator_row(number: int, position: int, indicator: Indicator) -> IndicatorRow:
    return IndicatorRow(
        plan_version=number,
        id=indicator.id,
        position=position,
        code=indicator.code,
        **_texts("name", indicator.name),
        plan_group=indicator.group.value,
        constraint_type=indicator.constraint.value,
        unit_of_measure=indicator.unit_of_measure,
        **_baseline_columns(indicator.baseline),
        **_target_columns(indicator.target),
        share=indicator.share,
        **_texts("definition", indicator.definition),
        **_texts("note", indicator.note),
        cite=indicator.cite,
    )


def _baseline_columns(baseline: Baseline | NoBaseline) -> Columns:
    if isinstance(baseline, NoBaseline):
        return _texts("no_baseline_reason", baseline.reason)
    return {
        "baseline_value": str(baseline.value),
        "baseline_period": str(baseline.period),
        "baseline_as_printed": baseline.as_printed,
        **_texts("baseline_note", baseline.note),
    }


def _target_columns(target: Target) -> Columns:
    return {
        "target_kind": kind_of(target),
        "target_by": str(target.by),
        "target_as_printed": target.as_printed,
        **{f"target_{field}": _cell(getattr(target, field, None)) for field in TARGET_FIELDS},
        **(_texts("target_text", target.text) if isinstance(target, Undetermined) else {}),
    }


def _milestone_row(number: int, position: int, milestone: Milestone) -> MilestoneRow:
    return MilestoneRow(
        plan_version=number,
        id=milestone.id,
        position=position,
        code=milestone.code,
        **_texts("title", milestone.title),
        due=str(milestone.due),
        every=_text_or_none(milestone.every),
        since=_text_or_none(milestone.since),
        constraint_type=milestone.constraint.value,
        **_texts("note", milestone.note),
        cite=milestone.cite,
    )


def _links(plan: Plan, number: int) -> Iterator[Row]:
    for task in plan.tasks:
        for role, position, unit in _roles(task):
            yield TaskUnitRow(
                plan_version=number,
                task_code=task.code,
                role=role,
                position=position,
                unit_id=unit,
            )
    for indicator in plan.indicators:
        yield from _indicator_links(indicator, number)
    for milestone in plan.milestones:
        yield from _milestone_links(milestone, number)


def _indicator_links(indicator: Indicator, number: int) -> Iterator[Row]:
    owner: Columns = {"plan_version": number, "indicator_id": indicator.id}
    for position, (period, value) in enumerate(indicator.yearly):
        yield YearlyTargetRow(**owner, position=position, period=str(period), value=str(value))
    for position, component in enumerate(indicator.components):
        yield IndicatorComponentRow(**owner, position=position, component_id=component)
    for position, task in enumerate(indicator.tasks):
        yield IndicatorTaskRow(**owner, position=position, task_code=task)
    for role, position, unit in _roles(indicator):
        yield IndicatorUnitRow(**owner, role=role, position=position, unit_id=unit)


def _milestone_links(milestone: Milestone, number: int) -> Iterator[Row]:
    owner: Columns = {"plan_version": number, "milestone_id": milestone.id}
    for position, task in enumerate(milestone.tasks):
        yield MilestoneTaskRow(**owner, position=position, task_code=task)
    for role, position, unit in _roles(milestone):
        yield MilestoneUnitRow(**owner, role=role, position=position, unit_id=unit)


def _roles(item: Task | Indicator | Milestone) -> Iterable[tuple[str, int, str]]:
    yield from (("lead", position, unit) for position, unit in enumerate(item.lead))
    yield from (("cooperating", position, unit) for position, unit in enumerate(item.cooperating))


def _texts(column: str, name: Name | None) -> Columns:
    """Return a name's columns: the text in the plan's language, and its translations."""
    if name is None:
        return {}
    for language, _ in name.translations:
        if language not in LANGUAGES:
            raise LoadRefused(
                Msg(
                    "The plan has a translation into {language}, which the database cannot keep; "
                    "it keeps zh and en.",
                    language=language,
                )
            )
    spoken = dict(name.translations)
    return {column: name.text} | {f"{column}_{code}": spoken.get(code) for code in LANGUAGES}


def _cell(value: object | None) -> str | bool | None:
    return value if value is None or isinstance(value, bool) else str(value)


def _text_or_none(value: object | None) -> str | None:
    return None if value is None else str(value)
