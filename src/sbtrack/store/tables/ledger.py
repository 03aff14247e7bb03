"""How the ledger is kept: one append-only table."""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import Index, UniqueConstraint, desc
from sqlmodel import Field

from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.terms import Grain, Vintage
from sbtrack.store.moments import moment_to_text
from sbtrack.store.reads.claims import INDICATOR, MILESTONE
from sbtrack.store.tables.columns import (
    MOMENT,
    MaybeFlag,
    MaybeText,
    PlainText,
    Position,
    Row,
    check,
    flag,
    one_of,
)


class EntryRow(Row, table=True):
    """One line of the ledger: a claim about a subject, region and period, never changed.

    `plan_version` is the newest version at the time of recording: its unit of measure is the one
    the figure is stated in.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("recorded_at"),
        Index(
            "ix_entry_claim",
            "subject_kind",
            "subject_id",
            "region",
            desc("period_end"),
            "period_start",
            desc("id"),
        ),
        one_of("kind", EntryKind),
        one_of("subject_kind", (INDICATOR, MILESTONE)),
        one_of("grain", Grain),
        one_of("vintage", Vintage),
        flag("done"),
        check("id", "id > 0"),
        check("period", "period_start <= period_end"),
        check(
            "claim",
            "(subject_kind = 'indicator' AND value IS NOT NULL AND done IS NULL) OR "
            "(subject_kind = 'milestone' AND value IS NULL AND done IS NOT NULL)",
        ),
        check(
            "ratio",
            "(numerator IS NULL AND denominator IS NULL) OR "
            "(value IS NOT NULL AND numerator IS NOT NULL AND denominator IS NOT NULL "
            "AND CAST(denominator AS REAL) <> 0)",
        ),
        check(
            "supersedes",
            "(kind = 'record' AND supersedes IS NULL) OR "
            "(kind <> 'record' AND supersedes IS NOT NULL AND supersedes < id AND reason <> '')",
        ),
        check("recorded_at", MOMENT.format("recorded_at")),
    )
    id: Position
    kind: PlainText
    subject_kind: PlainText
    subject_id: PlainText
    region: PlainText
    period: PlainText
    period_start: PlainText
    period_end: PlainText
    grain: PlainText
    value: MaybeText = None
    numerator: MaybeText = None
    denominator: MaybeText = None
    done: MaybeFlag = None
    entered: PlainText
    vintage: MaybeText = None
    source: PlainText
    note: PlainText
    recorded_at: PlainText
    recorded_by: PlainText
    supersedes: Annotated[int | None, Field(foreign_key="entry.id")] = None
    reason: PlainText
    plan_version: Annotated[int | None, Field(foreign_key="plan_version.number")] = None


def subject_of(claim: Observation | MilestoneReport) -> tuple[str, str]:
    """Return the kind and the id of what a claim is about."""
    if isinstance(claim, Observation):
        return INDICATOR, claim.indicator
    return MILESTONE, claim.milestone


def entry_row(entry: Entry) -> EntryRow:
    """Return the row of an entry."""
    claim = entry.claim
    kind, subject = subject_of(claim)
    return EntryRow(
        id=entry.id,
        kind=entry.kind.value,
        subject_kind=kind,
        subject_id=subject,
        region=claim.region,
        period=str(claim.period),
        period_start=claim.period.start.isoformat(),
        period_end=claim.period.end.isoformat(),
        grain=claim.period.grain.value,
        **_value_columns(claim),
        source=claim.source,
        note=claim.note,
        recorded_at=moment_to_text(entry.recorded_at),
        recorded_by=entry.recorded_by,
        supersedes=entry.supersedes,
        reason=entry.reason,
        plan_version=entry.plan_version,
    )


def _value_columns(claim: Observation | MilestoneReport) -> dict[str, Any]:
    if isinstance(claim, MilestoneReport):
        return {"done": claim.done, "entered": ""}
    return {
        "value": str(claim.value),
        "numerator": None if claim.numerator is None else str(claim.numerator),
        "denominator": None if claim.denominator is None else str(claim.denominator),
        "entered": claim.entered,
        "vintage": None if claim.vintage is None else claim.vintage.value,
    }
