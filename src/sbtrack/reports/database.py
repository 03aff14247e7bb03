"""What a database file holds, as labelled facts and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from sbtrack.domain.database import DatabaseInfo
from sbtrack.domain.message import Msg
from sbtrack.reports.table import Cell

Data = dict[str, Any]

_EVENTS = {"made": Msg("created"), "upgraded": Msg("upgraded")}


def info_facts(info: DatabaseInfo, clock: tzinfo) -> Iterator[tuple[Msg, Cell]]:
    """Yield the facts about a file: size, schema, plan, entries by `clock`, fingerprint."""
    yield Msg("File"), str(info.path)
    yield Msg("Size"), Msg("{bytes} bytes", bytes=info.size)
    yield Msg("Schema"), info.schema
    yield Msg("Journal mode"), info.journal_mode
    if info.versions:
        newest = info.versions[-1]
        yield Msg("Plan"), newest.title
        yield Msg("Plan version"), newest.number
        yield Msg("Loaded at"), newest.loaded_at.astimezone(clock)
    yield Msg("Entries"), info.entries
    if info.first_recorded is not None and info.last_recorded is not None:
        yield Msg("First recorded"), info.first_recorded.astimezone(clock)
        yield Msg("Last recorded"), info.last_recorded.astimezone(clock)
    yield Msg("Acknowledgements"), info.acknowledgements
    yield Msg("Snapshots"), info.snapshots
    if info.head is not None:
        yield Msg("Fingerprint"), f"{info.head.count}:{info.head.hash}"
    for event in info.history:
        yield (
            Msg("History"),
            Msg(
                "{event}: schema {schema}, sbtrack {version}",
                event=_EVENTS.get(event.event, event.event),
                schema=event.schema,
                version=event.program_version,
            ),
        )


def info_data(info: DatabaseInfo) -> Data:
    """Return the facts as plain data."""
    return {
        "path": str(info.path),
        "size": info.size,
        "schema": info.schema,
        "journal_mode": info.journal_mode,
        "plan": info.plan_id,
        "plan_versions": [
            {"number": v.number, "loaded_at": v.loaded_at, "sha256": v.digest}
            for v in info.versions
        ],
        "entries": info.entries,
        "first_recorded": info.first_recorded,
        "last_recorded": info.last_recorded,
        "acknowledgements": info.acknowledgements,
        "snapshots": info.snapshots,
        "fingerprint": f"{info.head.count}:{info.head.hash}" if info.head else None,
    }
