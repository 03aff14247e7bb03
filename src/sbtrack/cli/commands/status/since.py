"""What `status --since` tells: the standing of an earlier moment against the one asked for."""

from __future__ import annotations

from datetime import date, datetime

from sbtrack.actions.whole import entries_after, versions_between, whole_facts
from sbtrack.assess.changes.case import Standing
from sbtrack.assess.changes.find import changes_between
from sbtrack.assess.plan import PlanAssessment
from sbtrack.cli.moments import moment_typed
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import Consulted
from sbtrack.cli.settings import plan_clock
from sbtrack.domain.change import Change
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import PlanVersion
from sbtrack.locale.words import Words
from sbtrack.reports.changes.data import changes_data
from sbtrack.reports.changes.table import changes_table, selected
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
    amendments = versions_between(now.reader, before.version, after.version)
    after = replace(after, assessed=selection.of(after.assessed), amendments=amendments)
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
    last = (now.reader.last_entry_id(then.until) if now.reader else None) or 0
    return changes_between(
        Standing(before, whole_facts(then.reader, then.plan, then.until)),
        Standing(after, whole_facts(now.reader, now.plan, now.until)),
        entries_after(now.reader, last, now.until),
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
