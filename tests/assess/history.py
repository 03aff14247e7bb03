"""A small ledger in memory, and what it makes of a plan before and after some of its entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sbtrack.assess.changes.case import Standing
from sbtrack.assess.changes.find import changes_between
from sbtrack.assess.plan import assess_plan
from sbtrack.domain.change import Change, Claim, Reason
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan

START = datetime(2012, 1, 10, 8, tzinfo=UTC)


class History:
    """Entries one after the other; `mark` is the last one that the earlier standing knows."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.mark = 0

    def record(self, value: str, period: str, id: str = "x", **more: Any) -> Entry:
        claim = Observation(id, "r", Period.parse(period), Decimal(value), **more)
        return self._add(EntryKind.RECORD, claim)

    def report(self, period: str, id: str = "m", *, done: bool = True) -> Entry:
        claim = MilestoneReport(id, "r", Period.parse(period), done)
        return self._add(EntryKind.RECORD, claim)

    def revise(self, entry: Entry, value: str | None = None, **more: Any) -> Entry:
        if value is not None:
            more["value"] = Decimal(value)
        return self._add(EntryKind.REVISION, replace(entry.claim, **more), entry.id, "订正")

    def retract(self, entry: Entry) -> Entry:
        return self._add(EntryKind.RETRACTION, entry.claim, entry.id, "录错")

    def pause(self) -> None:
        """Let the earlier standing know what was recorded up to here."""
        self.mark = len(self.entries)

    def facts(self, last: int) -> Facts:
        """Return what counts once the entry numbered `last` was made: whole series."""
        current: dict[tuple[type, str, Period], Claim] = {}
        for entry in self.entries[:last]:
            claim = entry.claim
            key = (type(claim), subject(claim), claim.period)
            current.pop(key, None)
            if entry.kind is not EntryKind.RETRACTION:
                current[key] = claim
        observations: dict[str, tuple[Observation, ...]] = {}
        reports: tuple[MilestoneReport, ...] = ()
        for found in sorted(current.values(), key=lambda c: c.period.end):
            if isinstance(found, MilestoneReport):
                reports = (*reports, found)
            else:
                known = observations.get(found.indicator, ())
                observations[found.indicator] = (*known, found)
        return Facts(observations, reports)

    def changes(
        self, plan: Plan, new: Plan | None = None, *, then: str = "2014-03-01", now: str = ""
    ) -> tuple[Change, ...]:
        """Return what changed since the mark, from `plan` to `new`, judged on these dates."""
        before = self.standing(plan, then, self.mark)
        after = self.standing(new or plan, now or then, len(self.entries))
        return changes_between(before, after, self.entries[self.mark :])

    def standing(self, plan: Plan, as_of: str, last: int) -> Standing:
        facts = self.facts(last)
        return Standing(assess_plan(plan, facts, date.fromisoformat(as_of)), facts)

    def _add(
        self, kind: EntryKind, claim: Claim, supersedes: int | None = None, reason: str = ""
    ) -> Entry:
        id = len(self.entries) + 1
        made = START + timedelta(hours=id)
        claim = replace(claim, entry_id=id)
        self.entries.append(Entry(id, kind, claim, made, "测试员", supersedes, reason))
        return self.entries[-1]


def subject(claim: Claim) -> str:
    return claim.milestone if isinstance(claim, MilestoneReport) else claim.indicator


def only(changes: tuple[Change, ...], id: str = "x") -> Change:
    """Return the one change of that item."""
    (found,) = (change for change in changes if change.item.id == id)
    return found


def causes(change: Change) -> list[str]:
    return [cause.value for cause in change.causes]


def accounted(change: Change, cause: str) -> frozenset[str]:
    return frozenset().union(*(r.accounts_for for r in change.reasons if r.cause == cause))


def named(reason: Reason) -> list[int]:
    """Return the numbers of the entries behind a cause."""
    return [entry.id for recording in reason.recordings for entry in recording.entries]


def besides(change: Change) -> list[int]:
    return [entry.id for recording in change.besides for entry in recording.entries]
