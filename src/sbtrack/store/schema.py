"""The schema as the migrations make it, kept as SQL text to hold a database against.

`python -m sbtrack.store.schema` writes `schema.sql` anew, after a migration was added.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sbtrack.store.chain.form2 import START
from sbtrack.store.files import APPLICATION_ID, SCHEMA

KEPT = Path(__file__).with_name("schema.sql")

#: What a new database has in its tables: where the chain begins, the whole as a part of itself,
#: and which migrations it need not go through.
_ROWS = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n"
    "\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)",
    f"INSERT INTO alembic_version (version_num) VALUES ('{SCHEMA:04d}')",
    f"INSERT INTO ledger_head (id, count, hash) VALUES (1, 0, x'{START.hex()}')",
    "INSERT INTO part (number, id) VALUES (0, '')",
)

Objects = dict[tuple[str, str], str]  # the SQL of tables, indexes, triggers and views, by name


def expected_objects() -> Objects:
    """Return what the migrations make."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(KEPT.read_text(encoding="utf-8"))
        return objects_in(connection)


def objects_in(connection: sqlite3.Connection) -> Objects:
    """Return what a database has, without the tables that SQLite and Alembic keep for themselves.

    SQLite makes indexes without SQL for keys, and tables of statistics when it is asked to; by
    any other name of that kind something would hide.
    """
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master "
        "WHERE NOT (type = 'index' AND sql IS NULL) AND NOT (type = 'table' AND name IN "
        "('alembic_version', 'sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')) "
        "ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END,"
        " name"
    )
    return {(kind, name): sql for kind, name, sql in rows.fetchall()}


def make_objects(connection: sqlite3.Connection) -> None:
    """Make everything that the migrations make, in an empty database and its open transaction."""
    for statement in (*KEPT.read_text(encoding="utf-8").split(";\n\n")[:-1], *_ROWS):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def migrated_text() -> str:
    """Return the schema that the migrations make, as the text of `schema.sql`."""
    from sbtrack.store import migrate  # noqa: PLC0415  heavy

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate.upgrade(connection)
        objects = objects_in(connection)
    head = "-- Written by `python -m sbtrack.store.schema` from the migrations; do not edit.\n\n"
    return head + "".join(f"{sql};\n\n" for sql in objects.values())


if __name__ == "__main__":
    KEPT.write_text(migrated_text(), encoding="utf-8")
