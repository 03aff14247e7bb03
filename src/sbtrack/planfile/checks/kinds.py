"""Check of kinds: a target asks for what the words that the plan prints ask for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Bound
from sbtrack.planfile.checks.check import Check, Found, warning
from sbtrack.planfile.checks.phrases import Phrase, Says, phrases_on
from sbtrack.planfile.defaults import growth_bound, is_percent
from sbtrack.planfile.draft import Draft
from sbtrack.planfile.schema import SeriesSpec
from sbtrack.planfile.targetspec import (
    AboutSpec,
    AnnualGrowthSpec,
    AtLeastSpec,
    AtMostSpec,
    CumulativeChangeSpec,
    EveryPeriodSpec,
)

_Limit = AtLeastSpec | AtMostSpec | EveryPeriodSpec
_Growth = AnnualGrowthSpec | CumulativeChangeSpec
#: The key that is wrong, the problem, the remedy.
_Contradiction = tuple[str, Msg, Msg]

_SIDE = {Bound.AT_LEAST: Says.FLOOR, Bound.AT_MOST: Says.CEILING}
_OTHER = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}
#: The way that leads to the other side.
_WAY = {Bound.AT_LEAST: Says.FALL_TO, Bound.AT_MOST: Says.RISE_TO}
_BY_YEAR = frozenset({Says.AVERAGE, Says.PER_YEAR})


@warning
def kind_differs_from_print(draft: Draft) -> Iterator[Found]:
    """A target asks for what the printed words ask for.

    What it checks: the words of `as_printed` by the figure itself, against the kind, bound and
    sign of the target, in Chinese and English. A fall (降低, 下降, 减少, if only in the name) has a
    minus sign; a ceiling (控制在, 以内, 不超过, <, ≤) is no floor (以上, 不低于, >, ≥); 降到 is not
    `at_least`, 提高到 not `at_most`; 左右 by the very figure is `about`, but 控制在…左右 can be
    `at_most` as well; 年均增长 is `annual_growth`; 五年累计, 期间新增 and 〔50〕 are neither that
    nor `every_period`.
    Why it matters: with a sign or a kind that is wrong, getting worse shows as green.
    Example: `change: 16` with `as_printed: 单位能耗五年累计降低16%`
    """
    for item in draft.indicators:
        target, unit = item.spec.target, item.spec.unit_of_measure
        if target is None or not target.as_printed:
            continue
        match target:
            case AtLeastSpec() | AtMostSpec() | EveryPeriodSpec():
                found = _of_limit(target, target.as_printed, unit)
            case AboutSpec():
                found = _of_about(target, target.as_printed, unit)
            case AnnualGrowthSpec() | CumulativeChangeSpec():
                found = _of_growth(target, target.as_printed, _name(item.spec, draft.language))
            case _:
                continue
        for key, problem, remedy in found:
            yield item.at("target", key), problem, remedy


def _name(spec: SeriesSpec, language: str | None) -> str:
    """Return the name in the plan's own language, as the plan prints it."""
    if isinstance(spec.name, str):
        return spec.name
    return (spec.name.en if language == "en" else spec.name.zh) or ""


def _of_limit(target: _Limit, printed: str, unit_of_measure: str) -> Iterator[_Contradiction]:
    for phrase in phrases_on(target.value, printed, unit_of_measure):
        found = _of_side(target, phrase)
        if found is None and is_percent(unit_of_measure) and Says.AVERAGE in phrase.says:
            found = "kind", _average(phrase), _AVERAGE_GROWTH
        if found is not None:
            yield found
            return


def _of_side(target: _Limit, phrase: Phrase) -> _Contradiction | None:
    """Return what speaks against a floor, or against a ceiling."""
    bound, says = _bound(target), phrase.says
    every = isinstance(target, EveryPeriodSpec)
    key = "bound" if every else "kind"
    other = Msg("Write `{key}: {word}`.", key=key, word=_OTHER[bound].value)
    total = ("kind", _in_total(phrase), _TOTAL_LEVEL) if every and Says.TOTAL in says else None
    if _SIDE[bound] in says:
        return total
    if {Says.HELD, Says.NEAR} <= says:  # a ceiling, if a soft one: less of it is no miss
        soft = Msg(
            "Write `{key}: at_most`; where less is a miss as well, `kind: about`, with a "
            "`tolerance`.",
            key=key,
        )
        return total if bound is Bound.AT_MOST else (key, _wrong_side(phrase, bound), soft)
    if _is_other_side(bound, says):
        return key, _wrong_side(phrase, bound), other
    if Says.NEAR in says:
        near = Msg(
            "Write `kind: about`, with a `tolerance`; where only one side is a miss, let `value` "
            "be where the miss begins."
        )
        return total if every else (key, _near(phrase, bound), near)
    if _WAY[bound] in says:
        return key, _wrong_way(phrase, bound), other
    return total


def _is_other_side(bound: Bound, says: frozenset[Says]) -> bool:
    """Say whether the words ask for the other side of the figure."""
    if _SIDE[_OTHER[bound]] in says:
        return Says.FALL_BY not in says  # else they count the size of a fall
    return bound is Bound.AT_LEAST and Says.HELD in says and Says.NEAR not in says


def _of_about(target: AboutSpec, printed: str, unit_of_measure: str) -> Iterator[_Contradiction]:
    for phrase in phrases_on(target.value, printed, unit_of_measure):
        for bound, side in _SIDE.items():
            if side in phrase.says and not {Says.NEAR, Says.FALL_BY} & phrase.says:
                problem = Msg(
                    "The plan prints {words}, a limit on one side, but `about` allows only its "
                    "tolerance on the other.",
                    words=quoted(phrase.clause),
                )
                yield "kind", problem, Msg("Write `kind: {word}`.", word=bound.value)
                return


def _of_growth(target: _Growth, printed: str, name: str) -> Iterator[_Contradiction]:
    key = "rate" if isinstance(target, AnnualGrowthSpec) else "change"
    size: Decimal = getattr(target, key)
    for phrase in phrases_on(size, printed, "%", name):
        of_size = _of_sign(key, size, phrase) or _of_bound(target, size, phrase)
        found = [f for f in (of_size, _of_span(target, size, phrase)) if f is not None]
        if found:
            yield from found
            return


def _of_sign(key: str, size: Decimal, phrase: Phrase) -> _Contradiction | None:
    if size > 0 and Says.FALL_BY in phrase.says:
        return (
            key,
            Msg(
                "The plan prints {words}, a fall, but the target is a rise of {size}%.",
                words=quoted(phrase.clause),
                size=size,
            ),
            Msg("Write a minus sign: `{key}: {size}`.", key=key, size=-size),
        )
    if size < 0 and Says.RISE_BY in phrase.says:
        return (
            key,
            Msg(
                "The plan prints {words}, a rise, but the target is a fall of {size}%.",
                words=quoted(phrase.clause),
                size=-size,
            ),
            Msg("Delete the minus sign: `{key}: {size}`.", key=key, size=-size),
        )
    return None


def _of_bound(target: _Growth, size: Decimal, phrase: Phrase) -> _Contradiction | None:
    """Return what speaks against the bound; of a fall, the words count its size."""
    bound, says = growth_bound(target), phrase.says
    meant = bound if size >= 0 else _OTHER[bound]
    # A fall of 16% that is printed without a limit is not reached by a smaller one.
    floor_meant = size < 0 and meant is Bound.AT_MOST and Says.FALL_BY in says
    if _SIDE[meant] in says or not (floor_meant or _is_other_side(meant, says - {Says.FALL_BY})):
        return None
    key = "bound" if target.bound else "kind"
    remedy = Msg("Write `{key}: {word}`.", key="bound", word=_OTHER[bound].value)
    if size >= 0:
        return key, _wrong_side(phrase, bound), remedy
    return key, _no_more(phrase) if bound is Bound.AT_LEAST else _no_less(phrase), remedy


def _of_span(target: _Growth, size: Decimal, phrase: Phrase) -> _Contradiction | None:
    says = phrase.says
    if size > 0 and Says.FALL_BY in says:  # its sign is wrong as well
        size = -size
    if isinstance(target, AnnualGrowthSpec):
        if Says.TOTAL not in says or _BY_YEAR & says:
            return None
        change = Msg("Write `kind: cumulative_change` and `change: {size}`.", size=size)
        return "kind", _in_total(phrase), change
    if Says.TOTAL in says or not _BY_YEAR & says:
        return None
    rate = Msg("Write `kind: annual_growth` and `rate: {size}`.", size=size)
    return "kind", _average(phrase), rate


_AVERAGE_GROWTH = Msg(
    "Write `kind: annual_growth` and `rate`, with `basis: rates` if yearly rates are recorded."
)
_TOTAL_LEVEL = Msg(
    "Write `kind: at_least` or `at_most`, and record the total so far; or check the words."
)


def _wrong_side(phrase: Phrase, bound: Bound) -> Msg:
    if bound is Bound.AT_LEAST:
        return Msg(
            "The plan prints {words}, a ceiling, but the target is a floor.",
            words=quoted(phrase.clause),
        )
    return Msg(
        "The plan prints {words}, a floor, but the target is a ceiling.",
        words=quoted(phrase.clause),
    )


def _wrong_way(phrase: Phrase, bound: Bound) -> Msg:
    if bound is Bound.AT_LEAST:
        return Msg(
            "The plan prints {words}, a way down, but `at_least` is reached from below.",
            words=quoted(phrase.clause),
        )
    return Msg(
        "The plan prints {words}, a way up, but `at_most` is reached from above.",
        words=quoted(phrase.clause),
    )


def _no_more(phrase: Phrase) -> Msg:
    return Msg(
        "The plan prints {words}, but `at_least` of a negative figure lets it fall by no more.",
        words=quoted(phrase.clause),
    )


def _no_less(phrase: Phrase) -> Msg:
    return Msg(
        "The plan prints {words}, but `at_most` of a negative figure, which is the default, wants "
        "a fall of that or more.",
        words=quoted(phrase.clause),
    )


def _near(phrase: Phrase, bound: Bound) -> Msg:
    if bound is Bound.AT_LEAST:
        return Msg(
            "The plan prints {words}, near a value, but `at_least` allows nothing below it.",
            words=quoted(phrase.clause),
        )
    return Msg(
        "The plan prints {words}, near a value, but `at_most` allows nothing above it.",
        words=quoted(phrase.clause),
    )


def _in_total(phrase: Phrase) -> Msg:
    return Msg(
        "The plan prints {words}, of all years together, but the target asks it of each year.",
        words=quoted(phrase.clause),
    )


def _average(phrase: Phrase) -> Msg:
    return Msg(
        "The plan prints {words}, a yearly rate, but the target is not one.",
        words=quoted(phrase.clause),
    )


def _bound(target: _Limit) -> Bound:
    if isinstance(target, EveryPeriodSpec):
        return target.bound
    return Bound.AT_LEAST if isinstance(target, AtLeastSpec) else Bound.AT_MOST


CHECKS: tuple[Check, ...] = (kind_differs_from_print,)
