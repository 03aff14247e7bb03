"""Assessing a whole plan on one date, and counting its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import localcontext

from sbtrack.assess.composite import Observations
from sbtrack.assess.every_period import assess_every_period
from sbtrack.assess.level import assess_level
from sbtrack.assess.milestone import assess_milestone
from sbtrack.assess.numbers import EXACT
from sbtrack.domain.assessment import Assessment, MilestoneAssessment, Tally
from sbtrack.domain.facts import Facts
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import EveryPeriod
from sbtrack.domain.terms import Constraint, Verdict


class PlanAssessment(Frozen):
    """Every rated indicator, headline first, and every milestone, on one date."""

    plan: Plan
    as_of: date
    indicators: tuple[Assessment, ...]
    milestones: tuple[MilestoneAssessment, ...]


def assess_plan(plan: Plan, facts: Facts, as_of: date) -> PlanAssessment:
    """Assess every indicator of the table and the text, and every milestone."""
    return PlanAssessment(
        plan,
        as_of,
        tuple(assess_indicator(plan, i, facts.observations, as_of) for i in plan.rated()),
        tuple(assess_milestone(plan, m, facts.reports, as_of) for m in plan.milestones),
    )


def assess_indicator(
    plan: Plan, indicator: Indicator, observations: Observations, as_of: date
) -> Assessment:
    """Assess one indicator by the rule of its kind of target."""
    with localcontext(EXACT):
        if isinstance(indicator.target, EveryPeriod):
            return assess_every_period(plan, indicator, observations, as_of)
        return assess_level(plan, indicator, observations, as_of)


def tally(assessments: Iterable[Assessment]) -> tuple[Tally, ...]:
    """Count verdicts, one tally a constraint type: they are never added together."""
    found = tuple(assessments)
    tallies = []
    for constraint in Constraint:
        of_type = [a for a in found if a.indicator.constraint is constraint]
        if not of_type:
            continue
        counts = Counter(a.verdict for a in of_type)
        tallies.append(
            Tally(
                constraint,
                len(of_type),
                tuple((v, counts[v]) for v in Verdict if counts[v]),
                sum(1 for a in of_type if a.provisional is not None),
            )
        )
    return tuple(tallies)
