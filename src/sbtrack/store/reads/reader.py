"""Reading a database with the standard library alone: opened read-only, never changed.

The ledger is append-only, so everything a reader answers is held to what was there when it was
opened, without a lock: a figure recorded meanwhile cannot make two of its answers disagree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
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
from sbtrack.store.dating import known_by, known_since, last_rows
from sbtrack.store.files import connect_to_read, explained, is_being_written, is_copy
from sbtrack.store.kept import readable, whole
from sbtrack.store.moments import moment_to_text
from sbtrack.store.reads.audit import acknowledgements_of, hash_at, head_of, snapshots_of, standing
from sbtrack.store.reads.corrections import Corrections
from sbtrack.store.reads.evidence import documents_of
from sbtrack.store.reads.gather import gather_facts
from sbtrack.store.reads.known import Known
from sbtrack.store.reads.log import Wanted, entries_of, entry_numbered
from sbtrack.store.reads.milestones import milestone_reports
from sbtrack.store.reads.newest import Newest, newest_of
from sbtrack.store.reads.plan import read_listings, read_version
from sbtrack.store.reads.timeline import entries_by_period
from sbtrack.store.reads.unsealed import without_seal

#: Looks at what is recorded before something is added to it, and may refuse.
Check = Callable[["Reader"], None]


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
        self._ends = last_rows(connection)
        self._last = self._number("SELECT MAX(id) FROM entry")

    def plan_version(
        self, known_at: datetime | None = None, number: int | None = None
    ) -> PlanVersion | None:
        """Return the newest version loaded by `known_at`, or the one with that number."""
        newest = self._row_known("plan_version", known_at)
        wanted = newest if number is None else number
        return read_version(self._connection, wanted) if 0 < wanted <= newest else None

    def plan_versions(self, known_at: datetime | None = None) -> tuple[VersionListing, ...]:
        """Return every version loaded by `known_at`, oldest first, without the plans."""
        return tuple(read_listings(self._connection, self._row_known("plan_version", known_at)))

    def latest(
        self, indicator_id: str, region: str, until: date, known_at: datetime | None = None
    ) -> Iterator[Observation]:
        """Yield the current observations of periods that end by `until`, newest period first.

        Of periods that end together the longest comes first. A period whose newest entry is a
        retraction has no current observation. Fetched one by one: taking the first is cheap.
        """
        known = self._known(region, known_at)
        for observation in known.observations(indicator_id, until):
            known.require_sound()
            yield observation

    def at_period(
        self, indicator_id: str, region: str, period: Period, known_at: datetime | None = None
    ) -> Observation | None:
        """Return the current observation of exactly that period."""
        known = self._known(region, known_at)
        found = known.at_period(indicator_id, period)
        known.require_sound()
        return found

    def series(
        self, indicator_id: str, region: str, known_at: datetime | None = None
    ) -> tuple[Observation, ...]:
        """Return all current observations, oldest period first."""
        return self.newest(indicator_id, region, date.max, known_at, None).figures[::-1]

    def newest(
        self,
        indicator_id: str,
        region: str,
        until: date,
        known_at: datetime | None,
        most: int | None,
    ) -> Newest:
        """Return the current observations of the newest periods that end by `until`."""
        return newest_of(self._known(region, known_at), indicator_id, until, most)

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
        self,
        indicator_id: str,
        region: str,
        known_at: datetime | None = None,
        since: Period | None = None,
    ) -> Iterator[Entry]:
        """Yield the entries of an indicator from a period on, oldest period and entry first."""
        until = self._last_known(known_at)
        return entries_by_period(self._connection, indicator_id, region, until, since)

    def last_entry_id(self, known_at: datetime | None = None) -> int | None:
        """Return the number of the newest entry, None when nothing was recorded."""
        return self._last_known(known_at) or None

    def newest_moment(self, known_at: datetime | None = None) -> datetime | None:
        """Return when the newest thing known then became known; exports are no such thing.

        It may be ahead of a clock that went back.
        """
        tables = (table for table in self._ends if table != "snapshot")
        lasts = {table: self._row_known(table, known_at) for table in tables}
        return known_since(self._connection, lasts)

    def known_since(self, version: int) -> datetime | None:
        """Return from when on a plan version counts as known."""
        return known_since(self._connection, {"plan_version": version})

    def head(self, known_at: datetime | None = None) -> Head:
        """Return the fingerprint of all plan versions, entries and acknowledgements by then."""
        note = self._row_known("acknowledgement", known_at)
        version, entry = self._row_known("plan_version", known_at), self._last_known(known_at)
        return head_of(self._connection, version, entry, note)

    def hash_at(self, count: int) -> str | None:
        """Return the hash of the chain's seal with that number, to compare with a noted one."""
        return hash_at(self._connection, count)

    def without_seal(self) -> tuple[Msg, ...]:
        """Return the first records that another tool put in: they have no seal.

        Looked for only where the records are more than the seals, which costs nothing to see.
        """
        return without_seal(self._connection)

    def require_whole(self) -> None:
        """Hold everything that is recorded against the chain of seals.

        Raises:
            Unsound: somebody changed something.
        """
        from sbtrack.store.chain.check import require_whole  # noqa: PLC0415  for exports only

        require_whole(self._connection)

    def acknowledgements(self, known_at: datetime | None = None) -> tuple[Acknowledgement, ...]:
        """Return the acknowledgements that stood then: the newest of each doubt."""
        return standing(self.acknowledgement_log(known_at))

    def acknowledgement_log(self, known_at: datetime | None = None) -> tuple[Acknowledgement, ...]:
        """Return every acknowledgement and every withdrawal of one, oldest first."""
        last = self._row_known("acknowledgement", known_at)
        return acknowledgements_of(self._connection, last)

    def snapshots(self, known_at: datetime | None = None) -> tuple[Snapshot, ...]:
        """Return every noted export, oldest first; what was noted since the opening, too."""
        end = last_rows(self._connection)["snapshot"]
        if known_at is not None:
            end = known_by(self._connection, "snapshot", moment_to_text(known_at), end)
        return snapshots_of(self._connection, end)

    def documents(self) -> Iterator[tuple[int, str]]:
        """Yield the files that entries rest on, each with the first entry that does."""
        return documents_of(self._connection)

    def milestone_reports(
        self, known_at: datetime | None = None, region: str | None = None
    ) -> tuple[MilestoneReport, ...]:
        """Return the current reports on milestones, oldest period end first."""
        return milestone_reports(self._connection, region, self._last_known(known_at))

    def status_facts(self, plan: Plan, as_of: date, known_at: datetime | None = None) -> Facts:
        """Return what assessing the whole plan on `as_of` needs, in the plan's region.

        For each indicator the newest observation up to `as_of` and its target period, and one
        after the target period where there is one; each period's, where each counts; for a
        composite its components' of the newest period that they all have; for a multiple its
        reference's of the very period. Costs the same however long the ledger is.
        """
        known = self._known(plan.region.id, known_at)
        facts = gather_facts(known, plan, as_of)
        known.require_sound()
        return facts

    def ids_with_entries(self) -> set[str]:
        """Return the ids of the indicators and milestones that the ledger speaks of."""
        rows = self._connection.execute(
            "SELECT id FROM item WHERE EXISTS "
            "(SELECT 1 FROM entry WHERE entry.item = item.number AND entry.id <= ?)",
            (self._last,),
        )
        return {subject for (subject,) in rows.fetchall()}

    def measures_recorded(self) -> dict[str, str]:
        """Return the units of measure in which figures are recorded, by indicator id."""
        rows = self._connection.execute(
            "SELECT DISTINCT item.id, stated.unit_of_measure FROM entry "
            "JOIN item ON item.number = entry.item JOIN batch ON batch.number = entry.batch "
            "JOIN plan_item AS stated ON stated.plan_version = batch.plan_version "
            "AND stated.kind = item.kind AND stated.id = item.id "
            "WHERE item.kind = 'indicator' AND entry.id <= ?",
            (self._last,),
        )
        return dict(rows.fetchall())

    def _known(self, region: str, known_at: datetime | None) -> Known:
        return Known(self._connection, region, self._last_known(known_at))

    def _last_known(self, known_at: datetime | None) -> int:
        if known_at is None:
            return self._last
        batch = self._row_known("batch", known_at)
        newest = self._number("SELECT last_entry FROM batch WHERE number = ?", batch)
        with readable("batch", batch):
            return min(whole(newest), self._last)

    def _row_known(self, table: str, known_at: datetime | None) -> int:
        end = self._ends[table]
        if known_at is None:
            return end
        return known_by(self._connection, table, moment_to_text(known_at), end)

    def _number(self, statement: str, *arguments: object) -> int:
        row = self._connection.execute(statement, arguments).fetchone()
        return row[0] or 0 if row else 0


def accept(_: Reader) -> None:
    """Look at nothing, and refuse nothing."""
