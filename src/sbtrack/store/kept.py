"""What the columns of a row must hold to be read; other tools can write anything into a file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from sbtrack.domain.errors import BadPeriod
from sbtrack.domain.message import Msg

MOST_RECORDS = 1 << 53  # of one kind: beyond it not every program tells whole numbers apart
MOST_DIGITS = 99  # far more than a typed value or a computed rate has, on either side of the point
_OFFSET = r"[+-](0[0-9]|1[0-4]):[0-5][0-9]"


class Unreadable(sqlite3.DatabaseError):
    """A record holds what no writer of ours wrote; `record` names it."""

    def __init__(self, record: Msg) -> None:
        super().__init__(record.template)
        self.record = record


class Altered(Unreadable):
    """A record is not what was sealed; `record` names it."""


class Unsound(sqlite3.DatabaseError):
    """The records and their chain of seals do not agree; `sentence` says where."""

    def __init__(self, sentence: Msg) -> None:
        super().__init__(sentence.template)
        self.sentence = sentence


#: What reading a row raises where its columns hold what no writer of ours wrote.
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, BadPeriod)


@contextmanager
def readable(kind: str, id: object) -> Iterator[None]:
    """Name the record that cannot be read, where its columns hold what no writer of ours wrote.

    Raises:
        Unreadable: they do.
    """
    try:
        yield
    except UNREADABLE as error:
        raise Unreadable(named(kind, id)) from error


def named(kind: str, id: object) -> Msg:  # noqa: C901, PLR0911  one line a kind
    """Return what a record is called, by its table and its key there."""
    match kind:
        case "entry":
            return Msg("entry {id}", id=id)
        case "evidence":
            return Msg("the evidence for entry {id}", id=id)
        case "batch":
            return Msg("batch {id} of entries", id=id)
        case "plan_version":
            return Msg("plan version {id}", id=id)
        case "acknowledgement":
            return Msg("acknowledgement {id}", id=id)
        case "clock_setting":
            return Msg("setting {id} of the ledger's clock", id=id)
        case "snapshot":
            return Msg("the record of snapshot {id}", id=id)
        case "file_history":
            return Msg("line {id} of the file's history", id=id)
        case "seal":
            return Msg("seal {id}", id=id)
        case "ledger_head":
            return Msg("the end of the chain of seals")
        case _:
            return Msg("{kind} {name}", kind=kind, name=str(id))


def no_bytes(row: Iterable[object]) -> None:
    """Refuse a row with bytes in it: every column of ours is a text or a number.

    Raises:
        ValueError: there are some.
    """
    if bytes in map(type, row):
        raise ValueError("bytes")


def whole(number: object) -> int:
    """Return a whole number.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(number, int):
        raise TypeError(number)
    return number


def whole_or_none(number: object) -> int | None:
    """Return a whole number, or None for none.

    Raises:
        TypeError: it is something else.
    """
    return None if number is None else whole(number)


def number_after(kind: str, last: object) -> int:
    """Return the number of the next record of a kind, after the last one there is, if any.

    >>> number_after("entry", None), number_after("entry", 6)
    (1, 7)

    Raises:
        Unreadable: the last number is none that a writer of ours gives.
    """
    with readable(kind, last):
        number = whole(0 if last is None else last)
        if not 0 <= number < MOST_RECORDS:
            raise ValueError(number)
    return number + 1


def decimal_from(text: str) -> Decimal:
    """Return the number that is kept as this text.

    >>> decimal_from("37.20")
    Decimal('37.20')

    Raises:
        ValueError, TypeError, ArithmeticError: it is none that can be calculated with.
    """
    number = Decimal(text)  # which reads any script's digits, and underscores between them
    if not text.isascii() or not (_is_short(text) or ("_" not in text and can_be_kept(number))):
        raise ValueError(text)
    return number


def _is_short(text: str) -> bool:
    """Say whether a number is written in a few digits and nothing else, as nearly all are."""
    return len(text) <= MOST_DIGITS and text.removeprefix("-").replace(".", "", 1).isdecimal()


def can_be_kept(number: Decimal) -> bool:
    """Say whether a number is one that can be calculated with, and written out.

    >>> can_be_kept(Decimal("37.20")), can_be_kept(Decimal("NaN")), can_be_kept(Decimal("1E999"))
    (True, False, False)
    """
    if not number.is_finite():
        return False
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return len(digits) <= MOST_DIGITS and -MOST_DIGITS <= exponent <= MOST_DIGITS


def offset_from(text: str) -> str:
    """Return an offset from UTC, such as +08:00.

    Raises:
        ValueError, TypeError: it is none.
    """
    if not re.fullmatch(_OFFSET, text):
        raise ValueError(text)
    return text
