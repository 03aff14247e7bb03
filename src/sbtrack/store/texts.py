"""Text that a database can keep: every character that Unicode has, but no NUL and no half one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period

NUL = Msg(
    "The text contains a NUL character, at which other programs would stop reading it; "
    "type it again without."
)
_Parts = Callable[[Any], Iterable[object]]
_NOTHING: tuple[object, ...] = ()
#: What in a value of a class may hold text; found once for each class.
_PARTS: dict[type[Any], _Parts] = {tuple: tuple, Period: lambda _: _NOTHING}
HALF = Msg("The text contains bytes that are not valid characters; type it again.")


def flaw_in(*values: object) -> Msg | None:
    r"""Return why one of the texts in `values` cannot be kept, None when all of them can.

    >>> flaw_in("工伤", ("a", "b"))
    >>> flaw_in("a\0b") is NUL
    True
    """
    text = "".join(_texts_in(values))
    if "\0" in text:
        return NUL
    try:
        text.encode()
    except UnicodeEncodeError:
        return HALF
    return None


def _texts_in(values: Iterable[object]) -> list[str]:
    texts, left = list[str](), list[Any](values)
    for value in left:  # which grows
        kind = type(value)
        if kind is str:
            texts.append(value)
        elif value is not None:
            left += (_PARTS.get(kind) or _parts_of(kind))(value)
    return texts


def _parts_of(kind: type[Any]) -> _Parts:
    """Return what gives the fields of a dataclass; anything else, and a period, has no text."""
    if issubclass(kind, str):
        return _PARTS.setdefault(kind, lambda value: (str.__str__(value),))
    if issubclass(kind, tuple):
        return _PARTS.setdefault(kind, tuple)
    names = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    if len(names) > 1:
        return _PARTS.setdefault(kind, attrgetter(*names))
    return _PARTS.setdefault(kind, lambda value: [getattr(value, name) for name in names])
