"""How a plan is kept: the tables of its versions.

Rows are built in `writes.plan` only, from the one mapping of a plan (`plan_rows`), and never
leave the room. Every table carries the number of its version; nothing is ever changed in place.
"""

from __future__ import annotations

from typing import Any

from sbtrack.store.tables.columns import (
    MOMENT,
    Key,
    MaybeText,
    PlainText,
    Position,
    Row,
    Version,
    check,
)


class PlanVersionRow(Row, table=True):
    """One loaded version of the plan; its texts are in `plan_text`."""

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
    adopted: MaybeText = None
    issued: MaybeText = None
    more: PlainText
    digest: PlainText
    loaded_at: PlainText
    approved_by: PlainText
    version_note: PlainText


class PlanItemRow(Row, table=True):
    """A region, unit, task, indicator or milestone: what it is, of what constraint type."""

    __tablename__ = "plan_item"
    plan_version: Version
    kind: Key
    id: Key
    position: int
    code: PlainText
    plan_group: PlainText
    constraint_type: PlainText
    unit_of_measure: PlainText
    more: PlainText


class PlanTextRow(Row, table=True):
    """A name, title or note in one language; an empty language is the plan's own."""

    __tablename__ = "plan_text"
    plan_version: Version
    kind: Key
    item: Key
    field: Key
    language: Key
    content: PlainText


class ResponsibilityRow(Row, table=True):
    """A unit that leads an item or cooperates in it, or a task whose units are the item's."""

    __tablename__ = "responsibility"
    plan_version: Version
    kind: Key
    item: Key
    role: Key
    position: Position
    unit: PlainText


class TargetRow(Row, table=True):
    """A figure that the plan sets for an indicator and region: baseline, target, yearly target."""

    __tablename__ = "target"
    plan_version: Version
    region: Key
    item: Key
    position: Position
    kind: PlainText
    period: PlainText
    value: MaybeText = None
    as_printed: PlainText
    more: PlainText


PLAN_ROWS: dict[str, type[Any]] = {
    "plan_version": PlanVersionRow,
    "plan_item": PlanItemRow,
    "plan_text": PlanTextRow,
    "responsibility": ResponsibilityRow,
    "target": TargetRow,
}
