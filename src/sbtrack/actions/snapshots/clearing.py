"""Clearing old snapshots away: only files that are still as they were written, each on record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sbtrack.actions.snapshots.files import fingerprint
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.noting import note_removal
from sbtrack.actions.snapshots.series import weekly_of
from sbtrack.actions.snapshots.trouble import explained, explained_reading
from sbtrack.domain.snapshot import Snapshot


def clear_away(
    survey: Survey,
    folder: Path,
    keep: int | None,
    newest: Path,
    made_by: str,
    now: Callable[[], datetime],
    database: Path,
) -> tuple[Path, ...]:
    """Remove all but the `keep` newest weekly workbooks in a folder, and return what was removed.

    A file that is not on record, or that somebody has changed or copied, stays, and so does
    `newest`.

    Raises:
        ExportRefused: a file cannot be removed.
        StoreError: that it is removed cannot be noted.
    """
    if keep is None or survey.reader is None:
        return ()
    listed = _weekly_in(folder, survey.reader.snapshots())
    removed = []
    for path, snapshots in listed[keep:]:
        with explained_reading(path):
            hashed, _ = fingerprint(path)
        found = _written_as(path, [s for s in snapshots if s.sha256 == hashed])
        if found is None or path == newest:
            continue
        note_removal(database, found, path, made_by, now())
        with explained(path):
            path.unlink(missing_ok=True)
        removed.append(path)
    return tuple(removed)


def _weekly_in(folder: Path, snapshots: tuple[Snapshot, ...]) -> list[tuple[Path, list[Snapshot]]]:
    """Return the files in the folder that are on record, newest week first, with their records."""
    found: dict[str, list[Snapshot]] = {}
    for snapshot in weekly_of(snapshots):
        found.setdefault(Path(snapshot.path).name, []).append(snapshot)
    files = [(folder / name, listed) for name, listed in found.items()]
    there = [(path, listed) for path, listed in files if path.is_file()]
    return sorted(there, key=lambda pair: pair[1][-1].week, reverse=True)


def _written_as(path: Path, same: Sequence[Snapshot]) -> Snapshot | None:
    """Return the record of a file among those of its name and content.

    It was written there, or elsewhere and has moved. One that is still where it was written is not
    this one: somebody made this copy.
    """
    here = [s for s in same if s.path == str(path)]
    moved = [s for s in same if not Path(s.path).exists()]
    return next(iter(here[-1:] or moved[-1:]), None)
