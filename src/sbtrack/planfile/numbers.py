"""Readers of numbers: exactly as they are written, or with a remedy that says how to write them."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from sbtrack.domain.characters import look_alike, plainly
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.quantity import MAX_DIGITS, significant_digits
from sbtrack.domain.unreadable import no_number_alone, stands_for_none
from sbtrack.domain.written import heeded, taken_apart
from sbtrack.planfile import valuerules as rules
from sbtrack.planfile.nodes import TextNode
from sbtrack.planfile.scalars import NAME_LIMIT, single

NUMBER = r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"

_NUMBER = re.compile(NUMBER)
#: What people write in place of a number, and how programs write some.
_NO_NUMBER = r"(?i)[+-]?\.?(?:nan|inf(?:inity)?|∞)"
_OF_PROGRAMS = r"(?i)[+-]?0[xob][0-9a-f_]+"
_NOTE = "`note`"  # where words about a number go
_IN_ITS_UNIT = Msg("Write the number alone, in the unit that `unit_of_measure` names.")
_IN_PERCENT = Msg("Write the number alone; it is always in %.")
_IN_POINTS = Msg("Write the number alone; it is always in percentage points.")


def read_decimal(value: object) -> Decimal:
    """Return a number in the unit of measure, exactly as it is written, with all its digits."""
    return _number(value, _IN_ITS_UNIT)


def read_percentage(value: object) -> Decimal:
    """Return a number that is always in percent, whatever the unit of measure is."""
    return _number(value, _IN_PERCENT)


def read_threshold(value: object) -> Decimal:
    """Return a number of percentage points, not below zero."""
    return _not_negative(_number(value, _IN_POINTS))


def _number(value: object, with_unit: Msg) -> Decimal:
    """Return a number; `with_unit` is what to write where its unit stands behind it."""
    node = single(value, Msg("Write one number."))
    text = node.text.strip()
    if not _NUMBER.fullmatch(text):
        raise rules.not_a_number(quoted(text), _remedy_for_number(text, with_unit))
    if len(text) > 40:
        raise rules.lost_digits(quoted(text), MAX_DIGITS)
    number = Decimal(text)
    digits = significant_digits(number)
    if digits > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        kept = Context(prec=MAX_DIGITS).create_decimal(number)
        raise rules.lost_digits(quoted(text), MAX_DIGITS, digits, format(kept, "f"))
    return number or abs(number)  # a zero may have decimals, but no sign


def read_baseline(value: object) -> Decimal:
    """Return a baseline; where it is put in words, say how a plan file says that there is none."""
    if isinstance(value, TextNode) and not _has_figures(value.text):
        raise rules.not_a_number(quoted(value.text.strip()), rules.NO_BASELINE)
    return read_decimal(value)


def read_tolerance(value: object) -> Decimal:
    """Return a number that is not below zero."""
    return _not_negative(read_decimal(value))


def read_factor(value: object) -> Decimal:
    """Return a number above zero, which is in no unit."""
    number = _number(value, Msg("Write the number alone."))
    if number <= 0:
        raise rules.number_out_of_range(str(number), Msg("Write a factor above zero."))
    return number


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise rules.number_out_of_range(str(number), Msg("Write zero or more, without a sign."))
    return number


def _has_figures(text: str) -> bool:
    return bool(re.search("[0-9]", plainly(text)) or look_alike(text))


def _remedy_for_number(text: str, with_unit: Msg) -> Msg:
    """Return what to write instead: the number meant, where that is certain."""
    plain = plainly(text[:NAME_LIMIT])
    if re.fullmatch(_NO_NUMBER, plain) or stands_for_none(plain):
        return Msg(
            "Where the plan gives no number, write `kind: undetermined` in the target, or "
            "`unavailable` in the baseline."
        )
    if re.fullmatch(_OF_PROGRAMS, plain):
        return Msg("Write it in decimal digits.")
    try:
        number, unit = taken_apart(text[:NAME_LIMIT], _NOTE)
    except BadValue as refusal:
        return refusal.message
    if unit:
        goes_on = no_number_alone(text[:NAME_LIMIT], _NOTE)
        return heeded(goes_on, _NOTE).message if goes_on else with_unit
    return Msg("Write it as {number}.", number=format(Decimal(number), "f"))
