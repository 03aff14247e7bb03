"""Counts of verdicts: one line a constraint type, since they are never added together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sbtrack.assess.plan import tally
from sbtrack.domain.assessment import Assessment, MilestoneAssessment, Tally
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import MilestoneState


def count_notes(
    indicators: Sequence[Assessment], milestones: Sequence[MilestoneAssessment]
) -> Iterator[Msg]:
    """Yield one sentence a constraint type, then one on the milestones."""
    yield from (_counted(found) for found in tally(indicators))
    if milestones:
        yield Msg(
            "Milestones: {total}; {states}",
            total=len(milestones),
            states=tuple(
                Msg("{word} {count}", word=state, count=count)
                for state, count in milestone_counts(milestones).items()
                if count
            ),
        )


def milestone_counts(milestones: Iterable[MilestoneAssessment]) -> dict[MilestoneState, int]:
    """Count milestones by state, every state named."""
    found = Counter(m.state for m in milestones)
    return {state: found[state] for state in MilestoneState}


def _counted(found: Tally) -> Msg:
    verdicts = tuple(
        Msg("{word} {count}", word=verdict, count=count) for verdict, count in found.by_verdict
    )
    if not found.provisional:
        return Msg(
            "{constraint}: {total}; {verdicts}",
            constraint=found.constraint,
            total=found.total,
            verdicts=verdicts,
        )
    return Msg(
        "{constraint}: {total}; {verdicts} ({provisional} provisional)",
        constraint=found.constraint,
        total=found.total,
        verdicts=verdicts,
        provisional=found.provisional,
    )
