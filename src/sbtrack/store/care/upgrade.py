"""Bringing a database of an older version of the program to the newest schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sbtrack.store import complaints, connecting, damage, files
from sbtrack.store.care.backup import copy_to
from sbtrack.store.care.tables import migrations_noted


def upgrade(path: Path, now: datetime) -> Path | None:
    """Upgrade the database in one transaction; return the backup made of it beforehand.

    None: there was nothing to do. Nobody can record anything between the backup and the upgrade.
    Where it fails there is no need of the backup, and none is left.

    Raises:
        StoreError: the file cannot be used, was made by a newer version, is not of the schema it
            says, or cannot be copied; it was not changed.
    """
    if _schema_of(path) == files.SCHEMA:
        return None
    from sbtrack.store import migrate  # noqa: PLC0415  heavy
    from sbtrack.store.writing import note_event, transaction  # noqa: PLC0415

    saved: Path | None = None
    try:
        with transaction(path, files.OLDEST_SCHEMA) as connection:
            schema = files.require_ours(path, connection, files.OLDEST_SCHEMA)
            if schema == files.SCHEMA:  # somebody else was quicker
                return None
            if migrations_noted(connection) != [f"{schema:04d}"]:
                raise damage.mismarked(path, schema)
            saved = _free_name(path, schema, now)
            # Not `backup`: it looks at the file's first bytes, and closing that drops our lock.
            with closing(connecting.connect(path, "ro", connecting.READ_TIMEOUT)) as source:
                copy_to(path, source, saved)
            try:
                migrate.upgrade(connection)
            except (LookupError, TypeError, ValueError, UnicodeError) as error:
                raise complaints.unmovable(path) from error
            note_event(connection, "upgraded", now, _sealed_late(connection))
    except BaseException:
        if saved is not None and _schema_of(path) < files.SCHEMA:
            saved.unlink(missing_ok=True)
        raise
    return saved


def _sealed_late(connection: sqlite3.Connection) -> int:
    """Return how many of the first seals an upgrade made: all, if the file has no history yet."""
    events, known = connection.execute("SELECT COUNT(*), MAX(seals) FROM file_history").fetchone()
    if events:
        return int(known)
    return int(connection.execute("SELECT count FROM ledger_head").fetchone()[0])


def _schema_of(path: Path) -> int:
    with closing(files.connect_to_read(path, files.OLDEST_SCHEMA)) as connection:
        return files.require_ours(path, connection, files.OLDEST_SCHEMA)


def _free_name(path: Path, schema: int, now: datetime) -> Path:
    """Name the backup after the old schema and the time: plan.schema-1-20261124T060304Z.db."""
    moment = now.astimezone(UTC) if now.tzinfo else now
    stem = f"{path.stem}.schema-{schema}-{moment:%Y%m%dT%H%M%SZ}"
    target, number = path.with_name(f"{stem}{path.suffix}"), 1
    while target.exists() or target.is_symlink():
        number += 1
        target = path.with_name(f"{stem}-{number}{path.suffix}")
    return target
