"""Clearing old snapshots away: only files that are still as they were written, each on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sbtrack.actions.snapshots.files import explained, fingerprint
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.record import REMOVED, WORKBOOK, files_of
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

    A file that is not on record, or that somebody has changed, stays, and so does `newest`.

    Raises:
        ExportRefused: a file cannot be removed.
        StoreError: that it is removed cannot be noted.
    """
    if keep is None or survey.reader is None:
        return ()
    listed = _weekly_in(folder, survey.reader.snapshots())
    removed = []
    for path, snapshots in listed[keep:]:
        with explained(path):
            hashed, _ = fingerprint(path)
            found = next((s for s in snapshots if s.sha256 == hashed), None)
        if found is None or path == newest:
            continue
        _note_removal(database, found, path, made_by, now())
        with explained(path):
            path.unlink(missing_ok=True)
        removed.append(path)
    return tuple(removed)


def _weekly_in(folder: Path, snapshots: tuple[Snapshot, ...]) -> list[tuple[Path, list[Snapshot]]]:
    """Return the files in the folder that are on record, newest week first, with their records."""
    found: dict[str, list[Snapshot]] = {}
    for snapshot in files_of(snapshots):
        if snapshot.week and snapshot.format == WORKBOOK:
            found.setdefault(Path(snapshot.path).name, []).append(snapshot)
    files = [(folder / name, listed) for name, listed in found.items()]
    there = [(path, listed) for path, listed in files if path.is_file()]
    return sorted(there, key=lambda pair: pair[1][-1].week, reverse=True)


def _note_removal(
    database: Path, snapshot: Snapshot, path: Path, made_by: str, now: datetime
) -> None:
    from sbtrack.store.writes.notes import note_snapshot  # noqa: PLC0415  heavy

    note_snapshot(
        database,
        replace(
            snapshot,
            number=0,
            path=str(path),
            made_at=now,
            made_by=made_by,
            format=REMOVED,
            replaces=snapshot.number,
        ),
    )
