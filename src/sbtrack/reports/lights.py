"""Lights counted: constraint types and milestones apart, since they are never added together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Constraint, Light
from sbtrack.locale.signs import SYMBOLS
from sbtrack.reports.table import Align, Cell, Column, Lights

Found = Assessment | MilestoneAssessment

#: A count in a file, by what is counted and its light; the terminal has one column for each kind.
_HEADINGS = {
    Constraint.BINDING: Msg("Binding"),
    Constraint.ANTICIPATORY: Msg("Anticipatory"),
    Constraint.UNSPECIFIED: Msg("Not labelled"),
    None: Msg("Milestones"),
}
LIGHT_COLUMNS = (
    *(Column(kind, heading) for kind, heading in _HEADINGS.items() if kind),
    Column("milestones", _HEADINGS[None], priority=2, vital=True),
    *(
        Column(
            f"{kind or 'milestones'}_{light}",
            Msg("{kind}: {light}", kind=heading, light=light),
            Align.RIGHT,
            bare=True,
        )
        for kind, heading in _HEADINGS.items()
        for light in Light
    ),
)
LEGEND = Msg(
    "Signs: {signs}",
    signs=tuple(Msg("{sign} {light}", sign=SYMBOLS[light], light=light) for light in Light),
)


def light_cells(found: Iterable[Found]) -> tuple[Cell, ...]:
    """Return the lights of what was found, a cell for each of `LIGHT_COLUMNS`."""
    counts = lights_apart(found)
    drawn = (
        Lights(tuple((light, count) for light, count in counted.items() if count))
        for counted in counts.values()
    )
    return (*drawn, *(n for counted in counts.values() for n in counted.values()))


def lights_apart(found: Iterable[Found]) -> dict[Constraint | None, dict[Light, int]]:
    """Return how many stand at which light, for each constraint type and for milestones (None)."""
    counts = Counter((_kind(one), one.light) for one in found)
    return {kind: {light: counts[kind, light] for light in Light} for kind in _HEADINGS}


def lights_by_kind(found: Iterable[Found]) -> Iterator[tuple[Msg, dict[Light, int]]]:
    """Yield the same with the words for each kind."""
    return ((_HEADINGS[kind], counted) for kind, counted in lights_apart(found).items())


def _kind(found: Found) -> Constraint | None:
    return found.indicator.constraint if isinstance(found, Assessment) else None
