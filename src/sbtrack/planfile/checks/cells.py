"""Check of percentages that were copied as a spreadsheet keeps them: 0.08 behind 8 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.terms import Bound
from sbtrack.planfile.checks.check import Check, Found, warning
from sbtrack.planfile.defaults import baseline_value, is_percent
from sbtrack.planfile.draft import AnyIndicator, Draft
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CumulativeChangeSpec,
    EveryPeriodSpec,
)

#: As rates of change, indices lie so near to one, and rates so near to zero (30 %).
_NEAR = Decimal("0.3")
#: A ceiling of less than 1 % may well be meant, but hardly one of less than this.
_LOW_CEILING = Decimal("0.1")
#: An index of 1.05 has so many decimals; a rate of 1.2 % has fewer.
_DECIMALS = 2

_Finding = tuple[Place, Decimal, Decimal]  # where, what stands there, what may be meant


@warning
def cell_of_a_percentage(draft: Draft) -> Iterator[Found]:
    """A percentage is written as such: 8 for 8 %, neither 0.08 nor 1.08.

    What it checks: where no words are printed with the target, no `rate` lies within 0.3 of zero,
    nor, with two decimals, of one; no `change` within one of zero; and no `value` in % without a
    baseline lies between zero and one, nor does one that is a ceiling between zero and 0.1.
    Why it matters: a spreadsheet keeps 8 % as 0.08, and 0.08 % is reached by anything.
    Example: `target: {kind: annual_growth, rate: 0.08}`
    """
    for item in draft.indicators:
        target = item.spec.target
        if target is None or target.as_printed:
            continue
        for place, value, meant in _found(item):
            yield (
                place,
                Msg(
                    "{value} is very little; a spreadsheet may have kept {meant} so.",
                    value=Quantity(value, "%"),
                    meant=Quantity(meant, "%"),
                ),
                Msg(
                    "Write {meant}, or leave it if it really is so little.",
                    meant=quoted(f"{meant:f}"),
                ),
            )


def _found(item: AnyIndicator) -> Iterator[_Finding]:
    spec = item.spec
    match spec.target:
        case AnnualGrowthSpec(rate=rate):
            if 0 < abs(rate) <= _NEAR:
                yield item.at("target", "rate"), rate, _times_hundred(rate)
            elif abs(rate - 1) <= _NEAR and _decimals(rate) >= _DECIMALS:
                yield item.at("target", "rate"), rate, _times_hundred(rate - 1)
        case CumulativeChangeSpec(change=change):
            if 0 < abs(change) < 1:
                yield item.at("target", "change"), change, _times_hundred(change)
        case AtLeastSpec() | AtMostSpec() | AboutSpec() | EveryPeriodSpec() as target:
            most = _LOW_CEILING if _is_ceiling(target) else Decimal(1)
            known = baseline_value(spec) is not None
            if is_percent(spec.unit_of_measure) and not known and 0 < target.value < most:
                yield item.at("target", "value"), target.value, _times_hundred(target.value)


def _is_ceiling(target: AtLeastSpec | AtMostSpec | AboutSpec | EveryPeriodSpec) -> bool:
    if isinstance(target, EveryPeriodSpec):
        return target.bound is Bound.AT_MOST
    return isinstance(target, AtMostSpec)


def _times_hundred(value: Decimal) -> Decimal:
    return Decimal(f"{value.scaleb(2).normalize():f}")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


CHECKS: tuple[Check, ...] = (cell_of_a_percentage,)
