"""The record of snapshots as a table and as plain data, with how each file is found today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    REPLACED = "replaced"  # a later snapshot was written under the same name
    CLEARED = "cleared"  # taken away by --keep


_STATES: dict[FileState, Msg] = {
    FileState.UNCHANGED: Msg("as it was written"),
    FileState.CHANGED: Msg("changed since it was written"),
    FileState.GONE: Msg("not there"),
    FileState.REPLACED: Msg("replaced by a later one"),
    FileState.CLEARED: Msg("cleared away by --keep"),
}
#: What a check complains about.
WRONG = frozenset({FileState.CHANGED, FileState.GONE})

_COLUMNS = (
    Column("number", Msg("No."), Align.RIGHT),
    Column("week", Msg("Week")),
    Column("as_of", Msg("As of")),
    Column("known_at", Msg("Known at"), priority=2),
    Column("made_by", Msg("Made by"), priority=4),
    Column("format", Msg("Format"), priority=3),
    Column("entries", Msg("Last entry"), Align.RIGHT, 5),
    Column("replaces", Msg("Replaces"), Align.RIGHT, 5),
    Column("path", Msg("File"), flexible=True),
    Column("sha256", Msg("SHA-256"), priority=6),
)
_STATE = Column("state", Msg("State"))


def snapshot_table(
    snapshots: Sequence[Snapshot],
    clock: tzinfo | None,
    states: Mapping[int, FileState] | None = None,
) -> Table:
    """Return one line a snapshot, oldest first; `states` by number add how the files are found."""
    columns = _COLUMNS if states is None else (*_COLUMNS[:-1], _STATE, _COLUMNS[-1])
    rows = tuple(_row(s, clock, states) for s in snapshots)
    notes = (
        () if snapshots else (Msg("No snapshot is on record yet; see `sbtrack export --help`."),)
    )
    return Table(Msg("Snapshots"), columns, (Section(rows),), notes=notes)


def snapshot_data(
    snapshots: Sequence[Snapshot], states: Mapping[int, FileState] | None = None
) -> list[Data]:
    """Return the record as plain data."""
    return [_data(s) | ({} if states is None else {"state": states[s.number].value})
            for s in snapshots]  # fmt: skip


def _row(
    snapshot: Snapshot, clock: tzinfo | None, states: Mapping[int, FileState] | None
) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = (
        snapshot.number,
        snapshot.week,
        snapshot.as_of,
        snapshot.known_at.astimezone(clock),
        snapshot.made_by,
        snapshot.format,
        snapshot.last_entry,
        snapshot.replaces,
        snapshot.path,
    )
    if states is not None:
        cells = (*cells, _STATES[states[snapshot.number]])
    return (*cells, snapshot.sha256[:12])


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
