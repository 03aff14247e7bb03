"""Which lines of a plan are asked for: by unit, constraint type, indicator, verdict or group."""

from __future__ import annotations

from sbtrack.assess.plan import PlanAssessment
from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.frozen import Frozen, replace
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.terms import Constraint, Group, MilestoneState, Verdict


class Selection(Frozen):
    """Each part narrows the lines further; an empty part asks for everything.

    `units` and `items` are ids; `rated` and `milestones` say whether indicators and milestones are
    asked for at all.
    """

    units: frozenset[str] = frozenset()
    constraints: frozenset[Constraint] = frozenset()
    items: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict | MilestoneState] = frozenset()
    groups: frozenset[Group] = frozenset()
    rated: bool = True
    milestones: bool = True

    def of(self, assessed: PlanAssessment) -> PlanAssessment:
        """Return the assessment with the chosen lines only."""
        return replace(
            assessed,
            indicators=tuple(a for a in assessed.indicators if self._wants(a, assessed.plan)),
            milestones=tuple(
                m for m in assessed.milestones if self._wants_milestone(m, assessed.plan)
            ),
        )

    def _wants(self, found: Assessment, plan: Plan) -> bool:
        indicator = found.indicator
        return (
            self.rated
            and self._wants_item(indicator, plan)
            and (not self.groups or indicator.group in self.groups)
            and (not self.verdicts or found.verdict in self.verdicts)
        )

    def _wants_milestone(self, found: MilestoneAssessment, plan: Plan) -> bool:
        return (
            self.milestones
            and self._wants_item(found.milestone, plan)
            and (not self.verdicts or found.state in self.verdicts)
        )

    def _wants_item(self, item: Indicator | Milestone, plan: Plan) -> bool:
        return (
            (not self.items or item.id in self.items)
            and (not self.constraints or item.constraint in self.constraints)
            and (not self.units or not self.units.isdisjoint(units_of(item, plan)))
        )


def units_of(item: Indicator | Milestone, plan: Plan) -> tuple[str, ...]:
    """Return the ids of all units behind an item, those that lead it first."""
    return tuple(u.id for u in (*plan.lead_units(item), *plan.cooperating_units(item)))
