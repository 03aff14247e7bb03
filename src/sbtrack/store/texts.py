"""Text that a database can keep: every character that Unicode has, but no NUL and no half one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period

NUL = Msg(
    "The text contains a NUL character, at which other programs would stop reading it; "
    "type it again without."
)
_NAMES: dict[type[Any], tuple[str, ...]] = {Period: ()}
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


def _texts_in(values: Iterable[object]) -> Iterator[str]:
    left: list[Any] = list(values)
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            left += value
        else:
            left += [getattr(value, name) for name in _names_of(type(value))]


def _names_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; anything else, and a period, has no text in it."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    return _NAMES[kind]
