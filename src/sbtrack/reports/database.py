"""What a database file holds and what is wrong with it, as facts, tables and plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from sbtrack.domain.database import DatabaseInfo, FileEvent, Finding
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.message import Msg
from sbtrack.locale.words import Words
from sbtrack.reports.table import Cell, Column, Section, Table

Data = dict[str, Any]

_EVENTS = {"made": Msg("created"), "upgraded": Msg("upgraded")}
_SEVERITIES = {Severity.ERROR: Msg("error"), Severity.WARNING: Msg("warning")}
_COLUMNS = (
    Column("severity", Msg("Severity")),
    Column("part", Msg("Part")),
    Column("entry", Msg("Entry")),
    Column("finding", Msg("Finding"), flexible=True),
)


def info_facts(info: DatabaseInfo, clock: tzinfo, ahead: bool) -> Iterator[tuple[Msg, Cell]]:
    """Yield the facts about a file: size, schema, plan, entries by `clock`, fingerprint.

    `ahead` says that the newest moment in it lies well ahead of this computer's clock.
    """
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
    if ahead and info.newest_moment is not None:
        yield (
            Msg("Clock"),
            Msg(
                "The newest moment, {moment}, is ahead of this computer's clock; what is recorded "
                "until then is dated after it. If the clock is right, see "
                "`sbtrack db clock --help`.",
                moment=info.newest_moment.astimezone(clock),
            ),
        )
    yield Msg("Acknowledgements"), info.acknowledgements
    yield Msg("Snapshots"), info.snapshots
    if info.head is not None:
        yield Msg("Fingerprint"), f"{info.head.count}:{info.head.hash}"
    for event in info.history:
        yield Msg("History"), _told(event, clock)


def sealed_later(info: DatabaseInfo, clock: tzinfo) -> Msg | None:
    """Return which seals were made at an upgrade, if some were: not when it was recorded."""
    for event in info.history:
        if event.event == "upgraded" and event.seals:
            said = {"seals": event.seals, "at": _moment(event.happened_at, clock)}
            return Msg(
                "The first {seals} seals were made at the upgrade ({at}): up to there they show "
                "that nothing was altered since, not since it was recorded.",
                **said,
            )
    return None


def info_data(info: DatabaseInfo, ahead: bool) -> Data:
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
        "newest_moment": info.newest_moment,
        "ahead_of_clock": ahead,
        "acknowledgements": info.acknowledgements,
        "snapshots": info.snapshots,
        "fingerprint": _fingerprint(info),
        "history": [
            {
                "event": e.event,
                "at": e.happened_at,
                "schema": e.schema,
                "program_version": e.program_version,
                "seals": e.seals,
            }
            for e in info.history
        ],
    }


def verified_table(findings: Sequence[Finding]) -> Table:
    """Return one line a finding, in the order in which they were found."""
    rows = tuple((_SEVERITIES[f.severity], f.kind.value, f.entry_id, f.sentence) for f in findings)
    notes = () if findings else (Msg("All is as it was recorded."),)
    return Table(Msg("Findings"), _COLUMNS, (Section(rows),), notes=notes)


def verified_data(findings: Sequence[Finding], info: DatabaseInfo | None, words: Words) -> Data:
    """Return the outcome of a check; `info` is None for a file too altered to say what it holds.

    `whole` says that nothing was altered: warnings are about what could not be looked at.
    """
    return {
        "whole": altered(findings) == 0,
        "fingerprint": _fingerprint(info) if info else None,
        "entries": info.entries if info else None,
        "plan_versions": len(info.versions) if info else None,
        "findings": [
            {
                "severity": f.severity.value,
                "part": f.kind.value,
                "entry": f.entry_id,
                "finding": words.say(f.sentence),
            }
            for f in findings
        ],
    }


def altered(findings: Sequence[Finding]) -> int:
    """Return how many of the findings are of something that was altered."""
    return sum(f.severity is Severity.ERROR for f in findings)


def _told(event: FileEvent, clock: tzinfo) -> Msg:
    said = {
        "event": _EVENTS.get(event.event, event.event),
        "at": _moment(event.happened_at, clock),
        "schema": event.schema,
        "version": event.program_version,
    }
    if event.event == "upgraded" and event.seals:
        return Msg(
            "{event} {at}: schema {schema}, sbtrack {version}; the first {seals} seals were made "
            "then, not when it was recorded",
            seals=event.seals,
            **said,
        )
    return Msg("{event} {at}: schema {schema}, sbtrack {version}", **said)


def _moment(moment: datetime | None, clock: tzinfo) -> Msg | datetime:
    return Msg("at an unknown time") if moment is None else moment.astimezone(clock)


def _fingerprint(info: DatabaseInfo) -> str | None:
    return f"{info.head.count}:{info.head.hash}" if info.head else None
