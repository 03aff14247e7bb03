"""The files that SQLite keeps beside a database, and the names that it takes for them.

A database that has such a name itself is lost: SQLite takes it for what another one's writer has
left half done, and deletes it once that other database is written to.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sbtrack.store import complaints

JOURNAL, LOG = "-journal", "-wal"
COMPANIONS = (JOURNAL, LOG, "-shm")
#: A journal over several databases is named `-mj` and nine hexadecimal digits.
_TAKEN = r"(?i)(?P<database>.+)-(journal|wal|shm|mj[0-9a-f]+)"


def name_taken(path: Path) -> str | None:
    """Return the database beside which SQLite takes a name for itself; None where it does not.

    The name that a link leads to counts as well.
    """
    for name in (path.name, _real(path).name):
        found = re.fullmatch(_TAKEN, name) if "-" in name else None
        if found is not None:
            return found["database"]
    return None


def require_own_name(path: Path) -> None:
    """Refuse a path that SQLite takes for a file of its own.

    Raises:
        StoreError: it does.
    """
    database = name_taken(path)
    if database is not None:
        raise complaints.name_taken(path, database)


def require_nothing_left(path: Path) -> None:
    """Refuse to make a database beside what belonged to another one of the same name.

    SQLite would undo with it what is written to the new one.

    Raises:
        StoreError: something is left.
    """
    _, journal, log, _ = family_of(path)
    left = next((file for file in (journal, log) if _has_content(file)), None)
    if left is not None and not os.path.lexists(path):  # else it is at work just now
        raise complaints.companion_left(path, left)


def family_of(path: Path) -> tuple[Path, ...]:
    """Return where a database lies and where SQLite keeps files beside it, there or not.

    SQLite names them after the file that a link leads to.
    """
    real = _real(path)
    return (real, *(Path(f"{real}{companion}") for companion in COMPANIONS))


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))  # resolve() does not survive links that go in circles
    except (OSError, ValueError):
        return path


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except (OSError, ValueError):
        return False
