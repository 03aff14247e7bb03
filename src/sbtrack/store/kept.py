"""What the columns of a row must hold to be read; other tools can write anything into a file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from sbtrack.domain.errors import BadPeriod
from sbtrack.domain.message import Msg

MOST_RECORDS = 1 << 53  # of one kind: beyond it not every program tells whole numbers apart
MOST_DIGITS = 99  # far more than a typed value or a computed rate has, on either side of the point
_OFFSET = re.compile(r"[+-](0[0-9]|1[0-4]):[0-5][0-9]")


class Unreadable(sqlite3.DatabaseError):
    """A record holds what no writer of ours wrote; `record` names it."""

    def __init__(self, record: Msg) -> None:
        super().__init__(record.template)
        self.record = record


@contextmanager
def readable(kind: str, id: object) -> Iterator[None]:
    """Name the record that cannot be read, where its columns hold what no writer of ours wrote.

    Raises:
        Unreadable: they do.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, BadPeriod) as error:
        raise Unreadable(named(kind, id)) from error


def named(kind: str, id: object) -> Msg:  # noqa: PLR0911  one line a kind
    """Return what a record is called, by its table and its key there."""
    match kind:
        case "entry":
            return Msg("entry {id}", id=id)
        case "evidence":
            return Msg("the evidence for entry {id}", id=id)
        case "plan_version":
            return Msg("plan version {id}", id=id)
        case "acknowledgement":
            return Msg("acknowledgement {id}", id=id)
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


def whole(number: object) -> int:
    """Return a whole number.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(number, int):
        raise TypeError(number)
    return number


def require_number(number: int) -> None:
    """Require a number that a writer of ours gives a record.

    Raises:
        ValueError: it is none.
    """
    if not 0 < number <= MOST_RECORDS:
        raise ValueError(number)


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
    if not text.isascii() or "_" in text or not can_be_kept(number):
        raise ValueError(text)
    return number


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
    if not _OFFSET.fullmatch(text):
        raise ValueError(text)
    return text
