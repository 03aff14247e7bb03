"""The newest figures of an indicator, for whoever does not need them all."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import NamedTuple

from sbtrack.domain.ledger import Observation
from sbtrack.domain.terms import Grain
from sbtrack.store.reads.known import Known


class Newest(NamedTuple):
    """The current figures of an indicator's newest periods, and what lies before them."""

    figures: tuple[Observation, ...]  # newest period first
    before: tuple[Observation, ...] = ()  # of each grain among them, the next older figure
    older: int = 0  # periods before them that have a current figure


def newest_of(known: Known, indicator: str, until: date, most: int | None) -> Newest:
    """Return the figures of the newest periods that end by `until`, at most so many.

    Raises:
        Altered: one of them is not what was sealed.
    """
    figures = tuple(islice(known.observations(indicator, until), most))
    found = Newest(figures)
    if most is not None and len(figures) == most:
        oldest: dict[Grain, Observation] = {f.period.grain: f for f in figures}
        end = figures[-1].period
        alike = (known.newest_alike(indicator, o.period) for o in oldest.values())
        before = tuple(o for o in alike if o is not None)
        found = Newest(figures, before, known.count_before(indicator, end))
    known.require_sound()
    return found
