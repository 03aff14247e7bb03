"""Doubtful figures: what somebody should look at again before relying on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import localcontext

from sbtrack.assess.doubts.early import met_far_too_early
from sbtrack.assess.doubts.falls import count_falls
from sbtrack.assess.doubts.grounds import Check, Grounds
from sbtrack.assess.doubts.jumps import jump
from sbtrack.assess.doubts.lengths import only_of_its_length
from sbtrack.assess.doubts.parts import components_do_not_add_up
from sbtrack.assess.doubts.repeats import repeated_unchanged
from sbtrack.assess.doubts.sources import source_missing, sources_disagree
from sbtrack.assess.doubts.targets import exactly_on_limit, exactly_on_target
from sbtrack.assess.doubts.typing import typed_otherwise
from sbtrack.assess.doubts.vintages import preliminary_again, still_preliminary
from sbtrack.assess.numbers import EXACT
from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, Observation
from sbtrack.domain.plan import Plan

CHECKS: tuple[Check, ...] = (
    count_falls,
    jump,
    met_far_too_early,
    exactly_on_target,
    exactly_on_limit,
    repeated_unchanged,
    still_preliminary,
    preliminary_again,
    only_of_its_length,
    components_do_not_add_up,
    sources_disagree,
    source_missing,
    typed_otherwise,
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
    known = {i.id: _figures(series.get(i.id, ()), plan.region.id, as_of) for i in plan.indicators}
    grounds = Grounds(plan, known, history, as_of)
    order = {indicator.id: place for place, indicator in enumerate(plan.indicators)}
    with localcontext(EXACT):
        found = [doubt for check in CHECKS for doubt in check(grounds)]
    return tuple(sorted(found, key=lambda doubt: order[doubt.indicator]))


def acknowledged(
    doubts: Iterable[Doubt],
    statements: Iterable[Acknowledgement],
    plan_since: datetime | None,
) -> dict[str, Acknowledgement]:
    """Return the acknowledgements that stand of these doubts, by the doubt's key.

    `statements` are those that stand at all, and `plan_since` is when the plan came into force as
    it is. A statement that names only the entries, as all once did, was made beside the numbers
    that the plan had then; it holds of those it has now if the plan is still the same: if it was
    made at `plan_since` or later.
    """
    said = {statement.doubt: statement for statement in statements}
    found = {}
    for doubt in doubts:
        statement = said.get(doubt.key)
        earlier = said.get(doubt.entries_key)
        if statement is not None:
            found[doubt.key] = statement
        elif earlier is not None and (plan_since is None or earlier.acknowledged_at >= plan_since):
            found[doubt.key] = earlier
    return found


def _figures(recorded: Sequence[Observation], region: str, as_of: date) -> tuple[Observation, ...]:
    known = {o.period: o for o in recorded if o.region == region and o.period.end <= as_of}
    return tuple(sorted(known.values(), key=lambda o: (o.period.end, o.period.start)))
