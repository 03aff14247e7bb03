"""Doubts about counts that fall where they should not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.assess.doubts.points import Point, held_against, points_of
from sbtrack.domain.errors import BadValue
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.quantity import last_place, ratio_power
from sbtrack.domain.targets import AnnualGrowth, AtLeast, CumulativeChange
from sbtrack.domain.terms import Basis, Bound

_REMEDY = Msg("Check the digits and the scope of both figures.")


@check
def count_falls(grounds: Grounds) -> Iterator[Found]:
    """A count that the plan has rise does not fall from one period to the next.

    What it checks: counts and amounts (no percentages) whose target lies above their baseline,
    or above their first figure where the plan has no baseline, from the baseline to the first
    figure and between one recorded period and the next of the same length; what the baseline was
    rounded by, as printed, is let pass. And a longer period against those within it: a year is
    not less than its first half, whether heads are counted or what came in is summed up.
    Why it matters: more often the scope changed, or a digit was lost, than people left.
    Example: 37.2万人 for 2012, then 32.7万人 for 2013, of 40万人 by 2015
    """
    for indicator in grounds.plan.indicators:
        figures = grounds.figures(indicator)
        if not figures or not _should_rise(indicator, figures[0]):
            continue
        for run in grounds.runs(indicator):
            for before, after in pairwise(points_of(indicator, run)):
                if after.value < before.value - _rounding(indicator, before):
                    yield _fall(indicator, before, after)
        yield from _less_than_a_part(indicator, figures)


def _should_rise(indicator: Indicator, first: Observation) -> bool:
    target, baseline = indicator.target, indicator.baseline
    if ratio_power(indicator.unit_of_measure):
        return False
    match target:
        case AtLeast():
            start = baseline if isinstance(baseline, Baseline) else first
            return target.value > start.value
        case AnnualGrowth(basis=Basis.LEVELS, bound=Bound.AT_LEAST):
            return target.rate > 0
        case CumulativeChange(basis=Basis.LEVELS, bound=Bound.AT_LEAST):
            return target.change > 0
    return False


def _rounding(indicator: Indicator, before: Point) -> Decimal:
    """Return by how much a printed baseline may lie too high: half of its last place."""
    baseline = indicator.baseline
    if before.entry_id is not None or not isinstance(baseline, Baseline):
        return Decimal(0)
    try:
        return last_place(baseline.as_printed, indicator.unit_of_measure) / 2
    except BadValue:  # in words, or not at all
        return Decimal(0)


def _fall(indicator: Indicator, before: Point, after: Point) -> Found:
    return Found(
        indicator,
        (before.entry_id, after.entry_id),
        Msg(
            "{name} falls from {before} in {earlier} to {after} in {later}, "
            "and the plan has it rise.",
            name=indicator.name,
            before=before.said,
            earlier=before.period,
            after=after.said,
            later=after.period,
        ),
        _REMEDY,
        held_against(before),
    )


def _less_than_a_part(indicator: Indicator, figures: Sequence[Observation]) -> Iterator[Found]:
    """Yield the figures that are less than that of a period within theirs, the newest of these."""
    inner_first = sorted(figures, key=lambda o: (o.period.end, -o.period.start.toordinal()))
    for place, whole in enumerate(inner_first):
        for part in islice(reversed(inner_first), len(figures) - place, None):
            if part.period.end < whole.period.start:
                break
            if whole.period.covers(part.period) and part.value > whole.value:
                yield Found(
                    indicator,
                    (part.entry_id, whole.entry_id),
                    Msg(
                        "{name} is {whole} in {longer}, which is less than the {part} in "
                        "{shorter}, a part of it.",
                        name=indicator.name,
                        whole=stated_figure(indicator, whole),
                        longer=whole.period,
                        part=stated_figure(indicator, part),
                        shorter=part.period,
                    ),
                    _REMEDY,
                )
                break
