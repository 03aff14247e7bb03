"""What is known on a date: the claims that assessing a plan rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.message import Name


@dataclass(frozen=True, slots=True)
class Facts:
    """Current observations by indicator id, oldest first, and current milestone reports.

    An indicator without a figure has no key. Of periods that end together the finest comes
    first, so that the last observation is the newest and longest.
    """

    observations: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    reports: tuple[MilestoneReport, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionListing:
    """A loaded version of a plan without the plan itself, for lists of versions."""

    number: int
    title: Name
    loaded_at: datetime
    digest: str
    utc_offset: str  # of the clock where the plan applies
    language: str  # the plan's own
    approved_by: str = ""
    note: str = ""
