"""What an export is compared with: the workbook of the week before, in its own series."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.series import (
    WORKBOOK,
    Series,
    folder_of,
    previous_official,
    series_of,
    weekly_of,
)
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.care.filecheck import fingerprint


@dataclass(frozen=True, slots=True)
class Before:
    """The snapshot before; `found` says where its file lies, if it was written elsewhere."""

    snapshot: Snapshot | None
    found: Path | None = None


def weekly_before(
    survey: Survey, path: Path, week: str, language: str, known_at: datetime | None
) -> Before:
    """Return what a weekly workbook is compared with.

    In a folder without one of an earlier week that is the newest whose file lies there, for a
    folder may be moved; else the official one, with which it is told what was told last.
    `known_at` is the moment of what was known that was asked for, if any.
    """
    snapshots = survey.snapshots()
    same = same_workbooks(survey, week, language)
    series = series_of(str(path.parent), same, snapshots, known_at)
    own = series.own(snapshots, week)
    if own is not None:
        return Before(own)
    if series.before is None:
        lying = _lying_in(path.parent, snapshots, week)
        if lying is not None:
            return Before(lying, path.parent / Path(lying.path).name)
    return Before(previous_official(_noted(snapshots, series.before), week))


def single_before(survey: Survey, path: Path, week: str, language: str) -> Snapshot | None:
    """Return what a workbook outside every series is compared with.

    That is what those in its folder are compared with, if there are any, or else the official
    ones; for one that was made before, whatever its name then, it is what it was compared with.
    """
    snapshots = survey.snapshots()
    first = next(iter(same_workbooks(survey, "", language)), None)
    folder = folder_of(first) if first else str(path.parent)
    series = Series(folder, first.number if first else None)
    noted = _noted(snapshots, series.before)
    return series.own(noted, week) or previous_official(noted, week)


def table_before(survey: Survey, week: str) -> Snapshot | None:
    """Return what the table of changes is compared with: the official workbook.

    Of those that were noted by the moment that counts, if there are any, so that the same dates
    give the same table.
    """
    noted = survey.snapshots()
    then = [s for s in noted if s.made_at <= survey.until]
    return previous_official(then, week) or previous_official(noted, week)


def same_workbooks(survey: Survey, week: str, language: str) -> tuple[Snapshot, ...]:
    """Return the records of the very same workbook, wherever it went, oldest first."""
    return tuple(
        s
        for s in survey.snapshots()
        if (s.format, s.week, s.as_of, s.language) == (WORKBOOK, week, survey.as_of, language)
        and survey.tells_the_same(s)
    )


def _noted(snapshots: Sequence[Snapshot], before: int | None) -> Sequence[Snapshot]:
    return snapshots if before is None else [s for s in snapshots if s.number < before]


def _lying_in(folder: Path, snapshots: Sequence[Snapshot], week: str) -> Snapshot | None:
    """Return the newest workbook of an earlier week whose file lies in a folder, unchanged."""
    earlier = [s for s in weekly_of(snapshots) if s.week < week]
    hashes: dict[str, str] = {}
    for s in sorted(earlier, key=lambda s: (s.week, s.number), reverse=True):
        name = Path(s.path).name
        if name not in hashes:
            hashes[name] = ""
            with suppress(OSError):
                if (folder / name).is_file():
                    hashes[name], _ = fingerprint(folder / name)
        if hashes[name] == s.sha256:
            return s
    return None
