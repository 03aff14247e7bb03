"""Clearing old snapshots away: only files that are still as they were written, each on record."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.noting import note_removal
from sbtrack.actions.snapshots.occupied import is_evidence
from sbtrack.actions.snapshots.order import Order
from sbtrack.actions.snapshots.record import written_at
from sbtrack.actions.snapshots.series import weekly_of
from sbtrack.actions.snapshots.trouble import explained, explained_reading
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.care.filecheck import fingerprint


def clear_away(
    survey: Survey, folder: Path, keep: int | None, newest: Path, order: Order
) -> tuple[Path, ...]:
    """Remove all but the `keep` newest weekly workbooks in a folder, and return what was removed.

    A file that is not on record, that somebody has changed or copied, or that an entry rests on,
    stays, and so does `newest`.

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
        found = written_at(snapshots, path, hashed)
        if found is None or path == newest or is_evidence(path, survey, order) is not None:
            continue
        note_removal(order.database, found, path, order.made_by, order.now(), order.check)
        with explained(path), suppress(FileNotFoundError):
            if fingerprint(path)[0] != hashed:  # noting took its time
                continue
            path.unlink()
        removed.append(path)
    return tuple(removed)


def _weekly_in(folder: Path, snapshots: tuple[Snapshot, ...]) -> list[tuple[Path, list[Snapshot]]]:
    """Return the files in the folder that are on record, newest week first, with their records."""
    found: dict[str, list[Snapshot]] = {}
    for snapshot in weekly_of(snapshots):
        found.setdefault(Path(snapshot.path).name, []).append(snapshot)
    files = [(folder / name, listed) for name, listed in found.items()]
    there = [(path, listed) for path, listed in files if path.is_file() and not path.is_symlink()]
    return sorted(there, key=lambda pair: pair[1][-1].week, reverse=True)
