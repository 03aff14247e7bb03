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
from sbtrack.domain.terms import Vintage
from sbtrack.store.chain.form2 import ENTRIES, ENTRY
from sbtrack.store.kept import (
    UNREADABLE,
    Unreadable,
    decimal_from,
    named,
    no_bytes,
    readable,
    whole_or_none,
)
from sbtrack.store.moments import moment_from_text

#: What is read of an entry: what is sealed of it, in that order, and the number of its span.
READ = ENTRY | {"span": "span.number"}
COLUMNS = tuple(READ)
LISTED = ", ".join(READ.values())
#: The start of every look at entries; what an entry's numbers mean must be there.
SELECT = f"SELECT {LISTED} FROM {ENTRIES}"
SPAN, VERSION, _BATCH_SOURCE = (
    COLUMNS.index(column) for column in ("span", "plan_version", "batch_source")
)
SPAN_DAYS = 100_000  # above the days of the longest span
INDICATOR, MILESTONE = "indicator", "milestone"
DONE, NOT_DONE = "done", "not_done"

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
    try:
        return _claim(row)
    except UNREADABLE as error:
        raise Unreadable(named("entry", row[0])) from error


def _claim(row: Columns) -> Observation | MilestoneReport:
    no_bytes(row)
    id, _, subject_kind, subject, region, _, written, start, end = row[:9]
    value, over, under, state, entered, vintage, source, note = row[9:17]
    period = _period(row[SPAN], written, start, end)
    source = (row[_BATCH_SOURCE] if source is None else source) or ""
    if subject_kind == MILESTONE:
        return MilestoneReport(subject, region, period, _is_done(state), source, note or "", id)
    if subject_kind != INDICATOR:
        raise ValueError(subject_kind)
    return Observation(
        subject,
        region,
        period,
        decimal_from(value),
        None if over is None else decimal_from(over),
        None if under is None else _divisor(under),
        None if vintage is None else Vintage(vintage),
        source,
        note or "",
        id,
        value if entered is None else entered,
    )


def entry_of(row: Columns, evidence: tuple[Evidence, ...] = ()) -> Entry:
    """Return a whole entry.

    Raises:
        Unreadable: as for `claim_of`.
    """
    supersedes, reason, _, _, recorded_at, recorded_by, plan_version = row[18:25]
    try:
        return Entry(
            row[0],
            EntryKind(row[1]),
            _claim(row),
            _moment(recorded_at),
            recorded_by,
            whole_or_none(supersedes),
            reason or "",
            evidence,
            whole_or_none(plan_version),
        )
    except UNREADABLE as error:
        raise Unreadable(named("entry", row[0])) from error


def evidence_of(entry: int, row: Columns) -> Evidence:
    """Return a piece of an entry's evidence, from its columns in the order of `form2.EVIDENCE`."""
    _, kind, location, sha256, size = row
    with readable("evidence", entry):
        no_bytes(row)
        return Evidence(EvidenceKind(kind), location, sha256, whole_or_none(size))


def span_number(period: Period) -> int:
    """Return the number under which a span is kept: it sorts by the last day, then by length.

    >>> span_number(Period.parse("2013"))
    2013123100365
    """
    days = (period.end - period.start).days + 1
    return _digits(period.end) * SPAN_DAYS + days


def span_until(day: date) -> int:
    """Return the highest number of a span that ends by that day.

    >>> span_until(date(2013, 12, 31))
    2013123199999
    """
    return _digits(day) * SPAN_DAYS + SPAN_DAYS - 1


def _digits(day: date) -> int:
    return int(day.isoformat().replace("-", ""))


@lru_cache(4096)
def _period(span: int, written: str, start: str, end: str) -> Period:
    """Return a period; entries name few of them many times over.

    Raises:
        ValueError, TypeError, BadPeriod: this is none, or its parts contradict each other.
    """
    period = Period.parse(written)
    if (period.start.isoformat(), period.end.isoformat()) != (start, end):
        raise ValueError(start)
    if span_number(period) != span:
        raise ValueError(span)
    return period


_moment = lru_cache(64)(moment_from_text)  # one for a whole batch


def _is_done(state: str) -> bool:
    if state not in (DONE, NOT_DONE):
        raise ValueError(state)
    return state == DONE


def _divisor(text: str) -> Decimal:
    number = decimal_from(text)
    if not number:
        raise ValueError(text)
    return number
