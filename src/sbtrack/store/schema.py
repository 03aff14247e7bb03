"""The schema as the migrations make it, kept as SQL text to hold a database against.

`python -m sbtrack.store.schema` writes `schema.sql` anew, after a migration was added.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

KEPT = Path(__file__).with_name("schema.sql")

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


def migrated_text() -> str:
    """Return the schema of a database made just now, as the text of `schema.sql`."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from sbtrack.store.writing import make_file  # noqa: PLC0415  heavy

    with TemporaryDirectory() as folder:
        path = Path(folder, "new.db")
        make_file(path)
        with closing(sqlite3.connect(path)) as connection:
            objects = objects_in(connection)
    head = "-- Written by `python -m sbtrack.store.schema` from the migrations; do not edit.\n\n"
    return head + "".join(f"{sql};\n\n" for sql in objects.values())


if __name__ == "__main__":
    KEPT.write_text(migrated_text(), encoding="utf-8")
