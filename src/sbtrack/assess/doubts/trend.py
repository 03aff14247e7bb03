"""Doubts about how figures follow each other: falls where there should be none, and jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.precision import distance
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Percent, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import AnnualGrowth, AtLeast, CumulativeChange
from sbtrack.domain.terms import Basis, Bound

#: Fewer changes than this have no usual size. The baseline counts, so three figures can do.
FEWEST_CHANGES = 3
#: How many times the usual spread a change may lie from the usual change.
MOST_SPREADS = Decimal(5)
#: Makes the median absolute deviation comparable to a standard deviation.
MAD_SCALE = Decimal("1.4826")
#: Steady series hardly spread; two percent of the level a period is never a jump by itself.
LEAST_SPREAD = Decimal("0.02")

#: A usual daily rate, said for years at once, would be a number that fills pages.
_MOST_SAID = Decimal(80)


@check
def count_falls(grounds: Grounds) -> Iterator[Found]:
    """A count that the plan has rise does not fall from one period to the next.

    What it checks: counts and amounts (no percentages) whose target lies above their baseline,
    between one recorded period and the next of the same length.
    Why it matters: more often the scope changed, or a digit was lost, than people left.
    Example: 37.2万人 for 2012, then 32.7万人 for 2013, of 40万人 by 2015
    """
    for indicator in grounds.plan.indicators:
        if not _should_rise(indicator):
            continue
        for run in grounds.runs(indicator):
            for before, after in pairwise(run):
                if after.value < before.value:
                    yield (
                        indicator,
                        (before.entry_id, after.entry_id),
                        Msg(
                            "{name} falls from {before} in {earlier} to {after} in {later}, "
                            "and the plan has it rise.",
                            name=indicator.name,
                            before=stated_figure(indicator, before),
                            earlier=before.period,
                            after=stated_figure(indicator, after),
                            later=after.period,
                        ),
                        Msg("Check the digits and the scope of both figures."),
                    )


@check
def jump(grounds: Grounds) -> Iterator[Found]:
    """A figure follows its own history: no change is far larger or smaller than the others.

    What it checks: each change between periods of the same length against the median of all of
    them; it stands out when it lies more than five times their spread (1.4826 times the median
    absolute deviation, and at least two percent of the level) from it. Positive levels are
    compared by their rates of change. It needs three changes and is silent before that.
    Why it matters: a lost digit, 人 instead of 万人, or a new scope shows as a jump. The median
    is robust: one wrong figure does not hide itself. The way back from it is no second doubt.
    Example: 33.7, 35.1, 36.4, 3.72 and 38.9万人 in five years
    """
    for indicator in grounds.plan.indicators:
        for run in grounds.runs(indicator):
            for step, usual in _standing_out(indicator, run):
                yield (
                    indicator,
                    (step.before.entry_id, step.after.entry_id),
                    _jumped(indicator, step, usual),
                    Msg("Check the digits, the unit and the scope of the later figure."),
                )


def _should_rise(indicator: Indicator) -> bool:
    target, baseline = indicator.target, indicator.baseline
    if ratio_power(indicator.unit_of_measure):
        return False
    match target:
        case AtLeast():
            return isinstance(baseline, Baseline) and target.value > baseline.value
        case AnnualGrowth(basis=Basis.LEVELS, bound=Bound.AT_LEAST):
            return target.rate > 0
        case CumulativeChange(basis=Basis.LEVELS, bound=Bound.AT_LEAST):
            return target.change > 0
    return False


@dataclass(frozen=True, slots=True)
class _Point:
    period: Period
    value: Decimal
    said: Quantity
    entry_id: int | None  # None: the plan's own baseline


@dataclass(frozen=True, slots=True)
class _Step:
    """The change between two figures, for one usual step of time."""

    before: _Point
    after: _Point
    steps: Decimal
    by_rate: bool

    @property
    def change(self) -> Decimal:
        if self.by_rate:
            whole = EXACT.ln(EXACT.divide(self.after.value, self.before.value))
        else:
            whole = EXACT.subtract(self.after.value, self.before.value)
        return EXACT.divide(whole, self.steps)


def _standing_out(
    indicator: Indicator, run: Sequence[Observation]
) -> Iterator[tuple[_Step, Decimal]]:
    """Yield the steps that stand out, each with the usual change; not the ways back."""
    steps = _steps(_points(indicator, run))
    if len(steps) < FEWEST_CHANGES:
        return
    changes = [step.change for step in steps]
    usual = median(changes)
    spread = max(MAD_SCALE * median(abs(c - usual) for c in changes), _least_spread(steps))
    departed = Decimal(0)
    for step, change in zip(steps, changes, strict=True):
        off = change - usual
        if abs(off) <= MOST_SPREADS * spread or off * departed < 0:
            departed = Decimal(0)
            continue
        departed = off
        yield step, usual


def _points(indicator: Indicator, run: Sequence[Observation]) -> list[_Point]:
    points = [_Point(o.period, o.value, stated_figure(indicator, o), o.entry_id) for o in run]
    baseline = indicator.baseline
    on_rates = getattr(indicator.target, "basis", None) is Basis.RATES
    if isinstance(baseline, Baseline) and not on_rates:
        first = run[0].period
        if baseline.period.grain is first.grain and baseline.period.end < first.end:
            said = Quantity(baseline.value, indicator.unit_of_measure)
            return [_Point(baseline.period, baseline.value, said, None), *points]
    return points


def _steps(points: Sequence[_Point]) -> list[_Step]:
    """A missing year makes two steps of one change; a shorter time than usual makes no fraction."""
    gaps = [
        EXACT.subtract(after.period.end_in_months, before.period.end_in_months)
        for before, after in pairwise(points)
    ]
    if not gaps:
        return []
    usual, by_rate = median(gaps), all(p.value > 0 for p in points)
    return [
        _Step(before, after, max(Decimal(1), EXACT.divide(gap, usual)), by_rate)
        for (before, after), gap in zip(pairwise(points), gaps, strict=True)
    ]


def _least_spread(steps: Sequence[_Step]) -> Decimal:
    if steps[0].by_rate:
        return LEAST_SPREAD
    return LEAST_SPREAD * median(abs(step.after.value) for step in steps)


def _jumped(indicator: Indicator, step: _Step, usual: Decimal) -> Msg:
    unit = indicator.unit_of_measure
    change: object = distance(EXACT.subtract(step.after.value, step.before.value), unit)
    normal: object = distance(EXACT.multiply(usual, step.steps), unit)
    if step.by_rate:
        change = _as_rate(EXACT.multiply(step.change, step.steps))
        normal = _as_rate(EXACT.multiply(usual, step.steps))
    return Msg(
        "{name} goes from {before} in {earlier} to {after} in {later}, a change of {change} "
        "where {usual} is usual.",
        name=indicator.name,
        before=step.before.said,
        earlier=step.before.period,
        after=step.after.said,
        later=step.after.period,
        change=change,
        usual=normal,
    )


def _as_rate(logarithm: Decimal) -> Percent:
    return Percent(EXACT.subtract(EXACT.exp(min(logarithm, _MOST_SAID)), Decimal(1)))
