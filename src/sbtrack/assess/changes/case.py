"""One item between two standings, judged anew under any mixture of the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sbtrack.assess.changes.recordings import with_claim
from sbtrack.assess.changes.views import View, apart, view_of
from sbtrack.assess.milestone import assess_milestone
from sbtrack.assess.plan import PlanAssessment, assess_indicator
from sbtrack.domain.change import Finding, Recording
from sbtrack.domain.facts import Facts
from sbtrack.domain.plan import Plan
from sbtrack.domain.targets import MultipleOf
from sbtrack.domain.terms import Group


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as it was judged on a date, and what was known then.

    `facts` hold whole series, not only what decided: what would have been decided otherwise is
    asked of them too. Their observations are asked for by id only, never all of them.
    """

    assessed: PlanAssessment
    facts: Facts

    @property
    def plan(self) -> Plan:
        """The plan of the version that was in force."""
        return self.assessed.plan

    @property
    def as_of(self) -> date:
        """The date on which it was judged."""
        return self.assessed.as_of


class Case:
    """One item, how it was found then and now, and what was recorded in between that it rests on.

    A view answers “what if”: the item under either plan, with either state of knowledge or one
    between them, on either date.
    """

    def __init__(
        self,
        id: str,
        found: tuple[Finding | None, Finding | None],
        before: Standing,
        after: Standing,
        recordings: Sequence[Recording],
    ) -> None:
        self.id, self.before, self.after = id, before, after
        self.told_then, self.told_now = map(view_of, found)
        self.seen = apart(self.told_then, self.told_now)
        self._ids = rests_on(before.plan, id) | rests_on(after.plan, id)
        self.recordings = tuple(r for r in recordings if r.subject in self._ids)

    @cached_property
    def known_then(self) -> Facts:
        """What was known then of everything the item rests on."""
        return _narrowed(self.before.facts, self._ids)

    @cached_property
    def known_now(self) -> Facts:
        """What is known now of everything the item rests on."""
        return _narrowed(self.after.facts, self._ids)

    @cached_property
    def now(self) -> View:
        """What is seen now, worked out from what is known now."""
        return self.view(self.after.plan, self.known_now)

    def view(self, plan: Plan, known: Facts, as_of: date | None = None) -> View:
        """Return what would be seen; without a date on that of the later standing."""
        return view_of(found_in(plan, self.id, known, as_of or self.after.as_of))

    def without(self, recording: Recording) -> Facts:
        """Return what would be known now, had that not been recorded."""
        return with_claim(self.known_now, recording, recording.before)

    def with_only(self, recording: Recording) -> Facts:
        """Return what would be known now, had only that been recorded."""
        return with_claim(self.known_then, recording, recording.after)


def found_in(plan: Plan, id: str, known: Facts, as_of: date) -> Finding | None:
    """Return how an item stands, None where the plan has none of that id that it rates."""
    if plan.has_indicator(id):
        indicator = plan.indicator(id)
        if indicator.group is Group.SERIES:
            return None
        return assess_indicator(plan, indicator, known.observations, as_of)
    milestone = next((m for m in plan.milestones if m.id == id), None)
    if milestone is None:
        return None
    return assess_milestone(plan, milestone, known.reports, as_of)


def rests_on(plan: Plan, id: str) -> set[str]:
    """Return the ids of everything whose figures an item is judged by, its own included."""
    found: set[str] = set()
    pending = [id]
    while pending:
        found.add(id := pending.pop())
        if plan.has_indicator(id):
            indicator = plan.indicator(id)
            pending += indicator.components
            if isinstance(indicator.target, MultipleOf):
                pending.append(indicator.target.reference)
    return found


def _narrowed(facts: Facts, ids: Iterable[str]) -> Facts:
    reports = tuple(r for r in facts.reports if r.milestone in ids)
    return Facts({id: facts.observations.get(id, ()) for id in ids}, reports)
