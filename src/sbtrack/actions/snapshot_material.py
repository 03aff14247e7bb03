"""Fetches what a workbook or another export is made from, as of two dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo

from sbtrack import __version__
from sbtrack.assess.plan import assess_plan
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.plan import Indicator, Plan, PlanVersion
from sbtrack.domain.snapshot import Snapshot
from sbtrack.reports.answer import Answer
from sbtrack.reports.workbook_about import Origin
from sbtrack.reports.workbook_book import Material
from sbtrack.reports.workbook_charts import days_to_ask, headline
from sbtrack.reports.workbook_values import History, Value, values_of
from sbtrack.store.reader import Reader


class Standing:
    """What a database says as of a day, by what was known at a moment.

    The moment that is told is that of the newest thing known: nothing was recorded between it
    and the moment that was asked for, so the same is told whichever of the two is asked for.
    """

    def __init__(
        self, reader: Reader | None, version: PlanVersion, as_of: date, known_at: datetime
    ) -> None:
        self._reader = reader
        self._known_at = known_at
        self.version = version
        self.plan = version.plan
        self.as_of = as_of
        self.facts = Facts()
        if reader is not None:
            self.facts = reader.status_facts(self.plan, as_of, known_at)
        told = newest_moment(reader, version, known_at)
        self.answer = Answer(
            version, assess_plan(self.plan, self.facts, as_of), told, reader is not None
        )

    @property
    def clock(self) -> tzinfo | None:
        """The plan's clock."""
        return self._known_at.tzinfo

    def histories(self) -> Iterator[History]:
        """Yield every indicator with its entries, then what the plan does not have any more."""
        if self._reader is None:
            return
        known, region = self._known_at, self.plan.region.id
        for indicator in self.plan.indicators:
            yield indicator, self._reader.entries_by_period(indicator.id, region, known)
        ids = {i.id for i in self.plan.indicators} | {m.id for m in self.plan.milestones}
        for id in sorted(self._reader.ids_with_entries() - ids):
            yield id, self._reader.entries_by_period(id, region, known)

    def values(self) -> Iterator[Value]:
        """Yield every recorded value, as it is read."""
        return values_of(self.histories(), self._unit_of())

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Yield the entries with a higher number than `after`, newest first, as they are read."""
        if self._reader is None:
            return
        for entry in self._reader.entries(known_at=self._known_at):
            if entry.id <= after:
                return
            yield entry

    def material(self, week: str, previous: Snapshot | None) -> Material:
        """Return what a workbook is made from."""
        head = None if self._reader is None else self._reader.head(self._known_at)
        return Material(
            answer=self.answer,
            facts=self.facts,
            series={i.id: self._series(i) for i in headline(self.plan)},
            values=self.values(),
            entries=self.entries(previous.last_entry or 0 if previous else 0),
            recorded=frozenset(self._recorded()),
            origin=Origin(__version__, head, week, previous),
        )

    def _recorded(self) -> Iterator[str]:
        for item, entries in self.histories():
            if isinstance(item, Indicator) and next(entries, None) is not None:
                yield item.id

    def _series(self, indicator: Indicator) -> tuple[Observation, ...]:
        if self._reader is None:
            return ()
        found: dict[int | None, Observation] = {}
        for day in days_to_ask(self.plan, indicator, self.as_of):
            newest = self._reader.latest(indicator.id, self.plan.region.id, day, self._known_at)
            for observation in newest:
                if observation.period.end > self.plan.base.end:
                    found[observation.entry_id] = observation
                break
        return tuple(found.values())

    def _unit_of(self) -> _UnitOf:
        return _UnitOf(self._reader, self.version)


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
        subject = getattr(entry.claim, "indicator", "")
        return self._units[number].get(subject, "")


def newest_moment(reader: Reader | None, version: PlanVersion, known_at: datetime) -> datetime:
    """Return when the newest thing known at `known_at` became known, in the same clock."""
    if reader is None or version.loaded_at is None:
        return known_at
    moments = [version.loaded_at]
    last = reader.last_entry_id(known_at)
    entry = reader.entry(last) if last is not None else None
    if entry is not None:
        moments.append(entry.recorded_at)
    moments += [a.acknowledged_at for a in reader.acknowledgement_log(known_at)[-1:]]
    return max(moments).astimezone(known_at.tzinfo or UTC)


def _units(plan: Plan) -> dict[str, str]:
    return {i.id: i.unit_of_measure for i in plan.indicators}
