"""Bringing a database to the newest schema, with Alembic but without its configuration file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

import sbtrack


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


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database lacks, in the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
