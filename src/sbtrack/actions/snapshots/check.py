"""Whether the files of the snapshots are still what was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sbtrack.actions.snapshots.files import fingerprint
from sbtrack.actions.snapshots.record import REMOVED, files_of
from sbtrack.domain.snapshot import Snapshot
from sbtrack.reports.snapshots import FileState


def check_files(snapshots: Sequence[Snapshot]) -> dict[int, FileState]:
    """Return how the file of each snapshot is found, by the snapshot's number.

    Of several snapshots under one name only the last one's file can be there.
    """
    newest = {s.path: s.number for s in files_of(snapshots)}
    cleared = {s.replaces for s in snapshots if s.format == REMOVED}
    return {
        s.number: _state(s, newest[s.path] != s.number, s.number in cleared)
        for s in files_of(snapshots)
    }


def _state(snapshot: Snapshot, replaced: bool, cleared: bool) -> FileState:
    if replaced:
        return FileState.REPLACED
    try:
        found = fingerprint(Path(snapshot.path))
    except (OSError, ValueError):
        return FileState.CLEARED if cleared else FileState.GONE
    same = found == (snapshot.sha256, snapshot.size)
    return FileState.UNCHANGED if same else FileState.CHANGED
