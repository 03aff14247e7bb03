"""What stands where an export is to go, and whether it may be written over.

Only what is on record as an export of this ledger may, by its path and content: it can be made
again. Everything else is somebody's, and there may be no copy of it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sbtrack.actions.snapshots.files import alone_in
from sbtrack.actions.snapshots.leftovers import sweep_dead
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.order import Order
from sbtrack.actions.snapshots.record import (
    is_of_later_state,
    is_place_of,
    spelt_alike,
    with_hash,
    written_at,
)
from sbtrack.actions.snapshots.series import EVENTS
from sbtrack.actions.snapshots.trouble import explained, explained_reading
from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.care.filecheck import fingerprint
from sbtrack.store.companions import family_of, require_own_name

_SQLITE = b"SQLite format 3\0"
_ZIP = b"PK\3\4"
_KINDS = {
    "xlsx": Msg("a workbook"),
    "csv": Msg("a CSV file"),
    "json": Msg("a JSON file"),
    "md": Msg("a Markdown file"),
    "markdown": Msg("a Markdown file"),
    "yaml": Msg("a YAML file"),
    "yml": Msg("a YAML file"),
}
_ANY = Msg("a file")


@dataclass(frozen=True, slots=True)
class Occupant:
    """A file that stands where an export is to go.

    `snapshot` is the record of an export with this content, wherever that went. `other` says what
    the file is where it may not be written over.
    """

    sha256: str
    snapshot: Snapshot | None
    other: Msg | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file may be written, and what it then replaces: an export, or nothing."""

    path: Path
    over: Occupant | None


@contextmanager
def free_place(path: Path, survey: Survey, order: Order) -> Iterator[Place]:
    """Give the place of a file of any name, for this run alone.

    Raises:
        ExportRefused: what stands there is to stay, or another run is writing there.
    """
    real = Path(os.path.realpath(path.parent)) / path.name
    require_own_name(real)
    _require_replaceable(real, survey, order)  # before anything is made there
    with alone_in(real.parent, real.name, real):
        sweep_dead(real.parent, real.name)
        yield Place(real, _require_replaceable(real, survey, order))


def occupant_of(path: Path, survey: Survey, order: Order) -> Occupant | None:
    """Return what stands at a path, None where nothing does.

    Raises:
        ExportRefused: it is no file, or one that no export may ever touch.
    """
    with explained(path):
        status = path.lstat() if os.path.lexists(path) else None
    protected = _protected(path, status, survey, order)
    if protected is not None:
        raise _never(path, protected)
    if status is None:
        return None
    with explained_reading(path):
        hashed, beginning = fingerprint(path)[0], _beginning_of(path)
    if beginning == _SQLITE:
        raise _never(path, Msg("a SQLite database"))
    snapshots = survey.snapshots()
    here = written_at(snapshots, path, hashed)
    if here is not None:
        return Occupant(hashed, here, None)
    elsewhere = with_hash(snapshots, path, hashed)
    return Occupant(hashed, elsewhere, _description(path, elsewhere, beginning, survey))


def stays(path: Path, what: Msg) -> ExportRefused:
    """Return why a file is left as it is: it is not on record as it stands."""
    return ExportRefused(
        Msg(
            "{path} is {what}, so it is not written over; move it away, or write elsewhere.",
            path=quoted(str(path), 300),
            what=what,
        )
    )


def _never(path: Path, what: Msg) -> ExportRefused:
    return ExportRefused(
        Msg(
            "{path} is {what}, which no export writes over; write elsewhere.",
            path=quoted(str(path), 300),
            what=what,
        )
    )


def is_evidence(path: Path, survey: Survey, order: Order) -> int | None:
    """Return the first entry that rests on the file at a path, there or not."""
    if survey.reader is None:
        return None
    folder = Path(os.path.realpath(order.database)).parent
    for entry, location in survey.reader.documents():
        with suppress(OSError, ValueError):
            if _is_same(path, folder / location):
                return entry
    return None


def _require_replaceable(path: Path, survey: Survey, order: Order) -> Occupant | None:
    found = occupant_of(path, survey, order)
    if found is None:
        return None
    if found.other is not None:
        raise stays(path, found.other)
    if not order.replace:
        raise ExportRefused(
            Msg(
                "{path} is there already; add --replace to write over it.",
                path=quoted(str(path), 300),
            )
        )
    return found


def _protected(
    path: Path, status: os.stat_result | None, survey: Survey, order: Order
) -> Msg | None:
    """Return what a path is that no export may touch, whatever is on record."""
    database, *companions = family_of(order.database)
    if _is_same(path, database) or _is_same(path, order.database):
        return Msg("the database itself")
    if any(_is_same(path, companion) for companion in companions):
        return Msg("a file that SQLite keeps beside the database")
    entry = is_evidence(path, survey, order)
    if entry is not None:
        return Msg("what entry {id} rests on as evidence", id=entry)
    if status is None or stat.S_ISREG(status.st_mode):
        return None
    if stat.S_ISLNK(status.st_mode):
        return Msg("a link to {target}", target=quoted(str(path.readlink()), 300))
    return Msg("a folder") if stat.S_ISDIR(status.st_mode) else Msg("a pipe or a device")


def _description(path: Path, elsewhere: Snapshot | None, beginning: bytes, survey: Survey) -> Msg:
    """Return what a file is that is not on record as it stands."""
    if elsewhere is not None:
        return Msg(
            "a copy of snapshot {number}, which was written to {path}",
            number=elsewhere.number,
            path=quoted(elsewhere.path, 300),
        )
    written = [s for s in survey.snapshots() if s.format not in EVENTS]
    here = [s for s in written if is_place_of(s, path)]
    if here and _is_later(path, here[-1], survey):
        return Msg(
            "a workbook that a later export, unknown to this older copy of the ledger, seems to "
            "have written"
        )
    if here:
        return Msg(
            "{kind} that sbtrack wrote but that was changed since, or written anew by a later "
            "export that this copy of the ledger does not know",
            kind=_kind(path),
        )
    namesakes = [s for s in written if s.week and Path(s.path).name == path.name]
    if namesakes and not os.path.lexists(namesakes[-1].path):
        return Msg(
            "{kind} with the name of snapshot {number}, which is no longer where it was written: "
            "that one, changed since, or another",
            kind=_kind(path),
            number=namesakes[-1].number,
        )
    if path.suffix.lower() == ".xlsx" and beginning[: len(_ZIP)] != _ZIP:
        return Msg("{kind} that this ledger does not have on record", kind=_ANY)
    return Msg("{kind} that this ledger does not have on record", kind=_kind(path))


def _is_later(path: Path, snapshot: Snapshot, survey: Survey) -> bool:
    if survey.reader is None:
        return False
    known = {s.sha256 for s in survey.snapshots()}
    return is_of_later_state(path, snapshot, survey.reader, survey.plan, known)


def _kind(path: Path) -> Msg:
    return _KINDS.get(path.suffix.lower().removeprefix("."), _ANY)


def _is_same(path: Path, other: Path) -> bool:
    """Say whether two paths are one file, by whatever links and spellings; or, not there, one name.

    Of a file that is not there only the name can tell, and on some file systems any spelling of it.
    """
    with suppress(OSError, ValueError):
        if os.path.lexists(path):
            return os.path.samestat(path.lstat(), other.stat())
        named = spelt_alike(os.path.realpath(other))
        return spelt_alike(path) == named and not os.path.lexists(other)
    return False


def _beginning_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_SQLITE))
