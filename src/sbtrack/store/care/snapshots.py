"""The snapshots on record, held against the files that lie where they were written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.store.care.filecheck import Print, look_at
from sbtrack.store.care.witnesses import Witness, Workbooks, witness_of_later
from sbtrack.store.kept import Unreadable
from sbtrack.store.moments import moment_from_text
from sbtrack.store.reads.reader import Reader

_REMOVED = "removed"  # in place of a snapshot's format: that the file it replaces was cleared away
_NO_FILE = (_REMOVED, "found")  # records of what became of a file, not of one that was written


@dataclass(frozen=True, slots=True)
class _Noted:
    """The newest snapshot of one name; `path` is as it was noted."""

    number: int
    path: str
    print: Print
    known_at: str

    def named(self) -> dict[str, object]:
        return {"number": self.number, "file": quoted(self.path, 300)}


def snapshot_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Yield the snapshots that are not as written, or are gone although nothing cleared them away.

    Of several snapshots under one name the last one is the file that is there. One that lies
    unchanged beside the database or among other snapshots has only moved. All that are gone
    are one finding: in an older copy they are those that the ledger has cleared away since.
    """
    rows = connection.execute(
        "SELECT path, number, sha256, size, format, replaces, known_at FROM snapshot "
        "ORDER BY number"
    ).fetchall()
    cleared = {row[5] for row in rows if row[4] == _REMOVED}
    newest = {
        str(path): _Noted(number, str(path), (hashed, size), str(known_at))
        for path, number, hashed, size, format, _, known_at in rows
        if format not in _NO_FILE
    }
    folders = dict.fromkeys(str(folder / Path(path).parent) for path in newest)
    later = _Later(connection, folder)
    gone: dict[int, str | None] = {}  # the path of what is gone, None for what is not
    for path, noted in newest.items():
        gone[noted.number] = None
        size = noted.print[1]
        found = look_at(folder, path, size)
        if found is None and _is_there(folder / path):
            yield _unreadable(noted)
        elif found not in (None, noted.print):
            yield later.what_became_of(noted)
        elif found is None and noted.number not in cleared:
            name = Path(path).name
            places = (folder / name, folder / Path(path).parent.name / name,
                      *(Path(other, name) for other in folders))  # fmt: skip
            if not any(look_at(folder, str(place), size) == noted.print for place in places):
                gone[noted.number] = path
    if any(path is not None for path in gone.values()):
        yield Finding(FindingKind.EVIDENCE, _gone(gone), severity=Severity.WARNING)


class _Later:
    """Tells what was changed from what an export replaced that an older copy does not know.

    A workbook shows how long the ledger's chain was. One that shows a longer chain than there is
    was made from a later state of the ledger, or somebody wants us to think so; from here the two
    cannot be told apart, so that it is a warning. So is one that shows a state which this ledger
    had, later than the one on record, unless it is a copy of another export.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def what_became_of(self, noted: _Noted) -> Finding:
        """Return what can be said of a file that is not as it was noted."""
        path = self._folder / noted.path
        said = self._workbooks.said_by(path)
        end = self._workbooks.end
        if said is not None and said.head.count > end:
            sentence = Msg(
                "Snapshot {number}, {file}, is not as it was written: it shows {count} seals and "
                "this ledger has {end}, so that a later export, which this older copy of the "
                "ledger does not know, seems to have replaced it. If this is no older copy, "
                "somebody changed it.",
                count=said.head.count,
                end=end,
                **noted.named(),
            )
            return Finding(FindingKind.EVIDENCE, sentence, severity=Severity.WARNING)
        if said is not None and self._is_of_later_state(Witness(path, said), noted):
            return self._of_later_state(said.head.count, noted)
        if self._witness is not None:
            sentence = Msg(
                "Snapshot {number}, {file}, is not as it was written: a later export replaced it, "
                "or somebody changed it. This ledger has {end} seals and {workbook} shows {count}, "
                "so that this seems to be an older copy.",
                workbook=quoted(str(self._witness.path), 300),
                count=self._witness.said.head.count,
                end=end,
                **noted.named(),
            )
            return Finding(FindingKind.EVIDENCE, sentence, severity=Severity.WARNING)
        sentence = Msg(
            "Snapshot {number}, {file}, is not as it was written: somebody changed it, or this is "
            "an older copy of the ledger and a later export replaced it.",
            **noted.named(),
        )
        return Finding(FindingKind.EVIDENCE, sentence)

    def _of_later_state(self, count: int, noted: _Noted) -> Finding:
        sentence = Msg(
            "Snapshot {number}, {file}, is not as it was written: it shows a later state of this "
            "ledger ({count} seals, not {then}), so that a later export, which this older copy of "
            "the ledger does not know, seems to have replaced it. If this is no older copy, "
            "somebody changed it.",
            count=count,
            then=self._seals_when(noted),
            **noted.named(),
        )
        return Finding(FindingKind.EVIDENCE, sentence, severity=Severity.WARNING)

    def _is_of_later_state(self, found: Witness, noted: _Noted) -> bool:
        then = self._seals_when(noted)
        return (
            then is not None
            and found.said.head.count > then
            and not self._workbooks.is_contradicted(found)
            and not self._workbooks.is_recorded(found)
        )

    def _seals_when(self, noted: _Noted) -> int | None:
        """Return how long the chain was that a snapshot shows; None where that is unreadable."""
        try:
            return Reader(self._connection).head(moment_from_text(noted.known_at)).count
        except (Unreadable, ValueError):
            return None

    @cached_property
    def _workbooks(self) -> Workbooks:
        return Workbooks(self._connection, self._folder)

    @cached_property
    def _witness(self) -> Witness | None:
        return witness_of_later(self._workbooks.witnesses(), self._workbooks.end)


def _is_there(path: Path) -> bool:
    """Say whether something is there, if only out of reach."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        pass
    return True


def _unreadable(noted: _Noted) -> Finding:
    sentence = Msg(
        "Snapshot {number}, {file}, cannot be read, so whether it is as it was written is unknown.",
        **noted.named(),
    )
    return Finding(FindingKind.EVIDENCE, sentence, severity=Severity.WARNING)


def _gone(snapshots: dict[int, str | None]) -> Msg:
    """Return which of the snapshots are gone: those with a path."""
    paths = {number: path for number, path in snapshots.items() if path is not None}
    if len(paths) > 1:
        return Msg(
            "Snapshots {numbers} ({count} files) are not there, and this database does not say "
            "that they were cleared away, which an older copy may lack; `sbtrack snapshot verify` "
            "tells more.",
            numbers=tuple(_runs((number, number in paths) for number in snapshots)),
            count=len(paths),
        )
    ((number, path),) = paths.items()
    return Msg(
        "Snapshot {number}, {file}, is not there, and this database does not say that it was "
        "cleared away, which an older copy may lack; `sbtrack snapshot verify` tells more.",
        number=number,
        file=quoted(path, 300),
    )


def _runs(numbers: Iterable[tuple[int, bool]]) -> Iterator[int | Msg]:
    """Yield the numbers that are marked; those with no other between them as one."""
    for marked, run in groupby(sorted(numbers), key=itemgetter(1)):
        if marked:
            first, *more = (number for number, _ in run)
            yield Msg("{first} to {last}", first=first, last=more[-1]) if more else first
