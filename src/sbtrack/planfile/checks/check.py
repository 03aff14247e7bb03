"""What a cross check is: a rule about the items of a plan file together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sbtrack.domain.diagnostic import Diagnostic, Severity
from sbtrack.domain.message import Msg
from sbtrack.planfile.draft import Draft
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.rules import Complaint, Rule, rule_of

Found = tuple[Place, Msg, Msg]  # where, the problem, the remedy


@dataclass(frozen=True, slots=True)
class Check:
    """A rule about items together: call it with the draft to get what it finds."""

    rule: Rule
    find: Callable[[Draft], Iterable[Found]]

    def __call__(self, draft: Draft) -> Iterator[Diagnostic]:
        """Yield the findings in the draft."""
        for place, problem, remedy in self.find(draft):
            yield Complaint(self.rule, problem, remedy).at(place)


def error(find: Callable[[Draft], Iterable[Found]]) -> Check:
    """Make a check whose findings stop the plan from being loaded."""
    return Check(rule_of(find, Severity.ERROR), find)


def warning(find: Callable[[Draft], Iterable[Found]]) -> Check:
    """Make a check whose findings do not stop the plan: a real document may print such a thing."""
    return Check(rule_of(find, Severity.WARNING), find)
