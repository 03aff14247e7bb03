"""The other indicators whose standing a figure moves: built from it, or held against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sbtrack.assess.plan import assess_indicator
from sbtrack.cli.frame.language import words
from sbtrack.cli.reading import Consulted
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.domain.targets import MultipleOf
from sbtrack.render.console import make_console
from sbtrack.render.messages import say
from sbtrack.render.table import draw
from sbtrack.reports.selection import Selection
from sbtrack.reports.status.table import one_line
from sbtrack.reports.table import without_blanks

Standings = Mapping[str, Assessment]


def standings(consulted: Consulted, item: Indicator | Milestone | None) -> Standings:
    """Return how the rated indicators that rest on `item` stand; they are mostly none."""
    plan = consulted.plan
    ids = _resting_on(plan, item.id) if isinstance(item, Indicator) else ()
    return _assessed(consulted, ids)


def tell_moved(consulted: Consulted, before: Standings) -> None:
    """Print the status lines of those that stand otherwise than `before`."""
    after = _assessed(consulted, [id for id in before if consulted.plan.has_indicator(id)])
    moved = {id: found for id, found in after.items() if found != before[id]}
    if not moved:
        return
    console, voice = make_console(), words(consulted.plan.language)
    say(console, Msg("Other indicators that this changes:"), voice)
    answer = consulted.answer(Selection(items=frozenset(moved)))
    draw(without_blanks(one_line(answer)), voice, console)
    for found in answer.assessed.indicators:
        told = Msg(
            "{code}: {explanation}", code=found.indicator.code, explanation=found.explanation
        )
        say(console, told, voice)


def _assessed(consulted: Consulted, ids: Collection[str]) -> Standings:
    if not ids:
        return {}
    plan, observations = consulted.plan, consulted.facts().observations
    found = ((id, plan.indicator(id)) for id in ids)
    return {
        id: assess_indicator(plan, indicator, observations, consulted.as_of)
        for id, indicator in found
    }


def _resting_on(plan: Plan, id: str) -> tuple[str, ...]:
    """Return the rated indicators that have it as component or reference, however far down."""
    found: dict[str, None] = {}
    pending = [id]
    while pending:
        wanted = pending.pop()
        for indicator in plan.indicators:
            if indicator.id not in found and wanted in _rests_on(indicator):
                found[indicator.id] = None
                pending.append(indicator.id)
    return tuple(indicator.id for indicator in plan.rated() if indicator.id in found)


def _rests_on(indicator: Indicator) -> tuple[str, ...]:
    target = indicator.target
    reference = (target.reference,) if isinstance(target, MultipleOf) else ()
    return (*indicator.components, *reference)
