"""What a figure follows: a run of figures of one length, and the plan's baseline before them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sbtrack.assess.doubts.grounds import stated_figure
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.targets import on_yearly_rates

#: How many times what is usual is too far: of the usual spread for a change, and of what the plan
#: has for a first figure.
MOST_TIMES = Decimal(5)


class Point(Frozen):
    """A figure of a run, or the baseline as its first one."""

    period: Period
    value: Decimal
    said: Quantity
    entry_id: int | None  # None: the plan's own baseline


def points_of(indicator: Indicator, run: Sequence[Observation]) -> list[Point]:
    """Return the figures of a run after the baseline, where that is of the same kind."""
    points = [Point(o.period, o.value, stated_figure(indicator, o), o.entry_id) for o in run]
    baseline = indicator.baseline
    if isinstance(baseline, Baseline) and not on_yearly_rates(indicator.target):
        first = run[0].period
        if baseline.period.grain is first.grain and baseline.period.end < first.end:
            said = Quantity(baseline.value, indicator.unit_of_measure)
            return [Point(baseline.period, baseline.value, said, None), *points]
    return points


def held_against(before: Point) -> Decimal | None:
    """Return the number of the plan that a figure after `before` is held against, if it is one."""
    return before.value if before.entry_id is None else None
