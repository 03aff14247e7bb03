"""A database as of a day, by what was known at a moment: all that an export is made from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property, partial

from sbtrack import __version__
from sbtrack.actions.former import former_subjects
from sbtrack.actions.snapshots.grounds import doubtful_figures, evidence_of_reports
from sbtrack.actions.whole import entries_after, whole_facts
from sbtrack.assess.changes.case import Standing
from sbtrack.assess.changes.find import changes_between
from sbtrack.assess.composite import composed_series
from sbtrack.assess.plan import assess_plan
from sbtrack.domain.change import Change
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Correction, Entry, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan, PlanVersion
from sbtrack.domain.snapshot import Snapshot
from sbtrack.planfile import builtin_plan
from sbtrack.reports.answer import Answer
from sbtrack.reports.ledger import Subjects
from sbtrack.reports.workbook.about import Origin
from sbtrack.reports.workbook.book import Material
from sbtrack.reports.workbook.changes import Comparison
from sbtrack.reports.workbook.charts import days_to_ask, headline
from sbtrack.reports.workbook.values import History, Value, values_of
from sbtrack.store.reads.reader import Reader

#: Entries of which each is told what it changed, or that it changed nothing.
MOST_ENTRIES = 2000


class Survey:
    """What a database says as of a day, by what was known at a moment; without one, the plan.

    The moment that is told is that of the newest thing known: nothing was recorded between it
    and the moment that was asked for, so the same is told whichever of the two is asked for.

    `until`, which is that moment unless it is given, is up to when things count: of what is known
    now also what a clock that was ahead has dated later.
    """

    def __init__(
        self,
        reader: Reader | None,
        version: PlanVersion,
        as_of: date,
        known_at: datetime,
        until: datetime | None = None,
    ) -> None:
        self.reader = reader
        self.version = version
        self.as_of = as_of
        self.known_at = known_at
        self.until = until or known_at
        self.facts = Facts()
        if reader is not None:
            self.facts = reader.status_facts(self.plan, as_of, self.until)
        told = newest_moment(reader, version, self.until)
        assessed = assess_plan(self.plan, self.facts, as_of)
        self.answer = Answer(version, assessed, told, recorded=reader is not None)

    @property
    def plan(self) -> Plan:
        """The plan of the version in force."""
        return self.version.plan

    @property
    def clock(self) -> tzinfo | None:
        """The plan's clock."""
        return self.known_at.tzinfo

    @cached_property
    def former(self) -> Subjects:
        """What the ledger speaks of and the plan has no more, by id."""
        return former_subjects(self.reader, self.version)

    @cached_property
    def _corrections(self) -> Callable[[Entry], Correction | None] | None:
        return self.reader.corrections(self.until) if self.reader else None

    @property
    def last_entry(self) -> int:
        """The number of the newest entry known, 0 where nothing was recorded."""
        return (self.reader.last_entry_id(self.until) or 0) if self.reader else 0

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return every export on record."""
        return self.reader.snapshots() if self.reader else ()

    def tells_the_same(self, snapshot: Snapshot) -> bool:
        """Say whether a snapshot was made of the same plan and ledger."""
        return self.reader is not None and self.reader.head(snapshot.known_at) == self.reader.head(
            self.until
        )

    def earlier(self, snapshot: Snapshot) -> Survey:
        """Return what the same database said when a snapshot was made."""
        assert self.reader is not None
        version = self.reader.plan_version(snapshot.known_at)
        version = version or PlanVersion(builtin_plan(), 0, None, "")
        known_at = snapshot.known_at.astimezone(self.clock)
        return Survey(self.reader, version, snapshot.as_of, known_at)

    def values(self) -> Iterator[Value]:
        """Yield every recorded value, as it is read."""
        return values_of(self._histories(), _UnitOf(self.reader, self.version))

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Return the entries with a higher number than `after`, newest first, as they are read."""
        return entries_after(self.reader, after, self.until)

    def corrected(self, entry: Entry) -> Correction | None:
        """Return the entry that corrects or withdraws another, as known then."""
        return self._corrections(entry) if self._corrections else None

    def changes_since(self, before: Survey) -> tuple[Change, ...]:
        """Return what stands otherwise than `before`, and on what something was recorded.

        After very many entries, as an import makes them, only those on periods that a standing
        rests on are looked at: the others cannot have moved one.
        """
        entries = self.entries(before.last_entry)
        if self.too_many_since(before.last_entry):
            bearing = {*_periods_of(before.facts), *_periods_of(self.facts)}
            entries = (e for e in entries if _bears(e, bearing))
        return changes_between(
            Standing(before.answer.assessed, whole_facts(before.reader, before.plan, before.until)),
            Standing(self.answer.assessed, whole_facts(self.reader, self.plan, self.until)),
            entries,
        )

    def too_many_since(self, entry: int) -> bool:
        """Say whether so much was recorded after an entry that not each can be told of."""
        return self.last_entry - entry > MOST_ENTRIES

    def compared(self, snapshot: Snapshot | None) -> Comparison | None:
        """Return what has changed since a snapshot, whose moment is told as this one's is."""
        if snapshot is None or self.reader is None:
            return None
        before = self.earlier(snapshot)
        told = replace(snapshot, known_at=before.answer.known_at)
        partly = self.too_many_since(before.last_entry)
        return Comparison(told, before.answer, self.changes_since(before), partly)

    def material(self, week: str, previous: Snapshot | None) -> Material:
        """Return what a workbook is made from."""
        head = None if self.reader is None else self.reader.head(self.until)
        after = 0 if previous is None else previous.last_entry or 0
        return Material(
            answer=self.answer,
            facts=self.facts,
            series={i.id: self._series(i) for i in headline(self.plan)},
            values=self.values(),
            entries=self.entries(after),
            former=self.former,
            recorded=frozenset(self._recorded()),
            compared=self.compared(previous),
            origin=Origin(__version__, head, week),
            evidence=evidence_of_reports(self.reader, self.answer.assessed),
            doubtful=None
            if self.too_many_since(0)
            else doubtful_figures(self.reader, self.plan, self.as_of, self.until),
        )

    def _histories(self) -> Iterator[History]:
        """Yield every indicator with its entries, then what the plan does not have any more."""
        if self.reader is None:
            return
        former = (item for _, item in sorted(self.former.items()) if isinstance(item, Indicator))
        for indicator in (*self.plan.indicators, *former):
            entries = self.reader.entries_by_period(indicator.id, self.plan.region.id, self.until)
            yield indicator, indicator.id not in self.former, entries

    def _recorded(self) -> Iterator[str]:
        if self.reader is None:
            return
        region, ever = self.plan.region.id, self.reader.ids_with_entries()
        for id in (i.id for i in self.plan.indicators if i.id in ever):
            current = self.reader.latest(id, region, date.max, self.until)
            if next(current, None) is not None or next(
                self.reader.entries_by_period(id, region, self.until), None
            ):
                yield id

    def _series(self, indicator: Indicator) -> tuple[Observation, ...]:
        """Return the figures of a chart, those that components make included."""
        days = days_to_ask(self.plan, indicator, self.as_of)
        ids = _family(self.plan, indicator)
        series = composed_series(self.plan, indicator, {id: self._newest(id, days) for id in ids})
        return tuple(figure for figure in series if figure.period.end > self.plan.base.end)

    def _newest(self, id: str, days: Iterable[date]) -> tuple[Observation, ...]:
        """Return the newest figure of each of these days."""
        if self.reader is None:
            return ()
        latest = partial(self.reader.latest, id, self.plan.region.id, known_at=self.until)
        found = (next(latest(until=day), None) for day in days)
        return tuple({o.period: o for o in found if o is not None}.values())


class _UnitOf:
    """Says in which unit of measure an entry was stated: that of the plan in force then."""

    def __init__(self, reader: Reader | None, version: PlanVersion) -> None:
        self._reader = reader
        self._units = {version.number: _units(version.plan)}

    def __call__(self, entry: Entry) -> str:
        number = entry.plan_version or 0
        if number not in self._units:
            found = self._reader.plan_version(number=number) if self._reader else None
            self._units[number] = _units(found.plan) if found else {}
        return self._units[number].get(getattr(entry.claim, "indicator", ""), "")


def newest_moment(reader: Reader | None, version: PlanVersion, known_at: datetime) -> datetime:
    """Return when the newest thing known at `known_at` became known, in the same clock."""
    if reader is None or version.loaded_at is None:
        return known_at
    newest = reader.newest_moment(known_at) or known_at
    return newest.astimezone(known_at.tzinfo or UTC)


def _periods_of(facts: Facts) -> Iterator[tuple[str, Period]]:
    return ((o.indicator, o.period) for series in facts.observations.values() for o in series)


def _bears(entry: Entry, periods: Collection[tuple[str, Period]]) -> bool:
    claim = entry.claim
    return not isinstance(claim, Observation) or (claim.indicator, claim.period) in periods


def _family(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """Return an indicator's id and those of all that it is built from."""
    built = (id for part in indicator.components for id in _family(plan, plan.indicator(part)))
    return tuple(dict.fromkeys((indicator.id, *built)))


def _units(plan: Plan) -> dict[str, str]:
    return {i.id: i.unit_of_measure for i in plan.indicators}
