"""What the ledger holds: claims about a period, and the entries that record them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sbtrack.domain.period import Period
from sbtrack.domain.terms import Vintage


class EntryKind(StrEnum):
    """What an entry does to what was known before."""

    RECORD = "record"
    REVISION = "revision"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Observation:
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


@dataclass(frozen=True, slots=True)
class MilestoneReport:
    """A statement that a milestone is done, or that it is not, at a period's end."""

    milestone: str
    region: str
    period: Period
    done: bool
    source: str = ""
    note: str = ""
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the append-only ledger: a claim, when it was made, by whom, and why."""

    id: int
    kind: EntryKind
    claim: Observation | MilestoneReport
    recorded_at: datetime  # UTC
    recorded_by: str
    supersedes: int | None = None
    reason: str = ""
