"""Check of digits: a figure must be among those that the plan prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.characters import plainly
from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg, Quantity
from sbtrack.domain.quantity import MAX_DIGITS, Measure
from sbtrack.planfile.checks.check import Check, Found, warning
from sbtrack.planfile.checks.phrases import Says, phrases_on
from sbtrack.planfile.defaults import baseline_value
from sbtrack.planfile.draft import AnyIndicator, Draft
from sbtrack.planfile.nodes import Step
from sbtrack.planfile.schema import SeriesSpec
from sbtrack.planfile.targetspec import (
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CumulativeChangeSpec,
    MultipleOfSpec,
    UndeterminedSpec,
)
from sbtrack.planfile.wordingspec import BaselineSpec

_NUMBER = re.compile(
    rf"(?P<number>[0-9][0-9,]{{0,{MAX_DIGITS}}}(?:\.[0-9]{{1,{MAX_DIGITS}}})?)"
    r"(?P<tail>[^0-9]{0,12})"
)
_YEAR = re.compile(r"[0-9]{4}年|\b(?:19|20)[0-9]{2}\b")
_DERIVED = re.compile(r"百分点|percentage point|翻|倍|double|half", re.IGNORECASE)

Figure = tuple[tuple[Step, ...], Decimal, str]  # its path, the figure, what is printed


@warning
def digits_differ_from_print(draft: Draft) -> Iterator[Found]:
    """A figure stands in what the plan prints.

    What it checks: where `as_printed` has numbers, one of them is the baseline or target (or, for
    an increase, the way between them), in its unit of measure or in another power of ten. By a
    number that is printed with 左右, a floor may lie up to a tenth below it and a ceiling up to a
    tenth above: where only one side is a miss, that is where the miss begins.
    Why it matters: this is where a lost or swapped digit shows.
    Example: `value: 33.36` with `as_printed: 33.66万人`
    """
    for item in draft.indicators:
        for path, figure, printed in _figures(item):
            if not (_stands_in(figure, printed, item.spec) or _is_edge(figure, printed, item.spec)):
                yield (
                    item.at(*path),
                    Msg(
                        "{figure} is not among the numbers in {printed}.",
                        figure=Quantity(figure, ""),
                        printed=quoted(printed),
                    ),
                    Msg("Check the digits and the unit of measure."),
                )


def _figures(item: AnyIndicator) -> Iterator[Figure]:
    baseline, target = item.spec.baseline, item.spec.target
    if isinstance(baseline, BaselineSpec) and baseline.as_printed:
        yield ("baseline", "value"), baseline.value, baseline.as_printed
    if target is None or not target.as_printed or isinstance(target, UndeterminedSpec):
        return
    printed = target.as_printed
    match target:
        case AnnualGrowthSpec():
            yield ("target", "rate"), target.rate, printed
        case CumulativeChangeSpec():
            yield ("target", "change"), target.change, printed
        case MultipleOfSpec():
            yield ("target", "factor"), target.factor, printed
            if target.floor is not None:
                yield ("target", "floor"), target.floor, printed
        case _:
            value: Decimal | None = getattr(target, "value", None)
            if value is not None and not _DERIVED.search(printed):
                yield ("target", "value"), value, printed


def _stands_in(figure: Decimal, printed: str, spec: SeriesSpec) -> bool:
    plain = plainly(printed)
    if not re.search(r"[0-9]", _YEAR.sub("", plain)):
        return True
    power = Measure.parse(spec.unit_of_measure).power
    wanted = {abs(figure), abs(figure.scaleb(power))}
    baseline = baseline_value(spec)
    if baseline is not None:
        way = abs(figure - baseline)
        wanted |= {way, way.scaleb(power)}
    return not wanted.isdisjoint(_numbers(plain))


def _is_edge(figure: Decimal, printed: str, spec: SeriesSpec) -> bool:
    """Say whether the figure is a limit that forgives a little beside a number with 左右."""
    if not isinstance(spec.target, AtLeastSpec | AtMostSpec):
        return False
    power = Measure.parse(spec.unit_of_measure).power
    for number in _numbers(plainly(printed)):
        slack = number / 10 if isinstance(spec.target, AtMostSpec) else -number / 10
        low, high = sorted((number, number + slack))
        near = any(low <= wanted <= high for wanted in (figure, figure.scaleb(power)))
        if near and any(
            Says.NEAR in p.says for p in phrases_on(number, printed, spec.unit_of_measure)
        ):
            return True
    return False


def _numbers(text: str) -> Iterator[Decimal]:
    """Yield the numbers in a text, as printed and with their power of ten (1.34亿)."""
    for match in _NUMBER.finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        yield number
        yield number.scaleb(Measure.parse(match["tail"]).power)


CHECKS: tuple[Check, ...] = (digits_differ_from_print,)
