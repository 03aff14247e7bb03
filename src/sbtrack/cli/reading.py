"""Answering a question from the database, or from the built-in plan where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timezone
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from sbtrack.assess.plan import assess_plan
from sbtrack.cli.frame.language import follow, words
from sbtrack.cli.moments import as_of_date, known_at_moment, moment_typed
from sbtrack.cli.output import Format, note
from sbtrack.cli.paths import is_there
from sbtrack.cli.settings import Settings, now, plan_clock
from sbtrack.domain.clock import zone_of
from sbtrack.domain.errors import StoreError, UsageError
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import Frozen, replace
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.planfile import builtin_plan
from sbtrack.reports.answer import Answer, no_database
from sbtrack.reports.selection import Selection
from sbtrack.reports.table import Table

if TYPE_CHECKING:
    from sbtrack.store.reads.reader import Reader


EVERYTHING = Selection()
LONGEST_WAIT = 5.0  # seconds for somebody who is in the middle of writing
_A_MOMENT = 0.02


class Consulted(Frozen):
    """A database at the moment of a question; without one, the built-in plan alone."""

    reader: Reader | None
    version: PlanVersion
    as_of: date
    known_at: datetime  # in the plan's clock
    path: Path  # of the database, there or not
    until: datetime | None = None  # what was recorded by then counts; None: everything

    @property
    def plan(self) -> Plan:
        """The plan in force at that moment."""
        return self.version.plan

    def headed(self, table: Table) -> Table:
        """Return a table that says first that there is no database, where there is none."""
        if self.reader is not None:
            return table
        return replace(table, notes=(no_database(self.path), *table.notes))

    def facts(self, as_of: date | None = None) -> Facts:
        """Return what assessing the whole plan rests on."""
        if self.reader is None:
            return Facts()
        return self.reader.status_facts(self.plan, as_of or self.as_of, self.until)

    def answer(self, selection: Selection = EVERYTHING) -> Answer:
        """Return the assessment of the chosen lines."""
        assessed = selection.of(assess_plan(self.plan, self.facts(), self.as_of))
        recorded = self.reader is not None
        return Answer(self.version, assessed, self.known_at, recorded, self.path)


@contextmanager
def consult(
    settings: Settings,
    as_of: str | None = None,
    known_at: str | None = None,
    output: Format = Format.TABLE,
) -> Iterator[Consulted]:
    """Open the database, if there is one, as of the two dates that were typed.

    Without `as_of` the plan is judged on the day of `known_at`, which is now by default. That
    there is none a table says itself; the formats for machines cannot, so standard error does.

    Raises:
        StoreError: the database cannot be read, or was named and is not there.
        UsageError: a date cannot be read, or nothing was known then.
    """
    path, current = settings.existing, now()  # before anything is read: what comes later is later
    if not is_there(path):
        found = _answered(path, None, current, as_of, known_at)
        if output in (Format.JSON, Format.CSV):
            note(no_database(path), words(found.plan.language))
        yield found
        return
    from sbtrack.cli.suspicions import tell_without_seal  # noqa: PLC0415
    from sbtrack.store.reads.reader import open_reader  # noqa: PLC0415  not without a database

    give_up = monotonic() + LONGEST_WAIT
    while True:
        with open_reader(path) as reader:
            found = _answered(path, reader, current, as_of, known_at)
            settled = _settled(found)
            if found.until is None or settled is found or monotonic() > give_up:
                tell_without_seal(settings, reader, settled.plan)
                yield settled
                return
        sleep(_A_MOMENT)


def follow_ledger(path: Path) -> None:
    """Speak the language of a database's plan, where nobody chose one and it can be read."""
    from sbtrack.store.reads.reader import open_reader  # noqa: PLC0415

    with suppress(StoreError), open_reader(path) as reader:
        version = reader.plan_version()
        if version is not None:
            follow(version.plan.language)


def _settled(found: Consulted) -> Consulted:
    """Return the same, known at a moment before which nobody can be about to add anything."""
    newest = found.reader.newest_moment() if found.reader else None
    if newest is None or found.reader is None or found.reader.settled or found.known_at <= newest:
        return found
    return replace(found, known_at=newest.astimezone(found.known_at.tzinfo))


def _builtin() -> PlanVersion:
    return PlanVersion(builtin_plan(), 0, None, "")


def _answered(
    path: Path, reader: Reader | None, current: datetime, as_of: str | None, known_at: str | None
) -> Consulted:
    version = (reader.plan_version() if reader else None) or _builtin()
    follow(version.plan.language)
    # What is known now is everything, also what a clock that went back since is not yet at.
    latest = max(current, (reader.newest_moment() if reader else None) or current)
    if known_at is None:
        clock, until = plan_clock(version.plan), None
        day = current.astimezone(clock).date()
        moment = latest.astimezone(clock)
    else:
        moment = until = known_at_moment(known_at, _clock_at(reader, known_at, version), latest)
        version = _version_at(reader, version, moment)
        follow(version.plan.language)
        day = moment.date()
    if as_of is not None:
        day = as_of_date(as_of)
    return Consulted(reader, version, day, moment, path, until)


def _clock_at(reader: Reader | None, text: str, newest: PlanVersion) -> timezone:
    """Return the clock in which a date without one is read: always the same for the same date.

    A later version's clock counts only for dates that the clock before it puts after its loading.
    """
    listed = reader.plan_versions() if reader is not None else ()
    zones = [zone_of(version.utc_offset) for version in listed]
    clock = zones[0] if zones else plan_clock(newest.plan)
    for version, zone in zip(listed[1:], zones[1:], strict=True):
        since = reader.known_since(version.number) if reader is not None else None
        if since is None or since > moment_typed(text, clock):
            break
        clock = zone
    return clock


def _version_at(reader: Reader | None, newest: PlanVersion, moment: datetime) -> PlanVersion:
    if reader is None or newest.number == 0:
        return newest
    found = reader.plan_version(moment)
    if found is None:
        first = reader.plan_versions()[0]
        raise UsageError(
            Msg(
                "Nothing was known yet at {moment}: the first plan version was loaded at {first}.",
                moment=moment,
                first=first.loaded_at.astimezone(moment.tzinfo),
            )
        )
    return found
