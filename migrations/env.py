"""Runs migrations on the connection that `sbtrack.store.migrate` hands over, in one transaction.

Each step also notes its number in SQLite's `user_version`, where a reader finds the schema's
version without Alembic.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo


def _note_number(
    ctx: MigrationContext,
    step: MigrationInfo,
    heads: Collection[Any],  # noqa: ARG001  Alembic passes them by name
    run_args: Mapping[str, Any],  # noqa: ARG001
) -> None:
    connection = ctx.connection
    if connection is not None and connection.dialect.name == "sqlite":
        number = max((int(revision) for revision in step.destination_revision_ids), default=0)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _run() -> None:
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes.get("target_metadata"),
        on_version_apply=_note_number,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
