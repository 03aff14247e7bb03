"""Writing: making a database, loading a plan's version, and adding to the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from sbtrack.domain.errors import LoadRefused, RecordRefused, quoted
from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.store.entryrow import EntryRow, entry_row, subject_of
from sbtrack.store.moments import later_than, moment_from_text
from sbtrack.store.planrows import batches_of
from sbtrack.store.reader import open_reader
from sbtrack.store.rows import IndicatorRow, MilestoneRow, PlanVersionRow
from sbtrack.store.writing import make_file, transaction

Claim = Observation | MilestoneReport


def create_database(path: Path) -> None:
    """Make an empty database, private to its owner; does nothing when there is a file already.

    It appears under its name only when it is complete.

    Raises:
        StoreError: no file can be made there.
    """
    make_file(path)


def load_plan(
    path: Path, plan: Plan, digest: str, now: datetime, approved_by: str = "", note: str = ""
) -> PlanVersion | None:
    """Add a version of the plan, whole or not at all; None when the newest one is the same.

    Raises:
        LoadRefused: the database follows another plan.
        StoreError: the file cannot be used.
    """
    with transaction(path) as session:
        newest = _newest_version(session)
        if newest is not None and newest.plan_id != plan.id:
            raise LoadRefused(
                Msg(
                    "The database follows the plan {old}, not {new}; "
                    "give another plan a database of its own with --db.",
                    old=newest.plan_id,
                    new=plan.id,
                )
            )
        if newest is not None and newest.digest == digest:
            return None
        version = PlanVersion(
            plan,
            number=newest.number + 1 if newest else 1,
            loaded_at=moment_from_text(later_than(newest.loaded_at if newest else None, now)),
            digest=digest,
            approved_by=approved_by,
            note=note,
        )
        for batch in batches_of(version):
            session.add_all(batch)
            session.flush()
    return version


def record(
    path: Path,
    claim: Claim,
    *,
    kind: EntryKind = EntryKind.RECORD,
    supersedes: int | None = None,
    reason: str = "",
    recorded_by: str,
    now: datetime,
    entered: str = "",
    expect: int | None = None,
) -> Entry:
    """Add an entry to the ledger, if the ledger still stands as the caller saw it.

    `expect` is the id of the current entry of the claim's subject, region and period that the
    caller decided upon; None for none or a retracted one. A revision or retraction supersedes
    it. Entries are dated in the order they are made, also when the clock went back.

    Raises:
        RecordRefused: somebody recorded in the meantime, the newest plan version has no such
            subject, or a text cannot be kept.
        StoreError: the file cannot be used.
    """
    try:
        with transaction(path) as session:
            current = _current_id(session, claim)
            allowed = None if kind is EntryKind.RECORD else supersedes
            if not current == expect == allowed:
                raise _overtaken(claim, current)
            version = _newest_version(session)
            if version is not None and kind is not EntryKind.RETRACTION:
                _require_subject(session, claim, version.number)
            last_id, last_at = _last_entry(session)
            entry = Entry(
                id=last_id + 1,
                kind=kind,
                claim=_numbered(claim, last_id + 1, entered),
                recorded_at=moment_from_text(later_than(last_at, now)),
                recorded_by=recorded_by,
                supersedes=supersedes,
                reason=reason,
            )
            session.add(entry_row(entry, version.number if version else None))
    except UnicodeEncodeError as error:
        raise RecordRefused(
            Msg("The text contains bytes that are not valid characters; type it again.")
        ) from error
    return entry


def ids_with_entries(path: Path) -> set[str]:
    """Return the ids of the indicators and milestones that the ledger speaks of.

    Raises:
        StoreError: the file cannot be used.
    """
    with open_reader(path) as reader:
        return reader.ids_with_entries()


def _newest_version(session: Session) -> PlanVersionRow | None:
    newest = select(PlanVersionRow).order_by(col(PlanVersionRow.number).desc()).limit(1)
    return session.exec(newest).first()


def _last_entry(session: Session) -> tuple[int, str | None]:
    newest = select(EntryRow.id, EntryRow.recorded_at).order_by(col(EntryRow.id).desc()).limit(1)
    return session.exec(newest).first() or (0, None)


def _current_id(session: Session, claim: Claim) -> int | None:
    """Return the id of the entry that counts for the claim's subject, region and period."""
    kind, subject = subject_of(claim)
    newest = session.exec(
        select(EntryRow.id, EntryRow.kind)
        .where(EntryRow.subject_kind == kind, EntryRow.subject_id == subject)
        .where(EntryRow.region == claim.region)
        .where(EntryRow.period_end == claim.period.end.isoformat())
        .where(EntryRow.period_start == claim.period.start.isoformat())
        .order_by(col(EntryRow.id).desc())
        .limit(1)
    ).first()
    return None if newest is None or newest[1] == EntryKind.RETRACTION else newest[0]


def _require_subject(session: Session, claim: Claim, version: int) -> None:
    """Refuse a claim about something that the plan, perhaps just now, has dropped."""
    table = IndicatorRow if isinstance(claim, Observation) else MilestoneRow
    _, subject = subject_of(claim)
    if session.get(table, (version, subject)) is None:
        raise RecordRefused(
            Msg(
                "Version {version} of the plan has no {subject}; "
                "see `sbtrack plan show` for what it has.",
                version=version,
                subject=quoted(subject),
            )
        )


def _numbered(claim: Claim, id: int, entered: str) -> Claim:
    if isinstance(claim, Observation):
        return replace(claim, entry_id=id, entered=entered or claim.entered)
    return replace(claim, entry_id=id)


def _overtaken(claim: Claim, current: int | None) -> RecordRefused:
    subject, period = subject_of(claim)[1], claim.period
    if current is None:
        return RecordRefused(
            Msg(
                "The entry for {subject}, {period} no longer stands: somebody withdrew it in the "
                "meantime; look at the ledger and try again.",
                subject=subject,
                period=period,
            )
        )
    return RecordRefused(
        Msg(
            "There is an entry for {subject}, {period} that was not there when this was decided "
            "(number {id}); look at the ledger and try again.",
            subject=subject,
            period=period,
            id=current,
        )
    )
