"""The record of snapshots: which files were written, and which one a name means."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from sbtrack.actions.snapshots.series import EVENTS, official, weekly_of
from sbtrack.domain.errors import UnknownName, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.care.workbooks import Illegible, testimony_of
from sbtrack.store.reads.reader import Reader


def files_of(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """Return the records of files that were written, without those of what became of them."""
    return tuple(s for s in snapshots if s.format not in EVENTS)


def with_hash(snapshots: Iterable[Snapshot], path: Path, sha256: str) -> Snapshot | None:
    """Return the newest record of a file with that content, best of one at that path."""
    found = [s for s in files_of(snapshots) if s.sha256 == sha256]
    here = [s for s in found if s.path == str(path)]
    return next(iter((here or found)[-1:]), None)


def written_at(snapshots: Iterable[Snapshot], path: Path, sha256: str) -> Snapshot | None:
    """Return the newest record of a file with that content which was written at a path.

    Or which has moved there: it has the same name, and where it was written is nothing now.
    """
    found = [s for s in files_of(snapshots) if s.sha256 == sha256]
    here = [s for s in found if is_place_of(s, path)]
    moved = [s for s in found if Path(s.path).name == path.name and not os.path.lexists(s.path)]
    return next(iter((here or moved)[-1:]), None)


def is_of_later_state(
    workbook: Path, snapshot: Snapshot, reader: Reader, plan: Plan, known: Collection[str]
) -> bool:
    """Say whether a workbook in a snapshot's place tells a later state of the ledger than that.

    In an older copy of the ledger it is what was written anew since the copy was made. `known`
    are the hashes of all files on record: a copy of another one is none.
    """
    try:
        said = testimony_of(workbook)
        if said is None or said.plan != plan.id:
            return False
        there = reader.hash_at(said.head.count)
        if there is None:  # longer than this ledger is
            return True
        later = said.head.count > reader.head(snapshot.known_at).count
        return later and there == said.head.hash and fingerprint(workbook)[0] not in known
    except (Illegible, OSError):
        return False


def is_place_of(snapshot: Snapshot, path: Path) -> bool:
    """Say whether a file was written at a path, which may be spelt in another way."""
    if snapshot.path == str(path):
        return True
    try:
        return spelt_alike(snapshot.path) == spelt_alike(path) and path.samefile(snapshot.path)
    except (OSError, ValueError):
        return False


def spelt_alike(path: Path | str) -> str:
    """Return what is the same for all spellings of a path that some file systems take for one."""
    return str(path).casefold()


def find_snapshot(text: str, snapshots: Sequence[Snapshot]) -> Snapshot:
    """Return the snapshot that `text` names: by number, path, week or file name; the newest one.

    A week, or a name that several folders have, means the official workbook. Copies of it are
    named by number or path.

    Raises:
        UnknownName: there is none.
    """
    wanted, listed = text.strip(), files_of(snapshots)
    path = os.path.realpath(wanted)
    exact = [s for s in listed if str(s.number) == wanted] or [s for s in listed if s.path == path]
    if exact:
        return exact[-1]
    found = [s for s in listed if wanted in _names(s)]
    if not found:
        raise UnknownName(
            Msg(
                "No snapshot is called {text}; see `sbtrack snapshot list` for numbers and weeks.",
                text=quoted(text),
            )
        )
    weekly = weekly_of(found)
    return official(snapshots, weekly[-1].week) or weekly[-1] if weekly else found[-1]


def _names(snapshot: Snapshot) -> tuple[str, ...]:
    path = Path(snapshot.path)
    return (snapshot.week, path.name, path.stem)
