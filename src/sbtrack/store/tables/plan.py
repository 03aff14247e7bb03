"""How a plan is kept: the tables of its versions.

Rows are built in `planrows` only, from domain objects, and never leave the room. Every table
carries the number of its version; nothing is ever changed in place.
"""

from __future__ import annotations

from sbtrack.domain.targets import KINDS
from sbtrack.domain.terms import Basis, Bound, Constraint, Grain, Group
from sbtrack.store.tables.columns import (
    MOMENT,
    Flag,
    Key,
    MaybeFlag,
    MaybeText,
    NameColumns,
    NoteColumns,
    PlainText,
    Position,
    Row,
    TitleColumns,
    Version,
    VersionKey,
    check,
    flag,
    one_of,
    refers,
)

ROLES = ("lead", "cooperating")


class PlanVersionRow(Row, TitleColumns, NoteColumns, table=True):
    """One loaded version of the plan; `note` is the plan's, `version_note` the version's."""

    __tablename__ = "plan_version"
    __table_args__ = (
        check("number", "number > 0"),
        check("digest", "length(digest) = 64"),
        check("loaded_at", MOMENT.format("loaded_at")),
    )
    number: Position
    plan_id: PlainText
    language: PlainText
    base_period: PlainText
    end_period: PlainText
    utc_offset: PlainText
    document_number: PlainText
    issuer: MaybeText = None
    issuer_zh: MaybeText = None
    issuer_en: MaybeText = None
    adopted: MaybeText = None
    issued: MaybeText = None
    source: MaybeText = None
    source_zh: MaybeText = None
    source_en: MaybeText = None
    on_track: PlainText
    digest: PlainText
    loaded_at: PlainText
    approved_by: PlainText
    version_note: PlainText


class RegionRow(Row, NameColumns, table=True):
    """An area that figures cover; position 0 is the plan's whole area."""

    __tablename__ = "region"
    plan_version: Version
    id: Key
    position: int


class UnitRow(Row, NameColumns, table=True):
    """A responsible unit."""

    __tablename__ = "unit"
    plan_version: Version
    id: Key
    position: int
    short: MaybeText = None
    short_zh: MaybeText = None
    short_en: MaybeText = None


class TaskRow(Row, TitleColumns, table=True):
    """A numbered measure (举措)."""

    __tablename__ = "task"
    __table_args__ = (flag("sole"),)
    plan_version: Version
    code: Key
    position: int
    summary: MaybeText = None
    summary_zh: MaybeText = None
    summary_en: MaybeText = None
    sole: Flag
    cite: PlainText


class TaskUnitRow(Row, table=True):
    """A unit that leads a task or cooperates in it."""

    __tablename__ = "task_unit"
    __table_args__ = (
        refers("task_code", "task", "code"),
        refers("unit_id", "unit", "id"),
        one_of("role", ROLES),
    )
    plan_version: VersionKey
    task_code: Key
    role: Key
    position: Position
    unit_id: PlainText


class IndicatorRow(Row, NameColumns, NoteColumns, table=True):
    """What is measured, from which baseline to which target.

    Of the target's columns those are filled that its kind has.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        refers("target_reference", "indicator", "id", later=True),
        one_of("plan_group", Group),
        one_of("constraint_type", Constraint),
        flag("share"),
        one_of("target_kind", tuple(KINDS)),
        one_of("target_basis", Basis),
        one_of("target_bound", Bound),
        one_of("target_every", Grain),
        flag("target_baseline_meets"),
        check("baseline_period", "(baseline_value IS NULL) = (baseline_period IS NULL)"),
    )
    plan_version: Version
    id: Key
    position: int
    code: PlainText
    plan_group: PlainText
    constraint_type: PlainText
    unit_of_measure: PlainText
    baseline_value: MaybeText = None
    baseline_period: MaybeText = None
    baseline_as_printed: MaybeText = None
    baseline_note: MaybeText = None
    baseline_note_zh: MaybeText = None
    baseline_note_en: MaybeText = None
    no_baseline_reason: MaybeText = None
    no_baseline_reason_zh: MaybeText = None
    no_baseline_reason_en: MaybeText = None
    target_kind: PlainText
    target_by: PlainText
    target_as_printed: PlainText
    target_value: MaybeText = None
    target_tolerance: MaybeText = None
    target_factor: MaybeText = None
    target_reference: MaybeText = None
    target_floor: MaybeText = None
    target_rate: MaybeText = None
    target_change: MaybeText = None
    target_basis: MaybeText = None
    target_bound: MaybeText = None
    target_every: MaybeText = None
    target_baseline_meets: MaybeFlag = None
    target_text: MaybeText = None
    target_text_zh: MaybeText = None
    target_text_en: MaybeText = None
    share: Flag
    definition: MaybeText = None
    definition_zh: MaybeText = None
    definition_en: MaybeText = None
    cite: PlainText


class YearlyTargetRow(Row, table=True):
    """A target on the way, in the indicator's unit of measure."""

    __tablename__ = "yearly_target"
    __table_args__ = (refers("indicator_id", "indicator", "id"),)
    plan_version: VersionKey
    indicator_id: Key
    position: Position
    period: PlainText
    value: PlainText


class IndicatorComponentRow(Row, table=True):
    """An indicator that another one is built from."""

    __tablename__ = "indicator_component"
    __table_args__ = (
        refers("indicator_id", "indicator", "id"),
        refers("component_id", "indicator", "id"),
    )
    plan_version: VersionKey
    indicator_id: Key
    position: Position
    component_id: PlainText


class IndicatorTaskRow(Row, table=True):
    """A task from which an indicator follows."""

    __tablename__ = "indicator_task"
    __table_args__ = (
        refers("indicator_id", "indicator", "id"),
        refers("task_code", "task", "code"),
    )
    plan_version: VersionKey
    indicator_id: Key
    position: Position
    task_code: PlainText


class IndicatorUnitRow(Row, table=True):
    """A unit of an indicator's own; without one it has those of its tasks."""

    __tablename__ = "indicator_unit"
    __table_args__ = (
        refers("indicator_id", "indicator", "id"),
        refers("unit_id", "unit", "id"),
        one_of("role", ROLES),
    )
    plan_version: VersionKey
    indicator_id: Key
    role: Key
    position: Position
    unit_id: PlainText


class MilestoneRow(Row, TitleColumns, NoteColumns, table=True):
    """A qualitative commitment: done or not, by the end of `due`."""

    __tablename__ = "milestone"
    __table_args__ = (
        one_of("constraint_type", Constraint),
        one_of("every", Grain),
    )
    plan_version: Version
    id: Key
    position: int
    code: PlainText
    due: PlainText
    every: MaybeText = None
    since: MaybeText = None
    constraint_type: PlainText
    cite: PlainText


class MilestoneTaskRow(Row, table=True):
    """A task from which a milestone follows."""

    __tablename__ = "milestone_task"
    __table_args__ = (
        refers("milestone_id", "milestone", "id"),
        refers("task_code", "task", "code"),
    )
    plan_version: VersionKey
    milestone_id: Key
    position: Position
    task_code: PlainText


class MilestoneUnitRow(Row, table=True):
    """A unit of a milestone's own; without one it has those of its tasks."""

    __tablename__ = "milestone_unit"
    __table_args__ = (
        refers("milestone_id", "milestone", "id"),
        refers("unit_id", "unit", "id"),
        one_of("role", ROLES),
    )
    plan_version: VersionKey
    milestone_id: Key
    role: Key
    position: Position
    unit_id: PlainText
