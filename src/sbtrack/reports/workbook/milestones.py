"""The milestones: which is due when, how each stands, and on what that rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sbtrack.domain.assessment import MilestoneAssessment
from sbtrack.domain.ledger import Evidence
from sbtrack.domain.message import Msg, Name
from sbtrack.reports.answer import Answer
from sbtrack.reports.workbook.sheets import (
    Field,
    Line,
    Linked,
    Look,
    Place,
    Sheet,
    SheetCell,
    Tab,
)
from sbtrack.reports.workbook.status import in_short, linked_leads, verdict_mark

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Milestone"), widest=48, narrowest=24),
    Field("constraint", Msg("Type"), Look.LABEL, 10, fold=6),
    Field("due", Msg("Due"), Look.LABEL, 12),
    Field("verdict", Msg("Verdict"), Look.MARK, 14, 9, names="verdict."),
    Field("reported", Msg("Period"), Look.LABEL, 12),
    Field("lead", Msg("Lead unit"), widest=20, narrowest=10),
    Field("cooperating", Msg("Cooperating"), widest=26, narrowest=12, fold=4),
    Field("explanation", Msg("Explanation"), widest=40, narrowest=22),
    Field("source", Msg("Source"), widest=30, narrowest=14, fold=1),
    Field("evidence", Msg("Evidence"), widest=24, narrowest=12, fold=2),
    Field("entry", Msg("Entry"), Look.LABEL, 7, fold=3),
)

#: What the entries rest on, by their ids.
EvidenceOf = Mapping[int, tuple[Evidence, ...]]


def milestones_sheet(answer: Answer, evidence: EvidenceOf) -> Sheet:
    """Return the sheet; the report that a state rests on comes with its source and evidence."""
    return Sheet(
        tab=Tab.MILESTONES,
        title=Msg("Milestones"),
        intro=(answer.dates(), *answer.notices()),
        fields=FIELDS,
        lines=tuple(_lines(answer, evidence)),
    )


def locations(evidence: tuple[Evidence, ...]) -> tuple[Name, ...]:
    """Return where the evidence lies."""
    return tuple(Name(item.location) for item in evidence)


def _lines(answer: Answer, evidence: EvidenceOf) -> Iterator[Line]:
    for found in answer.assessed.milestones:
        yield Line(_cells(answer, found, evidence), found.milestone.id)


def _cells(
    answer: Answer, found: MilestoneAssessment, evidence: EvidenceOf
) -> tuple[SheetCell, ...]:
    plan, milestone, report = answer.plan, found.milestone, found.report
    entry = report.entry_id if report else None
    return (
        Linked(milestone.code, Place(Tab.TASKS, milestone.id)),
        milestone.title,
        milestone.constraint,
        found.due,
        verdict_mark(found),
        report.period if report else None,
        linked_leads(plan.lead_units(milestone)),
        in_short(plan.cooperating_units(milestone)),
        found.explanation,
        report.source if report else None,
        locations(evidence.get(entry, ())) if entry is not None else None,
        entry,
    )
