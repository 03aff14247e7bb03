"""What an entry rests on: links as they are, files with the hash they have now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.ledger import Evidence, EvidenceKind
from sbtrack.domain.message import Msg
from sbtrack.store.care.filecheck import fingerprint

_LINK = re.compile(r"[a-z][a-z0-9+.-]+://\S+", re.IGNORECASE)
_FILE = re.compile(r"file://(localhost)?(?=/)", re.IGNORECASE)  # a path, written as a link


def evidence_of(locations: Iterable[str], database: Path) -> tuple[Evidence, ...]:
    """Return the evidence that was named, each once.

    A file in the database's folder, or below it, is kept by its path from there, so that both can
    be moved together; any other by its absolute path.

    Raises:
        RecordRefused: a file is not there or cannot be read.
    """
    return tuple(_one(location, database) for location in dict.fromkeys(locations))


def _one(location: str, database: Path) -> Evidence:
    as_link = _FILE.match(location)
    if as_link is None and _LINK.fullmatch(location):
        return Evidence(EvidenceKind.LINK, location)
    try:
        path = Path(unquote(location[as_link.end() :]) if as_link else location)
        if database.exists() and path.samefile(database):
            raise _changing(location)
        digest, size = fingerprint(path)
    except (OSError, ValueError):
        raise _unreadable(location) from None
    return Evidence(EvidenceKind.FILE, _kept_as(path, database), digest, size)


def _kept_as(path: Path, database: Path) -> str:
    absolute, folder = path.resolve(), database.resolve().parent
    return str(absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute)


def _changing(location: str) -> RecordRefused:
    return RecordRefused(
        Msg(
            "{location} is the database, which changes with every entry; "
            "keep a file of its own as evidence.",
            location=quoted(location, limit=300),
        )
    )


def _unreadable(location: str) -> RecordRefused:
    return RecordRefused(
        Msg(
            "There is no readable file {location} to keep as evidence; "
            "check the path, or give a link that begins with https://.",
            location=quoted(location, limit=300),
        )
    )
