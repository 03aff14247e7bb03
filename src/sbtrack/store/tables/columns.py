"""What the tables are made of: column types and named constraints.

Decimals are TEXT so that the digits typed come back exactly, and dates are ISO text that sorts by
time. Every type is one that a STRICT table could have.
"""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import CheckConstraint, MetaData, Text
from sqlmodel import Field, SQLModel

PlainText = Annotated[str, Field(sa_type=Text)]
MaybeText = Annotated[str | None, Field(sa_type=Text)]
Key = Annotated[str, Field(sa_type=Text, primary_key=True)]
Position = Annotated[int, Field(primary_key=True)]
Version = Annotated[int, Field(primary_key=True, foreign_key="plan_version.number")]

MOMENT = "length({0}) = 27 AND {0} LIKE '____-__-__T%Z'"  # UTC to the microsecond


class Row(SQLModel):
    """What every table shares: one set of tables, with named constraints."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        }
    )


def check(name: str, rule: str) -> CheckConstraint:
    """Make a named check."""
    return CheckConstraint(rule, name=name)
