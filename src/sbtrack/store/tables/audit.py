"""How acknowledgements, snapshots, clock settings, the chain of seals and the history are kept.

Written with plain SQL (`writes.notes`, `chain.seals`, `writing`); a test holds the columns
against these.
"""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from sbtrack.store.tables.columns import MOMENT, MaybeText, PlainText, Position, Row, check

MaybeEntry = Annotated[int | None, Field(foreign_key="entry.id")]
MaybeVersion = Annotated[int | None, Field(foreign_key="plan_version.number")]
Hash = Annotated[bytes, Field(sa_type=LargeBinary)]


class AcknowledgementRow(Row, table=True):
    """A doubt that somebody lets stand; a later row may withdraw it."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        Index("ix_acknowledgement_doubt", "doubt", "id"),
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


class ClockSettingRow(Row, table=True):
    """That the ledger's clock was ahead and was set right; see `store.dating`."""

    __tablename__ = "clock_setting"
    __table_args__ = (
        check("number", "number > 0"),
        check("reason", "reason <> ''"),
        check("set_at", MOMENT.format("set_at")),
    )
    number: Position
    set_at: PlainText
    set_by: PlainText
    reason: PlainText
    plan_versions: int
    batches: int
    acknowledgements: int
    snapshots: int


class SealRow(Row, table=True):
    """One link of the chain."""

    __tablename__ = "seal"
    __table_args__ = (
        UniqueConstraint("kind", "id", "form"),
        check("number", "number > 0"),
        check("mark", "length(mark) = 8"),
        check("hash", "length(hash) = 32"),
    )
    number: Position
    form: int
    kind: PlainText
    id: int
    mark: Hash
    hash: Hash


class LedgerHeadRow(Row, table=True):
    """Where the chain ends."""

    __tablename__ = "ledger_head"
    __table_args__ = (
        check("id", "id = 1"),
        check("count", "count >= 0"),
        check("hash", "length(hash) = 32"),
    )
    id: Position
    count: int
    hash: Hash


class Form1TextRow(Row, table=True):
    """What the first form sealed and the tables cannot give back."""

    __tablename__ = "form1_text"
    seal: Annotated[int, Field(primary_key=True, foreign_key="seal.number")]
    content: PlainText


class FileHistoryRow(Row, table=True):
    """That a version of the program made this file, or brought it to a newer schema."""

    __tablename__ = "file_history"
    __table_args__ = (
        check("number", "number > 0"),
        check("seals", "seals >= 0"),
        check("happened_at", MOMENT.format("happened_at")),
    )
    number: Position
    event: PlainText
    schema_number: int
    program_version: PlainText
    seals: int
    happened_at: MaybeText = None
