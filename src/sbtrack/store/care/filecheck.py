"""The files that a database names: documents that entries rest on, and snapshots."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sbtrack.domain.database import Finding, FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg

_CHUNK = 1 << 20


def fingerprint(path: Path) -> tuple[str, int]:
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


def file_findings(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Yield the documents and snapshots that are not what they were; `folder` is the database's.

    A document that is not there is a warning: it may be kept elsewhere. A snapshot that is not
    there is none at all, for old ones are cleared away.
    """
    documents = connection.execute(
        "SELECT entry_id, location, sha256, size FROM evidence WHERE kind = 'file' "
        "ORDER BY entry_id, position"
    ).fetchall()
    for entry, location, hashed, size in documents:
        found = _look(folder / location, size)
        if found is None:
            sentence = Msg("The evidence for entry {id}, {file}, cannot be found or read.",
                           id=entry, file=quoted(location, 300))  # fmt: skip
            yield Finding(FindingKind.EVIDENCE, sentence, entry, Severity.WARNING)
        elif found != (hashed, size):
            sentence = Msg("The evidence for entry {id}, {file}, was changed since.",
                           id=entry, file=quoted(location, 300))  # fmt: skip
            yield Finding(FindingKind.EVIDENCE, sentence, entry)
    yield from _snapshots(connection, folder)


def _snapshots(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Of several snapshots under one name the last one is the file that is there."""
    rows = connection.execute("SELECT path, number, sha256, size FROM snapshot ORDER BY number")
    newest = {path: (number, hashed, size) for path, number, hashed, size in rows.fetchall()}
    for path, (number, hashed, size) in newest.items():
        found = _look(folder / path, size)
        if found is not None and found != (hashed, size):
            sentence = Msg("Snapshot {number}, {file}, was changed after it was written.",
                           number=number, file=quoted(path, 300))  # fmt: skip
            yield Finding(FindingKind.EVIDENCE, sentence, severity=Severity.WARNING)


def _look(path: Path, expected: int) -> tuple[str, int] | None:
    """Return a file's fingerprint; one of another size need not be read to be another."""
    try:
        size = path.stat().st_size
        return fingerprint(path) if size == expected else ("", size)
    except (OSError, ValueError):
        return None
