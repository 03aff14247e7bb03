"""Weekly workbooks that belong together, and which one a workbook is compared with.

A series is what goes to one folder. Other folders have copies, made to see whether the same comes
out again, or trials; what is recorded there must not be taken for told in the series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sbtrack.domain.snapshot import Snapshot

WORKBOOK = "xlsx"
#: Stand in place of the format in a record of what became of a file: that it was cleared away, or
#: that the workbook of an earlier week lay in a folder to which a series had moved.
REMOVED, FOUND = "removed", "found"
EVENTS = frozenset({REMOVED, FOUND})


@dataclass(frozen=True, slots=True)
class Series:
    """The workbooks of one folder, as far as they are noted before the record number `before`.

    `before` is None for all there are. It is given when a workbook is made again: what was noted
    after it was not there to compare with.
    """

    folder: str
    before: int | None = None

    def own(self, snapshots: Iterable[Snapshot], week: str) -> Snapshot | None:
        """Return the newest workbook of the newest week before `week` in the folder itself."""
        lay_here = [
            s
            for s in snapshots
            if s.format in (WORKBOOK, FOUND)
            and "" < s.week < week
            and folder_of(s) == self.folder
            and (self.before is None or s.number < self.before)
        ]
        return max(lay_here, key=lambda s: (s.week, s.number), default=None)


def folder_of(snapshot: Snapshot) -> str:
    """Return the folder to which a file was written."""
    return str(Path(snapshot.path).parent)


def weekly_of(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Return the records of weekly workbooks that were written."""
    return [s for s in snapshots if s.week and s.format == WORKBOOK]


def official(snapshots: Sequence[Snapshot], week: str) -> Snapshot | None:
    """Return the newest workbook of a week in the folder that has the most weeks of its own."""
    listed = weekly_of(snapshots)
    of_week = [s for s in listed if s.week == week]
    if not of_week:
        return None
    home = chief_of({folder_of(s) for s in of_week}, snapshots)
    return [s for s in of_week if folder_of(s) == home][-1]


def previous_official(snapshots: Sequence[Snapshot], week: str) -> Snapshot | None:
    """Return the official workbook of the newest week before `week`."""
    earlier = max((s.week for s in weekly_of(snapshots) if s.week < week), default="")
    return official(snapshots, earlier)


def chief_of(folders: Iterable[str], snapshots: Iterable[Snapshot]) -> str:
    """Return that of some folders which has the most weeks of its own, the oldest of equals."""
    weeks = own_weeks(snapshots)
    ages = {folder: age for age, folder in enumerate(weeks)}
    return min(folders, key=lambda f: (-len(weeks.get(f, ())), ages.get(f, len(ages))))


def own_weeks(snapshots: Iterable[Snapshot]) -> Mapping[str, set[str]]:
    """Return of each folder, the oldest first, the weeks that it does not have as a copy only.

    A copy is a workbook of the same week, dates, language and ledger as one noted earlier for
    another folder.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[tuple[object, ...], str] = {}
    for s in weekly_of(snapshots):
        told = (s.week, s.as_of, s.language, s.plan_version, s.last_entry)
        weeks = found[folder_of(s)]
        if first.setdefault(told, folder_of(s)) == folder_of(s):
            weeks.add(s.week)
    return found


def series_of(
    folder: str,
    same: Sequence[Snapshot],
    snapshots: Sequence[Snapshot],
    known_at: datetime | None = None,
) -> Series:
    """Return the series of a weekly workbook that is to be made for a folder.

    `same` are the records of the very same workbook, oldest first. One that was made for the
    folder comes again as it was there. Where a moment of what was known was named, an old one is
    to be made again: as it was in its own series, unless the folder is the more official one.
    """
    here = next((s for s in same if folder_of(s) == folder), None)
    if here is not None:
        return Series(folder, here.number)
    if known_at is not None and same:
        meant = [s for s in same if s.known_at == known_at] or same
        home = chief_of({folder_of(s) for s in meant}, snapshots)
        if chief_of({folder, home}, snapshots) == home:
            return Series(home, next(s.number for s in same if folder_of(s) == home))
    return Series(folder)
