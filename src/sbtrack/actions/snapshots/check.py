"""Whether the files of the snapshots are still what was written, where they were or elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sbtrack.actions.snapshots.record import files_of, is_of_later_state
from sbtrack.actions.snapshots.series import REMOVED, chief_of, folder_of, weekly_of
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.domain.snapshot import Snapshot
from sbtrack.reports.snapshots import FileCheck, FileState
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.reads.reader import Reader

Checks = dict[int, FileCheck]
_Hash = tuple[str, int]


def check_files(snapshots: Sequence[Snapshot], database: Path) -> Checks:
    """Return how the file of each snapshot is found, by the snapshot's number.

    One that is gone from where it was written has moved, if it lies unchanged beside the database
    or where other snapshots were written, and is not one of those. One that lies there with
    another content has moved too, if others from its folder did so.
    """
    listed, away = files_of(snapshots), cleared(snapshots)
    by_path: dict[str, list[Snapshot]] = {}
    for s in listed:
        by_path.setdefault(s.path, []).append(s)
    beside = Path(os.path.realpath(database)).parent
    folders = [Path(f) for f in dict.fromkeys(folder_of(s) for s in reversed(listed))]
    followed = {s.replaces for s in listed}
    checks: Checks = {}
    missed: list[tuple[Snapshot, list[Path]]] = []
    for path, versions in by_path.items():
        name, newest = Path(path).name, versions[-1]
        checks |= _states(versions, _look(Path(path)), Path(path), away)
        if checks[newest.number].state is not FileState.GONE:
            continue
        places = (beside, beside / Path(path).parent.name, *folders)
        free = [place / name for place in places if str(place / name) not in by_path]
        moved = next((place for place in free if _look(place) == _hash(newest)), None)
        if moved is not None:
            checks[newest.number] = FileCheck(FileState.MOVED, str(moved))
        elif newest.number in followed:  # in the folder it had moved to
            checks[newest.number] = FileCheck(FileState.REPLACED)
        else:
            missed.append((newest, free))
    return checks | _moved_with_others(missed, checks, listed)


def _moved_with_others(
    missed: Iterable[tuple[Snapshot, Sequence[Path]]], checks: Checks, listed: Iterable[Snapshot]
) -> Checks:
    """Return how those are found that lie, changed, where others from their folder moved to.

    `missed` has each with the places where it might lie.
    """
    moved_to = {
        (folder_of(s), str(Path(checks[s.number].path).parent))
        for s in listed
        if checks[s.number].state is FileState.MOVED
    }
    found: Checks = {}
    for snapshot, places in missed:
        for place in places:
            there = _look(place) if (folder_of(snapshot), str(place.parent)) in moved_to else None
            if there is not None:
                unreadable = there == _UNREADABLE
                state = FileState.UNREADABLE if unreadable else FileState.MOVED_CHANGED
                found[snapshot.number] = FileCheck(state, str(place))
                break
    return found


def check_folder(snapshots: Sequence[Snapshot], folder: Path) -> Checks:
    """Return how the files of snapshots are found in a folder: a copy, or one that was moved.

    By name and content, wherever they were written. It is a copy of those folders whose weekly
    workbooks lie in it, so that those are missed that do not; of other files only those count
    that are there.

    Raises:
        UsageError: it is no folder, or nothing in it has a name that is on record.
    """
    place = Path(os.path.realpath(folder))
    if not place.is_dir():
        raise UsageError(Msg("There is no folder {path}; name one with exported files in it.",
                             path=quoted(str(folder), 300)))  # fmt: skip
    by_name: dict[str, list[Snapshot]] = {}
    for s in files_of(snapshots):
        by_name.setdefault(Path(s.path).name, []).append(s)
    found = {name: _look(place / name) for name in by_name}
    lying = {name: hashed for name, hashed in found.items() if hashed is not None}
    if not lying:
        raise UsageError(
            Msg(
                "Nothing in {path} has the name of an exported file; see `sbtrack snapshot list`.",
                path=quoted(str(folder), 300),
            )
        )
    homes = {str(place), *_homes(str(place), lying, by_name, snapshots)}
    away, checks = cleared(snapshots), Checks()
    for name, named in by_name.items():
        expected = _expected(named, found[name], homes)
        if expected:
            checks |= _states(expected, found[name], place / name, away)
    return checks


def told_apart(checks: Checks, snapshots: Iterable[Snapshot], reader: Reader, plan: Plan) -> Checks:
    """Return the checks with those workbooks told apart that show a later state than noted.

    In an older copy of the ledger they are what was written anew since it was made.
    """
    by_number = {s.number: s for s in snapshots}
    known = {s.sha256 for s in by_number.values()}
    return {
        number: replace(check, state=FileState.LATER)
        if check.state in _CHANGED
        and is_of_later_state(Path(check.path), by_number[number], reader, plan, known)
        else check
        for number, check in checks.items()
    }


def cleared(snapshots: Sequence[Snapshot]) -> set[int]:
    """Return the numbers of the snapshots whose files were cleared away.

    That is the newest one with that content where the file lay; only one that had moved there was
    written elsewhere.
    """
    found = set()
    for removal in snapshots:
        if removal.format == REMOVED and removal.replaces is not None:
            here = [
                s.number
                for s in files_of(snapshots)
                if (s.path, s.sha256) == (removal.path, removal.sha256)
                and s.number < removal.number
            ]
            found.add(here[-1] if here else removal.replaces)
    return found


def _states(
    versions: Sequence[Snapshot], found: _Hash | None, path: Path, cleared: set[int]
) -> Checks:
    """Return how snapshots under one name are found, oldest first; only one can be there."""
    newest = versions[-1]
    there = next((s for s in reversed(versions) if _hash(s) == found), None)
    if there is not None:
        last = FileCheck(FileState.UNCHANGED, str(path))
    elif found is None:
        gone = FileState.CLEARED if newest.number in cleared else FileState.GONE
        last = FileCheck(gone)
    else:
        unreadable = found == _UNREADABLE
        last = FileCheck(FileState.UNREADABLE if unreadable else FileState.CHANGED, str(path))
    decided = there or newest
    return {
        s.number: last
        if s is decided
        else FileCheck(FileState.REPLACED if s.number < decided.number else FileState.GONE)
        for s in versions
    }


def _homes(
    place: str,
    lying: Mapping[str, _Hash],
    by_name: Mapping[str, list[Snapshot]],
    snapshots: Sequence[Snapshot],
) -> Iterator[str]:
    """Yield the folders of which a place is a copy: of each file the one it is most likely from."""
    for name, hashed in lying.items():
        weekly = weekly_of(by_name[name])
        folders = {folder_of(s) for s in weekly if _hash(s) == hashed}
        if folders and place not in folders:
            yield chief_of(folders, snapshots)


def _expected(
    named: Sequence[Snapshot], found: _Hash | None, homes: Iterable[str]
) -> list[Snapshot]:
    """Return which of the snapshots of one name are expected in a folder."""
    at_home = [s for s in named if folder_of(s) in homes]
    if at_home or found is None:
        return at_home
    return [s for s in named if _hash(s) == found][-1:] or [*named[-1:]]


_UNREADABLE: _Hash = ("", -1)
_CHANGED = (FileState.CHANGED, FileState.MOVED_CHANGED)


def _look(path: Path) -> _Hash | None:
    """Return what a file is by content; None where there is none."""
    try:
        return fingerprint(path) if path.is_file() or not path.exists() else _UNREADABLE
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError:
        return _UNREADABLE


def _hash(snapshot: Snapshot) -> _Hash:
    return snapshot.sha256, snapshot.size
