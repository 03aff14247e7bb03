"""Lending a transaction of ours to SQLAlchemy, which SQLModel and Alembic work with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, StaticPool, create_engine
from sqlalchemy.exc import DBAPIError


def lent_engine(connection: sqlite3.Connection) -> Engine:
    """Return an engine of SQLAlchemy that works in a transaction of ours, and cannot end it."""
    lent = _Lent(connection)
    return create_engine("sqlite://", creator=lambda: lent, poolclass=StaticPool)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise SQLite's own errors where SQLAlchemy has wrapped them.

    Raises:
        sqlite3.Error: one of those.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise


class _Lent:
    """A connection whose transaction belongs to somebody else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Leave it open."""

    rollback = close = commit
