"""A plan's version, from the tables to the domain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Any

from sbtrack.domain.codec import plan_from_data
from sbtrack.domain.codec_parts import name_from_data
from sbtrack.domain.facts import VersionListing
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.domain.targets import MultipleOf
from sbtrack.store.chain.form2 import PLAN_PARTS, PLAN_VERSION
from sbtrack.store.chain.proof import require_sound
from sbtrack.store.kept import no_bytes, offset_from, readable
from sbtrack.store.moments import moment_from_text
from sbtrack.store.plan_rows import plan_of

_HEADER = f"SELECT {', '.join(PLAN_VERSION)} FROM plan_version"
_ORDER = {
    "plan_item": "kind, position",
    "plan_text": "kind, item, field, language",
    "responsibility": "kind, item, role, position",
    "target": "item, position",
}
_SEAL = "SELECT hash FROM seal WHERE kind = 'plan_version' AND id = ? ORDER BY form DESC"
_MOST_READ = 8
_READ: dict[tuple[bytes], PlanVersion] = {}  # in this process, by seal
Columns = dict[str, Any]


def read_version(connection: sqlite3.Connection, number: int) -> PlanVersion:
    """Return one loaded version with its plan.

    Raises:
        Altered: it is not what was sealed.
        Unreadable: its rows hold what no writer of ours wrote.
    """
    require_sound(connection, "plan_version", (number,))
    seals = connection.execute(_SEAL, (number,)).fetchone()
    if seals not in _READ:  # a seal tells everything in a version, so it is made of it only once
        if len(_READ) == _MOST_READ:
            _READ.clear()
        _READ[seals] = unproven_version(connection, number)
    return _READ[seals]


def unproven_version(connection: sqlite3.Connection, number: int) -> PlanVersion:
    """Return one loaded version as it now stands, without holding it against its seal.

    Raises:
        Unreadable: its rows hold what no writer of ours wrote.
    """
    with readable("plan_version", number):
        (row,) = _rows(connection, f"{_HEADER} WHERE number = ?", PLAN_VERSION, number)
        plan = _plan(connection, row)
        return PlanVersion(
            plan=plan,
            number=number,
            loaded_at=moment_from_text(row["loaded_at"]),
            digest=row["digest"],
            approved_by=row["approved_by"],
            note=row["version_note"],
        )


def _plan(connection: sqlite3.Connection, header: Columns) -> Plan:
    rows = {
        table: [*_rows(
            connection,
            f"SELECT {', '.join((*key, *rest))} FROM {table} WHERE plan_version = ? "
            f"ORDER BY {_ORDER[table]}",
            (*key, *rest),
            header["number"],
        )]
        for table, (key, rest) in PLAN_PARTS.items()
    }  # fmt: skip
    plan = plan_from_data(plan_of(header, rows))
    offset_from(plan.utc_offset)
    _require_named(plan)
    return plan


def read_listings(connection: sqlite3.Connection, last: int) -> Iterator[VersionListing]:
    """Yield the versions up to the number `last`, oldest first, without the plans.

    Raises:
        Unreadable: their rows hold what no writer of ours wrote.
    """
    statement = f"{_HEADER} WHERE number <= ? ORDER BY number"
    for columns in connection.execute(statement, (last,)).fetchall():
        with readable("plan_version", columns[0]):
            row = _named(PLAN_VERSION, columns)
            titles = dict(
                connection.execute(
                    "SELECT language, content FROM plan_text "
                    "WHERE plan_version = ? AND kind = 'plan' AND item = '' AND field = 'title'",
                    (row["number"],),
                ).fetchall()
            )
            title = {"text": titles.pop(""), "translations": titles}
            yield VersionListing(
                number=row["number"],
                title=name_from_data(title),
                loaded_at=moment_from_text(row["loaded_at"]),
                digest=row["digest"],
                utc_offset=offset_from(row["utc_offset"]),
                language=row["language"],
                approved_by=row["approved_by"],
                note=row["version_note"],
            )


def _require_named(plan: Plan) -> None:
    """Raise a KeyError where something refers to what is not there any more."""
    units, tasks = {u.id for u in plan.units}, {t.code for t in plan.tasks}
    for task in plan.tasks:
        _require(units, task.lead, task.cooperating)
    tracked: tuple[Indicator | Milestone, ...] = (*plan.indicators, *plan.milestones)
    for item in tracked:
        _require(units, item.lead, item.cooperating)
        _require(tasks, item.tasks)
    indicators = {i.id for i in plan.indicators}
    for indicator in plan.indicators:
        _require(indicators, indicator.components, _references(indicator))


def _references(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.target.reference,) if isinstance(indicator.target, MultipleOf) else ()


def _require(there: set[str], *named: tuple[str, ...]) -> None:
    for name in chain.from_iterable(named):
        if name not in there:
            raise KeyError(name)


def _rows(
    connection: sqlite3.Connection, statement: str, columns: tuple[str, ...], value: object
) -> Iterator[Columns]:
    for row in connection.execute(statement, (value,)).fetchall():
        yield _named(columns, row)


def _named(columns: tuple[str, ...], row: tuple[object, ...]) -> Columns:
    no_bytes(row)
    return dict(zip(columns, row, strict=True))
