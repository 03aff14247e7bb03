"""A plan's version, from the domain to the tables, through SQLModel."""

from __future__ import annotations

import sqlite3

from sqlmodel import Session

from sbtrack.domain.codec import plan_to_data
from sbtrack.domain.plan import PlanVersion
from sbtrack.store.lending import lent_engine, plain_errors
from sbtrack.store.moments import moment_to_text
from sbtrack.store.plan_rows import rows_of
from sbtrack.store.tables import audit, ledger  # noqa: F401  the tables that refer to a version
from sbtrack.store.tables.plan import PLAN_ROWS


def write_version(connection: sqlite3.Connection, version: PlanVersion) -> None:
    """Write the rows of a version in the transaction that is open."""
    assert version.loaded_at is not None
    rows = rows_of(plan_to_data(version.plan))
    (own,) = rows.pop("plan_version")
    own |= {
        "number": version.number,
        "digest": version.digest,
        "loaded_at": moment_to_text(version.loaded_at),
        "approved_by": version.approved_by,
        "version_note": version.note,
    }
    with plain_errors(), Session(lent_engine(connection)) as session:
        session.add(PLAN_ROWS["plan_version"](**own))
        session.flush()
        for table, parts in rows.items():
            session.add_all(PLAN_ROWS[table](plan_version=version.number, **row) for row in parts)
            session.flush()
        session.commit()
