"""Entries of the ledger, from columns to domain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sbtrack.domain.ledger import (
    Entry,
    EntryKind,
    Evidence,
    EvidenceKind,
    MilestoneReport,
    Observation,
)
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain, Vintage
from sbtrack.store.kept import (
    Unreadable,
    decimal_from,
    named,
    readable,
    require_number,
)
from sbtrack.store.kinds import flag, require_values
from sbtrack.store.moments import moment_from_text

COLUMNS = (
    "id",
    "kind",
    "subject_kind",
    "subject_id",
    "region",
    "period_start",
    "period_end",
    "grain",
    "value",
    "numerator",
    "denominator",
    "done",
    "entered",
    "vintage",
    "source",
    "note",
    "recorded_at",
    "recorded_by",
    "supersedes",
    "reason",
    "plan_version",
)
LISTED = ", ".join(COLUMNS)
EVIDENCE_COLUMNS = ("kind", "location", "sha256", "size")
INDICATOR, MILESTONE = "indicator", "milestone"

Columns = Sequence[Any]  # the values of COLUMNS, in that order


def is_retraction(row: Columns) -> bool:
    """Say whether the entry withdraws what was known of its period."""
    return bool(row[1] == EntryKind.RETRACTION)


def observation_of(row: Columns) -> Observation:
    """Return the figure that an entry about an indicator claims."""
    claim = claim_of(row)
    if not isinstance(claim, Observation):
        raise Unreadable(named("entry", row[0]))
    return claim


def report_of(row: Columns) -> MilestoneReport:
    """Return what an entry about a milestone claims."""
    claim = claim_of(row)
    if not isinstance(claim, MilestoneReport):
        raise Unreadable(named("entry", row[0]))
    return claim


def claim_of(row: Columns) -> Observation | MilestoneReport:
    """Return what an entry claims.

    Raises:
        Unreadable: its columns hold what no writer of ours wrote.
    """
    id, _, subject_kind, subject, region, start, end, grain, value, over, under, done = row[:12]
    entered, vintage, source, note = row[12:16]
    with readable("entry", id):
        require_values("entry", COLUMNS, row)
        require_number(id)
        period = _period(start, end, grain)
        if subject_kind == MILESTONE:
            return MilestoneReport(subject, region, period, flag(done), source, note, id)
        return Observation(
            subject,
            region,
            period,
            decimal_from(value),
            None if over is None else decimal_from(over),
            None if under is None else _divisor(under),
            None if vintage is None else Vintage(vintage),
            source,
            note,
            id,
            entered,
        )


def entry_of(row: Columns, evidence: tuple[Evidence, ...] = ()) -> Entry:
    """Return a whole entry.

    Raises:
        Unreadable: as for `claim_of`.
    """
    recorded_at, recorded_by, supersedes, reason, plan_version = row[16:21]
    with readable("entry", row[0]):
        return Entry(
            row[0],
            EntryKind(row[1]),
            claim_of(row),
            moment_from_text(recorded_at),
            recorded_by,
            supersedes,
            reason,
            evidence,
            plan_version,
        )


def evidence_of(entry: int, row: Columns) -> Evidence:
    """Return a piece of an entry's evidence, from its columns in the order of EVIDENCE_COLUMNS."""
    kind, location, sha256, size = row
    with readable("evidence", entry):
        require_values("evidence", EVIDENCE_COLUMNS, row)
        return Evidence(EvidenceKind(kind), location, sha256, size)


@lru_cache(1024)
def _period(start: str, end: str, grain: str) -> Period:
    """Return a period; entries name few of them many times over.

    Raises:
        ValueError, TypeError, BadPeriod: these days are not a period of that grain.
    """
    period = Period(date.fromisoformat(start), date.fromisoformat(end), Grain(grain))
    if Period.parse(str(period)) != period:
        raise ValueError(start)
    return period


def _divisor(text: str) -> Decimal:
    number = decimal_from(text)
    if not number:
        raise ValueError(text)
    return number
