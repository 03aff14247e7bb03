"""The first schema: a plan's versions, the ledger, what keeps both append-only, and the views."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

PRIMARY_KEYS = {
    "plan_version": ("number",),
    "region": ("plan_version", "id"),
    "unit": ("plan_version", "id"),
    "task": ("plan_version", "code"),
    "task_unit": ("plan_version", "task_code", "role", "position"),
    "indicator": ("plan_version", "id"),
    "yearly_target": ("plan_version", "indicator_id", "position"),
    "indicator_component": ("plan_version", "indicator_id", "position"),
    "indicator_task": ("plan_version", "indicator_id", "position"),
    "indicator_unit": ("plan_version", "indicator_id", "role", "position"),
    "milestone": ("plan_version", "id"),
    "milestone_task": ("plan_version", "milestone_id", "position"),
    "milestone_unit": ("plan_version", "milestone_id", "role", "position"),
    "entry": ("id",),
}


def upgrade() -> None:
    """Create everything in an empty database."""
    _run_file("0001_tables.sql")
    for table, key in PRIMARY_KEYS.items():
        _refuse(table, "update", f"BEFORE UPDATE ON {table}")
        _refuse(table, "delete", f"BEFORE DELETE ON {table}")
        # INSERT OR REPLACE deletes the old row without firing the trigger above.
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        _refuse(table, "replace", f"BEFORE INSERT ON {table}", same)
    _refuse("entry", "backdate", "BEFORE INSERT ON entry", "recorded_at >= NEW.recorded_at")
    _refuse("entry", "insert_between", "AFTER INSERT ON entry", "id > NEW.id")
    _run_file("0001_views.sql")


def downgrade() -> None:
    """Refuse: before the first schema there was nothing."""
    raise NotImplementedError("the first schema has no predecessor")


def _refuse(table: str, what: str, moment: str, exists: str = "") -> None:
    condition = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {exists})" if exists else ""
    _run(
        f"CREATE TRIGGER {table}_no_{what} {moment} {condition} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only: no {what}'); END"
    )


def _run_file(name: str) -> None:
    """Run a file's statements, which are parted by empty lines."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for statement in text.strip().removesuffix(";").split(";\n\n"):
        _run(statement)


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
