"""Changes as plain data for machines: every standing whole, every cause with its entries.

`changed` names what is seen differently, and `accounts_for` what of it a cause explains: of an
indicator verdict, light, provisional, reason, actual, actual_period, target, gap, attainment, pace,
periods, constraint, unit_of_measure, baseline, target_terms (what the plan asks for) and yearly; of
a milestone state, light, due, report, instances, constraint and due_terms. `plan_changes` has all
that a new version of the plan says otherwise, whether or not it moved a standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.change import Change, Claim, Finding, Recording
from sbtrack.domain.ledger import MilestoneReport
from sbtrack.domain.lookup import name_of
from sbtrack.domain.plan import Milestone, Plan
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.changes.wording import differences_between
from sbtrack.reports.changes.words import details_of, explained, recorded
from sbtrack.reports.dossier.data import entry_data
from sbtrack.reports.plan.difference import difference_data
from sbtrack.reports.status.data import indicator_data, milestone_data, plan_data

Data = dict[str, Any]


def changes_data(before: Answer, after: Answer, changes: Sequence[Change], words: Words) -> Data:
    """Return all changes, what was recorded without any, and the entries that they name."""
    entries = {e.id: e for change in changes for r in _recordings(change) for e in r.entries}
    return {
        "plan": plan_data(after, words),
        "before": _dates(before),
        "after": _dates(after),
        "changes": [_change_data(c, before, after, words) for c in changes if c.seen],
        "recorded": [_change_data(c, before, after, words) for c in changes if not c.seen],
        "plan_versions": [
            {
                "number": version.number,
                "loaded_at": version.loaded_at,
                "approved_by": version.approved_by or None,
                "note": version.note or None,
            }
            for version in after.amendments
        ],
        "plan_changes": difference_data(differences_between(before, after), words),
        "entries": [entry_data(entries[id]) for id in sorted(entries)],
    }


def _change_data(change: Change, before: Answer, after: Answer, words: Words) -> Data:
    item = change.item
    return {
        "kind": "milestone" if isinstance(item, Milestone) else "indicator",
        "code": item.code,
        "id": item.id,
        "name": words.value(name_of(item)),
        "changed": sorted(change.seen),
        "before": _standing(change.before, before.plan, words),
        "after": _standing(change.after, after.plan, words),
        "causes": [
            {
                "cause": reason.cause.value,
                "accounts_for": sorted(reason.accounts_for),
                "details": [words.say(d) for d in details_of(reason, change, before, after)],
                "recordings": [_recording(r) for r in reason.recordings],
            }
            for reason in change.reasons
        ],
        "only_the_clock": change.only_the_clock,
        "explanation": words.say(explained(change, before, after)),
        "besides": [
            {"details": words.say(recorded(r, change, before, after)), **_recording(r)}
            for r in change.besides
        ],
    }


def _standing(found: Finding | None, plan: Plan, words: Words) -> Data | None:
    match found:
        case None:
            return None
        case Assessment():
            return indicator_data(found, plan, words)
        case _:
            return milestone_data(found, plan, words)


def _recording(recording: Recording) -> Data:
    return {
        "subject": recording.subject,
        "period": str(recording.period),
        "before": _claimed(recording.before),
        "after": _claimed(recording.after),
        "entries": [entry.id for entry in recording.entries],
    }


def _claimed(claim: Claim | None) -> object:
    if claim is None:
        return None
    return claim.done if isinstance(claim, MilestoneReport) else claim.value


def _recordings(change: Change) -> tuple[Recording, ...]:
    return (*(r for reason in change.reasons for r in reason.recordings), *change.besides)


def _dates(answer: Answer) -> Data:
    return {
        "as_of": answer.as_of,
        "known_at": answer.known_at,
        "version": answer.version.number,
    }
