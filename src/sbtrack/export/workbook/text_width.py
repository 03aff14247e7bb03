"""How wide texts are drawn, in digits of the plain font, and on how many lines they stand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from math import ceil

BOLD = 0.93  # of the room that a plain text has
_PARTS = re.compile(r"[^\s\u2e80-\uffef]+\s*|\s+|[\u2e80-\uffef]")  # may be parted between these
_INDENT = 1.5  # what stands free beside a text in its cell
#: Letters that are narrower or wider than digits, in the fonts that spreadsheets use.
_LETTERS = ((0.5, " ijl'|"), (0.7, "frtI.,:;!()[]{}-/"), (0.85, "cszJ"), (1.5, "mwMW%@"))
_WIDE = 1.9  # a Chinese character
_SPREAD = 1.3  # how much wider than as many digits a text may be


def longest_part(text: str) -> float:
    """Return the width of the longest part of a text that cannot be parted.

    >>> longest_part("完成程度"), longest_part("17 of 20")
    (1.9, 2.0)
    """
    return max((sum(map(_drawn_width, p.rstrip())) for p in _PARTS.findall(text)), default=0.0)


def drawn_width(text: str) -> float:
    """Return how wide a text is drawn on one line."""
    return sum(map(_drawn_width, text))


def one_line_width(text: str) -> float:
    """Return the width, to one decimal, of a column in which a text stands on one line."""
    return ceil((drawn_width(text) + _INDENT) * 10) / 10


def lines_needed(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column, words not broken."""
    room = max(1.0, width - _INDENT)
    if len(text) * _WIDE <= room or (text.isascii() and len(text) * _SPREAD <= room):
        return text.count("\n") + 1
    return _lines(text, room)


@lru_cache(maxsize=4096)
def _lines(text: str, room: float) -> int:
    found = 0
    for paragraph in text.split("\n"):
        lines, used = 1, 0.0
        for part in _PARTS.findall(paragraph):
            wide = sum(map(_drawn_width, part))
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            if wide > room:
                more, wide = divmod(wide, room)
                lines += int(more)
            used += wide
        found += lines
    return found


@cache
def _drawn_width(character: str) -> float:
    """Return a character's width in digits, about: letters are not all as wide as those."""
    if not character.isascii():
        return _character_width(character) * _WIDE / 2
    for width, characters in _LETTERS:
        if character in characters:
            return width
    return 1.2 if character.isupper() else 1.0


@cache
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
