"""The record of snapshots: which files were written, which of them count, and what came before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from sbtrack.domain.errors import UnknownName, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot

WORKBOOK = "xlsx"
#: Stands in place of the format in the record that a file was cleared away.
REMOVED = "removed"


def files_of(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """Return the records of files that were written, without those of files cleared away."""
    return tuple(s for s in snapshots if s.format != REMOVED)


def previous_week(
    snapshots: Iterable[Snapshot], week: str, first: Snapshot | None = None
) -> Snapshot | None:
    """Return the weekly workbook of the newest week before `week`, that which knew the most.

    `first` is the record of the same workbook's first export: what was noted after it was not
    there to compare with, so that the same is told again however many were made since.
    """
    earlier = [
        s
        for s in files_of(snapshots)
        if s.format == WORKBOOK
        and "" < s.week < week
        and (first is None or s.number < first.number)
    ]
    return max(earlier, key=lambda s: (s.week, s.known_at, s.number), default=None)


def with_hash(snapshots: Iterable[Snapshot], sha256: str) -> Snapshot | None:
    """Return the newest record of a file with that content."""
    found = [s for s in files_of(snapshots) if s.sha256 == sha256]
    return found[-1] if found else None


def find_snapshot(text: str, snapshots: Sequence[Snapshot]) -> Snapshot:
    """Return the snapshot that `text` names: by number, week, file name or path; the newest one.

    Raises:
        UnknownName: there is none.
    """
    wanted = text.strip()
    path = os.path.realpath(wanted)
    found = [s for s in files_of(snapshots) if wanted in _names(s) or path == s.path]
    if not found:
        raise UnknownName(
            Msg(
                "No snapshot is called {text}; see `sbtrack snapshot list` for numbers and weeks.",
                text=quoted(text),
            )
        )
    return found[-1]


def _names(snapshot: Snapshot) -> tuple[str, ...]:
    path = Path(snapshot.path)
    return (str(snapshot.number), snapshot.week, path.name, path.stem)
