"""Bringing a database to the newest schema, with Alembic but without its configuration file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config

import sbtrack
from sbtrack.store.lending import lent_engine, plain_errors


def migrations_folder() -> Path:
    """Return the folder of the migrations: inside the wheel, else at the checkout's top level.

    Raises:
        FileNotFoundError: neither is there, so the installation is broken.
    """
    package = Path(sbtrack.__file__).resolve().parent
    for folder in (package / "migrations", package.parents[1] / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise FileNotFoundError(package / "migrations")


def upgrade(connection: sqlite3.Connection) -> None:
    """Run the migrations that the database lacks, in the connection's transaction.

    Raises:
        sqlite3.Error: the database is not what it says, so that they cannot be run.
        LookupError, TypeError, ValueError: a record cannot be moved; another tool changed it.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    with plain_errors(), lent_engine(connection).connect() as lent:
        config.attributes["connection"] = lent
        command.upgrade(config, "head")
