"""Text that a database can keep: every character that Unicode has, but no NUL and no half one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from sbtrack.domain.message import Msg

NUL = Msg(
    "The text contains a NUL character, at which other programs would stop reading it; "
    "type it again without."
)
HALF = Msg("The text contains bytes that are not valid characters; type it again.")


def flaw_in(*values: object) -> Msg | None:
    r"""Return why one of the texts in `values` cannot be kept, None when all of them can.

    >>> flaw_in("工伤", ("a", "b"))
    >>> flaw_in("a\0b") is NUL
    True
    """
    for text in _texts_in(values):
        if "\0" in text:
            return NUL
        try:
            text.encode()
        except UnicodeEncodeError:
            return HALF
    return None


def _texts_in(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from _texts_in(value)
        elif is_dataclass(value):
            yield from _texts_in(getattr(value, field.name) for field in fields(value))
