"""Gathers what doubts rest on, and finds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sbtrack.assess.doubts.find import doubts_of
from sbtrack.cli.reading import Consulted
from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.plan import Plan


def found_doubts(consulted: Consulted, about: Collection[str] = ()) -> tuple[Doubt, ...]:
    """Return the doubts about these indicators (ids), or about all; none without a database."""
    reader, plan = consulted.reader, consulted.plan
    if reader is None:
        return ()
    needed = _related(plan, about) if about else tuple(i.id for i in plan.indicators)
    region, known_at = plan.region.id, consulted.until
    series: dict[str, tuple[Observation, ...]] = {}
    for id in needed:
        found = tuple(reader.latest(id, region, consulted.as_of, known_at))[::-1]
        if found:
            series[id] = found
    history: dict[str, list[Entry]] = {}
    for entry in reader.entries(needed, region, known_at):
        if isinstance(entry.claim, Observation):
            history.setdefault(entry.claim.indicator, []).append(entry)
    doubts = doubts_of(plan, series, history, consulted.as_of)
    return tuple(d for d in doubts if not about or d.indicator in _related(plan, about))


def acknowledged(consulted: Consulted) -> dict[str, Acknowledgement]:
    """Return the acknowledgements that stand, by doubt."""
    if consulted.reader is None:
        return {}
    return {a.doubt: a for a in consulted.reader.acknowledgements(consulted.until)}


def fresh_doubts(consulted: Consulted, indicator: str, entry_id: int) -> Iterable[Doubt]:
    """Return the doubts that an entry just made gives rise to."""
    return (d for d in found_doubts(consulted, (indicator,)) if entry_id in d.entry_ids)


def _related(plan: Plan, about: Collection[str]) -> tuple[str, ...]:
    """Return the indicators, and those that are built from them or that they are built from."""
    return tuple(
        i.id
        for i in plan.indicators
        if i.id in about
        or not set(i.components).isdisjoint(about)
        or any(i.id in plan.indicator(id).components for id in about)
    )
