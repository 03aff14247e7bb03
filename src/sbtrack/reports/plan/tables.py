"""What a plan says, without figures: its document, indicators, milestones, tasks and units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sbtrack.domain.facts import VersionListing
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Plan, PlanVersion
from sbtrack.domain.terms import Group
from sbtrack.reports.narrowing import named_in_unit
from sbtrack.reports.quantities import baseline_cell
from sbtrack.reports.status.rows import short_names
from sbtrack.reports.table import Align, Cell, Column, Section, Table
from sbtrack.reports.targets import target_words

_RIGHT = Align.RIGHT
INDICATOR_COLUMNS = (
    Column("code", Msg("No.")),
    Column("id", Msg("Id"), priority=5),
    Column("name", Msg("Indicator"), flexible=True),
    Column("constraint", Msg("Type"), priority=2),
    Column("baseline", Msg("Baseline"), _RIGHT, 2),
    Column("target", Msg("Target"), flexible=True),
    Column("due", Msg("Due"), priority=3),
    Column("tasks", Msg("Tasks"), priority=4),
    Column("lead", Msg("Lead unit"), priority=3, flexible=True),
    Column("cite", Msg("Place"), priority=6),
)
MILESTONE_COLUMNS = (
    Column("code", Msg("No.")),
    Column("id", Msg("Id"), priority=5),
    Column("title", Msg("Milestone"), flexible=True),
    Column("due", Msg("Due")),
    Column("every", Msg("Recurs"), priority=4),
    Column("tasks", Msg("Tasks"), priority=3),
    Column("lead", Msg("Lead unit"), priority=2, flexible=True),
    Column("cite", Msg("Place"), priority=6),
)
VERSION_COLUMNS = (
    Column("number", Msg("Version"), _RIGHT),
    Column("loaded", Msg("Loaded at")),
    Column("approved", Msg("Approved by"), flexible=True),
    Column("note", Msg("Note"), flexible=True, priority=2),
    Column("digest", Msg("SHA-256"), priority=3),
)
_HEADINGS = {
    Group.HEADLINE: Msg("Headline indicators"),
    Group.COMMITMENT: Msg("Commitments in the text"),
    Group.SERIES: Msg("Supporting series (recorded, never rated)"),
}


def plan_facts(version: PlanVersion) -> Iterator[tuple[Msg, Cell]]:
    """Yield what the document is: number, issuer, dates, base and end."""
    plan = version.plan
    yield Msg("Id"), plan.id
    if plan.document_number:
        yield Msg("Document number"), plan.document_number
    for label, value in (
        (Msg("Issuer"), plan.issuer),
        (Msg("Adopted"), plan.adopted),
        (Msg("Issued"), plan.issued),
        (Msg("Source"), plan.source),
        (Msg("Note"), plan.note),
    ):
        if value is not None:
            yield label, value
    yield Msg("Region"), plan.region.name
    yield Msg("Base period"), plan.base
    yield Msg("Target period"), plan.end
    yield Msg("On track within"), Msg("±{limit} points", limit=plan.thresholds.on_track)
    if version.number:
        yield Msg("Version"), version.number
        if version.approved_by:
            yield Msg("Approved by"), version.approved_by


def indicator_table(plan: Plan) -> Table:
    """Return every indicator of every group, with baseline and target as the plan means them."""
    sections = []
    for group, heading in _HEADINGS.items():
        rows = tuple(_indicator_row(i, plan) for i in plan.in_group(group))
        if rows:
            sections.append(Section(rows, heading))
    return Table(Msg("Indicators"), INDICATOR_COLUMNS, tuple(sections))


def milestone_table(plan: Plan) -> Table:
    """Return every milestone."""
    rows = tuple(_milestone_row(m, plan) for m in plan.milestones)
    return Table(Msg("Milestones"), MILESTONE_COLUMNS, (Section(rows),))


def version_table(versions: Iterable[VersionListing]) -> Table:
    """Return the loaded versions, oldest first."""
    rows = tuple((v.number, v.loaded_at, v.approved_by, v.note, v.digest[:12]) for v in versions)
    return Table(Msg("Versions"), VERSION_COLUMNS, (Section(rows),))


def _indicator_row(indicator: Indicator, plan: Plan) -> tuple[Cell, ...]:
    rated = indicator.group is not Group.SERIES
    return (
        indicator.code,
        indicator.id,
        named_in_unit(indicator.name, indicator.unit_of_measure),
        indicator.constraint if rated else None,
        baseline_cell(indicator) if rated else None,
        target_words(indicator.target, plan, indicator.unit_of_measure) if rated else None,
        indicator.target.by if rated else None,
        _listed(indicator.tasks),
        short_names(plan, indicator),
        indicator.cite,
    )


def _milestone_row(milestone: Milestone, plan: Plan) -> tuple[Cell, ...]:
    return (
        milestone.code,
        milestone.id,
        milestone.title,
        milestone.due,
        recurrence(milestone),
        _listed(milestone.tasks),
        short_names(plan, milestone),
        milestone.cite,
    )


def recurrence(milestone: Milestone) -> Cell:
    """Return how often a milestone is due, and from when; None: once."""
    if milestone.every is None:
        return None
    if milestone.since is None:
        return Msg("every {grain}", grain=milestone.every)
    return Msg("every {grain} from {since}", grain=milestone.every, since=milestone.since)


def _listed(codes: Iterable[str]) -> tuple[Name, ...]:
    return tuple(Name(code) for code in codes)
