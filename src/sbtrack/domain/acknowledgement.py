"""Doubtful figures that somebody has looked at and let stand, each with a reason."""

from __future__ import annotations

from datetime import datetime

from sbtrack.domain.frozen import Frozen


class Acknowledgement(Frozen):
    """A statement that a doubt about figures is known, or that an earlier one no longer holds."""

    id: int
    doubt: str  # the doubt's stable key
    reason: str
    acknowledged_at: datetime  # UTC
    acknowledged_by: str
    withdraws: int | None = None  # the acknowledgement that this one takes back
