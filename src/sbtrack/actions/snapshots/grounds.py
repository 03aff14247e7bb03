"""What a workbook tells besides the figures: what reports rest on, and which are doubtful."""

from __future__ import annotations

from datetime import date, datetime

from sbtrack.actions.doubting import acknowledged_in, doubts_in
from sbtrack.assess.plan import PlanAssessment
from sbtrack.domain.ledger import Evidence
from sbtrack.domain.plan import Plan
from sbtrack.reports.workbook.doubts import Doubtful
from sbtrack.store.reads.reader import Reader


def evidence_of_reports(
    reader: Reader | None, assessed: PlanAssessment
) -> dict[int, tuple[Evidence, ...]]:
    """Return the evidence of the reports by which milestones stand as they do, by entry."""
    reports = (found.report for found in assessed.milestones)
    entries = (report.entry_id for report in reports if report is not None)
    if reader is None:
        return {}
    found = (reader.entry(id) for id in entries if id is not None)
    return {entry.id: entry.evidence for entry in found if entry is not None}


def doubtful_figures(reader: Reader | None, plan: Plan, as_of: date, until: datetime) -> Doubtful:
    """Return the doubts about all figures, and what was said of them."""
    if reader is None:
        return Doubtful((), {})
    doubts = doubts_in(reader, plan, tuple(i.id for i in plan.indicators), as_of, until)
    return Doubtful(doubts, acknowledged_in(reader, doubts, until))
