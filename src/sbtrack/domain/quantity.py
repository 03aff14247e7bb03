"""Values as people type them, converted exactly to an indicator's unit of measure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from sbtrack.domain.characters import unit_plainly
from sbtrack.domain.currency import currencies
from sbtrack.domain.errors import BadValue, WrongUnit, quoted
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg
from sbtrack.domain.multipliers import kilo, multiplied, prefixed, unread_number
from sbtrack.domain.unreadable import no_number_alone
from sbtrack.domain.written import closed_up, heeded, taken_apart

#: Significant digits that every reader of the ledger keeps: Excel and JSON readers hold
#: numbers as binary doubles, which give 15 decimal digits back unchanged.
MAX_DIGITS = 15

_THIRTY_DIGITS = Context(prec=30, rounding=ROUND_HALF_EVEN)
#: Parts of a whole, by the power of ten in which it is counted; a share may be typed in each.
_SHARES = {"%": 2, "‰": 3, "‱": 4}
_RATIOS = {**_SHARES, "": 0, "倍": 0}
_SHARES_IN_WORDS = {"percent": "%", "per cent": "%", "pct": "%", "permille": "‰", "per mille": "‰"}
#: What differences of shares are counted in, by their first name.
_POINTS = {
    "百分点": r"个?百分点|pp|p\.p\.?|ppts?|(?:percent|percentage|pct\.?|%)[ -]?(?:points?|pts?\.?)",
    "千分点": r"个?千分点|(?:per ?mille?|‰)[ -]?points?",
    "基点": r"个?(?:基点|万分点)|bps?|basis[ -]?points?",
}


class Measure(Frozen):
    """A unit of measure taken apart: ten to the `power` of `base` (万人 is 4 and 人).

    >>> Measure.parse("万人")
    Measure(power=4, base='人')
    >>> Measure.parse("million people").power
    6
    """

    power: int
    base: str

    @classmethod
    def parse(cls, text: str) -> Measure:
        """Take a unit of measure apart into a power of ten and a base."""
        power, base = multiplied(_plain(text))
        return cls(power, base if power else _SHARES_IN_WORDS.get(base) or _points(base))

    def same_base(self, other: Measure) -> bool:
        """Say whether both count the same thing; an English plural is the same.

        What is measured in 元/月 may be typed in 元: people leave out what goes without saying.
        A currency is the same by any of its names and signs.
        """
        if not self.base or not other.base:  # s, a second, is no plural of nothing
            return self.base == other.base
        own, _, per = self.base.partition("/")
        theirs, _, wanted = other.base.partition("/")
        if self.base in _SHARES and other.base in _SHARES:
            return True
        if currencies(own.strip()) & currencies(theirs.strip()):
            return per.strip() in ("", wanted.strip())
        one, another, least = (kilo(base)[1] for base in (self.base, other.base, theirs))
        return one.rstrip("s") in (another.rstrip("s"), least)

    def steps_above(self, other: Measure) -> int:
        """Return the power of ten that turns a number in this into one in the other.

        >>> Measure.parse("万人").steps_above(Measure.parse("人"))
        4
        >>> Measure.parse("‰").steps_above(Measure.parse("%"))
        -1
        >>> Measure.parse("万千瓦").steps_above(Measure.parse("瓦"))
        7
        """
        steps = self.power - other.power
        own, theirs = _SHARES.get(self.base, 0), _SHARES.get(other.base, 0)
        if own and theirs:
            return steps + theirs - own
        return steps + (kilo(self.base)[0] - kilo(other.base)[0] if self.base else 0)


def parse_value(text: str, unit_of_measure: str) -> Decimal:
    """Read a typed value and convert it exactly to `unit_of_measure`.

    A bare number is in the unit of measure itself; a bare multiplier (62.3万) multiplies its base,
    and is refused where that may hold another multiplier.

    >>> parse_value("623000人", "万人")
    Decimal('62.3')
    >>> parse_value("1,450元/月", "元/月")
    Decimal('1450')

    Raises:
        WrongUnit: it is in another unit.
        BadValue: not an exact number, or more digits than can be kept.
    """
    number, unit = _split(text)
    if not unit or _plain(unit) == _plain(unit_of_measure):
        return number
    typed, wanted = Measure.parse(unit), Measure.parse(unit_of_measure)
    other = (typed.base or ratio_power(wanted.base)) and not typed.same_base(wanted)
    if other or _digits_in(unit) > _digits_in(typed.base):
        alone = no_number_alone(text)
        raise heeded(alone) if alone else WrongUnit(_in_another_unit(text, unit, unit_of_measure))
    if not typed.base and _may_multiply_twice(typed, wanted, unit_of_measure):
        raise BadValue(_multiplied_twice(text, unit, unit_of_measure))
    return _kept(_shifted(number, typed.steps_above(wanted)), text)


def parse_count(text: str) -> tuple[Decimal, str]:
    """Read a numerator or denominator; return it in its base, and the base (often empty).

    >>> parse_count("37.2万人")
    (Decimal('372000'), '人')

    Raises:
        BadValue: not an exact number, or more digits than can be kept.
    """
    number, unit = _split(text)
    refusal = no_number_alone(text)
    if refusal is not None:
        raise heeded(refusal)
    measure = Measure.parse(unit)
    return _kept(_shifted(number, measure.power), text), measure.base


def last_place(text: str, unit_of_measure: str) -> Decimal:
    """Return what one in the last typed digit is worth: how exact a figure claims to be.

    >>> last_place("1.34亿人", "万人"), last_place("95.3", "%")
    (Decimal('1E+2'), Decimal('0.1'))

    Raises:
        BadValue: not a number, or more digits than can be kept.
    """
    number, unit = _split(text)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    if unit:
        exponent += Measure.parse(unit).steps_above(Measure.parse(unit_of_measure))
    return Decimal(1).scaleb(exponent)


def holds_unread(unit_of_measure: str) -> bool:
    """Say whether a unit of measure may hold a number or a multiplier that is not read.

    >>> [holds_unread(unit) for unit in ("万人", "hundred million yuan", "m yuan", "元(万)")]
    [False, False, True, True]
    """
    return unread_number(Measure.parse(unit_of_measure).base)


def ratio_power(unit_of_measure: str) -> int | None:
    """Return the power of ten that turns a ratio into the unit (% is 2), None if it is no ratio."""
    return _RATIOS.get(unit_plainly(unit_of_measure))


def ratio_value(numerator: Decimal, denominator: Decimal, unit_of_measure: str) -> Decimal:
    """Return numerator / denominator in the unit of measure, to thirty significant digits.

    >>> ratio_value(Decimal(372000), Decimal(400000), "%")
    Decimal('93')
    >>> ratio_value(Decimal(1), Decimal(3), "‰")
    Decimal('333.333333333333333333333333333')

    Raises:
        BadValue: the denominator is zero, or the unit of measure is not one of a ratio.
    """
    power = ratio_power(unit_of_measure)
    if power is None:
        raise BadValue(
            Msg(
                "A numerator and a denominator make a ratio, but the indicator is measured in "
                "{unit_of_measure}; type its value alone.",
                unit_of_measure=unit_of_measure,
            )
        )
    if not denominator:
        raise BadValue(Msg("The denominator is zero; a ratio needs one that is not."))
    value = _THIRTY_DIGITS.divide(numerator.scaleb(power, _THIRTY_DIGITS), denominator)
    return Decimal(format(value, "f"))


def significant_digits(value: Decimal) -> int:
    """Count the digits that must be kept to give `value` back: 0.0120 has three."""
    return len(value.as_tuple().digits) if value else 1


def _split(text: str) -> tuple[Decimal, str]:
    digits, unit = taken_apart(text)
    number = Decimal(digits)
    return _kept(number or abs(number), text), unit  # a zero has no sign


def _kept(value: Decimal, text: str) -> Decimal:
    """Require at most fifteen digits, the first at most fifteen places from the point."""
    if significant_digits(value) > MAX_DIGITS or abs(value.adjusted()) > MAX_DIGITS:
        raise BadValue(
            Msg(
                "{text} has more digits than can be kept ({limit}); round it, "
                "or check that it was typed right.",
                text=quoted(text),
                limit=MAX_DIGITS,
            )
        )
    return value


def _in_another_unit(text: str, typed: str, unit_of_measure: str) -> Msg:
    if not unit_of_measure:
        return Msg(
            "{text} is in {typed}, but the indicator has no unit of measure; "
            "type the number alone.",
            text=quoted(text),
            typed=quoted(typed),
        )
    if _other_currency(typed, unit_of_measure):
        return Msg(
            "{text} is in another currency than the indicator, which is measured in "
            "{unit_of_measure}; type the figure in that, and put {text} into --note.",
            text=quoted(text),
            unit_of_measure=unit_of_measure,
        )
    return Msg(
        "{text} is in {typed}, but the indicator is measured in {unit_of_measure}; "
        "type the number alone or with that unit.",
        text=quoted(text),
        typed=quoted(typed),
        unit_of_measure=unit_of_measure,
    )


def _plain(unit: str) -> str:
    return closed_up(unit_plainly(unit)).lower()


def _points(base: str) -> str:
    """Return the first name of what is a point, such as 百分点 for pp; else the base itself."""
    if not base.endswith(("点", "p", "p.", "t", "t.", "ts", "ts.", "ps")):  # patterns are dear
        return base
    return next((n for n, names in _POINTS.items() if re.fullmatch(names, base)), base)


def _digits_in(unit: str) -> int:
    return sum(c.isdecimal() for c in unit_plainly(unit))


def _may_multiply_twice(typed: Measure, wanted: Measure, unit_of_measure: str) -> bool:
    """Say whether a bare multiplier may have been counted in already: 5千 of 万千瓦."""
    kilos = kilo(wanted.base)[0] == typed.power
    return kilos or prefixed(unit_plainly(unit_of_measure)) or unread_number(wanted.base)


def _multiplied_twice(text: str, multiplier: str, unit_of_measure: str) -> Msg:
    return Msg(
        "{text} cannot be converted for certain, since the unit of measure, {unit_of_measure}, may "
        "be a multiple itself; work it out in {unit_of_measure} and type that number without "
        "{multiplier}.",
        text=quoted(text),
        unit_of_measure=quoted(unit_of_measure),
        multiplier=quoted(multiplier),
    )


def _other_currency(typed: str, unit_of_measure: str) -> bool:
    own, theirs = (
        currencies(Measure.parse(unit).base.partition("/")[0]) for unit in (typed, unit_of_measure)
    )
    return bool(own and theirs) and not own & theirs


def _shifted(value: Decimal, power: int) -> Decimal:
    """Multiply by ten to the `power` exactly, without zeros that nobody typed."""
    if power == 0:
        return value
    moved = Decimal((*value.as_tuple()[:2], value.as_tuple().exponent + power))  # type: ignore[operator]
    return Decimal(format(moved.normalize() if moved else Decimal(0), "f"))
