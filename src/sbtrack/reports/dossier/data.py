"""The dossier of one indicator as plain data for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sbtrack.assess.composite import composed_series
from sbtrack.assess.path import planned_path, rates_so_far
from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, MilestoneReport, Observation
from sbtrack.domain.plan import Indicator
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.status.data import indicator_data, milestone_data, plan_data, units_data
from sbtrack.reports.working.steps import steps

Data = dict[str, Any]


def dossier_data(
    answer: Answer,
    indicator: Indicator,
    assessed: Assessment | None,
    facts: Facts,
    entries: Sequence[Entry],
    words: Words,
) -> Data:
    """Return everything about one indicator: standing, steps, path, series, ledger entries."""
    plan, observations = answer.plan, facts.observations
    path = planned_path(plan, indicator, observations) if assessed else ()
    so_far = rates_so_far(plan, indicator, observations) if assessed else ()
    worked = steps(assessed, plan, observations) if assessed else ()
    return {
        "plan": plan_data(answer, words),
        "as_of": answer.as_of,
        "known_at": answer.known_at,
        "indicator": _standing(answer, indicator, assessed, words),
        "steps": [words.say(step) for step in worked],
        "planned_path": [{"period": str(period), "value": value} for period, value in path],
        "series": [observation_data(o) for o in composed_series(plan, indicator, observations)],
        "compounded": [{"period": str(period), "value": value} for period, value in so_far],
        "entries": [entry_data(entry) for entry in entries],
        "definition": words.value(indicator.definition) if indicator.definition else None,
        "note": words.value(indicator.note) if indicator.note else None,
        "cite": indicator.cite or None,
    }


def milestone_dossier_data(
    answer: Answer, found: MilestoneAssessment, entries: Sequence[Entry], words: Words
) -> Data:
    """Return everything about one milestone: standing and ledger entries."""
    return {
        "plan": plan_data(answer, words),
        "as_of": answer.as_of,
        "known_at": answer.known_at,
        "milestone": milestone_data(found, answer.plan, words),
        "entries": [entry_data(entry) for entry in entries],
        "note": words.value(found.milestone.note) if found.milestone.note else None,
        "cite": found.milestone.cite or None,
    }


def observation_data(found: Observation) -> Data:
    """Return one figure as recorded."""
    return {
        "period": str(found.period),
        "value": found.value,
        "numerator": found.numerator,
        "denominator": found.denominator,
        "vintage": found.vintage.value if found.vintage else None,
        "source": found.source or None,
        "note": found.note or None,
        "entered": found.entered or None,
        "entry": found.entry_id,
    }


def entry_data(entry: Entry) -> Data:
    """Return one line of the ledger."""
    claim = entry.claim
    said: Data = (
        {
            "period": str(claim.period),
            "done": claim.done,
            "source": claim.source or None,
            "note": claim.note or None,
        }
        if isinstance(claim, MilestoneReport)
        else observation_data(claim)
    )
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "subject": claim.milestone if isinstance(claim, MilestoneReport) else claim.indicator,
        "region": claim.region,
        **{key: value for key, value in said.items() if key != "entry"},
        "recorded_at": entry.recorded_at,
        "recorded_by": entry.recorded_by,
        "supersedes": entry.supersedes,
        "reason": entry.reason or None,
        "plan_version": entry.plan_version,
        "evidence": [
            {
                "kind": found.kind.value,
                "location": found.location,
                "sha256": found.sha256,
                "size": found.size,
            }
            for found in entry.evidence
        ],
    }


def _standing(
    answer: Answer, indicator: Indicator, assessed: Assessment | None, words: Words
) -> Data:
    if assessed is not None:
        return indicator_data(assessed, answer.plan, words)
    return {
        "code": indicator.code,
        "id": indicator.id,
        "name": words.value(indicator.name),
        "group": indicator.group.value,
        "unit_of_measure": indicator.unit_of_measure,
        **units_data(indicator, answer.plan, words),
    }
