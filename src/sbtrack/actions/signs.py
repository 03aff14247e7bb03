"""The sign of a change: read from words such as 下降3.1%, and questioned where it is a surprise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sbtrack.actions.wording import shown
from sbtrack.domain.characters import plainly, unit_plainly
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.moves import (
    Move,
    move_in,
    names_a_balance,
    names_a_change,
    names_a_growth_rate,
    way_of_name,
)
from sbtrack.domain.plan import Indicator
from sbtrack.domain.quantity import parse_value, ratio_power
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    EveryPeriod,
    on_yearly_rates,
)
from sbtrack.domain.terms import Bound

#: So many rises, and no fall, make a fall a surprise.
ENOUGH_RISES = 2


def signed_value(indicator: Indicator, text: str) -> Decimal:
    """Return a typed value in the unit of measure; 下降3.1% is -3.1 where changes are recorded.

    Raises:
        WrongUnit: it is in another unit.
        BadValue: no exact number, too many digits, words or a plus that say by how much a level
            changed, or that leave its sign open.
    """
    move = move_in(text)
    if move is None:
        return _stated(indicator, text)
    if move.to:
        parse_value(move.number, indicator.unit_of_measure)  # else it would be refused in turn
    if move.to or not records_changes(indicator):
        raise BadValue(_no_change(indicator, text, move))
    if not move.grew and _may_change_itself(indicator):
        raise BadValue(_change_of_rate(indicator, text))
    value = parse_value(move.number, indicator.unit_of_measure)
    if counts_falls(indicator) or (value < 0 and move.sign < 0):
        raise BadValue(_either_way(indicator, text, abs(value)))
    return -value if move.sign < 0 else value


def _stated(indicator: Indicator, text: str) -> Decimal:
    """Return a value without words; a plus makes a level look like what was added to it."""
    value = parse_value(text, indicator.unit_of_measure)
    plus = re.match(r"([^0-9]*)\+(.*)", plainly(text).strip(), re.DOTALL)
    if plus is None or _has_either_sign(indicator):
        return value
    raise BadValue(
        Msg(
            "{text} has a plus sign, as what was added has, but for {name} the level itself is "
            "recorded; if this is the level, type {number}.",
            text=quoted(text),
            name=indicator.name,
            number=quoted(f"{plus[1]}{plus[2].strip()}"),
        )
    )


def _has_either_sign(indicator: Indicator) -> bool:
    """Say whether a plus says something: of changes, of balances, where the plan is below zero."""
    names = indicator.name.everywhere()
    return (
        records_changes(indicator)
        or (unit_plainly(indicator.unit_of_measure) == "%" and not indicator.share)
        or any(names_a_change(name) or names_a_balance(name) for name in names)
        or any(level < 0 for level in indicator.levels())
    )


def _may_change_itself(indicator: Indicator) -> bool:
    """Say whether it is a rate of growth that is to reach a level: 人口自然增长率上升0.2‰."""
    named = any(map(names_a_growth_rate, indicator.name.everywhere()))
    return named and not on_yearly_rates(indicator.target)


def records_changes(indicator: Indicator) -> bool:
    """Say whether the figures are rates of change: by the target's basis, or by the name."""
    if on_yearly_rates(indicator.target):
        return True
    rate = bool(ratio_power(indicator.unit_of_measure)) and not indicator.share
    return rate and way_of_name(indicator.name) != 0


def says_its_way(entered: str) -> bool:
    """Say whether a change was typed with a word or a plus sign, so that it is no slip."""
    return plainly(entered).strip().startswith("+") or move_in(entered) is not None


def unwanted_sign(
    indicator: Indicator, claim: Observation, others: Iterable[Observation]
) -> Msg | None:
    """Return why the sign of a change is not believed at once, None where it is.

    A change that goes against the target, or against the name where there is no direction in the
    target, is believed where one of the `others` did so too. A minus is not typed by chance, so a
    fall is also believed where fewer than two others are recorded. But a bulletin prints 下降3.1%,
    and then a minus is easily left out: a rise where falls are wanted is not believed where nothing
    else is recorded either, and never under a name that counts falls. What was typed with words or
    with a plus sign is meant so.
    """
    wanted = _wanted_way(indicator) or way_of_name(indicator.name)
    if claim.value * wanted >= 0 or says_its_way(claim.entered) or not records_changes(indicator):
        return None
    changes = [*_until_one_agrees(claim.value, others)]
    fewest = ENOUGH_RISES if wanted > 0 else 1
    alone = len(changes) >= fewest and all(o.value * wanted > 0 for o in changes)
    parts = {"value": shown(indicator, claim), "meant": quoted(f"{-claim.value:f}")}
    if alone:
        found = {"against": shown(indicator, changes[0]), "period": changes[0].period}
        if wanted > 0:
            return Msg(
                "{value} would be a fall where all that is recorded is rises, such as {against} "
                "for {period}; if a rise is meant, type {meant}.",
                **parts,
                **found,
            )
        return Msg(
            "{value} would be a rise where all that is recorded is falls, such as {against} "
            "for {period}; if a fall is meant, type {meant}.",
            **parts,
            **found,
        )
    if wanted < 0 and (not changes or way_of_name(indicator.name) < 0):
        return Msg(
            "{value} would be a rise where a fall is wanted; if a fall is meant, type {meant}, "
            "and for a rise {rise}.",
            rise=quoted(f"+{claim.value:f}"),
            **parts,
        )
    return None


def _no_change(indicator: Indicator, text: str, move: Move) -> Msg:
    """Return what to type where words say where a figure went, or by how much a level changed."""
    if move.to:
        return Msg(
            "{text} says where it went to; if that is the figure for {name}, type {number}.",
            text=quoted(text),
            name=indicator.name,
            number=quoted(move.number),
        )
    return Msg(
        "{text} says by how much it changed, but for {name} the level itself is recorded; type "
        "that, as a number alone or with its unit of measure.",
        text=quoted(text),
        name=indicator.name,
    )


def _change_of_rate(indicator: Indicator, text: str) -> Msg:
    return Msg(
        "{text} can say by how much {name} itself changed; type the rate that was reached, as a "
        "number alone or with its unit of measure.",
        text=quoted(text),
        name=indicator.name,
    )


def _either_way(indicator: Indicator, text: str, size: Decimal) -> Msg:
    return Msg(
        "{text} can be read as {fall} or as {rise}; type the one that {name} counts.",
        text=quoted(text),
        name=indicator.name,
        fall=quoted(f"{-size:f}"),
        rise=quoted(f"{size:f}"),
    )


def counts_falls(indicator: Indicator) -> bool:
    """Say whether a figure is the size of a fall: what is called a cut is to reach 10 %."""
    return way_of_name(indicator.name) < 0 < _wanted_way(indicator)


def _wanted_way(indicator: Indicator) -> int:
    """Return -1 where the target asks for a fall, 1 for a rise, 0 where it allows either."""
    match indicator.target:
        case AnnualGrowth(rate=size, bound=bound) | CumulativeChange(change=size, bound=bound):
            return _way(bound, size)
        case AtLeast(value=size):
            return _way(Bound.AT_LEAST, size)
        case AtMost(value=size):
            return _way(Bound.AT_MOST, size)
        case EveryPeriod(value=size, bound=bound):
            return _way(bound, size)
        case About(value=size, tolerance=tolerance) if abs(size) > tolerance:
            return 1 if size > 0 else -1
    return 0


def _way(bound: Bound, size: Decimal) -> int:
    if bound is Bound.AT_LEAST:
        return 1 if size > 0 else 0
    return -1 if size < 0 else 0


def _until_one_agrees(value: Decimal, others: Iterable[Observation]) -> Iterable[Observation]:
    """Yield the other changes that are not zero; none behind the first of the same sign is read."""
    for other in others:
        if other.value:
            yield other
        if other.value * value > 0:
            return
