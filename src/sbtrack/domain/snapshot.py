"""The record of exports: which file said what, and on which state of the ledger it rests."""

from __future__ import annotations

from datetime import date, datetime

from sbtrack.domain.frozen import Frozen


class Snapshot(Frozen, kw_only=True):
    """One exported file as it was written; `number` counts from 1, 0 is not yet noted."""

    number: int = 0
    made_at: datetime  # UTC
    made_by: str
    path: str
    sha256: str
    size: int  # bytes
    as_of: date
    known_at: datetime  # UTC
    plan_version: int | None  # None: the built-in plan itself
    last_entry: int | None  # the newest entry known then
    week: str = ""  # 2026-W48, of a weekly export
    language: str
    format: str
    program_version: str
    replaces: int | None = None  # the snapshot that stands corrected by this one
