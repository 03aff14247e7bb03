"""Bringing a database of an older version of the program to the newest schema."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sbtrack.store import complaints, files
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
    from sbtrack.store.writing import note_event, raw, transaction  # noqa: PLC0415  heavy

    saved: Path | None = None
    try:
        with transaction(path, files.OLDEST_SCHEMA) as session:
            schema = files.require_ours(path, raw(session), files.OLDEST_SCHEMA)
            if schema == files.SCHEMA:  # somebody else was quicker
                return None
            if migrations_noted(raw(session)) != [f"{schema:04d}"]:
                raise complaints.mismarked(path, schema)
            saved = _free_name(path, schema, now)
            # Not `backup`: it looks at the file's first bytes, and closing that drops our lock.
            with closing(files.connect(path, "ro", files.READ_TIMEOUT)) as source:
                copy_to(path, source, saved)
            migrate.upgrade(session.connection())
            note_event(session, "upgraded", now)
    except BaseException:
        if saved is not None and _schema_of(path) < files.SCHEMA:
            saved.unlink(missing_ok=True)
        raise
    return saved


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
