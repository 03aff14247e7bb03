"""What the tables are made of: column types, constraints and names in languages.

Decimals are TEXT so that the digits typed come back exactly, dates and periods are ISO text that
sorts by time, and a name is the text in the plan's own language with its translations beside it
in `…_zh` and `…_en`. Every type is one that a STRICT table could have.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Integer, MetaData, Text
from sqlmodel import Field, SQLModel

PlainText = Annotated[str, Field(sa_type=Text)]
MaybeText = Annotated[str | None, Field(sa_type=Text)]
Key = Annotated[str, Field(sa_type=Text, primary_key=True)]
Position = Annotated[int, Field(primary_key=True)]
Flag = Annotated[bool, Field(sa_type=Integer)]
MaybeFlag = Annotated[bool | None, Field(sa_type=Integer)]
Version = Annotated[int, Field(primary_key=True, foreign_key="plan_version.number")]
VersionKey = Annotated[int, Field(primary_key=True)]  # part of a foreign key to a child of it


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


class NameColumns(SQLModel):
    """A name and its translations."""

    name: PlainText
    name_zh: MaybeText = None
    name_en: MaybeText = None


class TitleColumns(SQLModel):
    """A title and its translations."""

    title: PlainText
    title_zh: MaybeText = None
    title_en: MaybeText = None


class NoteColumns(SQLModel):
    """The plan file's own note and its translations."""

    note: MaybeText = None
    note_zh: MaybeText = None
    note_en: MaybeText = None


def refers(column: str, to: str, key: str, *, later: bool = False) -> ForeignKeyConstraint:
    """Make a foreign key within one version; `later` allows for rows not yet written."""
    return ForeignKeyConstraint(
        ["plan_version", column],
        [f"{to}.plan_version", f"{to}.{key}"],
        deferrable=True if later else None,
        initially="DEFERRED" if later else None,
    )


def one_of(column: str, words: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    """Make a check that a column holds one of a closed set of words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return check(column, f"{column} IN ({listed})")


def flag(column: str) -> CheckConstraint:
    """Make a check that a column holds a truth value."""
    return check(column, f"{column} IN (0, 1)")


def check(name: str, rule: str) -> CheckConstraint:
    """Make a named check."""
    return CheckConstraint(rule, name=name)
