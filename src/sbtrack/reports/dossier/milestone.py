"""Everything about one milestone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sbtrack.domain.assessment import MilestoneAssessment
from sbtrack.domain.ledger import Entry, MilestoneReport
from sbtrack.domain.message import Msg, Name
from sbtrack.reports.answer import Answer
from sbtrack.reports.dossier.indicator import responsible_facts
from sbtrack.reports.plan.tables import recurrence
from sbtrack.reports.table import Cell, Mark


def milestone_facts(
    answer: Answer, found: MilestoneAssessment, entries: Sequence[Entry]
) -> tuple[tuple[Msg, Cell], ...]:
    """Return labelled facts: what the plan says, how it stands, who reported what."""
    return (
        *_facts(answer, found),
        *responsible_facts(answer.plan, found.milestone),
        *(fact for entry in entries for fact in _reported(entry)),
    )


def _facts(answer: Answer, found: MilestoneAssessment) -> Iterator[tuple[Msg, Cell]]:
    milestone = found.milestone
    yield Msg("Code and id"), f"{milestone.code}  {milestone.id}"
    yield from answer.date_facts()
    yield Msg("State"), Mark(found.state, found.light)
    yield Msg("Explanation"), found.explanation
    yield Msg("Due"), milestone.due
    if milestone.every is not None:
        yield Msg("Recurs"), recurrence(milestone)
    for instance in found.instances:
        yield Msg("For {period}", period=instance.period), _instance(instance.held)
    if milestone.note is not None:
        yield Msg("Note"), milestone.note
    if milestone.cite:
        yield Msg("Place in the document"), milestone.cite


def _instance(held: bool | None) -> Msg:
    if held is None:
        return Msg("due")
    return Msg("done") if held else Msg("overdue")


def _reported(entry: Entry) -> Iterator[tuple[Msg, Cell]]:
    """Yield what was reported, then what it rests on."""
    claim = entry.claim
    done = isinstance(claim, MilestoneReport) and claim.done
    said = Msg(
        "{kind}, {period}: {state}, by {who} at {when}",
        kind=entry.kind,
        period=claim.period,
        state=Msg("done") if done else Msg("not done"),
        who=entry.recorded_by,
        when=entry.recorded_at,
    )
    yield Msg("Entry {id}", id=entry.id), said
    if claim.source:
        yield Msg("Source"), claim.source
    if entry.evidence:
        yield Msg("Evidence"), tuple(Name(e.location) for e in entry.evidence)
    if claim.note:
        yield Msg("Note"), claim.note
    if entry.reason:
        yield Msg("Reason"), entry.reason
