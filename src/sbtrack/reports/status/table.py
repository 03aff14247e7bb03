"""The gap-to-target table: one line an indicator, headline first, milestones last, then counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.domain.terms import Group
from sbtrack.reports.answer import Answer
from sbtrack.reports.status.columns import Usual, status_columns, usual_of
from sbtrack.reports.status.counts import count_notes
from sbtrack.reports.status.reasons import reason_notes
from sbtrack.reports.status.rows import indicator_row, milestone_row
from sbtrack.reports.table import Cell, Section, Table
from sbtrack.reports.targets import reference_notes

Found = Assessment | MilestoneAssessment
Part = tuple[Msg | None, Sequence[Found]]

_HEADINGS = {
    Group.HEADLINE: Msg("Headline indicators"),
    Group.COMMITMENT: Msg("Commitments in the text"),
}


def status_table(answer: Answer) -> Table:
    """Return the table for the assessed lines, with counts and reasons below it."""
    assessed = answer.assessed
    counts = tuple(count_notes(assessed.indicators, assessed.milestones))
    return lines_table(answer, Msg("{title}", title=answer.plan.title), _parts(answer), counts)


def no_lines(*found: Sequence[object]) -> tuple[Msg, ...]:
    """Return what there is to say of an empty table."""
    return () if any(found) else (Msg("There is no indicator or milestone to show."),)


def one_line(answer: Answer) -> Table:
    """Return the bare lines without title, counts and headings, to echo what was recorded."""
    drawn = lines_table(answer, Msg(""), [(None, found) for _, found in _parts(answer)])
    return replace(drawn, subtitle=None, notes=(), brief=True)


def lines_table(
    answer: Answer, title: Msg, parts: Iterable[Part], counts: Sequence[Msg] = ()
) -> Table:
    """Return status lines in parts, with the counts, and the reasons once, below them."""
    parts = tuple(parts)
    rated = {f.indicator.id: f for _, found in parts for f in found if isinstance(f, Assessment)}
    rated_once, plan = tuple(rated.values()), answer.plan
    usual = usual_of(rated_once, plan)
    sections = [Section(_rows(found, plan, usual), said) for said, found in parts if found]
    return Table(
        title=title,
        columns=status_columns(usual, plan),
        sections=tuple(sections),
        subtitle=answer.dates(),
        notes=(
            *answer.notices(),
            *no_lines(sections),
            *counts,
            *reason_notes(rated_once),
            *reference_notes(rated_once, plan),
        ),
    )


def _parts(answer: Answer) -> Iterator[Part]:
    indicators, milestones = answer.assessed.indicators, answer.assessed.milestones
    for group, heading in _HEADINGS.items():
        yield heading, tuple(a for a in indicators if a.indicator.group is group)
    yield Msg("Milestones"), milestones


def _rows(found: Sequence[Found], plan: Plan, usual: Usual) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        indicator_row(one, plan, usual) if isinstance(one, Assessment) else milestone_row(one, plan)
        for one in found
    )
