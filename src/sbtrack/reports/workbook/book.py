"""Puts the sheets of a workbook together, from one assessment and the ledger behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC

from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry
from sbtrack.domain.message import Msg
from sbtrack.reports.answer import Answer
from sbtrack.reports.ledger import Subjects, subjects_of
from sbtrack.reports.workbook.about import Origin, about_sheet
from sbtrack.reports.workbook.changes import Comparison, changes_sheet
from sbtrack.reports.workbook.charts import Series, charts_sheet, paths_sheet
from sbtrack.reports.workbook.doubts import Doubtful, doubts_sheet
from sbtrack.reports.workbook.ledger import ledger_sheet
from sbtrack.reports.workbook.milestones import EvidenceOf, milestones_sheet
from sbtrack.reports.workbook.outstanding import outstanding
from sbtrack.reports.workbook.sheets import Book
from sbtrack.reports.workbook.status import status_sheet
from sbtrack.reports.workbook.tasks import tasks_sheet
from sbtrack.reports.workbook.units import units_sheet
from sbtrack.reports.workbook.values import Value, values_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a workbook is made from.

    `series` has the figures for the charts; `values` and `entries` (those since the snapshot
    before) are read while they are written, and `former` is what they speak of that the plan has
    no more. `recorded` are the ids that `values` will speak of, and `evidence` is what reports on
    milestones rest on, by entry. `compared` is None where there is no snapshot before, `doubtful`
    where the figures were not looked through.
    """

    answer: Answer
    facts: Facts
    series: Series
    values: Iterable[Value]
    entries: Iterable[Entry]
    former: Subjects
    recorded: Collection[str]
    compared: Comparison | None
    origin: Origin
    evidence: EvidenceOf = field(default_factory=dict)
    doubtful: Doubtful | None = None


def book_of(material: Material) -> Book:
    """Return the workbook."""
    answer, origin, compared = material.answer, material.origin, material.compared
    clock = answer.known_at.tzinfo
    subjects = {**material.former, **subjects_of(answer.plan)}
    first = outstanding(answer, compared, material.doubtful)
    milestones = (milestones_sheet(answer, material.evidence),)
    return Book(
        sheets=(
            status_sheet(answer, material.recorded, origin.week, first),
            *milestones[: bool(answer.plan.milestones)],
            changes_sheet(answer, compared),
            charts_sheet(answer, material.facts, material.series),
            values_sheet(material.values, answer.as_of, clock),
            tasks_sheet(answer),
            units_sheet(answer),
            doubts_sheet(answer, material.doubtful),
            ledger_sheet(material.entries, subjects, compared, clock),
            paths_sheet(answer, material.facts, material.series),
            about_sheet(answer, origin, compared),
        ),
        title=Msg("{title}", title=answer.plan.title),
        subject=answer.dates(),
        issuer=Msg("{issuer}", issuer=answer.plan.issuer or answer.plan.region.name),
        made_for=answer.known_at.astimezone(UTC),
        limit=answer.plan.thresholds.on_track,
        properties=tuple(_properties(answer, origin).items()),
    )


def _properties(answer: Answer, origin: Origin) -> dict[str, str]:
    found = {
        "plan": answer.plan.id,
        "plan version": str(answer.version.number),
        "as of": answer.as_of.isoformat(),
        "known at": answer.known_at.isoformat(),
        "program": f"sbtrack {origin.program_version}",
    }
    if origin.week:
        found["week"] = origin.week
    if origin.head is not None:
        found["fingerprint"] = f"{origin.head.count}:{origin.head.hash}"
    return found
