"""The result of assessing one indicator, milestone or plan: values, each explained."""

from __future__ import annotations

from datetime import date

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone
from sbtrack.domain.terms import Constraint, Light, MilestoneState, Scale, Verdict
from sbtrack.domain.undefined import Maybe, Undefined


class PeriodResult(Frozen):
    """How one period of an every-period target stands; None: no figure."""

    period: Period
    held: bool | None


class Assessment(Frozen):
    """Everything that can be said of one indicator on one date.

    Shares (`attainment`, `elapsed`, `planned`) are fractions of one. `pace` is a difference of
    shares (0.05 is five percentage points). `gap` is in the unit of measure and > 0 always
    means *not there yet*. `required_per_year` and `achieved_per_year` are in the unit of measure
    a year when `scale` is linear, and rates of growth a year (fractions) when it is logarithmic.
    """

    indicator: Indicator
    as_of: date
    actual: Observation | Undefined
    target_value: Maybe  # the level to reach, in the unit of measure
    gap: Maybe
    attainment: Maybe
    elapsed: Maybe
    planned: Maybe
    planned_value: Maybe  # planned level at the data's period, in the unit of measure
    pace: Maybe
    scale: Scale
    required_per_year: Maybe
    achieved_per_year: Maybe
    projected: Maybe
    verdict: Verdict
    light: Light
    reason: Undefined | None  # why it is unrated
    provisional: Msg | None  # why the verdict is not the last word
    explanation: Msg
    periods: tuple[PeriodResult, ...] = ()


class MilestoneAssessment(Frozen):
    """How a milestone stands: done, due or overdue, and by which report."""

    milestone: Milestone
    as_of: date
    state: MilestoneState
    light: Light
    due: Period  # the instance it stands at, for one that recurs
    report: MilestoneReport | None
    explanation: Msg
    instances: tuple[PeriodResult, ...] = ()


class Tally(Frozen):
    """Counts of verdicts among the indicators of one constraint type."""

    constraint: Constraint
    total: int
    by_verdict: tuple[tuple[Verdict, int], ...]  # only those that occur
    provisional: int
