"""What is known on a date: the claims that assessing a plan rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.message import Name


class Facts(Frozen):
    """Current observations by indicator id, oldest first, and current milestone reports.

    An indicator without a figure has no key. Of periods that end together the finest comes
    first, so that the last observation is the newest and longest.
    """

    observations: Mapping[str, tuple[Observation, ...]] = MappingProxyType({})
    reports: tuple[MilestoneReport, ...] = ()


class VersionListing(Frozen):
    """A loaded version of a plan without the plan itself, for lists of versions."""

    number: int
    title: Name
    loaded_at: datetime
    digest: str
    utc_offset: str  # of the clock where the plan applies
    language: str  # the plan's own
    approved_by: str = ""
    note: str = ""
