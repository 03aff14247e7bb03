"""Reading a database with the standard library alone: opened read-only, never changed.

The ledger is append-only, so everything a reader answers is held to what was there when it was
opened, without a lock: a figure recorded meanwhile cannot make two of its answers disagree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.facts import Facts, VersionListing
from sbtrack.domain.ledger import Entry, Head, MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.domain.snapshot import Snapshot
from sbtrack.store.files import connect_to_read, explained, is_being_written, is_copy
from sbtrack.store.kept import readable
from sbtrack.store.moments import moment_from_text, moment_to_text
from sbtrack.store.reads.audit import acknowledgements_of, hash_at, head_of, snapshots_of, standing
from sbtrack.store.reads.claims import LISTED, report_of
from sbtrack.store.reads.corrections import Corrections
from sbtrack.store.reads.evidence import documents_of
from sbtrack.store.reads.gather import gather_facts
from sbtrack.store.reads.known import Known
from sbtrack.store.reads.log import Wanted, entries_of, entry_numbered
from sbtrack.store.reads.plan import read_listings, read_version
from sbtrack.store.reads.timeline import entries_by_period
from sbtrack.store.reads.unsealed import without_seal


@contextmanager
def open_reader(path: Path) -> Iterator[Reader]:
    """Open a database for reading.

    Raises:
        StoreError: there is none, it is not one of ours, damaged, locked or too new; also from
            inside the `with` block, when damage shows only there.
    """
    written = is_being_written(path)
    with closing(connect_to_read(path)) as connection, explained(path):
        yield Reader(connection, settled=not written or is_copy(connection))


class Reader:
    """Answers questions about one database, as of now or as of what was known at a moment.

    Wherever `known_at` is taken, None means everything recorded when the reader was opened.
    `settled` says that nothing can be added any more that is dated before that moment; else only
    nothing that is dated before the newest thing there was then.
    """

    def __init__(self, connection: sqlite3.Connection, *, settled: bool = True) -> None:
        self._connection = connection
        self.settled = settled
        newest = connection.execute(
            "SELECT (SELECT MAX(id) FROM entry), (SELECT MAX(number) FROM plan_version), "
            "(SELECT MAX(id) FROM acknowledgement)"
        ).fetchone()
        self._last, self._version, self._note = (number or 0 for number in newest)

    def plan_version(
        self, known_at: datetime | None = None, number: int | None = None
    ) -> PlanVersion | None:
        """Return the newest version loaded by `known_at`, or the one with that number."""
        newest = self._version_known(known_at)
        wanted = newest if number is None else number
        return read_version(self._connection, wanted) if 0 < wanted <= newest else None

    def plan_versions(self, known_at: datetime | None = None) -> tuple[VersionListing, ...]:
        """Return every version loaded by `known_at`, oldest first, without the plans."""
        found = read_listings(self._connection, _until(known_at))
        return tuple(listing for listing in found if listing.number <= self._version)

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

    def entry(self, id: int) -> Entry | None:
        """Return one entry with its evidence."""
        return entry_numbered(self._connection, id) if id <= self._last else None

    def entries(
        self,
        subject_ids: Collection[str] | str | None = None,
        region: str | None = None,
        known_at: datetime | None = None,
        *,
        period: Period | None = None,
        within: Period | None = None,
        recorded_by: str | None = None,
        recorded_from: datetime | None = None,
        recorded_until: datetime | None = None,
    ) -> Iterator[Entry]:
        """Yield entries with their evidence, corrected and retracted ones included, newest first.

        `period` asks for exactly that one, `within` for all that lie wholly in it; both moments
        of recording count in. No subject at all (an empty collection) has no entries.
        """
        ids = (subject_ids,) if isinstance(subject_ids, str) else subject_ids
        wanted = Wanted(
            subject_ids=None if ids is None else tuple(ids),
            region=region,
            period=period,
            within=within,
            recorded_by=recorded_by,
            recorded_from=recorded_from,
            recorded_until=recorded_until,
        )
        return entries_of(self._connection, wanted, self._last_known(known_at))

    def corrections(self, known_at: datetime | None = None) -> Corrections:
        """Return what says of an entry which other one corrects or withdraws it."""
        return Corrections(self._connection, self._last_known(known_at))

    def entries_by_period(
        self, indicator_id: str, region: str, known_at: datetime | None = None
    ) -> Iterator[Entry]:
        """Yield all entries of one indicator with evidence, oldest period and entry first."""
        return entries_by_period(self._connection, indicator_id, region, self._last_known(known_at))

    def last_entry_id(self, known_at: datetime | None = None) -> int | None:
        """Return the number of the newest entry, None when nothing was recorded."""
        return self._last_known(known_at) or None

    def newest_moment(self) -> datetime | None:
        """Return when the newest thing became known; it may be ahead of a clock that went back."""
        rows = self._connection.execute(
            "SELECT 'entry', id, recorded_at FROM entry WHERE id = ? UNION ALL "
            "SELECT 'plan_version', number, loaded_at FROM plan_version WHERE number = ? UNION ALL "
            "SELECT 'acknowledgement', id, acknowledged_at FROM acknowledgement WHERE id = ?",
            (self._last, self._version, self._note),
        )
        return max((_moment(*row) for row in rows.fetchall()), default=None)

    def head(self, known_at: datetime | None = None) -> Head:
        """Return the fingerprint of all plan versions, entries and acknowledgements by then."""
        note = self._number(
            "SELECT MAX(id) FROM acknowledgement WHERE acknowledged_at <= ? AND id <= ?",
            _until(known_at),
            self._note,
        )
        version, entry = self._version_known(known_at), self._last_known(known_at)
        return head_of(self._connection, version, entry, note)

    def hash_at(self, count: int) -> str | None:
        """Return the hash of the chain's seal with that number, to compare with a noted one."""
        return hash_at(self._connection, count)

    def without_seal(self) -> tuple[Msg, ...]:
        """Return the first records that another tool put in: they have no seal.

        Looked for only where the records are more than the seals, which costs nothing to see.
        """
        return without_seal(self._connection)

    def acknowledgements(self, known_at: datetime | None = None) -> tuple[Acknowledgement, ...]:
        """Return the acknowledgements that stood then: the newest of each doubt."""
        return standing(self.acknowledgement_log(known_at))

    def acknowledgement_log(self, known_at: datetime | None = None) -> tuple[Acknowledgement, ...]:
        """Return every acknowledgement and every withdrawal of one, oldest first."""
        statements = acknowledgements_of(self._connection, _until(known_at))
        return tuple(s for s in statements if s.id <= self._note)

    def snapshots(self, known_at: datetime | None = None) -> tuple[Snapshot, ...]:
        """Return every noted export, oldest first."""
        return snapshots_of(self._connection, _until(known_at))

    def documents(self) -> Iterator[tuple[int, str]]:
        """Yield the files that entries rest on, each with the first entry that does."""
        return documents_of(self._connection)

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

    def measures_recorded(self) -> dict[str, str]:
        """Return the units of measure in which figures are recorded, by indicator id."""
        rows = self._connection.execute(
            "SELECT DISTINCT entry.subject_id, indicator.unit_of_measure FROM entry "
            "JOIN indicator ON indicator.plan_version = entry.plan_version "
            "AND indicator.id = entry.subject_id "
            "WHERE entry.subject_kind = 'indicator' AND entry.id <= ?",
            (self._last,),
        )
        return dict(rows.fetchall())

    def _known(self, region: str, known_at: datetime | None) -> Known:
        return Known(self._connection, region, self._last_known(known_at))

    def _version_known(self, known_at: datetime | None) -> int:
        if known_at is None:
            return self._version
        return self._number(
            "SELECT MAX(number) FROM plan_version WHERE loaded_at <= ? AND number <= ?",
            moment_to_text(known_at),
            self._version,
        )

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


def _moment(kind: str, id: int, text: str) -> datetime:
    with readable(kind, id):
        return moment_from_text(text)


def _until(known_at: datetime | None) -> str:
    return "9999" if known_at is None else moment_to_text(known_at)
