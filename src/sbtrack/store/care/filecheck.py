"""The files that a database names: documents that entries rest on, and snapshots."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg

_CHUNK = 1 << 20
_REMOVED = "removed"  # in place of a snapshot's format: that the file it replaces was cleared away
_NO_FILE = (_REMOVED, "found")  # records of what became of a file, not of one that was written
Print = tuple[str, int]  # SHA-256 and size in bytes


def fingerprint(path: Path) -> Print:
    """Return the SHA-256 and the size in bytes of an ordinary file.

    Raises:
        OSError: it cannot be read, or is no ordinary file.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not an ordinary file")
        hashed, size = sha256(), 0
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
            size += len(chunk)
    return hashed.hexdigest(), size


@dataclass(frozen=True, slots=True)
class _Document:
    entry: int
    location: str
    kept: Print  # as it was recorded
    found: Print | None  # None: it is not there


def document_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Yield the documents that are not what they were; `folder` is the database's.

    One that is not there is a warning: it may be kept elsewhere, as where a backup is looked at.
    It is none at all when the same document is there under another name that was recorded.
    """
    rows = connection.execute(
        "SELECT entry_id, location, sha256, size FROM evidence WHERE kind = 'file' "
        "ORDER BY entry_id, position"
    ).fetchall()
    look = cache(partial(_look, folder))  # one document is read once, for many entries rest on it
    documents = [
        _Document(entry, location, (hashed, size), look(location, size))
        for entry, location, hashed, size in rows
    ]
    elsewhere: dict[Print, str] = {d.kept: d.location for d in documents if d.found == d.kept}
    for document in documents:
        named = {"id": document.entry, "file": quoted(str(document.location), 300)}
        if document.found is None and document.kept not in elsewhere:
            sentence = Msg("The evidence for entry {id}, {file}, cannot be found or read.", **named)
            yield Finding(FindingKind.EVIDENCE, sentence, document.entry, Severity.WARNING)
        elif document.found not in (None, document.kept):
            yield _changed(document, elsewhere.get(document.kept))


def snapshot_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Yield the snapshots that were edited, or are gone although nothing cleared them away.

    Of several snapshots under one name the last one is the file that is there. One that lies
    unchanged beside the database or among other snapshots has only moved. All that are gone
    are one finding: in an older copy they are those that the ledger has cleared away since.
    """
    rows = connection.execute(
        "SELECT path, number, sha256, size, format, replaces FROM snapshot ORDER BY number"
    ).fetchall()
    cleared = {row[5] for row in rows if row[4] == _REMOVED}
    newest = {str(row[0]): row[1:4] for row in rows if row[4] not in _NO_FILE}
    folders = dict.fromkeys(str(folder / Path(path).parent) for path in newest)
    gone: dict[int, str | None] = {}  # the path of what is gone, None for what is not
    for path, (number, hashed, size) in newest.items():
        found, gone[number] = _look(folder, path, size), None
        if found not in (None, (hashed, size)):
            sentence = Msg(
                "Snapshot {number}, {file}, was changed after it was written.",
                number=number,
                file=quoted(path, 300),
            )
            yield Finding(FindingKind.EVIDENCE, sentence)
        elif found is None and number not in cleared:
            name = Path(path).name
            places = (folder / name, folder / Path(path).parent.name / name,
                      *(Path(other, name) for other in folders))  # fmt: skip
            if not any(_look(folder, str(p), size) == (hashed, size) for p in places):
                gone[number] = path
    if any(path is not None for path in gone.values()):
        yield Finding(FindingKind.EVIDENCE, _gone(gone), severity=Severity.WARNING)


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


def _changed(document: _Document, elsewhere: str | None) -> Finding:
    named = {"id": document.entry, "file": quoted(str(document.location), 300)}
    if elsewhere is None:
        sentence = Msg("The evidence for entry {id}, {file}, was changed since.", **named)
        return Finding(FindingKind.EVIDENCE, sentence, document.entry)
    sentence = Msg(
        "The evidence for entry {id}, {file}, was changed since; as it was it is at {other}.",
        other=quoted(elsewhere, 300),
        **named,
    )
    return Finding(FindingKind.EVIDENCE, sentence, document.entry, Severity.WARNING)


def _look(folder: Path, location: str, expected: int) -> Print | None:
    """Return a file's fingerprint; one of another size need not be read to be another."""
    try:
        path = folder / location
        size = path.stat().st_size
        return fingerprint(path) if size == expected else ("", size)
    except (OSError, ValueError, TypeError):  # no file can have such a name
        return None
