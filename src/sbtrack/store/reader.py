"""Reading a database with the standard library alone: opened read-only, never changed.

The ledger is append-only, so everything a reader answers is held to what was there when it was
opened, without a lock: a figure recorded meanwhile cannot make two of its answers disagree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from sbtrack.domain.facts import Facts, VersionListing
from sbtrack.domain.ledger import Entry, MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.store.claims import INDICATOR, LISTED, MILESTONE, entry_of, report_of
from sbtrack.store.files import connect_to_read, explained
from sbtrack.store.gather import gather_facts
from sbtrack.store.known import Known
from sbtrack.store.moments import moment_from_text, moment_to_text
from sbtrack.store.planreader import name_of, read_version

_PAGE = 5000  # entries fetched at a time, so that nothing is locked while they are worked on


@contextmanager
def open_reader(path: Path) -> Iterator[Reader]:
    """Open a database for reading.

    Raises:
        StoreError: there is none, it is not one of ours, damaged, locked or too new; also from
            inside the `with` block, when damage shows only there.
    """
    with closing(connect_to_read(path)) as connection, explained(path):
        yield Reader(connection)


class Reader:
    """Answers questions about one database, as of now or as of what was known at a moment.

    Wherever `known_at` is taken, None means everything recorded when the reader was opened.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = self._number("SELECT MAX(id) FROM entry")
        self._version = self._number("SELECT MAX(number) FROM plan_version")

    def plan_version(
        self, known_at: datetime | None = None, number: int | None = None
    ) -> PlanVersion | None:
        """Return the newest version loaded by `known_at`, or the one with that number."""
        newest = self._version
        if known_at is not None:
            newest = self._number(
                "SELECT MAX(number) FROM plan_version WHERE loaded_at <= ? AND number <= ?",
                moment_to_text(known_at),
                newest,
            )
        wanted = newest if number is None else number
        return read_version(self._connection, wanted) if 0 < wanted <= newest else None

    def plan_versions(self, known_at: datetime | None = None) -> tuple[VersionListing, ...]:
        """Return every version loaded by `known_at`, oldest first, without the plans."""
        cursor = self._connection.execute(
            "SELECT number, title, title_zh, title_en, loaded_at, digest, approved_by, "
            "version_note FROM plan_version WHERE loaded_at <= ? AND number <= ? ORDER BY number",
            (_until(known_at), self._version),
        )
        columns = [column[0] for column in cursor.description]
        return tuple(
            VersionListing(
                number=row["number"],
                title=name_of(row, "title"),
                loaded_at=moment_from_text(row["loaded_at"]),
                digest=row["digest"],
                approved_by=row["approved_by"],
                note=row["version_note"],
            )
            for row in (dict(zip(columns, found, strict=True)) for found in cursor.fetchall())
        )

    def latest(
        self, indicator_id: str, region: str, until: date, known_at: datetime | None = None
    ) -> Iterator[Observation]:
        """Yield the current observations of periods that end by `until`, newest period first.

        Of periods that end together the longest comes first. A period whose newest entry is a
        retraction has no current observation. Fetched one by one: taking the first is cheap.
        """
        return self._known(region, known_at).observations(indicator_id, until)

    def at_period(
        self, indicator_id: str, region: str, period: Period, known_at: datetime | None = None
    ) -> Observation | None:
        """Return the current observation of exactly that period."""
        return self._known(region, known_at).at_period(indicator_id, period)

    def series(
        self, indicator_id: str, region: str, known_at: datetime | None = None
    ) -> tuple[Observation, ...]:
        """Return all current observations, oldest period first."""
        return tuple(self.latest(indicator_id, region, date.max, known_at))[::-1]

    def entries(
        self,
        subject_id: str | None = None,
        region: str | None = None,
        known_at: datetime | None = None,
    ) -> Iterator[Entry]:
        """Yield all entries, corrected and retracted ones included, newest first."""
        conditions, arguments = ["id <= ?"], [self._last_known(known_at)]
        wanted: list[str] = []
        if subject_id is not None:
            conditions.append(f"subject_kind IN ('{INDICATOR}', '{MILESTONE}') AND subject_id = ?")
            wanted.append(subject_id)
        if region is not None:
            conditions.append("region = ?")
            wanted.append(region)
        statement = (
            f"SELECT {LISTED} FROM entry WHERE {' AND '.join(conditions)} "
            f"ORDER BY id DESC LIMIT {_PAGE}"
        )
        while rows := self._connection.execute(statement, (*arguments, *wanted)).fetchall():
            yield from map(entry_of, rows)
            arguments = [rows[-1][0] - 1]

    def milestone_reports(
        self, known_at: datetime | None = None, region: str | None = None
    ) -> tuple[MilestoneReport, ...]:
        """Return the current reports on milestones, oldest period end first."""
        last = self._last_known(known_at)
        rows = self._connection.execute(
            f"SELECT {LISTED} FROM entry "
            "WHERE subject_kind = 'milestone' AND id <= ? AND kind <> 'retraction' "
            "AND (region = ? OR ? IS NULL) AND NOT EXISTS ("
            "SELECT 1 FROM entry AS later WHERE later.subject_kind = 'milestone' "
            "AND later.subject_id = entry.subject_id AND later.region = entry.region "
            "AND later.period_end = entry.period_end "
            "AND later.period_start = entry.period_start "
            "AND later.id > entry.id AND later.id <= ?) ORDER BY period_end, id",
            (last, region, region, last),
        ).fetchall()
        return tuple(map(report_of, rows))

    def status_facts(self, plan: Plan, as_of: date, known_at: datetime | None = None) -> Facts:
        """Return what assessing the whole plan on `as_of` needs, in the plan's region.

        For each indicator the newest observation up to `as_of` and its target period, and one
        after the target period where there is one; each period's, where each counts; for a
        composite its components' of the newest period that they all have; for a multiple its
        reference's of the very period. Costs the same however long the ledger is.
        """
        return gather_facts(self._known(plan.region.id, known_at), plan, as_of)

    def ids_with_entries(self) -> set[str]:
        """Return the ids of the indicators and milestones that the ledger speaks of."""
        rows = self._connection.execute(
            "SELECT DISTINCT subject_kind, subject_id FROM entry WHERE id <= ?", (self._last,)
        )
        return {subject for _, subject in rows.fetchall()}

    def _known(self, region: str, known_at: datetime | None) -> Known:
        return Known(self._connection, region, self._last_known(known_at))

    def _last_known(self, known_at: datetime | None) -> int:
        if known_at is None:
            return self._last
        return self._number(
            "SELECT MAX(id) FROM entry WHERE recorded_at = "
            "(SELECT MAX(recorded_at) FROM entry WHERE recorded_at <= ? AND id <= ?)",
            moment_to_text(known_at),
            self._last,
        )

    def _number(self, statement: str, *arguments: object) -> int:
        (number,) = self._connection.execute(statement, arguments).fetchone()
        return number or 0


def _until(known_at: datetime | None) -> str:
    return "9999" if known_at is None else moment_to_text(known_at)
