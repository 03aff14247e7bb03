"""The second schema: evidence, acknowledgements, snapshots, and a chain that seals everything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from alembic import op

revision = "0002"
down_revision = "0001"

START = "0" * 64  # what stands for the hash before the first
#: What a plan version consists of, beside its own row.
PLAN_TABLES = (
    *("region", "unit", "task", "task_unit"),
    *("indicator", "yearly_target", "indicator_component", "indicator_task", "indicator_unit"),
    *("milestone", "milestone_task", "milestone_unit"),
)

KEYS: dict[str, list[tuple[str, ...]]] = {
    "evidence": [("entry_id", "position"), ("rowid",)],
    "acknowledgement": [("id",)],
    "snapshot": [("number",)],
    "seal": [("number",), ("kind", "id")],
    "ledger_head": [("id",)],
    "file_history": [("number",)],
}
MOMENTS = {"plan_version": "loaded_at", "acknowledgement": "acknowledged_at", "snapshot": "made_at"}
SAME_CLAIM = (
    *("subject_kind", "subject_id", "region", "period_start", "period_end"),
    *("value", "numerator", "denominator", "done"),
)


def upgrade() -> None:
    """Add the tables and triggers, then seal what was recorded so far."""
    text = Path(__file__).with_name("0002_tables.sql").read_text(encoding="utf-8")
    for statement in text.strip().removesuffix(";").split(";\n\n"):
        _run(statement)
    _run(f"INSERT INTO ledger_head (id, count, hash) VALUES (1, 0, '{START}')")
    for table, keys in KEYS.items():
        _keep(table, keys)
    for table, moment in MOMENTS.items():
        _refuse(
            f"{table}_no_backdate",
            f"BEFORE INSERT ON {table}",
            f"EXISTS (SELECT 1 FROM {table} WHERE {moment} >= NEW.{moment})",
        )
    _guard_row_numbers()
    _guard_chain()
    _guard_ledger()
    _seal_what_was_recorded()
    _guard_what_is_sealed()


def downgrade() -> None:
    """Refuse: the ledger keeps everything, so there is no way back but a backup."""
    raise NotImplementedError("restore the backup that was made before the upgrade")


def _keep(table: str, keys: list[tuple[str, ...]]) -> None:
    """Make a table append-only."""
    if table != "ledger_head":
        _refuse(f"{table}_no_update", f"BEFORE UPDATE ON {table}")
    _refuse(f"{table}_no_delete", f"BEFORE DELETE ON {table}")
    # INSERT OR REPLACE deletes the old row without firing the trigger above.
    same = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in keys
    )
    _refuse(
        f"{table}_no_replace",
        f"BEFORE INSERT ON {table}",
        f"EXISTS (SELECT 1 FROM {table} WHERE {same})",
    )


def _guard_row_numbers() -> None:
    """Let no row take the place of one with its hidden number, where the key is another one.

    A REPLACE can name that number as `rowid`. One that is given none has -1 in the trigger.
    """
    for table in PLAN_TABLES:
        _refuse(
            f"{table}_no_displacement",
            f"BEFORE INSERT ON {table}",
            f"EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid)",
        )


def _guard_chain() -> None:
    """Let the chain only grow at its end, and its head only follow."""
    _refuse(
        "seal_no_break",
        "BEFORE INSERT ON seal",
        "NOT EXISTS (SELECT 1 FROM ledger_head "
        "WHERE count + 1 = NEW.number AND hash = NEW.previous)",
    )
    _run(
        "CREATE TRIGGER seal_moves_head AFTER INSERT ON seal BEGIN "
        "UPDATE ledger_head SET count = NEW.number, hash = NEW.hash; END"
    )
    _refuse(
        "ledger_head_no_update",
        "BEFORE UPDATE ON ledger_head",
        "NEW.id <> OLD.id OR NEW.count <> OLD.count + 1 OR NOT EXISTS "
        "(SELECT 1 FROM seal WHERE number = NEW.count AND hash = NEW.hash)",
    )


def _guard_ledger() -> None:
    """Hold every new entry to what it corrects, whichever tool adds it."""
    newest = (
        "SELECT CASE WHEN kind = 'retraction' THEN 0 ELSE id END FROM entry "
        "WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id "
        "AND region = NEW.region AND period_end = NEW.period_end "
        "AND period_start = NEW.period_start ORDER BY id DESC LIMIT 1"
    )
    _refuse(
        "entry_no_fork",
        "BEFORE INSERT ON entry",
        f"COALESCE(NEW.supersedes, 0) <> COALESCE(({newest}), 0)",
    )
    same = " AND ".join(f"{column} IS NEW.{column}" for column in SAME_CLAIM)
    _refuse(
        "entry_no_other_claim",
        "BEFORE INSERT ON entry",
        "NEW.kind = 'retraction' AND NOT EXISTS "
        f"(SELECT 1 FROM entry WHERE id = NEW.supersedes AND {same})",
    )
    _refuse(
        "acknowledgement_no_stray",
        "BEFORE INSERT ON acknowledgement",
        "NEW.withdraws IS NOT NULL AND NOT EXISTS (SELECT 1 FROM current_acknowledgement "
        "WHERE id = NEW.withdraws AND doubt = NEW.doubt)",
    )


def _seal_what_was_recorded() -> None:
    """Seal versions and entries in the order in which they were written."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    unsealed = connection.execute(
        "SELECT loaded_at AS moment, 1 AS rank, 'plan_version' AS kind, number AS id "
        "FROM plan_version UNION ALL "
        "SELECT recorded_at, 2, 'entry', id FROM entry ORDER BY moment, rank, id"
    ).fetchall()
    previous = START
    for number, (_, _, kind, id) in enumerate(unsealed, 1):
        key = "number" if kind == "plan_version" else "id"
        (record,) = _rows(connection, f"SELECT * FROM {kind} WHERE {key} = ?", id)
        content: dict[str, Any] = {"kind": kind, "previous": previous, "record": record}
        if kind == "plan_version":
            content |= {t: rows for t in PLAN_TABLES if (rows := _parts(connection, t, id))}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        hashed = sha256(text.encode()).hexdigest()
        connection.execute(
            "INSERT INTO seal (number, kind, id, previous, hash) VALUES (?, ?, ?, ?, ?)",
            (number, kind, id, previous, hashed),
        )
        previous = hashed


def _parts(connection: Any, table: str, version: int) -> list[Mapping[str, Any]]:
    # By their keys, which are among the first four columns of each of these tables.
    statement = f"SELECT * FROM {table} WHERE plan_version = ? ORDER BY 2, 3, 4"
    rows = _rows(connection, statement, version)
    return [{c: value for c, value in row.items() if c != "plan_version"} for row in rows]


def _rows(connection: Any, statement: str, id: int) -> list[Mapping[str, Any]]:
    """Return rows by the names of their columns, without those that have no value."""
    cursor = connection.execute(statement, (id,))
    columns = [column[0] for column in cursor.description]
    return [
        {column: value for column, value in zip(columns, row, strict=True) if value is not None}
        for row in cursor.fetchall()
    ]


def _guard_what_is_sealed() -> None:
    """Close a version, and an entry's evidence, once they are sealed."""
    for table in PLAN_TABLES:
        _refuse(
            f"{table}_no_addition",
            f"BEFORE INSERT ON {table}",
            "EXISTS (SELECT 1 FROM seal WHERE kind = 'plan_version' AND id = NEW.plan_version)",
        )
    _refuse(
        "evidence_no_addition",
        "BEFORE INSERT ON evidence",
        "EXISTS (SELECT 1 FROM seal WHERE kind = 'entry' AND id = NEW.entry_id)",
    )


def _refuse(name: str, moment: str, condition: str = "") -> None:
    table, _, what = name.rpartition("_no_")
    when = f"WHEN {condition}" if condition else ""
    said = what.replace("_", " ")
    _run(
        f"CREATE TRIGGER {name} {moment} {when} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only: no {said}'); END"
    )


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
