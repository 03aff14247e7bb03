"""A quantity that has no value, and says why: never None, 0 or NaN."""

from decimal import Decimal

from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Why


class Undefined(Frozen):
    """The absence of a value, with a stable code and a sentence.

    It has no truth value: ask `isinstance(x, Undefined)`, so that an undefined
    quantity can never pass for zero or false.
    """

    why: Why
    reason: Msg

    def __bool__(self) -> bool:
        raise TypeError("an undefined quantity has no truth value")


Maybe = Decimal | Undefined
