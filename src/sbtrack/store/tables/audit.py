"""How evidence, acknowledgements, snapshots and the chain of seals are kept."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import Index, UniqueConstraint, desc
from sqlmodel import Field

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.ledger import Entry, EvidenceKind
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.chain.seals import KEYS
from sbtrack.store.moments import moment_to_text
from sbtrack.store.tables.columns import MOMENT, MaybeText, PlainText, Position, Row, check, one_of

MaybeEntry = Annotated[int | None, Field(foreign_key="entry.id")]
MaybeVersion = Annotated[int | None, Field(foreign_key="plan_version.number")]
EntryKey = Annotated[int, Field(primary_key=True, foreign_key="entry.id")]


class EvidenceRow(Row, table=True):
    """What an entry rests on; written with it and closed by its seal."""

    __tablename__ = "evidence"
    __table_args__ = (
        one_of("kind", EvidenceKind),
        check("location", "location <> ''"),
        check("sha256", "length(sha256) = 64"),
        check("size", "size >= 0"),
        check("file", "kind <> 'file' OR (sha256 IS NOT NULL AND size IS NOT NULL)"),
    )
    entry_id: EntryKey
    position: Position
    kind: PlainText
    location: PlainText
    sha256: MaybeText = None
    size: int | None = None


class AcknowledgementRow(Row, table=True):
    """A doubt that somebody lets stand; a later row may withdraw it."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        Index("ix_acknowledgement_doubt", "doubt", desc("id")),
        check("id", "id > 0"),
        check("doubt", "doubt <> ''"),
        check("reason", "reason <> ''"),
        check("withdraws", "withdraws < id"),
        check("acknowledged_at", MOMENT.format("acknowledged_at")),
    )
    id: Position
    doubt: PlainText
    reason: PlainText
    acknowledged_at: PlainText
    acknowledged_by: PlainText
    withdraws: Annotated[int | None, Field(foreign_key="acknowledgement.id")] = None


class SnapshotRow(Row, table=True):
    """One exported file as it was written."""

    __tablename__ = "snapshot"
    __table_args__ = (
        check("number", "number > 0"),
        check("sha256", "length(sha256) = 64"),
        check("size", "size >= 0"),
        check("replaces", "replaces < number"),
        check("made_at", MOMENT.format("made_at")),
        check("known_at", MOMENT.format("known_at")),
    )
    number: Position
    made_at: PlainText
    made_by: PlainText
    path: PlainText
    sha256: PlainText
    size: int
    as_of: PlainText
    known_at: PlainText
    plan_version: MaybeVersion = None
    last_entry: MaybeEntry = None
    week: PlainText
    language: PlainText
    format: PlainText
    program_version: PlainText
    replaces: Annotated[int | None, Field(foreign_key="snapshot.number")] = None


class SealRow(Row, table=True):
    """One link of the chain; written by `chain`, never through this class."""

    __tablename__ = "seal"
    __table_args__ = (
        UniqueConstraint("kind", "id"),
        one_of("kind", tuple(KEYS)),
        check("number", "number > 0"),
        check("previous", "length(previous) = 64"),
        check("hash", "length(hash) = 64"),
    )
    number: Position
    kind: PlainText
    id: int
    previous: PlainText
    hash: PlainText


class LedgerHeadRow(Row, table=True):
    """Where the chain ends; a trigger moves it with every seal."""

    __tablename__ = "ledger_head"
    __table_args__ = (
        check("id", "id = 1"),
        check("count", "count >= 0"),
        check("hash", "length(hash) = 64"),
    )
    id: Position
    count: int
    hash: PlainText


class FileHistoryRow(Row, table=True):
    """That a version of the program made this file, or brought it to a newer schema."""

    __tablename__ = "file_history"
    __table_args__ = (
        check("number", "number > 0"),
        one_of("event", ("made", "upgraded")),
        check("seals", "seals >= 0"),
        check("happened_at", MOMENT.format("happened_at")),
    )
    number: Position
    event: PlainText
    schema_number: int
    program_version: PlainText
    seals: int
    happened_at: MaybeText = None


def evidence_rows(entry: Entry) -> list[EvidenceRow]:
    """Return the rows of an entry's evidence."""
    return [
        EvidenceRow(
            entry_id=entry.id,
            position=position,
            kind=item.kind.value,
            location=item.location,
            sha256=item.sha256,
            size=item.size,
        )
        for position, item in enumerate(entry.evidence)
    ]


def acknowledgement_row(made: Acknowledgement) -> AcknowledgementRow:
    """Return the row of an acknowledgement."""
    return AcknowledgementRow(
        id=made.id,
        doubt=made.doubt,
        reason=made.reason,
        acknowledged_at=moment_to_text(made.acknowledged_at),
        acknowledged_by=made.acknowledged_by,
        withdraws=made.withdraws,
    )


def snapshot_row(snapshot: Snapshot) -> SnapshotRow:
    """Return the row of a snapshot."""
    return SnapshotRow(
        number=snapshot.number,
        made_at=moment_to_text(snapshot.made_at),
        made_by=snapshot.made_by,
        path=snapshot.path,
        sha256=snapshot.sha256,
        size=snapshot.size,
        as_of=snapshot.as_of.isoformat(),
        known_at=moment_to_text(snapshot.known_at),
        plan_version=snapshot.plan_version,
        last_entry=snapshot.last_entry,
        week=snapshot.week,
        language=snapshot.language,
        format=snapshot.format,
        program_version=snapshot.program_version,
        replaces=snapshot.replaces,
    )
