"""Writing beside the ledger: doubts that were acknowledged, and the record of exports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlmodel import Session, col, func, select

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.chain.seals import moment_for
from sbtrack.store.kept import number_after
from sbtrack.store.moments import Now, moment_from_text
from sbtrack.store.tables import ledger as entryrow  # noqa: F401  the tables that those below refer to
from sbtrack.store.tables import plan as rows  # noqa: F401  the tables that those below refer to
from sbtrack.store.tables.audit import (
    AcknowledgementRow,
    SnapshotRow,
    acknowledgement_row,
    snapshot_row,
)
from sbtrack.store.texts import flaw_in
from sbtrack.store.writing import raw, seal, transaction


def acknowledge(
    path: Path, doubt: str, *, reason: str, acknowledged_by: str, now: Now
) -> Acknowledgement:
    """Note that somebody has looked at a doubt and lets the figures stand.

    Raises:
        RecordRefused: the doubt or its reason is empty, or cannot be kept.
        StoreError: the file cannot be used.
    """
    _require_said(doubt, reason, acknowledged_by)
    with transaction(path) as session:
        return _noted(session, doubt, reason, acknowledged_by, now, withdraws=None)


def withdraw_acknowledgement(
    path: Path, doubt: str, *, reason: str, acknowledged_by: str, now: Now
) -> Acknowledgement:
    """Take back what was said of a doubt; both statements stay on record.

    Raises:
        RecordRefused: nothing is acknowledged of that doubt, or the reason is empty.
        StoreError: the file cannot be used.
    """
    _require_said(doubt, reason, acknowledged_by)
    with transaction(path) as session:
        newest = session.exec(
            select(AcknowledgementRow)
            .where(AcknowledgementRow.doubt == doubt)
            .order_by(col(AcknowledgementRow.id).desc())
            .limit(1)
        ).first()
        if newest is None or newest.withdraws is not None:
            raise RecordRefused(
                Msg("Nobody has acknowledged {doubt}, so nothing was withdrawn.",
                    doubt=quoted(doubt))
            )  # fmt: skip
        return _noted(session, doubt, reason, acknowledged_by, now, withdraws=newest.id)


def note_snapshot(path: Path, snapshot: Snapshot) -> Snapshot:
    """Note an exported file; return it with its number and the moment it is dated at.

    Raises:
        RecordRefused: a text of it cannot be kept.
        StoreError: the file cannot be used.
    """
    flaw = flaw_in(snapshot)
    if flaw is not None:
        raise RecordRefused(flaw)
    with transaction(path) as session:
        last = session.exec(select(func.max(SnapshotRow.number))).one()
        noted = replace(
            snapshot,
            number=number_after("snapshot", last),
            made_at=moment_from_text(moment_for(raw(session), snapshot.made_at)),
        )
        session.add(snapshot_row(noted))
        seal(session, "snapshot", noted.number)
    return noted


def _noted(
    session: Session, doubt: str, reason: str, by: str, now: Now, withdraws: int | None
) -> Acknowledgement:
    last = session.exec(select(func.max(AcknowledgementRow.id))).one()
    made = Acknowledgement(
        id=number_after("acknowledgement", last),
        doubt=doubt,
        reason=reason,
        acknowledged_at=moment_from_text(moment_for(raw(session), now)),
        acknowledged_by=by,
        withdraws=withdraws,
    )
    session.add(acknowledgement_row(made))
    seal(session, "acknowledgement", made.id)
    return made


def _require_said(doubt: str, reason: str, by: str) -> None:
    flaw = flaw_in(doubt, reason, by)
    if flaw is not None:
        raise RecordRefused(flaw)
    if not doubt.strip() or not reason.strip():
        raise RecordRefused(Msg("An acknowledgement needs its doubt and its reason; give both."))
