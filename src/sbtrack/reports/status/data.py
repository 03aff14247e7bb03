"""The status as plain data for machines: every value unrounded, every absence with its reason.

Shares and pace are fractions of one. `required_per_year` and `achieved_per_year` are in the unit
of measure a year where `scale` is linear, and rates of growth (fractions) where it is log. A value
that is undefined is null, and `reasons` says why under the same key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sbtrack.assess.limit import counted_to
from sbtrack.assess.plan import tally
from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.plan import Baseline, Indicator, Milestone, Plan
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    kind_of,
)
from sbtrack.domain.terms import Light
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.quantities import baseline_cell
from sbtrack.reports.status.counts import milestone_counts
from sbtrack.reports.targets import target_bound, target_words

Data = dict[str, Any]

_VALUES = (
    *("gap", "attainment", "elapsed", "planned", "planned_value", "pace"),
    *("required_per_year", "achieved_per_year", "projected"),
)

_OF_KINDS = (
    *("target_rate", "target_basis", "target_every"),
    *("target_factor", "target_reference", "target_floor"),
)


def status_data(answer: Answer, words: Words) -> Data:
    """Return the whole status; texts are in the language of `words`, words of sets in English."""
    assessed = answer.assessed
    return {
        "plan": plan_data(answer, words),
        "as_of": answer.as_of,
        "known_at": answer.known_at,
        "indicators": [indicator_data(a, answer.plan, words) for a in assessed.indicators],
        "milestones": [milestone_data(m, answer.plan, words) for m in assessed.milestones],
        "summary": summary_data(assessed.indicators, assessed.milestones),
    }


def plan_data(answer: Answer, words: Words) -> Data:
    """Return which plan, and which version of it, the answer rests on."""
    plan, version = answer.plan, answer.version
    return {
        "id": plan.id,
        "title": words.value(plan.title),
        "document_number": plan.document_number or None,
        "version": version.number,
        "loaded_at": version.loaded_at,
        "approved_by": version.approved_by or None,
        "base": str(plan.base),
        "end": str(plan.end),
        "region": words.value(plan.region.name),
        "on_track_points": plan.thresholds.on_track,
    }


def indicator_data(found: Assessment, plan: Plan, words: Words) -> Data:
    """Return everything about one indicator."""
    indicator, actual = found.indicator, found.actual
    baseline = indicator.baseline
    values = {
        "baseline": baseline.value if isinstance(baseline, Baseline) else baseline_cell(indicator),
        "target": found.target_value,
        "actual": actual.value if isinstance(actual, Observation) else actual,
        "limit": counted_to(found),
        **{key: getattr(found, key) for key in _VALUES},
    }
    return {
        "code": indicator.code,
        "id": indicator.id,
        "name": words.value(indicator.name),
        "group": indicator.group.value,
        "constraint": indicator.constraint.value,
        "unit_of_measure": indicator.unit_of_measure,
        "baseline_period": str(baseline.period) if isinstance(baseline, Baseline) else None,
        "target_kind": kind_of(indicator.target),
        "target_by": str(indicator.target.by),
        "target_as_printed": indicator.target.as_printed or None,
        **target_data(indicator, plan, words),
        "actual_period": str(actual.period) if isinstance(actual, Observation) else None,
        "actual_entry": actual.entry_id if isinstance(actual, Observation) else None,
        "actual_source": (actual.source or None) if isinstance(actual, Observation) else None,
        "actual_vintage": _vintage(actual),
        **{key: _value_or_null(value) for key, value in values.items()},
        "scale": found.scale.value,
        "verdict": found.verdict.value,
        "light": found.light.value,
        "provisional": found.provisional is not None,
        "reason": words.say(found.reason.reason) if found.reason is not None else None,
        "reason_code": found.reason.why.value if found.reason is not None else None,
        "explanation": words.say(found.explanation),
        "reasons": _reasons(found, values, words),
        "periods": [{"period": str(p.period), "held": p.held} for p in found.periods],
        **units_data(indicator, plan, words),
        "tasks": [*indicator.tasks],
    }


def target_data(indicator: Indicator, plan: Plan, words: Words) -> Data:
    """Return what the target asks for, piece by piece; null is what its kind does not have."""
    target = indicator.target
    bound = target_bound(target)
    found: Data = {
        "target_in_words": words.value(target_words(target, plan, indicator.unit_of_measure)),
        "target_bound": bound.value if bound else None,
        "target_tolerance": target.tolerance if isinstance(target, About) else None,
        **dict.fromkeys(_OF_KINDS),
    }
    match target:
        case AnnualGrowth(rate=rate, basis=basis) | CumulativeChange(change=rate, basis=basis):
            found |= {"target_rate": rate, "target_basis": basis.value}
        case EveryPeriod(every=every):
            found["target_every"] = every.value
        case MultipleOf(factor=factor, reference=reference, floor=floor):
            code = plan.indicator(reference).code
            found |= {"target_factor": factor, "target_reference": code, "target_floor": floor}
    return found


def milestone_data(found: MilestoneAssessment, plan: Plan, words: Words) -> Data:
    """Return everything about one milestone."""
    milestone, report = found.milestone, found.report
    return {
        "code": milestone.code,
        "id": milestone.id,
        "title": words.value(milestone.title),
        "constraint": milestone.constraint.value,
        "due": str(found.due),
        "state": found.state.value,
        "light": found.light.value,
        "reported": str(report.period) if report else None,
        "report_entry": report.entry_id if report else None,
        "explanation": words.say(found.explanation),
        "instances": [{"period": str(i.period), "held": i.held} for i in found.instances],
        **units_data(milestone, plan, words),
        "tasks": [*milestone.tasks],
    }


def summary_data(
    indicators: Sequence[Assessment], milestones: Iterable[MilestoneAssessment]
) -> Data:
    """Return the counts, one object a constraint type: they are never added together."""
    return {
        **{
            found.constraint.value: {
                "total": found.total,
                "by_verdict": {verdict.value: count for verdict, count in found.by_verdict},
                "by_light": _by_light(a for a in indicators if _of(a, found.constraint.value)),
                "provisional": found.provisional,
            }
            for found in tally(indicators)
        },
        "milestones": {k.value: count for k, count in milestone_counts(milestones).items()},
    }


def units_data(item: Indicator | Milestone, plan: Plan, words: Words) -> Data:
    """Return the responsible units by full name, and their ids beside them."""
    lead, cooperating = plan.lead_units(item), plan.cooperating_units(item)
    return {
        "lead_units": [words.value(u.name) for u in lead],
        "lead_unit_ids": [u.id for u in lead],
        "cooperating_units": [words.value(u.name) for u in cooperating],
        "cooperating_unit_ids": [u.id for u in cooperating],
    }


def _of(found: Assessment, constraint: str) -> bool:
    return found.indicator.constraint.value == constraint


def _by_light(found: Iterable[Assessment]) -> dict[str, int]:
    counts = Counter(a.light for a in found)
    return {light.value: counts[light] for light in Light if counts[light]}


def _vintage(actual: Observation | Undefined) -> str | None:
    vintage = actual.vintage if isinstance(actual, Observation) else None
    return vintage.value if vintage else None


def _value_or_null(value: object) -> object:
    return None if isinstance(value, Undefined) else value


def _reasons(found: Assessment, values: Data, words: Words) -> dict[str, str]:
    said = {k: words.say(v.reason) for k, v in values.items() if isinstance(v, Undefined)}
    if found.provisional is not None:
        said["provisional"] = words.say(found.provisional)
    return said
