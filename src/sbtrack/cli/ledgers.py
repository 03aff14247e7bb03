"""From what was asked of the ledger to its entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType

from sbtrack.cli.choosing import chosen
from sbtrack.cli.moments import as_of_date, moment_typed
from sbtrack.cli.reading import Consulted
from sbtrack.cli.settings import plan_clock
from sbtrack.domain.errors import UnknownName, UsageError, quoted
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Correction, Entry
from sbtrack.domain.lookup import find, find_tracked
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.reports.ledger import Corrected, Subjects
from sbtrack.reports.selection import units_of


class Asked(Frozen):
    """Which entries are asked for, as typed; None asks for all."""

    items: list[str] | None = None
    units: list[str] | None = None
    period: str | None = None
    by: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None


def wanted_entries(consulted: Consulted, asked: Asked) -> Iterator[Entry]:
    """Yield the entries, newest first; without a database there are none.

    Raises:
        SbtrackError: a name, period or date cannot be read.
    """
    plan = consulted.plan
    former = former_subjects(consulted) if asked.items else {}
    subjects = subjects_asked(plan, asked, former)
    within = Period.parse(asked.period) if asked.period else None
    limit = as_of_date(asked.as_of) if asked.as_of else None
    clock = plan_clock(plan)
    since = moment_typed(asked.since, clock, start=True) if asked.since else None
    until = moment_typed(asked.until, clock) if asked.until else None
    _require_in_order(asked, since, until)
    if consulted.reader is None:
        return
    for entry in consulted.reader.entries(
        subjects,
        known_at=consulted.until,
        within=within,
        recorded_by=asked.by,
        recorded_from=since,
        recorded_until=until,
    ):
        if limit is None or entry.claim.period.end <= limit:
            yield entry


def corrections(consulted: Consulted) -> Corrected:
    """Return what says of an entry after which other one it no longer counts."""
    reader = consulted.reader
    return _never if reader is None else reader.corrections(consulted.until)


def subjects_asked(
    plan: Plan, asked: Asked, former: Subjects = MappingProxyType({})
) -> tuple[str, ...] | None:
    """Return the ids asked for, by name or by unit; None asks for everything ever recorded.

    What is no longer in the plan (`former`) is found by name as well; it has no units now.
    """
    if not asked.items and not asked.units:
        return None
    units = chosen(plan, units=asked.units).units
    wanted = {_named(text, plan, former) for text in asked.items or ()}
    tracked: tuple[Indicator | Milestone, ...] = (*plan.indicators, *plan.milestones)
    found = (i.id for i in tracked if not units or not units.isdisjoint(units_of(i, plan)))
    ids = (*found, *(() if units else former))
    return tuple(id for id in ids if not wanted or id in wanted)


def former_subjects(consulted: Consulted) -> Subjects:
    """Return what the ledger speaks of and the plan has no more, as last in a version of it."""
    from sbtrack.actions import former  # noqa: PLC0415  reads a database, which may not be there

    return former.former_subjects(consulted.reader, consulted.version)


def _never(entry: Entry) -> Correction | None:  # noqa: ARG001  without a database there is none
    return None


def _require_in_order(asked: Asked, since: datetime | None, until: datetime | None) -> None:
    if since is not None and until is not None and since > until:
        raise UsageError(
            Msg(
                "--from {since} comes after --to {until}, so nothing lies between; swap them.",
                since=quoted(asked.since or ""),
                until=quoted(asked.until or ""),
            )
        )


def _named(text: str, plan: Plan, former: Subjects) -> str:
    try:
        return find_tracked(text, plan).id
    except UnknownName:
        try:
            return find(text, former.values()).id
        except UnknownName:
            pass
        raise
