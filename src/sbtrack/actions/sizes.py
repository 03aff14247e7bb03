"""The size and sign of a level, held against what is known: last figure, baseline, plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sbtrack.actions.wording import shown
from sbtrack.assess.doubts.points import MOST_TIMES
from sbtrack.assess.planned import planned_value
from sbtrack.assess.precision import tidy
from sbtrack.assess.way import grown
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.quantity import ratio_power
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
)
from sbtrack.domain.terms import Grain, Scale
from sbtrack.domain.things import counts_things
from sbtrack.domain.undefined import Maybe

#: A figure this many times its yardstick or more, or that part of it or less, is not believed at
#: once.
JUMP = 10
#: It is, if it is less than so many times what the plan has for its date, and more than that part.
NEAR_PLAN = 3
#: So many single things more or fewer are never too far from the plan: accidents come as they come.
FEW_THINGS = 10

#: What a figure is held against, and what that is.
_Yardstick = tuple[Quantity, Msg]


def misfit(
    indicator: Indicator, claim: Observation, neighbours: Iterable[Observation]
) -> Msg | None:
    """Return why a level does not fit the size or the sign of what it is held against.

    A zero is passed over for what lies behind it, since nothing is many times zero.
    """
    others = tuple(_to_first_sized(neighbours))
    known = _held_against(indicator, others)
    if known is None:
        return None
    against, what = known
    parts = {"value": shown(indicator, claim), "what": what, "against": against}
    if claim.value < 0 <= against.value:
        return Msg("{value} is negative, but {what} is {against}; check the sign.", **parts)
    if claim.value:
        return _leap(indicator, claim, others)
    if _may_be_zero(indicator, others):
        return None
    return Msg(
        "{value} would be a fall to nothing, since {what} is {against}; check the figure, "
        "and leave it out where it is not known.",
        **parts,
    )


def _leap(indicator: Indicator, claim: Observation, others: tuple[Observation, ...]) -> Msg | None:
    """Return why a figure is too large or too small: ten times its yardstick, or a tenth of it.

    The yardstick is the last figure, else the baseline, unless the plan itself leaps: a figure is
    believed that is more than a third and less than three times of what the plan has for its date,
    if no other is recorded or the plan sets yearly targets. Where there is neither, since all
    starts from zero or from nothing known, a figure may be too large beside what the plan has for
    the end of its year, or beside the target; too small it can only be beside the yearly targets
    that the plan sets, for a beginning is small.
    """
    fact = next((f for f in _facts(indicator, others) if f[0].value), None)
    if fact is not None:
        leaps = _exceeds(claim.value, fact[0].value) or _exceeds(fact[0].value, claim.value)
        believed = not leaps or _as_planned(indicator, claim, others)
        return None if believed else _leapt(indicator, claim, fact)
    above = _planned(indicator, Period.of_year(claim.period.end.year)) or _aim(indicator)
    if above is not None and _exceeds(claim.value, above[0].value):
        return _leapt(indicator, claim, above)
    below = _planned(indicator, claim.period) if _is_on_printed_path(indicator, claim) else None
    if below is not None and _exceeds(below[0].value, claim.value):
        return _leapt(indicator, claim, below)
    return None


def far_from_plan(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why a first level is too far from all that the plan has: a digit too many or too few.

    It is where it is more than five times, or less than a fifth of, both the baseline and what the
    plan has for its date; without either, the target. Too little is no beginning from zero, nor of
    what is to rise to a number that is no percentage; nor the part of a flow that is a quarter's or
    a month's. Ten single things more or fewer are never too far.
    """
    if not claim.value or any(other.value for other in others):
        return None
    value, few = abs(claim.value), FEW_THINGS * counts_things(indicator.unit_of_measure)
    above, below = _stated_above(indicator, claim), _stated_below(indicator, claim)
    if above and all(value > max(MOST_TIMES * abs(a.value), abs(a.value) + few) for a, _ in above):
        return _far(indicator, claim, above)
    if below and all(value < min(abs(b.value) / MOST_TIMES, abs(b.value) - few) for b, _ in below):
        return _far(indicator, claim, below)
    return None


def _stated_above(indicator: Indicator, claim: Observation) -> list[_Yardstick]:
    """Return what a first figure may be too large beside; a month may have its whole year's."""
    planned = _planned(indicator, Period.of_year(claim.period.end.year))
    known = [*_facts(indicator, ()), *_each_period(indicator), *([planned] if planned else [])]
    return known or [*_wanted(indicator)]


def _stated_below(indicator: Indicator, claim: Observation) -> list[_Yardstick]:
    """Return what a first figure may be too small beside."""
    ratio = bool(ratio_power(indicator.unit_of_measure))
    if not ratio and claim.period.grain in (Grain.QUARTER, Grain.MONTH):
        return []
    facts = [*_facts(indicator, ()), *_each_period(indicator)]
    planned = _planned(indicator, claim.period)
    if planned and (facts or _is_on_printed_path(indicator, claim)):
        facts.append(planned)
    begins = isinstance(indicator.baseline, Baseline) or (
        isinstance(indicator.target, AtLeast) and not ratio
    )
    return facts or ([] if begins else [*_wanted(indicator)])


def _each_period(indicator: Indicator) -> Iterator[_Yardstick]:
    if isinstance(indicator.target, EveryPeriod) and indicator.target.value:
        yield Quantity(indicator.target.value, indicator.unit_of_measure), Msg("the target")


def _wanted(indicator: Indicator) -> Iterator[_Yardstick]:
    aim = _aim(indicator)
    if aim is not None:
        yield aim
    if isinstance(indicator.target, Coverage):
        yield Quantity(Decimal(100), "%"), Msg("the target")


def _far(indicator: Indicator, claim: Observation, stated: list[_Yardstick]) -> Msg:
    (against, what), *more = stated
    said = {"value": shown(indicator, claim), "times": MOST_TIMES}
    if not more:
        return Msg(
            "{value} is more than {times} times as much or as little as {what}, {against}; check "
            "the digits and the unit of measure.",
            what=what,
            against=against,
            **said,
        )
    (other, planned), *_ = more
    return Msg(
        "{value} is more than {times} times as much or as little as {what}, {against}, and as "
        "{planned}, {other}; check the digits and the unit of measure.",
        what=what,
        against=against,
        planned=planned,
        other=other,
        **said,
    )


def _leapt(indicator: Indicator, claim: Observation, yardstick: _Yardstick) -> Msg:
    against, what = yardstick
    return Msg(
        "{value} is at least {times} times as much or as little as {what}, {against}; "
        "check the digits and the unit of measure.",
        times=JUMP,
        value=shown(indicator, claim),
        what=what,
        against=against,
    )


def _exceeds(large: Decimal, small: Decimal) -> bool:
    return bool(small) and abs(large) >= JUMP * abs(small)


def _as_planned(indicator: Indicator, claim: Observation, others: tuple[Observation, ...]) -> bool:
    planned = _planned(indicator, claim.period) if indicator.yearly or not others else None
    if planned is None:
        return False
    value, expected = abs(claim.value), abs(planned[0].value)
    return value < NEAR_PLAN * expected and expected < NEAR_PLAN * value


def _is_on_printed_path(indicator: Indicator, claim: Observation) -> bool:
    """Say whether the plan prints what it expects by then, so that it is not a mere beginning."""
    return any(period.end <= claim.period.end for period, _ in indicator.yearly)


def _to_first_sized(neighbours: Iterable[Observation]) -> Iterator[Observation]:
    """Yield the neighbours up to one that is not zero; what lies behind it need not be read."""
    for neighbour in neighbours:
        yield neighbour
        if neighbour.value:
            return


def _may_be_zero(indicator: Indicator, others: tuple[Observation, ...]) -> bool:
    """Say whether zero is no surprise: it was zero before, or that is where the target points.

    A target is no fact: what starts from zero, or from nothing known, may still be zero. A limit
    below the baseline points to zero; a cut by some percent does not, as it never gets there.
    """
    before = others[0] if others else indicator.baseline
    if isinstance(before, NoBaseline) or not before.value:
        return True
    baseline = indicator.baseline
    match indicator.target:
        case AtMost(value=limit) if isinstance(baseline, Baseline):
            return not limit or limit < baseline.value
        case AtLeast(value=wanted) | AtMost(value=wanted) | EveryPeriod(value=wanted):
            return not wanted
        case About(value=wanted, tolerance=tolerance):
            return abs(wanted) <= tolerance
    return False


def _held_against(indicator: Indicator, others: tuple[Observation, ...]) -> _Yardstick | None:
    """Return what the sign of a figure is held against; a zero where there is no more."""
    sized = next((known for known in _known(indicator, others) if known[0].value), None)
    return sized or next(_known(indicator, others[:1]), None)


def _known(indicator: Indicator, others: tuple[Observation, ...]) -> Iterator[_Yardstick]:
    """Yield what is known of the size of an indicator's figures, the nearest first."""
    yield from _facts(indicator, others)
    aim = _aim(indicator)
    if aim is not None:
        yield aim


def _facts(indicator: Indicator, others: tuple[Observation, ...]) -> Iterator[_Yardstick]:
    for other in others:
        yield shown(indicator, other), Msg("the figure for {period}", period=other.period)
    baseline = indicator.baseline
    if isinstance(baseline, Baseline) and baseline.value:
        yield Quantity(baseline.value, indicator.unit_of_measure), Msg("the baseline")


def _aim(indicator: Indicator) -> _Yardstick | None:
    if isinstance(indicator.target, AtLeast | AtMost | About) and indicator.target.value:
        return Quantity(indicator.target.value, indicator.unit_of_measure), Msg("the target")
    return None


def _planned(indicator: Indicator, at: Period) -> _Yardstick | None:
    """Return what the plan has for the end of a period, None where that is nothing or unknown."""
    target, baseline = indicator.target, indicator.baseline
    scale = Scale.LINEAR
    end: Maybe | None = None
    match target:
        case AtLeast(value=value) | AtMost(value=value) | About(value=value):
            end = value
        case Coverage():
            end = Decimal(100)
        case AnnualGrowth() | CumulativeChange() if isinstance(baseline, Baseline):
            scale, end = Scale.LOG, grown(target, baseline.value, baseline.period)
    if not isinstance(end, Decimal):
        return None
    start = ((baseline.period, baseline.value),) if isinstance(baseline, Baseline) else ()
    path = (*start, *(p for p in indicator.yearly if p[0].end < target.by.end), (target.by, end))
    if at.end < path[0][0].end:
        return None
    planned = planned_value(scale, path, at)
    said = Msg("the planned value for {period}", period=at)
    return (tidy(planned, indicator.unit_of_measure), said) if planned else None
