"""Fetches and draws what `show` tells of an indicator or a milestone."""

from __future__ import annotations

from sbtrack.assess.plan import assess_indicator
from sbtrack.cli.commands.show.newest import USUAL, series_to_show
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import Consulted
from sbtrack.cli.settings import in_plan_clock
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Entry
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone
from sbtrack.domain.terms import Group
from sbtrack.locale.words import Words
from sbtrack.render.console import make_console
from sbtrack.render.messages import draw_facts, draw_steps, say
from sbtrack.render.table import draw
from sbtrack.reports.answer import Answer
from sbtrack.reports.dossier.data import dossier_data, milestone_dossier_data
from sbtrack.reports.dossier.indicator import Dossier, dossier
from sbtrack.reports.dossier.milestone import milestone_facts
from sbtrack.reports.selection import Selection
from sbtrack.reports.table import Section, Table, without_blanks


def put_indicator(
    consulted: Consulted, indicator: Indicator, output: Format, voice: Words, *, every: bool
) -> None:
    """Write the dossier of an indicator: the newest periods on a terminal, unless all are wanted.

    The formats for machines are complete.
    """
    most = None if every or output is not Format.TABLE else USUAL
    facts, shown = series_to_show(consulted, indicator, most)
    assessed: Assessment | None = None
    if indicator.group is not Group.SERIES:
        assessed = assess_indicator(consulted.plan, indicator, facts.observations, consulted.as_of)
    answer = consulted.answer(Selection(items=frozenset({indicator.id})))
    entries = tuple(_entries(consulted, indicator.id, shown.since))
    found = dossier(answer, indicator, assessed, facts, _in_clock(consulted, entries), shown)
    if output is Format.TABLE:
        _draw(found, voice)
        _tell_notices(answer, voice)
        return
    series = found.series or Table(Msg("Series"), (), (Section(()),))
    put_table(
        series,
        output,
        voice,
        lambda: dossier_data(answer, indicator, assessed, facts, entries, voice),
    )


def put_milestone(consulted: Consulted, milestone: Milestone, output: Format, voice: Words) -> None:
    """Write what there is to say about a milestone."""
    answer = consulted.answer(Selection(items=frozenset({milestone.id})))
    assessed = answer.assessed.milestones[0]
    entries = tuple(_entries(consulted, milestone.id))
    if output is Format.TABLE:
        console = make_console()
        told = _in_clock(consulted, entries)
        draw_facts(milestone_facts(answer, assessed, told), voice, console, titled(milestone))
        _tell_notices(answer, voice)
        return
    from sbtrack.reports.status.table import status_table  # noqa: PLC0415

    put_table(
        status_table(answer),
        output,
        voice,
        lambda: milestone_dossier_data(answer, assessed, entries, voice),
    )


def _draw(found: Dossier, voice: Words) -> None:
    console = make_console()
    draw_facts(found.plan_facts, voice, console, found.title)
    if found.standing:
        console.print()
        draw_facts(found.standing, voice, console, Msg("Standing"))
    if found.explanation is not None:
        console.print()
        say(console, found.explanation, voice, "bold")
    draw_steps(found.steps, voice, console)
    for table in (found.series, found.history):
        if table is not None:
            console.print()
            draw(without_blanks(table), voice, console)
    if found.points:
        from sbtrack.render.plot import draw_plot  # noqa: PLC0415

        console.print()
        draw_plot(found.points, voice, console)
    if found.people:
        console.print()
        draw_facts(found.people, voice, console, Msg("Responsible"))


def _tell_notices(answer: Answer, voice: Words) -> None:
    """Say that nothing is recorded, where that is why so little is told."""
    console = make_console()
    for notice in answer.notices():
        console.print()
        say(console, notice, voice)


def _in_clock(consulted: Consulted, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries with their moments as people there read a clock."""
    plan = consulted.plan
    return tuple(replace(e, recorded_at=in_plan_clock(plan, e.recorded_at)) for e in entries)


def _entries(consulted: Consulted, subject: str, since: Period | None = None) -> list[Entry]:
    """Return the entries about a subject, from a period of an indicator on, newest first."""
    if consulted.reader is None:
        return []
    region = consulted.plan.region.id
    if since is not None:
        found = consulted.reader.entries_by_period(subject, region, consulted.until, since)
        return sorted(found, key=lambda entry: -entry.id)
    return list(consulted.reader.entries(subject, region, consulted.until))
