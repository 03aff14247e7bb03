"""Noting in the database what was written, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sbtrack.actions.snapshots.series import FOUND, REMOVED
from sbtrack.domain.errors import ExportRefused, StoreReadOnly, quoted
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.reads.reader import Check


def note(database: Path, snapshot: Snapshot, check: Check) -> None:
    """Note a file, unless `check` refuses.

    Raises:
        StoreError: it cannot be noted.
    """
    from sbtrack.store.writes.notes import note_snapshot  # noqa: PLC0415  heavy

    note_snapshot(database, snapshot, check)


def note_removal(
    database: Path, snapshot: Snapshot, path: Path, made_by: str, now: datetime, check: Check
) -> None:
    """Note that the file of a snapshot is cleared away, from where it lies today."""
    _note_event(REMOVED, database, snapshot, path, made_by, now, check)


def note_found(
    database: Path, snapshot: Snapshot, path: Path, made_by: str, now: datetime, check: Check
) -> None:
    """Note that the file of a snapshot lies in another folder, where its series goes on."""
    _note_event(FOUND, database, snapshot, path, made_by, now, check)


@contextmanager
def must_be_noted(database: Path) -> Iterator[None]:
    """Say of a database that is read-only why it is in the way."""
    try:
        yield
    except StoreReadOnly as error:
        raise ExportRefused(
            Msg(
                "{path} is read-only, and a weekly workbook has to be noted in it, so nothing was "
                "written; make it writable, or write a single workbook with --output FILE.xlsx.",
                path=quoted(str(database), 300),
            )
        ) from error


def _note_event(
    event: str,
    database: Path,
    snapshot: Snapshot,
    path: Path,
    made_by: str,
    now: datetime,
    check: Check,
) -> None:
    note(
        database,
        replace(
            snapshot,
            number=0,
            path=str(path),
            made_at=now,
            made_by=made_by,
            format=event,
            replaces=snapshot.number,
        ),
        check,
    )
