"""What comparing two standings reads: whole series, and the entries and versions in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.store.reads.reader import Reader


def whole_facts(reader: Reader | None, plan: Plan, until: datetime | None) -> Facts:
    """Return whole series, each read when it is asked for, and every report on milestones.

    `until` is the moment up to which things count; None means everything.
    """
    if reader is None:
        return Facts()
    reports = reader.milestone_reports(until, plan.region.id)
    return Facts(_WholeSeries(reader, plan, until), reports)


def entries_after(reader: Reader | None, last: int, until: datetime | None) -> Iterator[Entry]:
    """Yield the entries with a higher number than `last`, newest first, as they are read."""
    if reader is None:
        return
    for entry in reader.entries(known_at=until):
        if entry.id <= last:
            return
        yield entry


def versions_between(
    reader: Reader | None, before: PlanVersion, after: PlanVersion
) -> tuple[PlanVersion, ...]:
    """Return the versions of the plan that were loaded after one, up to another, oldest first."""
    if reader is None:
        return ()
    numbers = range(before.number + 1, after.number + 1)
    found = (after if n == after.number else reader.plan_version(number=n) for n in numbers)
    return tuple(version for version in found if version is not None)


class _WholeSeries(Mapping[str, tuple[Observation, ...]]):
    """Whole series by indicator id, each read when it is first asked for: most never are."""

    def __init__(self, reader: Reader, plan: Plan, until: datetime | None) -> None:
        self._reader = reader
        self._plan = plan
        self._until = until
        self._read: dict[str, tuple[Observation, ...]] = {}

    def __getitem__(self, id: str) -> tuple[Observation, ...]:
        if id not in self._read:
            self._read[id] = self._reader.series(id, self._plan.region.id, self._until)
        return self._read[id]

    def __iter__(self) -> Iterator[str]:
        return (indicator.id for indicator in self._plan.indicators)

    def __len__(self) -> int:
        return len(self._plan.indicators)
