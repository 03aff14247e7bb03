"""The gap-to-target table: one line an indicator, headline first, milestones last, then counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sbtrack.assess.precision import places_of
from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Name, Points
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.terms import Group
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.answer import Answer
from sbtrack.reports.quantities import actual_cell, baseline_cell, gap_cell, share, target_cell
from sbtrack.reports.status.counts import count_notes
from sbtrack.reports.status.reasons import reason_notes
from sbtrack.reports.table import Align, Bar, Cell, Column, Mark, Section, Table

_RIGHT = Align.RIGHT
COLUMNS = (
    Column("code", Msg("No.")),
    Column("name", Msg("Indicator"), flexible=True),
    Column("constraint", Msg("Type"), priority=4),
    Column("baseline", Msg("Baseline"), _RIGHT, 7),
    Column("target", Msg("Target"), _RIGHT),
    Column("actual", Msg("Actual"), _RIGHT),
    Column("period", Msg("Period"), priority=3),
    Column("gap", Msg("Gap"), _RIGHT),
    Column("bar", Msg("Progress"), priority=8),
    Column("attainment", Msg("Attainment"), _RIGHT, 2),
    Column("elapsed", Msg("Elapsed"), _RIGHT, 7),
    Column("pace", Msg("Pace (pp)"), _RIGHT, 5),
    Column("verdict", Msg("Verdict")),
    Column("lead", Msg("Lead unit"), priority=6, flexible=True),
)
_HEADINGS = {
    Group.HEADLINE: Msg("Headline indicators"),
    Group.COMMITMENT: Msg("Commitments in the text"),
}


def status_table(answer: Answer) -> Table:
    """Return the table for the assessed lines, with counts and reasons below it."""
    assessed = answer.assessed
    return Table(
        title=Msg("{title}", title=answer.plan.title),
        columns=COLUMNS,
        sections=tuple(_sections(answer)),
        subtitle=answer.dates(),
        notes=(
            *answer.notices(),
            *no_lines(assessed.indicators, assessed.milestones),
            *count_notes(assessed.indicators, assessed.milestones),
            *reason_notes(assessed.indicators),
        ),
    )


def no_lines(*found: Sequence[object]) -> tuple[Msg, ...]:
    """Return what there is to say of an empty table."""
    return () if any(found) else (Msg("There is no indicator or milestone to show."),)


def one_line(answer: Answer) -> Table:
    """Return the bare lines without title, counts and headings, to echo what was recorded."""
    sections = tuple(Section(section.rows) for section in _sections(answer))
    return Table(title=Msg(""), columns=COLUMNS, sections=sections, brief=True)


def _sections(answer: Answer) -> Iterator[Section]:
    plan, assessed = answer.plan, answer.assessed
    for group, heading in _HEADINGS.items():
        found = [a for a in assessed.indicators if a.indicator.group is group]
        if found:
            yield Section(tuple(indicator_row(a, plan) for a in found), heading)
    if assessed.milestones:
        rows = tuple(milestone_row(m, plan) for m in assessed.milestones)
        yield Section(rows, Msg("Milestones"))


def indicator_row(found: Assessment, plan: Plan) -> tuple[Cell, ...]:
    """Return one indicator's line, a cell for each of `COLUMNS`."""
    indicator, unit = found.indicator, found.indicator.unit_of_measure
    return (
        indicator.code,
        indicator.name,
        indicator.constraint,
        baseline_cell(indicator),
        target_cell(found),
        actual_cell(found.actual, unit),
        found.actual.period if isinstance(found.actual, Observation) else None,
        gap_cell(found.gap, unit, places_of(indicator, found.actual)),
        found.attainment if isinstance(found.attainment, Undefined) else Bar(found.attainment),
        share(found.attainment),
        share(found.elapsed),
        found.pace if isinstance(found.pace, Undefined) else Points(found.pace),
        Mark(found.verdict, found.light, found.provisional is not None),
        short_names(plan, indicator),
    )


def milestone_row(found: MilestoneAssessment, plan: Plan) -> tuple[Cell, ...]:
    """Return one milestone's line: its due period stands in the target's column."""
    milestone = found.milestone
    reported: Period | None = found.report.period if found.report else None
    blank: tuple[Cell, ...] = (None,) * 5
    return (
        milestone.code,
        milestone.title,
        None,
        None,
        found.due,
        None,
        reported,
        *blank,
        Mark(found.state, found.light),
        short_names(plan, milestone),
    )


def short_names(plan: Plan, item: Indicator | Milestone) -> tuple[Name, ...]:
    """Return the lead units by their short names, where they have one."""
    return tuple(_short(unit.short, unit.name) for unit in plan.lead_units(item))


def _short(short: Name | None, name: Name) -> Name:
    return short or name
