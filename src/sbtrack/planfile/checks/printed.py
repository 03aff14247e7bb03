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
    r"(?P<tail>[^0-9]{0,24})"
)
_YEAR = re.compile(r"[0-9]{4}年|\b(?:19|20)[0-9]{2}\b")
_DERIVED = re.compile(r"百分点|percentage point|翻|倍|double|half", re.IGNORECASE)

#: Units that are never each other, the words of one in a group: 40万户 is no 40万人. What is not
#: here (个, 项, 件) may be printed for anything.
_UNITS = tuple(
    frozenset(words.split())
    for words in (
        "人 名 人次 people persons person residents workers",
        "户 家庭 households household families family",
        "套 dwellings homes flats apartments",
        "辆 vehicles cars buses",
        "元 人民币 人民币元 yuan rmb cny",
        "美元 dollars usd us$",
        "欧元 euros euro eur",
        "% 百分点 个百分点 percent percentage",
        "‰ 千分点 个千分点",
        "公顷 亩 平方米 平方公里 平方千米 m2 km2 hectares ha",
        "公里 千米 米 km kilometres kilometers",
        "吨 公斤 千克 克 吨标准煤 tonnes tons",
        "立方米 m3",
        "千瓦 瓦 kw mw gw",
        "千瓦时 度 kwh mwh",
    )
)
_CLAUSE_END = re.compile("[,，、;；。]")

#: Its path, the figure, what is printed, and the unit of measure of the figure.
Figure = tuple[tuple[Step, ...], Decimal, str, str]


@warning
def digits_differ_from_print(draft: Draft) -> Iterator[Found]:
    """A figure stands in what the plan prints.

    What it checks: where `as_printed` has numbers, one of them is the baseline or target (or, for
    an increase, the way between them), in its unit of measure or in another power of ten; what is
    printed in quite another unit (户 for 人, ‰ for %) is not it. By a
    number that is printed with 左右, a floor may lie up to a tenth below it and a ceiling up to a
    tenth above: where only one side is a miss, that is where the miss begins.
    Why it matters: this is where a lost or swapped digit shows.
    Example: `value: 33.36` with `as_printed: 33.66万人`
    """
    for item in draft.indicators:
        for path, figure, printed, unit in _figures(item):
            if not (
                _stands_in(figure, printed, unit, baseline_value(item.spec))
                or _is_edge(figure, printed, item.spec)
            ):
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
    baseline, target, unit = item.spec.baseline, item.spec.target, item.spec.unit_of_measure
    if isinstance(baseline, BaselineSpec) and baseline.as_printed:
        yield ("baseline", "value"), baseline.value, baseline.as_printed, unit
    if target is None or not target.as_printed or isinstance(target, UndeterminedSpec):
        return
    printed = target.as_printed
    match target:
        case AnnualGrowthSpec():
            yield ("target", "rate"), target.rate, printed, "%"
        case CumulativeChangeSpec():
            yield ("target", "change"), target.change, printed, "%"
        case MultipleOfSpec():
            yield ("target", "factor"), target.factor, printed, ""
            if target.floor is not None:
                yield ("target", "floor"), target.floor, printed, unit
        case _:
            value: Decimal | None = getattr(target, "value", None)
            if value is not None and not _DERIVED.search(printed):
                yield ("target", "value"), value, printed, unit


def _stands_in(figure: Decimal, printed: str, unit: str, baseline: Decimal | None) -> bool:
    plain = plainly(printed)
    if not re.search(r"[0-9]", _YEAR.sub("", plain)):
        return True
    power = Measure.parse(unit).power
    wanted = {abs(figure), abs(figure.scaleb(power))}
    if baseline is not None:
        way = abs(figure - baseline)
        wanted |= {way, way.scaleb(power)}
    return not wanted.isdisjoint(_numbers(plain, unit))


def _is_edge(figure: Decimal, printed: str, spec: SeriesSpec) -> bool:
    """Say whether the figure is a limit that forgives a little beside a number with 左右."""
    if not isinstance(spec.target, AtLeastSpec | AtMostSpec):
        return False
    power = Measure.parse(spec.unit_of_measure).power
    for number in _numbers(plainly(printed), spec.unit_of_measure):
        slack = number / 10 if isinstance(spec.target, AtMostSpec) else -number / 10
        low, high = sorted((number, number + slack))
        near = any(low <= wanted <= high for wanted in (figure, figure.scaleb(power)))
        if near and any(
            Says.NEAR in p.says for p in phrases_on(number, printed, spec.unit_of_measure)
        ):
            return True
    return False


def _numbers(text: str, unit: str) -> Iterator[Decimal]:
    """Yield the numbers in a text that may be in a unit, as printed and with their power of ten."""
    for match in _NUMBER.finditer(text):
        tail = match["tail"]
        if not _is_in_another(_CLAUSE_END.split(tail, maxsplit=1)[0], unit):
            number = Decimal(match["number"].replace(",", ""))
            yield number
            yield number.scaleb(Measure.parse(tail).power)


def _is_in_another(tail: str, unit: str) -> bool:
    """Say whether what stands behind a number begins with a unit that is never the one wanted."""
    own = Measure.parse(unit).base.partition("/")[0].strip()
    group = next((words for words in _UNITS if own in words), None)
    if group is None:
        return False
    base = Measure.parse(tail).base
    begun = [word for words in _UNITS for word in words if _begins_with(base, word)]
    if not begun or group.intersection(begun):
        return False
    behind = base[len(max(begun, key=len)) :]  # 套(户), 户籍人口
    return not any(word in behind for word in group)


def _begins_with(text: str, word: str) -> bool:
    letters = word[-1].isascii() and word[-1].isalnum()
    return text.startswith(word) and not (letters and text[len(word) :][:1].isalnum())


CHECKS: tuple[Check, ...] = (digits_differ_from_print,)
