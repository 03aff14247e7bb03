"""What `status --since` tells: the standing of an earlier moment against the one asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from sbtrack.assess.changes import changes_between
from sbtrack.assess.changes_case import Standing
from sbtrack.assess.plan import PlanAssessment
from sbtrack.cli.moments import moment_typed
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import Consulted
from sbtrack.cli.settings import plan_clock
from sbtrack.domain.change import Change
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import PlanVersion
from sbtrack.locale.words import Words
from sbtrack.reports.changes import changes_table, selected
from sbtrack.reports.changes_data import changes_data
from sbtrack.reports.selection import Selection


def put_changes(
    now: Consulted, since: str, selection: Selection, output: Format, voice: Words
) -> None:
    """Write what changed since that moment among the chosen lines, and why.

    Raises:
        UsageError: the moment cannot be read, is not earlier, or no plan was loaded by then.
    """
    then = earlier(now, since)
    before, after = then.answer(), now.answer()
    changes = changes_since(then, before.assessed, now, after.assessed)
    before = replace(before, assessed=selection.of(before.assessed))
    after = replace(after, assessed=selection.of(after.assessed))
    chosen = selected(changes, selection, before, after)
    put_table(
        changes_table(before, after, chosen),
        output,
        voice,
        lambda: changes_data(before, after, chosen, voice),
    )


def earlier(now: Consulted, since: str) -> Consulted:
    """Return the same database as of a moment before: a day or period counts to its end.

    The plan is judged on that moment's day, unless it is now judged on an earlier one: time does
    not run backwards from one standing to the next.

    Raises:
        UsageError: as for `put_changes`.
    """
    moment = moment_typed(since, plan_clock(now.plan))
    if moment >= now.known_at:
        raise UsageError(
            Msg(
                "{since} counts to its end, which is not before {known_at}; give an earlier date, "
                "or a moment such as 2014-03-01T08:00.",
                since=quoted(since),
                known_at=now.known_at,
            )
        )
    return as_known(now, moment, min(moment.date(), now.as_of))


def as_known(now: Consulted, moment: datetime, as_of: date) -> Consulted:
    """Return the same database, read at the same time, as it was at `moment`.

    Raises:
        UsageError: no plan was loaded by then.
    """
    return replace(
        now, version=_version_at(now, moment), as_of=as_of, known_at=moment, until=moment
    )


def changes_since(
    then: Consulted, before: PlanAssessment, now: Consulted, after: PlanAssessment
) -> tuple[Change, ...]:
    """Return what changed between two moments of one database, each judged as given."""
    return changes_between(
        Standing(before, _whole_facts(then)),
        Standing(after, _whole_facts(now)),
        _entries_between(then, now),
    )


def _version_at(now: Consulted, moment: datetime) -> PlanVersion:
    if now.reader is None or not now.version.number:
        return now.version
    listed = now.reader.plan_versions()
    known = [version.number for version in listed if version.loaded_at <= moment]
    if not known:
        first = listed[0].loaded_at.astimezone(moment.tzinfo)
        raise UsageError(
            Msg(
                "Nothing was known yet at {moment}: the first plan version was loaded at {first}; "
                "give --since that day or a later one.",
                moment=moment,
                first=first,
            )
        )
    if known[-1] == now.version.number:
        return now.version
    found = now.reader.plan_version(number=known[-1])
    assert found is not None
    return found


def _entries_between(then: Consulted, now: Consulted) -> Iterator[Entry]:
    if now.reader is None:
        return
    last = now.reader.last_entry_id(then.until) or 0
    for entry in now.reader.entries(known_at=now.until):
        if entry.id <= last:  # they come newest first
            return
        yield entry


def _whole_facts(consulted: Consulted) -> Facts:
    if consulted.reader is None:
        return Facts()
    region = consulted.plan.region.id
    reports = consulted.reader.milestone_reports(consulted.until, region)
    return Facts(_Series(consulted), reports)


class _Series(Mapping[str, tuple[Observation, ...]]):
    """Whole series by indicator id, each read when it is first asked for: most never are."""

    def __init__(self, consulted: Consulted) -> None:
        self._consulted = consulted
        self._read: dict[str, tuple[Observation, ...]] = {}

    def __getitem__(self, id: str) -> tuple[Observation, ...]:
        if id not in self._read:
            consulted = self._consulted
            assert consulted.reader is not None
            region = consulted.plan.region.id
            self._read[id] = consulted.reader.series(id, region, consulted.until)
        return self._read[id]

    def __iter__(self) -> Iterator[str]:
        return (indicator.id for indicator in self._consulted.plan.indicators)

    def __len__(self) -> int:
        return len(self._consulted.plan.indicators)
