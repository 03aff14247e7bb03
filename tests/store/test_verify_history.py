"""What no seal covers, the file's history and the marks of its schema, is held to what can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sealed_sample import said, sealed_ledger
from store_sample import START, load, new_database, tampered

from sbtrack.domain.errors import StoreError
from sbtrack.locale.words import Words
from sbtrack.store.care.upgrade import upgrade
from sbtrack.store.care.verify import verify

FIRST_SCHEMA = Path(__file__).parent / "fixtures" / "schema1.sql"
MOMENT = "'2014-01-01T00:00:00.000000Z'"
FIRST = "Line 1 of the file's history cannot be so: somebody changed it, put it in, or removed"
SECOND = FIRST.replace("1", "2")
GONE = "history is missing: somebody removed it."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sealed_ledger(tmp_path)


def without_triggers(path: Path, *statements: str) -> None:
    """Do what needs no trigger to be dropped."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (f"INSERT INTO file_history VALUES (2, 'upgraded', 2, '0.1.0', 11, {MOMENT})", SECOND),
        (f"INSERT INTO file_history VALUES (2, 'upgraded', 3, '0.1.0', 11, {MOMENT})", SECOND),
        (f"INSERT INTO file_history VALUES (9, 'made', 2, '0.1.0', 0, {MOMENT})", "Line 9 of the"),
        ("UPDATE file_history SET seals = 3", FIRST),
        ("UPDATE file_history SET seals = 99, event = 'upgraded'", FIRST),
        ("UPDATE file_history SET event = 'upgraded', seals = 11", FIRST),
        ("UPDATE file_history SET schema_number = 1", FIRST),
        ("UPDATE file_history SET program_version = 'mine'", FIRST),
        ("UPDATE file_history SET number = 2", SECOND),
        ("DELETE FROM file_history", GONE),
        ("UPDATE file_history SET happened_at = 'zz'",
         "Somebody changed line 1 of the file's history: it cannot be read."),
    ],
)  # fmt: skip
def test_a_history_that_cannot_be_so_is_found(path: Path, statement: str, sentence: str) -> None:
    tampered(path, statement)
    assert [line for line in said(verify(path)) if sentence in line]


def test_the_history_of_an_upgraded_file_holds(tmp_path: Path) -> None:
    path = _old(tmp_path)
    upgrade(path, START)
    load(path)
    assert verify(path) == ()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DROP TABLE alembic_version",
         "The note of which migrations the file went through was changed or removed."),
        ("UPDATE alembic_version SET version_num = '0001'",
         "The note of which migrations the file went through was changed or removed."),
        ("CREATE TRIGGER mine AFTER DELETE ON alembic_version BEGIN SELECT 1; END",
         "The trigger mine was added to the database by another tool."),
    ],
)  # fmt: skip
def test_what_belongs_to_the_migrations_is_checked_too(
    path: Path, statement: str, sentence: str
) -> None:
    without_triggers(path, statement)
    assert said(verify(path)) == [sentence]


def test_nothing_hides_behind_a_name_of_sqlites_own(path: Path) -> None:
    without_triggers(
        path,
        "CREATE TRIGGER hidden AFTER INSERT ON entry BEGIN SELECT 1; END",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = 'sqlite_x', sql = replace(sql, 'hidden', 'sqlite_x') "
        "WHERE name = 'hidden'",
    )
    assert said(verify(path)) == ["The trigger sqlite_x was added to the database by another tool."]


def test_statistics_that_sqlite_was_asked_for_are_nothing(path: Path) -> None:
    without_triggers(path, "ANALYZE")
    assert verify(path) == ()


def test_many_triggers_that_are_missing_are_one_finding(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = sorted(name for (name,) in names.fetchall())
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
    assert said(verify(path)) == [
        f"Missing from the database are {len(triggers)} triggers, acknowledgement_no_backdate "
        "among them."
    ]


def test_a_file_marked_as_of_an_older_schema_is_not_upgraded(path: Path) -> None:
    without_triggers(path, "PRAGMA user_version = 1")
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            upgrade(path, START)
        sentence = Words("en").say(caught.value.message)
        assert "says that its schema is 1, which is not what its migrations made" in sentence
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.glob("*.db")] == [path.name]


def test_an_upgrade_that_fails_leaves_no_backup_behind(tmp_path: Path) -> None:
    path = _old(tmp_path)
    without_triggers(path, "CREATE TABLE seal (mine TEXT)")
    for _ in range(2):
        with pytest.raises(StoreError):
            upgrade(path, START)
    without_triggers(path, "DROP TABLE alembic_version")
    with pytest.raises(StoreError):
        upgrade(path, START)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def _old(folder: Path) -> Path:
    path = folder / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_SCHEMA.read_text(encoding="utf-8"))
    return path


def test_a_new_file_has_a_history_that_can_be(tmp_path: Path) -> None:
    assert verify(new_database(tmp_path / "b.db")) == ()
