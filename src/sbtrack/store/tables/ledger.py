"""How the ledger is kept: entries, the batches in which they came, and what their numbers mean.

`writes.ledger` writes them with plain SQL, so that recording a figure imports no SQLModel; a test
holds its columns against these.
"""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from sbtrack.store.tables.columns import MOMENT, MaybeText, PlainText, Position, Row, check

EntryKey = Annotated[int, Field(primary_key=True, foreign_key="entry.id")]


class ItemRow(Row, table=True):
    """What entries are about, of any kind."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("kind", "id"),)
    number: Position
    kind: PlainText
    id: PlainText


class RegionRow(Row, table=True):
    """An area that figures cover."""

    __tablename__ = "region"
    __table_args__ = (UniqueConstraint("id"),)
    number: Position
    id: PlainText


class PartRow(Row, table=True):
    """A part of what an indicator counts; number 0, with an empty id, is the whole."""

    __tablename__ = "part"
    __table_args__ = (UniqueConstraint("id"),)
    number: Position
    id: PlainText


class SpanRow(Row, table=True):
    """The days that figures cover; the number sorts by the last day, then by length."""

    __tablename__ = "span"
    number: Position
    period: PlainText
    first_day: PlainText
    last_day: PlainText


class BatchRow(Row, table=True):
    """What was recorded at one moment by one person: one figure, or a whole file of them."""

    __tablename__ = "batch"
    __table_args__ = (
        UniqueConstraint("recorded_at"),
        check("number", "number > 0"),
        check("last_entry", "first_entry <= last_entry"),
        check("file_sha256", "length(file_sha256) = 64"),
        check("recorded_at", MOMENT.format("recorded_at")),
    )
    number: Position
    recorded_at: PlainText
    recorded_by: PlainText
    plan_version: Annotated[int | None, Field(foreign_key="plan_version.number")] = None
    first_entry: int
    last_entry: int
    source: MaybeText = None
    file: MaybeText = None
    file_sha256: MaybeText = None
    more: MaybeText = None


class EntryRow(Row, table=True):
    """One line of the ledger: a claim about an item, region, part and span, never changed."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_claim", "item", "region", "part", "span", "id"),
        check("id", "id > 0"),
        check("claim", "(value IS NULL) <> (state IS NULL)"),
        check(
            "ratio",
            "(numerator IS NULL AND denominator IS NULL) OR "
            "(value IS NOT NULL AND numerator IS NOT NULL AND denominator IS NOT NULL "
            "AND CAST(denominator AS REAL) <> 0)",
        ),
        check("supersedes", "supersedes < id"),
    )
    id: Position
    kind: PlainText
    item: Annotated[int, Field(foreign_key="item.number")]
    region: Annotated[int, Field(foreign_key="region.number")]
    part: Annotated[int, Field(foreign_key="part.number")]
    span: Annotated[int, Field(foreign_key="span.number")]
    value: MaybeText = None
    numerator: MaybeText = None
    denominator: MaybeText = None
    state: MaybeText = None
    entered: MaybeText = None
    vintage: MaybeText = None
    source: MaybeText = None
    note: MaybeText = None
    cell: MaybeText = None
    supersedes: Annotated[int | None, Field(foreign_key="entry.id")] = None
    reason: MaybeText = None
    more: MaybeText = None
    batch: Annotated[int, Field(foreign_key="batch.number")]


class EvidenceRow(Row, table=True):
    """What an entry rests on; written with it and closed by its seal."""

    __tablename__ = "evidence"
    __table_args__ = (
        check("location", "location <> ''"),
        check("sha256", "length(sha256) = 64"),
        check("size", "size >= 0"),
    )
    entry_id: EntryKey
    position: Position
    kind: PlainText
    location: PlainText
    sha256: MaybeText = None
    size: int | None = None
