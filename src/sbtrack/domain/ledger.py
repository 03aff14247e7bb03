"""What the ledger holds: claims about a period, and the entries that record them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Vintage


class EntryKind(StrEnum):
    """What an entry does to what was known before."""

    RECORD = "record"
    REVISION = "revision"
    RETRACTION = "retraction"


class EvidenceKind(StrEnum):
    """What an entry's evidence is."""

    LINK = "link"  # an address
    FILE = "file"  # a document, held by its hash


class Evidence(Frozen):
    """What an entry rests on: a link, or a file with the hash and size it had when recorded.

    The location of a file is a path; a relative one starts at the database's folder.
    """

    kind: EvidenceKind
    location: str
    sha256: str | None = None
    size: int | None = None  # bytes


class Observation(Frozen):
    """An actual value (实际值) of one indicator, region and period.

    `value` is in the indicator's unit of measure. A rate recorded as numerator and
    denominator keeps both exactly; its value is computed from them.
    """

    indicator: str
    region: str
    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    vintage: Vintage | None = None
    source: str = ""
    note: str = ""
    entry_id: int | None = None  # None: computed from components
    entered: str = ""  # the value as it was typed


class MilestoneReport(Frozen):
    """A statement that a milestone is done, or that it is not, at a period's end."""

    milestone: str
    region: str
    period: Period
    done: bool
    source: str = ""
    note: str = ""
    entry_id: int | None = None


class Entry(Frozen):
    """One line of the append-only ledger: a claim, when it was made, by whom, and why."""

    id: int
    kind: EntryKind
    claim: Observation | MilestoneReport
    recorded_at: datetime  # UTC
    recorded_by: str
    supersedes: int | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    plan_version: int | None = None  # the newest at the time: the figure is in its unit of measure


class Correction(Frozen):
    """The entry after which another no longer counts: a revision, or the retraction of it."""

    id: int
    kind: EntryKind


class Draft(Frozen, kw_only=True):
    """An entry before it is in the ledger.

    `expect` is the id of the current entry of the claim's subject, region and period that
    whoever records it decided upon; None for none or a retracted one. A revision or retraction
    supersedes that entry and gives its reason. `entered` is the value as it was typed.
    """

    claim: Observation | MilestoneReport
    kind: EntryKind = EntryKind.RECORD
    supersedes: int | None = None
    expect: int | None = None
    reason: str = ""
    entered: str = ""
    evidence: tuple[Evidence, ...] = ()


class Head(Frozen):
    """A fingerprint of the ledger: how many seals its chain had, and the hash of the last.

    Whoever noted it can later prove that nothing up to there was changed.
    """

    count: int
    hash: str  # SHA-256 in hexadecimal
