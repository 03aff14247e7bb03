"""The tables in SQL, in SQLModel and in the reader are the same tables."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Integer, create_engine, inspect
from store_sample import new_database

from sbtrack.store import files
from sbtrack.store.chain.seals import KEYS, MOMENTS
from sbtrack.store.kinds import TABLES
from sbtrack.store.reads.audit import ACKNOWLEDGEMENT, SNAPSHOT
from sbtrack.store.reads.claims import COLUMNS, EVIDENCE_COLUMNS
from sbtrack.store.schema import KEPT, expected_objects, migrated_text, objects_in
from sbtrack.store.tables import audit as auditrows
from sbtrack.store.tables import ledger as entryrow
from sbtrack.store.tables import plan as rows
from sbtrack.store.tables.audit import AcknowledgementRow, EvidenceRow, SnapshotRow
from sbtrack.store.tables.columns import Row
from sbtrack.store.tables.ledger import EntryRow
from sbtrack.store.writes.writer import create_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = tmp_path / "new.db"
    create_database(database)
    return database


def test_migrations_and_models_make_the_same_tables(path: Path, tmp_path: Path) -> None:
    assert {rows.__name__, entryrow.__name__, auditrows.__name__}  # have defined their tables
    modelled = tmp_path / "modelled.db"
    engine = create_engine(f"sqlite:///{modelled}")
    Row.metadata.create_all(engine)
    engine.dispose()

    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(modelled)) as other:
        tables = {name for kind, name in objects_in(one) if kind == "table"}
        assert tables == set(Row.metadata.tables)
        for table in tables:
            assert _columns(one, table) == _columns(other, table)
            assert _references(one, table) == _references(other, table)
            assert _indexes(one, table) == _indexes(other, table)
            assert _checks(path, table) == _checks(modelled, table)


def _columns(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    """Return name, type, whether a value is needed, default and place in the key."""
    return {row[1:6] for row in connection.execute(f"PRAGMA table_xinfo({table})")}


def _references(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    listed = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    groups: dict[int, list[tuple[object, ...]]] = {}
    for number, place, *rest in listed:
        groups.setdefault(number, []).append((place, *rest))
    return {tuple(sorted(group, key=repr)) for group in groups.values()}


def _indexes(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    """Return uniqueness, origin and the columns in order, each with its direction."""
    return {
        (unique, origin, *(row[2:4] for row in connection.execute(f"PRAGMA index_xinfo({name})")))
        for _, name, unique, origin, _ in connection.execute(f"PRAGMA index_list({table})")
    }


def _checks(path: Path, table: str) -> dict[str | None, str]:
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine).get_check_constraints(table)
    engine.dispose()
    return {check["name"]: re.sub(r"\s", "", check["sqltext"]) for check in found}


def test_the_readers_columns_are_the_models_columns() -> None:
    assert {*COLUMNS, "period"} == set(EntryRow.model_fields)
    assert {*EVIDENCE_COLUMNS, "entry_id", "position"} == set(EvidenceRow.model_fields)
    assert set(ACKNOWLEDGEMENT) == set(AcknowledgementRow.model_fields)
    assert set(SNAPSHOT) == set(SnapshotRow.model_fields)


def test_what_columns_hold_is_what_the_models_columns_hold() -> None:
    assert {*TABLES} == {*Row.metadata.tables}
    for name, table in Row.metadata.tables.items():
        marked = [
            column.name
            + ("#" if isinstance(column.type, Integer) else "")
            + ("?" if column.nullable else "")
            for column in table.columns
        ]
        assert sorted(TABLES[name].split()) == sorted(marked), name


def test_every_sealed_table_has_its_key_and_moment() -> None:
    for table, key in KEYS.items():
        columns = Row.metadata.tables[table].columns
        assert [column.name for column in columns if column.primary_key] == [key]
        assert MOMENTS[table] in columns


def test_the_kept_schema_is_what_the_migrations_make(path: Path) -> None:
    assert KEPT.read_text(encoding="utf-8") == migrated_text(), (
        "run `python -m sbtrack.store.schema`"
    )
    with closing(sqlite3.connect(path)) as connection:
        assert objects_in(connection) == expected_objects()


def test_a_new_file_says_whose_it_is_and_is_private(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (files.APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (files.SCHEMA,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["new.db"]


def test_creating_a_database_where_there_is_one_leaves_it_alone(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    before = path.read_bytes()

    create_database(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "room",
    ["reads.reader", "care.verify", "care.backup", "care.upgrade", "care.info", "chain.seals"],
)
def test_reading_and_checking_do_not_load_the_heavy_libraries(room: str) -> None:
    code = (
        f"import sys, sbtrack.store.{room}\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic', 'yaml', 'openpyxl', 'rich'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
