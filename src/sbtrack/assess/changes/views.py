"""What people see of a finding, under stable names: two findings differ if they see it."""

from __future__ import annotations

from collections.abc import Mapping

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.change import Finding
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.targets import AtLeast, AtMost, Target, Undetermined
from sbtrack.domain.undefined import Undefined

View = Mapping[str, object]
_NOT_THERE = object()


def view_of(finding: Finding | None) -> View:
    """Return what is seen of a finding: how it stands, and what the plan asks for.

    Wordings, notes and sources are not: they change no standing.
    """
    match finding:
        case None:
            return {}
        case MilestoneAssessment():
            return _of_milestone(finding)
        case Assessment():
            return {**_standing(finding), **_commitment(finding.indicator)}


def apart(one: View, other: View) -> frozenset[str]:
    """Return the names of what is seen differently, or only in one of two views.

    >>> sorted(apart({"verdict": "behind", "gap": 1}, {"verdict": "ahead", "gap": 1, "pace": 0}))
    ['pace', 'verdict']
    """
    names = {*one, *other}
    return frozenset(n for n in names if one.get(n, _NOT_THERE) != other.get(n, _NOT_THERE))


def _standing(found: Assessment) -> View:
    actual = found.actual
    return {
        "verdict": found.verdict,
        "light": found.light,
        "provisional": found.provisional is not None,
        "reason": None if found.reason is None else found.reason.why,
        "actual_period": actual.period if isinstance(actual, Observation) else None,
        "actual": actual.value if isinstance(actual, Observation) else actual.why,
        "target": _value(found.target_value),
        "gap": _value(found.gap),
        "attainment": _value(found.attainment),
        "pace": _value(found.pace),
        "periods": found.periods,
    }


def _commitment(indicator: Indicator) -> View:
    baseline, start = indicator.baseline, None
    if isinstance(baseline, Baseline):
        start = (baseline.value, baseline.period)
    return {
        "constraint": indicator.constraint,
        "unit_of_measure": indicator.unit_of_measure,
        "baseline": start,
        "target_terms": _terms(indicator.target),
        "yearly": indicator.yearly,
    }


def _of_milestone(found: MilestoneAssessment) -> View:
    milestone, report = found.milestone, found.report
    return {
        "state": found.state,
        "light": found.light,
        "due": found.due,
        "report": (report.period, report.done) if report else None,
        "instances": found.instances,
        "constraint": milestone.constraint,
        "due_terms": (milestone.due, milestone.every, milestone.since),
    }


def _terms(target: Target) -> Target:
    """Return a target without how it is printed, translated or annotated."""
    match target:
        case AtLeast() | AtMost():
            return replace(target, as_printed="", baseline_meets=False)
        case Undetermined(text=text):
            return replace(target, as_printed="", text=Name(text.text))
    return replace(target, as_printed="")


def _value(value: object) -> object:
    """Return a value, or the code of why there is none: sentences may name more than is seen."""
    return value.why if isinstance(value, Undefined) else value
