"""From names as typed to a selection of the plan's lines."""

from __future__ import annotations

from collections.abc import Iterable

from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.lookup import find, find_tracked
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.domain.terms import Constraint, Group, MilestoneState, Verdict
from sbtrack.reports.selection import Selection

_VERDICTS: tuple[Verdict | MilestoneState, ...] = (*Verdict, *MilestoneState)


def chosen(
    plan: Plan,
    *,
    units: Iterable[str] | None = None,
    constraints: Iterable[Constraint] | None = None,
    items: Iterable[str] | None = None,
    verdicts: Iterable[str] | None = None,
    groups: Iterable[str] | None = None,
) -> Selection:
    """Return the selection that these names ask for.

    Raises:
        UnknownName: nothing in the plan has such a name.
        AmbiguousName: several have.
        UsageError: a verdict or group that there is not.
    """
    wanted_groups = tuple(groups or ())
    return Selection(
        units=frozenset(find(text, plan.units).id for text in units or ()),
        constraints=frozenset(constraints or ()),
        items=frozenset(find_tracked(text, plan).id for text in items or ()),
        verdicts=frozenset(_verdict(text) for text in verdicts or ()),
        groups=frozenset(Group(text) for text in wanted_groups if text != MILESTONES),
        milestones=not wanted_groups or MILESTONES in wanted_groups,
    )


MILESTONES = "milestone"


def _verdict(text: str) -> Verdict | MilestoneState:
    wanted = text.strip().lower().replace("-", "_").replace(" ", "_")
    for word in _VERDICTS:
        if word.value == wanted:
            return word
    raise UsageError(
        Msg(
            "There is no verdict {text}; choose from {verdicts}.",
            text=quoted(text),
            verdicts=tuple(word.value for word in _VERDICTS),
        )
    )
