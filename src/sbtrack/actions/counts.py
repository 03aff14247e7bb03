"""The numerator and denominator of a rate, as typed: two counts of the same thing."""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.errors import RecordRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.quantity import parse_count, ratio_power


def counts_of_rate(numerator: str, denominator: str) -> tuple[Decimal, Decimal]:
    """Return both counts, in the same unit.

    >>> counts_of_rate("93.1万人", "980000人")
    (Decimal('931000'), Decimal('980000'))

    Raises:
        BadValue: one of them is no number.
        RecordRefused: one is no count, or they do not count the same for sure.
    """
    above, over = _count(numerator)
    below, under = _count(denominator)
    if bool(over) is not bool(under):
        with_unit, bare = (numerator, denominator) if over else (denominator, numerator)
        raise RecordRefused(
            Msg(
                "{one} has a unit and {other} has none, so it is not certain that both count "
                "alike; write the unit behind both numbers.",
                one=quoted(with_unit),
                other=quoted(bare),
            )
        )
    if over.rstrip("s") != under.rstrip("s"):  # an English plural is the same
        raise RecordRefused(
            Msg(
                "The numerator is in {above} and the denominator in {below}; "
                "a rate needs both in the same unit.",
                above=quoted(over),
                below=quoted(under),
            )
        )
    return above, below


def _count(text: str) -> tuple[Decimal, str]:
    value, base = parse_count(text)
    if base and ratio_power(base) is not None:
        raise RecordRefused(
            Msg(
                "{text} is a rate already; a numerator and a denominator are the counts that "
                "it comes from.",
                text=quoted(text),
            )
        )
    if value < 0:
        raise RecordRefused(
            Msg(
                "{text} is below zero; a numerator and a denominator are counts.", text=quoted(text)
            )
        )
    return value, base
