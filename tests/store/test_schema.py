"""The tables in SQL, in SQLModel and in the reader are the same tables."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from store_sample import PLAN, corrected, figure, new_database, note, report

from sbtrack import __version__
from sbtrack.domain.codec import plan_to_data
from sbtrack.domain.ledger import Evidence, EvidenceKind
from sbtrack.store import files, migrate
from sbtrack.store.chain import form2
from sbtrack.store.chain.form2 import ACKNOWLEDGEMENT, CLOCK_SETTING, SNAPSHOT
from sbtrack.store.chain.seals import KEYS
from sbtrack.store.dating import DATED
from sbtrack.store.plan_rows import rows_of
from sbtrack.store.reads.claims import READ, SELECT
from sbtrack.store.schema import KEPT, expected_objects, migrated_text, objects_in
from sbtrack.store.tables import audit as auditrows
from sbtrack.store.tables import ledger as entryrow
from sbtrack.store.tables import plan as rows
from sbtrack.store.tables.audit import AcknowledgementRow, ClockSettingRow, SnapshotRow
from sbtrack.store.tables.columns import Row
from sbtrack.store.tables.ledger import BatchRow, EntryRow, EvidenceRow
from sbtrack.store.tables.plan import PLAN_ROWS
from sbtrack.store.writes import ledger as writes
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


def _columns_of(table: str) -> set[str]:
    return {column.name for column in Row.metadata.tables[table].columns}


def test_what_is_written_and_read_with_plain_sql_are_the_models_columns() -> None:
    assert set(writes.ENTRY) <= set(EntryRow.model_fields)
    assert set(EntryRow.model_fields) - set(writes.ENTRY) == {"cell", "more"}, "for imports"
    assert set(writes.BATCH) <= set(BatchRow.model_fields)
    assert set(BatchRow.model_fields) - set(writes.BATCH) == {"file", "file_sha256", "more"}
    assert set(writes.EVIDENCE) == set(EvidenceRow.model_fields)
    assert set(ACKNOWLEDGEMENT) == set(AcknowledgementRow.model_fields)
    assert set(SNAPSHOT) == set(SnapshotRow.model_fields)
    assert set(CLOCK_SETTING) == set(ClockSettingRow.model_fields)
    for place in (*READ.values(), *form2.ENTRY.values()):
        for table, column in re.findall(r"(\w+)\.(\w+)", place):
            assert column in _columns_of(table), place


def test_every_column_of_a_plan_is_written_and_sealed() -> None:
    rows = rows_of(plan_to_data(PLAN))
    own = {"number", "digest", "loaded_at", "approved_by", "version_note"}
    assert set(rows["plan_version"][0]) | own == set(PLAN_ROWS["plan_version"].model_fields)
    assert set(form2.PLAN_VERSION) == set(PLAN_ROWS["plan_version"].model_fields)
    for table, (key, rest) in form2.PLAN_PARTS.items():
        fields = set(PLAN_ROWS[table].model_fields)
        assert set(rows[table][0]) | {"plan_version"} == fields
        assert {*key, *rest, "plan_version"} == fields
        columns = Row.metadata.tables[table].columns
        assert [c.name for c in columns if c.primary_key] == ["plan_version", *key]


def test_every_column_of_an_entry_and_its_batch_is_sealed() -> None:
    sealed = set(form2.ENTRY.values())
    numbers = {"item", "region", "part", "span", "batch"}  # what they mean is sealed in their place
    assert {f"entry.{c}" for c in set(EntryRow.model_fields) - numbers} <= sealed
    assert {f"batch.{column}" for column in BatchRow.model_fields} <= sealed
    meant = {"item.kind", "item.id", "region.id", "part.id"}
    assert meant | {"span.period", "span.first_day", "span.last_day"} <= sealed
    assert {*form2.EVIDENCE, "entry_id"} == set(EvidenceRow.model_fields)


def test_every_sealed_or_dated_table_has_its_key_and_moment() -> None:
    for table, key in KEYS.items():
        columns = Row.metadata.tables[table].columns
        assert [column.name for column in columns if column.primary_key] == [key]
    for table, (key, moment, ends) in DATED.items():
        columns = Row.metadata.tables[table].columns
        assert [column.name for column in columns if column.primary_key] == [key]
        assert moment in columns
        assert ends in ClockSettingRow.model_fields


def test_a_new_file_is_what_the_migrations_make_row_for_row(path: Path, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.db"
    with closing(sqlite3.connect(migrated, isolation_level=None)) as connection:
        migrate.upgrade(connection)
        connection.execute("INSERT INTO file_history SELECT 1, 'made', ?, ?, 0, NULL",
                           (files.SCHEMA, __version__))  # fmt: skip
        with closing(sqlite3.connect(path)) as made:
            assert sorted(made.iterdump()) == sorted(connection.iterdump())


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
    [
        "reads.reader",
        "care.verify",
        "care.backup",
        "care.upgrade",
        "care.info",
        "chain.seals",
        "writes.writer",
        "writes.notes",
    ],
)
def test_reading_and_checking_do_not_load_the_heavy_libraries(room: str) -> None:
    code = (
        f"import sys, sbtrack.store.{room}\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic', 'yaml', 'openpyxl', 'rich'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_what_is_sealed_is_the_same_text_in_python_as_in_sql(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    evidence = (
        Evidence(EvidenceKind.LINK, "https://example.org/公报"),
        Evidence(EvidenceKind.FILE, "公报\n2013.pdf", "ab" * 32, 12345),
    )
    first = note(
        path, figure(source="公报:\n1", note="𠀀", entered="37.20 万人"), evidence=evidence
    )
    corrected(path, first, "-0.10")
    note(path, report("review"), 3)
    note(path, figure("regions", value="50", numerator=Decimal(1), denominator=Decimal(2)), 4)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"{SELECT} ORDER BY entry.id").fetchall()
        pieces = connection.execute(
            f"SELECT {', '.join(form2.EVIDENCE)} FROM evidence ORDER BY position"
        ).fetchall()
        in_sql = dict(form2.texts_of(connection, "entry", [row[0] for row in rows]))
    assert len(pieces) == 2
    assert in_sql == {
        row[0]: form2.entry_text(row, pieces if row[0] == first.id else ()) for row in rows
    }
