"""The doubts about the figures of the database that is consulted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sbtrack.actions.doubting import acknowledged_in, doubts_in
from sbtrack.cli.reading import Consulted
from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.plan import Plan


def found_doubts(consulted: Consulted, about: Collection[str] = ()) -> tuple[Doubt, ...]:
    """Return the doubts about these indicators (ids), or about all; none without a database.

    Those about what they are built from or what is built from them are among them.
    """
    reader, plan = consulted.reader, consulted.plan
    if reader is None:
        return ()
    needed = _related(plan, about) if about else {i.id for i in plan.indicators}
    return doubts_in(reader, plan, needed, consulted.as_of, consulted.until)


def acknowledged(consulted: Consulted, doubts: Sequence[Doubt]) -> dict[str, Acknowledgement]:
    """Return the acknowledgements that stand of these doubts, by the doubt's key."""
    if consulted.reader is None:
        return {}
    return acknowledged_in(consulted.reader, doubts, consulted.until)


def fresh_doubts(consulted: Consulted, indicator: str, entry_id: int) -> Iterable[Doubt]:
    """Return the doubts that an entry just made gives rise to."""
    return (d for d in found_doubts(consulted, (indicator,)) if entry_id in d.entry_ids)


def _related(plan: Plan, about: Collection[str]) -> set[str]:
    """Return the indicators, all that is built from them, and all that any of these is built from.

    A part adds up with its sisters only.
    """
    related = set(about)
    while wholes := {
        i.id for i in plan.indicators if i.id not in related and related.intersection(i.components)
    }:
        related |= wholes
    while parts := {part for id in related for part in plan.indicator(id).components} - related:
        related |= parts
    return related
