"""Entries of the ledger, from columns to domain values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sbtrack.domain.errors import BadPeriod
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
        raise sqlite3.DatabaseError("an entry of a milestone where a figure was expected")
    return claim


def report_of(row: Columns) -> MilestoneReport:
    """Return what an entry about a milestone claims."""
    claim = claim_of(row)
    if not isinstance(claim, MilestoneReport):
        raise sqlite3.DatabaseError("a figure where an entry of a milestone was expected")
    return claim


def claim_of(row: Columns) -> Observation | MilestoneReport:
    """Return what an entry claims.

    Raises:
        sqlite3.DatabaseError: its columns hold what no writer of ours wrote.
    """
    id, _, subject_kind, subject, region, start, end, grain, value, over, under, done = row[:12]
    entered, vintage, source, note = row[12:16]
    with readable(f"entry {id}"):
        period = Period(date.fromisoformat(start), date.fromisoformat(end), Grain(grain))
        if subject_kind == MILESTONE:
            return MilestoneReport(subject, region, period, bool(done), source, note, id)
        return Observation(
            subject,
            region,
            period,
            Decimal(value),
            None if over is None else Decimal(over),
            None if under is None else Decimal(under),
            None if vintage is None else Vintage(vintage),
            source,
            note,
            id,
            entered,
        )


def entry_of(row: Columns, evidence: tuple[Evidence, ...] = ()) -> Entry:
    """Return a whole entry.

    Raises:
        sqlite3.DatabaseError: as for `claim_of`.
    """
    recorded_at, recorded_by, supersedes, reason, plan_version = row[16:21]
    with readable(f"entry {row[0]}"):
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


def evidence_of(row: Columns) -> Evidence:
    """Return a piece of evidence, from its columns in the order of EVIDENCE_COLUMNS."""
    with readable("the evidence of an entry"):
        return Evidence(EvidenceKind(row[0]), *row[1:4])


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Say what is unreadable, where columns hold what no writer of ours wrote.

    Raises:
        sqlite3.DatabaseError: they do.
    """
    try:
        yield
    except (ValueError, TypeError, KeyError, InvalidOperation, BadPeriod) as error:
        raise sqlite3.DatabaseError(f"{what} is unreadable") from error
