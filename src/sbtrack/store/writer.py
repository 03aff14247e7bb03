"""Writing: making a database, loading a plan's version, and adding to the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from sbtrack.domain.codec import digest as digest_of
from sbtrack.domain.errors import LoadRefused, StoreError
from sbtrack.domain.ledger import Draft, Entry, EntryKind, Evidence, MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.store.chain import moment_for
from sbtrack.store.drafts import add_entry, claim_to_withdraw
from sbtrack.store.moments import moment_from_text
from sbtrack.store.planreader import read_version
from sbtrack.store.planrows import batches_of
from sbtrack.store.reader import open_reader
from sbtrack.store.rows import PlanVersionRow
from sbtrack.store.texts import flaw_in
from sbtrack.store.writing import make_file, raw, seal, transaction

Claim = Observation | MilestoneReport


def create_database(path: Path, now: datetime | None = None) -> None:
    """Make an empty database, private to its owner; does nothing when there is a file already.

    It appears under its name only when it is complete.

    Raises:
        StoreError: no file can be made there.
    """
    make_file(path, now)


def load_plan(
    path: Path, plan: Plan, digest: str, now: datetime, approved_by: str = "", note: str = ""
) -> PlanVersion | None:
    """Add a version of the plan, whole or not at all; None when the newest one is the same.

    Raises:
        LoadRefused: the database follows another plan, or cannot keep a text of this one.
        StoreError: the file cannot be used.
    """
    flaw = flaw_in(plan, approved_by, note)
    if flaw is not None:
        raise LoadRefused(flaw)
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
            loaded_at=moment_from_text(moment_for(raw(session), "plan_version", now)),
            digest=digest,
            approved_by=approved_by,
            note=note,
        )
        for batch in batches_of(version):
            session.add_all(batch)
            session.flush()
        _require_kept_whole(session, version)
        seal(session, "plan_version", version.number)
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
    evidence: tuple[Evidence, ...] = (),
) -> Entry:
    """Add an entry to the ledger, if the ledger still stands as the caller saw it; see `Draft`.

    Entries are dated in the order they are made, also when the clock went back. A retraction
    keeps the claim that it withdraws, whatever `claim` says of the same period.

    Raises:
        RecordRefused: somebody recorded in the meantime, the newest plan version has no such
            subject, a reason is lacking, or a value or text cannot be kept.
        StoreError: the file cannot be used.
    """
    draft = Draft(
        claim=claim,
        kind=kind,
        supersedes=supersedes,
        expect=expect,
        reason=reason,
        entered=entered,
        evidence=evidence,
    )
    return record_all(path, (draft,), recorded_by=recorded_by, now=now)[0]


def record_all(
    path: Path, drafts: Iterable[Draft], *, recorded_by: str, now: datetime
) -> tuple[Entry, ...]:
    """Add entries to the ledger in order, all of them or none.

    Raises:
        RecordRefused: as for `record`, for the first that is refused.
        StoreError: the file cannot be used.
    """
    with transaction(path) as session:
        version = _newest_version(session)
        number = version.number if version else None
        return tuple(add_entry(session, draft, number, recorded_by, now) for draft in drafts)


def retract(
    path: Path,
    entry_id: int,
    *,
    reason: str,
    recorded_by: str,
    now: datetime,
    evidence: tuple[Evidence, ...] = (),
) -> Entry:
    """Withdraw the current entry of a period: add one that keeps its claim and names it.

    Raises:
        RecordRefused: there is no such entry, it is a withdrawal itself or does not count any
            more, or the reason is lacking.
        StoreError: the file cannot be used.
    """
    with transaction(path) as session:
        draft = Draft(
            claim=claim_to_withdraw(session, entry_id),
            kind=EntryKind.RETRACTION,
            supersedes=entry_id,
            expect=entry_id,
            reason=reason,
            evidence=evidence,
        )
        version = _newest_version(session)
        return add_entry(session, draft, version.number if version else None, recorded_by, now)


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


def _require_kept_whole(session: Session, version: PlanVersion) -> None:
    """Read the version back: what the tables hold must be the plan that was given."""
    if digest_of(read_version(raw(session), version.number).plan) != version.digest:
        raise StoreError(
            Msg(
                "The plan {plan} does not come back from the database as it was given, so "
                "nothing was written; please report this.",
                plan=version.plan.id,
            )
        )
