"""The documents that entries rest on, held against the hashes that they had when recorded."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg

_CHUNK = 1 << 20
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
    look = cache(partial(look_at, folder))  # one document is read once, for many entries rest on it
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


def look_at(folder: Path, location: str, expected: int) -> Print | None:
    """Return a file's fingerprint; one of another size need not be read to be another."""
    try:
        path = folder / location
        size = path.stat().st_size
        return fingerprint(path) if size == expected else ("", size)
    except (OSError, ValueError, TypeError):  # no file can have such a name
        return None
