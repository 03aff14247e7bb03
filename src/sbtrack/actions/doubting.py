"""Gathers what doubts rest on, finds them, and finds what was said of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sbtrack.assess.doubts.find import acknowledged, doubts_of
from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, EntryKind, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan
from sbtrack.store.reads.reader import Reader


def doubts_in(
    reader: Reader, plan: Plan, needed: Collection[str], as_of: date, until: datetime | None
) -> tuple[Doubt, ...]:
    """Return the doubts about the figures of the indicators whose ids are `needed`.

    `until` is the moment up to which things count; None means everything.
    """
    history: dict[str, list[Entry]] = {}
    for entry in reader.entries(needed, plan.region.id, until):
        if isinstance(entry.claim, Observation):
            history.setdefault(entry.claim.indicator, []).append(entry)
    series = {id: _current(entries) for id, entries in history.items()}
    return doubts_of(plan, series, history, as_of)


def acknowledged_in(
    reader: Reader, doubts: Sequence[Doubt], until: datetime | None
) -> dict[str, Acknowledgement]:
    """Return the acknowledgements that stand of these doubts, by the doubt's key."""
    versions = reader.plan_versions(until)
    since = versions[-1].loaded_at if versions else None
    return acknowledged(doubts, reader.acknowledgements(until), since)


def _current(entries: Sequence[Entry]) -> tuple[Observation, ...]:
    """Return the figures that stand, from all entries on an indicator, newest first."""
    newest: dict[Period, Entry] = {}
    for entry in entries:
        newest.setdefault(entry.claim.period, entry)
    standing = (e.claim for e in newest.values() if e.kind is not EntryKind.RETRACTION)
    return tuple(claim for claim in standing if isinstance(claim, Observation))
