"""From a draft to an entry of the ledger: what must hold before it is written."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.ledger import Draft, Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.store.chain.seals import moment_for
from sbtrack.store.kept import (
    MOST_DIGITS,
    MOST_RECORDS,
    can_be_kept,
    number_after,
    readable,
    whole,
)
from sbtrack.store.moments import Now, moment_from_text
from sbtrack.store.reads.claims import LISTED, Columns, claim_of, is_retraction
from sbtrack.store.tables.audit import SealRow, evidence_rows
from sbtrack.store.tables.ledger import EntryRow, entry_row, subject_of
from sbtrack.store.tables.plan import IndicatorRow, MilestoneRow
from sbtrack.store.texts import flaw_in
from sbtrack.store.writing import raw, seal

Claim = Observation | MilestoneReport


def add_entry(
    session: Session, draft: Draft, version: int | None, recorded_by: str, now: Now
) -> Entry:
    """Write a draft as the ledger's next entry, sealed, under that version of the plan.

    Raises:
        RecordRefused: the draft must not be recorded as given.
    """
    _require_keepable(draft, recorded_by)
    current = _current_id(session, draft.claim)
    allowed = None if draft.kind is EntryKind.RECORD else draft.supersedes
    if not current == draft.expect == allowed:
        raise _overtaken(draft.claim, current)
    claim = draft.claim
    if draft.kind is EntryKind.RETRACTION and current is not None:
        claim, version = _claim_and_version(session, current)
    elif version is not None:
        _require_subject(session, claim, version)
    id = _next_id(session)
    entry = Entry(
        id=id,
        kind=draft.kind,
        claim=_numbered(claim, id, draft.entered),
        recorded_at=moment_from_text(moment_for(raw(session), now)),
        recorded_by=recorded_by,
        supersedes=draft.supersedes,
        reason=draft.reason,
        evidence=draft.evidence,
        plan_version=version,
    )
    session.add(entry_row(entry))
    session.flush()
    session.add_all(evidence_rows(entry))
    seal(session, "entry", id)
    return entry


def claim_to_withdraw(session: Session, id: int) -> Claim:
    """Return the claim of an entry, if it still counts.

    Raises:
        RecordRefused: there is no such entry, it is a withdrawal itself, or it was corrected or
            withdrawn.
    """
    row = _columns(session, id)
    if row is None:
        raise RecordRefused(
            Msg("The ledger has no entry {id}; see `sbtrack log` for those it has.", id=id)
        )
    if is_retraction(row):
        raise RecordRefused(
            Msg("Entry {id} is a withdrawal itself; record the figure again instead.", id=id)
        )
    claim = claim_of(row)
    later = _entries_of(session, claim, after=id)
    if later:
        raise RecordRefused(_not_counting(id, later))
    return claim


def _not_counting(id: int, later: list[tuple[int, str]]) -> Msg:
    """Return why an entry counts no longer, by the later entries of its claim, oldest first.

    What was recorded after a withdrawal corrects nothing, and is not advised to be withdrawn.
    """
    (following, _), (newest, kind) = later[0], later[-1]
    end = next((number for number, kind in later if kind == EntryKind.RETRACTION), None)
    if end is None:
        return Msg(
            "Entry {id} no longer counts: entry {current} corrects it; withdraw that one.",
            id=id,
            current=newest,
        )
    why = Msg("entry {end} withdrew it", end=end)
    if end != following:
        why = Msg(
            "entry {following} corrected it, and entry {end} withdrew what it was corrected to",
            following=following,
            end=end,
        )
    if kind != EntryKind.RETRACTION:
        return Msg(
            "Entry {id} no longer counts: {why}. Entry {current} was recorded anew after that; "
            "withdraw it only if it is wrong as well.",
            id=id,
            why=why,
            current=newest,
        )
    if end != following:
        return Msg("Entry {id} no longer counts: {why}.", id=id, why=why)
    return Msg("Entry {id} has been withdrawn already.", id=id)


def _require_keepable(draft: Draft, recorded_by: str) -> None:
    flaw = flaw_in(draft, recorded_by)
    if flaw is not None:
        raise RecordRefused(flaw)
    if draft.kind is not EntryKind.RECORD and not draft.reason.strip():
        raise RecordRefused(Msg("A correction or withdrawal needs its reason; give one."))
    if isinstance(draft.claim, Observation):
        numbers = (draft.claim.value, draft.claim.numerator, draft.claim.denominator)
        if not all(number is None or can_be_kept(number) for number in numbers):
            raise RecordRefused(
                Msg(
                    "Only finite numbers of at most {most} digits can be recorded; check the "
                    "value.",
                    most=MOST_DIGITS,
                )
            )


def _next_id(session: Session) -> int:
    """Number an entry; never again as one that was removed behind our back but left its seal."""
    last = session.exec(select(func.max(EntryRow.id))).one()
    newest = select(SealRow.number, SealRow.id).where(SealRow.kind == "entry")
    sealed = session.exec(newest.order_by(col(SealRow.id).desc()).limit(1)).first()
    if sealed is None:
        return number_after("entry", last)
    seal, id = sealed
    with readable("seal", seal):
        return max(number_after("entry", last), whole(id) + 1)


def _current_id(session: Session, claim: Claim) -> int | None:
    """Return the id of the entry that counts for the claim's subject, region and period."""
    newest = session.exec(_of_claim(claim).order_by(col(EntryRow.id).desc()).limit(1)).first()
    return None if newest is None or newest[1] == EntryKind.RETRACTION else newest[0]


def _entries_of(session: Session, claim: Claim, after: int) -> list[tuple[int, str]]:
    """Return the numbers and kinds of a claim's entries after that one, oldest first."""
    later = _of_claim(claim).where(col(EntryRow.id) > after).order_by(col(EntryRow.id))
    return [(id, kind) for id, kind in session.exec(later).all()]


def _of_claim(claim: Claim) -> Select[int, str]:
    """Select the number and kind of each entry for the claim's subject, region and period."""
    kind, subject = subject_of(claim)
    return (
        select(EntryRow.id, EntryRow.kind)
        .where(EntryRow.subject_kind == kind, EntryRow.subject_id == subject)
        .where(EntryRow.region == claim.region)
        .where(EntryRow.period_end == claim.period.end.isoformat())
        .where(EntryRow.period_start == claim.period.start.isoformat())
    )


def _claim_and_version(session: Session, id: int) -> tuple[Claim, int | None]:
    """Return what an entry claims, and the plan version in whose unit of measure it does."""
    row = _columns(session, id)
    assert row is not None
    return claim_of(row), row[-1]


def _columns(session: Session, id: int) -> Columns | None:
    if id > MOST_RECORDS:
        return None
    found = raw(session).execute(f"SELECT {LISTED} FROM entry WHERE id = ?", (id,))
    row: Columns | None = found.fetchone()
    return row


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
