"""Doubtful figures: what somebody should look at again before relying on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import localcontext

from sbtrack.assess.doubts.figures import exactly_on_target, still_preliminary
from sbtrack.assess.doubts.grounds import Check, Grounds
from sbtrack.assess.doubts.sources import components_do_not_add_up, sources_disagree
from sbtrack.assess.doubts.trend import count_falls, jump
from sbtrack.assess.numbers import EXACT
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.plan import Plan

CHECKS: tuple[Check, ...] = (
    count_falls,
    jump,
    exactly_on_target,
    still_preliminary,
    components_do_not_add_up,
    sources_disagree,
)


def doubts_of(
    plan: Plan,
    series: Mapping[str, Sequence[Observation]],
    history: Mapping[str, Sequence[Entry]],
    as_of: date,
) -> tuple[Doubt, ...]:
    """Return every doubt about figures of periods that ended by `as_of`, in the plan's order.

    `series` holds the current observations, and `history` all entries, each by indicator id.
    """
    grounds = Grounds(plan, series, history, as_of)
    order = {indicator.id: place for place, indicator in enumerate(plan.indicators)}
    with localcontext(EXACT):
        found = [doubt for check in CHECKS for doubt in check(grounds)]
    return tuple(sorted(found, key=lambda doubt: order[doubt.indicator]))
