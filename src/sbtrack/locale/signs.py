"""The signs beside the words, and what stands in for characters that must not be printed.

No sign is of ambiguous East Asian width (Unicode annex 11), except the replacement character:
such characters take one cell in some terminals and two in others, and would break columns.
"""

from __future__ import annotations

import unicodedata

from sbtrack.domain.terms import Light

#: One symbol per light; each is told apart without colour.
SYMBOLS: dict[Light, str] = {
    Light.GREEN: "✓",
    Light.YELLOW: "!",
    Light.RED: "✗",
    Light.GREY: "◦",
}

#: Stands for an undefined value; the en dash is of ambiguous width.
DASH = "-"

_IDEOGRAPHIC_SPACE = "\u3000"


def visible(text: str) -> str:
    r"""Return `text` with nothing hidden in it: it can neither steer a terminal nor fool a reader.

    Control characters become their pictures; bidi controls, zero-width characters,
    unpaired surrogates and unassigned characters become the replacement character.

    >>> visible("工伤\x1b[31m\n"), visible("a\u202eb")
    ('工伤␛[31m␊', 'a�b')
    """
    if text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character.isprintable() or character == _IDEOGRAPHIC_SPACE:
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return " " if unicodedata.category(character) == "Zs" else "�"
