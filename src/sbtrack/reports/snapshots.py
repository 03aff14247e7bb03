"""The record of snapshots as a table and as plain data, with how each file is found today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.reports.table import Align, Cell, Column, Section, Table

Data = dict[str, Any]


class FileState(StrEnum):
    """How the file of a snapshot is found."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    MOVED = "moved"  # unchanged, but not where it was written
    MOVED_CHANGED = "moved_changed"  # other than it was written, where files beside it moved to
    LATER = "later"  # changed, and shows a later state of the ledger than the one noted
    UNREADABLE = "unreadable"
    REPLACED = "replaced"  # a later snapshot was written under the same name
    CLEARED = "cleared"  # taken away by --keep


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How the file of a snapshot is found, and where; empty where nothing is there."""

    state: FileState
    path: str = ""


_STATES: dict[FileState, Msg] = {
    FileState.UNCHANGED: Msg("as it was written"),
    FileState.CHANGED: Msg("changed since it was written"),
    FileState.GONE: Msg("not there"),
    FileState.MOVED: Msg("moved, as it was written"),
    FileState.MOVED_CHANGED: Msg("moved, and changed since it was written"),
    FileState.LATER: Msg("changed, or written anew by a later export unknown to this copy"),
    FileState.UNREADABLE: Msg("cannot be read"),
    FileState.REPLACED: Msg("replaced by a later one"),
    FileState.CLEARED: Msg("cleared away by --keep"),
}
#: What a check complains about.
WRONG = frozenset(
    {
        *(FileState.CHANGED, FileState.MOVED_CHANGED, FileState.LATER),
        *(FileState.GONE, FileState.UNREADABLE),
    }
)
_RIGHT = frozenset({FileState.UNCHANGED, FileState.MOVED})

_NAME = 27  # cells of the name of a weekly workbook, in which no path is broken if need not be
_COLUMNS = (
    Column("number", Msg("No."), Align.RIGHT),
    Column("week", Msg("Week")),
    Column("as_of", Msg("As of")),
    Column("known_at", Msg("Known at"), priority=2, vital=True),
    Column("made_by", Msg("Made by"), priority=4),
    Column("format", Msg("Format"), priority=3),
    Column("entries", Msg("Last entry"), Align.RIGHT, 5),
    Column("replaces", Msg("Replaces"), Align.RIGHT, 5),
    Column("path", Msg("File"), flexible=True, comfortable=_NAME),
    Column("sha256", Msg("SHA-256"), priority=6),
)
_STATE = Column("state", Msg("State"))


def snapshot_table(
    snapshots: Sequence[Snapshot],
    clock: tzinfo | None,
    checks: Mapping[int, FileCheck] | None = None,
) -> Table:
    """Return one line a snapshot, oldest first.

    `checks` by number add how the files are found, where they lie now, and a count of it; those
    that are wrong come first.
    """
    columns = _COLUMNS if checks is None else (*_COLUMNS[:-1], _STATE, _COLUMNS[-1])
    if checks is not None:
        snapshots = sorted(snapshots, key=lambda s: checks[s.number].state not in WRONG)
    rows = tuple(_row(s, clock, checks) for s in snapshots)
    notes = (
        () if snapshots else (Msg("No snapshot is on record yet; see `sbtrack export --help`."),)
    )
    subtitle = _summary(checks) if checks else None
    return Table(Msg("Snapshots"), columns, (Section(rows),), subtitle, notes)


def snapshot_data(
    snapshots: Sequence[Snapshot], checks: Mapping[int, FileCheck] | None = None
) -> list[Data]:
    """Return the record as plain data, oldest first, with how the files are found and where."""
    if checks is None:
        return [_data(s) for s in snapshots]
    return [
        _data(s) | {"state": check.state.value, "found": check.path or None}
        for s, check in ((s, checks[s.number]) for s in snapshots)
    ]


def _summary(checks: Mapping[int, FileCheck]) -> Msg:
    counts = Counter(check.state for check in checks.values())
    right = sum(counts[state] for state in _RIGHT)
    wrong = sum(counts[state] for state in WRONG)
    return Msg(
        "Files on record: {count}, of which {wrong} wrong, {right} as they were written, and "
        "{rest} replaced or cleared away.",
        count=len(checks),
        wrong=wrong,
        right=right,
        rest=len(checks) - right - wrong,
    )


def _row(
    snapshot: Snapshot, clock: tzinfo | None, checks: Mapping[int, FileCheck] | None
) -> tuple[Cell, ...]:
    path, state = snapshot.path, None
    if checks is not None:
        check = checks[snapshot.number]
        path, state = check.path or path, _STATES[check.state]
    cells: tuple[Cell, ...] = (
        snapshot.number,
        snapshot.week,
        snapshot.as_of,
        snapshot.known_at.astimezone(clock),
        snapshot.made_by,
        snapshot.format,
        snapshot.last_entry,
        snapshot.replaces,
        path,
        *(() if state is None else (state,)),
        snapshot.sha256[:12],
    )
    return cells


def _data(snapshot: Snapshot) -> Data:
    return {
        "number": snapshot.number,
        "week": snapshot.week or None,
        "path": snapshot.path,
        "sha256": snapshot.sha256,
        "size": snapshot.size,
        "as_of": snapshot.as_of,
        "known_at": _moment(snapshot.known_at),
        "plan_version": snapshot.plan_version,
        "last_entry": snapshot.last_entry,
        "language": snapshot.language,
        "format": snapshot.format,
        "program_version": snapshot.program_version,
        "made_at": _moment(snapshot.made_at),
        "made_by": snapshot.made_by,
        "replaces": snapshot.replaces,
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat()
