"""What can be said of a database file itself: what it holds, and what is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path

from sbtrack.domain.clock import zone_of
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.facts import VersionListing
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Head
from sbtrack.domain.message import Msg


class FindingKind(StrEnum):
    """What part of a database a finding is about."""

    FILE = "file"  # the bytes on the disk
    REFERENCE = "reference"  # a row that refers to nothing
    SCHEMA = "schema"  # tables, triggers and views
    CHAIN = "chain"  # what was sealed when it was written
    PLAN = "plan"  # a version's content against its digest
    HISTORY = "history"  # which versions of the program made and upgraded the file
    CLOCK = "clock"  # moments ahead of the clock
    EVIDENCE = "evidence"  # files beside the database: documents and snapshots


class Finding(Frozen):
    """One thing that is not as it was recorded; no finding means that all is well.

    An error was altered; a warning cannot be looked at, or somebody should know of it.
    """

    kind: FindingKind
    sentence: Msg
    entry_id: int | None = None
    severity: Severity = Severity.ERROR


class FileEvent(Frozen):
    """That a version of the program made the file, or brought it to a newer schema.

    The first `seals` seals were made by then at an upgrade, not when things were recorded.
    """

    event: str  # made, upgraded
    schema: int
    program_version: str
    seals: int
    happened_at: datetime | None


class DatabaseInfo(Frozen):
    """What a database file holds, in short."""

    path: Path
    size: int  # bytes
    schema: int
    plan_id: str | None
    versions: tuple[VersionListing, ...]
    entries: int
    acknowledgements: int
    snapshots: int
    first_recorded: datetime | None
    last_recorded: datetime | None
    newest_moment: datetime | None  # of all that is kept: whatever comes is dated later
    head: Head | None  # None: a schema from before the chain
    journal_mode: str
    history: tuple[FileEvent, ...]

    @property
    def clock(self) -> tzinfo:
        """The clock of the newest plan version; UTC where there is none."""
        return zone_of(self.versions[-1].utc_offset) if self.versions else UTC

    @property
    def language(self) -> str | None:
        """The newest plan version's own language."""
        return self.versions[-1].language if self.versions else None
