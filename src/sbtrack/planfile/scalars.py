"""Readers of single values: from the text in the file to a period, word or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from sbtrack.domain.characters import look_alike, unit_plainly
from sbtrack.domain.errors import BadPeriod, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, misread
from sbtrack.domain.terms import Grain
from sbtrack.planfile import valuerules as rules
from sbtrack.planfile.nodes import TextNode
from sbtrack.planfile.text import complaint_about

W = TypeVar("W")

NAME_LIMIT = 300
TEXT_LIMIT = 10_000
ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
CODE = r"[^\s,，、;\"'“”-][^\s,，、;\"'“”]*"
OFFSET = r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]"
#: How a plan file says that figures have no unit of measure.
NO_UNIT = ("none", "无")

#: What else authors write for no unit of measure.
_MEANT_NO_UNIT = re.compile(
    r"[0-9.,]+|[-–—_/.*?…]+|n/a|null|nil|dimensionless|unitless|no unit|无单位|无量纲"
)
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
#: What else authors write for true and false, and what YAML 1.1 took for them.
_MEANT_BOOLEANS = {
    **dict.fromkeys(("yes", "y", "on", "true", "是", "有"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "否", "无"), "false"),
}


def read_text(value: object) -> str:
    """Return a text of up to 10,000 characters without spaces around it."""
    node = single(value, Msg("Write one text."))
    text = node.text.strip()
    if node.plain and text in _BOOLEANS:
        raise rules.unquoted_word(text)
    if not text:
        raise rules.empty_value()
    if len(text) > TEXT_LIMIT:
        raise rules.text_too_long(TEXT_LIMIT)
    return text


def read_line(value: object) -> str:
    """Return a text of one line and up to 300 characters."""
    text = read_text(value)
    if len(text) > NAME_LIMIT:
        raise rules.text_too_long(NAME_LIMIT)
    if "\n" in text:
        raise rules.several_lines()
    if "\t" in text:
        raise complaint_about("\t")
    return text


def read_id(value: object) -> str:
    """Return an id: words of small letters and digits, joined by hyphens."""
    text = read_line(value)
    if len(text) > 60 or not re.fullmatch(ID, text):
        raise rules.bad_id(quoted(text))
    return text


def read_code(value: object) -> str:
    """Return a code as it is typed on the command line."""
    text = read_line(value)
    if len(text) > 20 or not re.fullmatch(CODE, text):
        raise rules.bad_code(quoted(text))
    return text


def read_unit_of_measure(value: object) -> str:
    """Return a unit of measure; an empty text where the file says that there is none."""
    if isinstance(value, TextNode) and not value.plain and not value.text.strip():
        raise rules.empty_value(rules.NO_UNIT_OF_MEASURE)
    text = read_line(value)
    if text.casefold() in NO_UNIT:
        return ""
    if _MEANT_NO_UNIT.fullmatch(unit_plainly(text).casefold()):
        raise rules.not_a_unit_of_measure(quoted(text))
    return text


def read_offset(value: object) -> str:
    """Return an offset from UTC such as +08:00."""
    text = read_line(value)
    hours = int(text[:3] + text[4:]) if re.fullmatch(OFFSET, text) else 9999
    if not -1200 <= hours <= 1400:
        raise rules.bad_offset(quoted(text))
    return text


def read_format(value: object) -> int:
    """Return the version of the format, of which there is one."""
    text = read_line(value)
    if text != "1":
        raise rules.unsupported_format(quoted(text))
    return 1


def read_bool(value: object) -> bool:
    """Return true or false."""
    node = single(value, Msg("Write true or false."))
    if not node.plain or node.text not in _BOOLEANS:
        meant = _MEANT_BOOLEANS.get(node.text.strip().casefold(), "")
        raise rules.unknown_word(quoted(node.text), meant, ("true", "false"))
    return _BOOLEANS[node.text]


def word_reader(words: Mapping[str, W]) -> Callable[[object], W]:
    """Return a reader of one of `words`."""

    def read_word(value: object) -> W:
        text = read_line(value)
        if text not in words:
            raise rules.unknown_word(quoted(text), nearest(text, tuple(words)), tuple(words))
        return words[text]

    return read_word


def read_period(value: object) -> Period:
    """Return a period."""
    node = single(value, Msg("Write one period, for example 2015."))
    period = _period(node.text)
    if period is None:
        raise rules.not_a_period(quoted(node.text), misread(node.text))
    return period


def read_period_key(value: object) -> Period:
    """Return a period that stands as a key."""
    period = _period(str(value))
    if period is None:
        raise rules.not_a_period(quoted(str(value)), misread(str(value)))
    return period


def read_date(value: object) -> date:
    """Return a day."""
    node = single(value, Msg("Write one date, for example 2013-03-29."))
    period = _period(node.text)
    if period is None or period.grain is not Grain.DAY:
        raise rules.not_a_date(quoted(node.text), look_alike(node.text))
    return period.start


def nearest(text: str, known: tuple[str, ...]) -> str:
    """Return the known word that `text` was probably meant to be, else nothing.

    Close comparison takes time, so it is kept for the few words with the most pairs of letters in
    common; among thousands of words nothing is looked for.
    """
    if len(known) > 2000:
        return ""
    folded = {word[:NAME_LIMIT].casefold(): word for word in known}
    typed = text[:NAME_LIMIT].casefold().replace(" ", "_")
    pairs = _pairs(typed)
    likely = sorted(folded, key=lambda word: len(pairs & _pairs(word)), reverse=True)[:20]
    found = get_close_matches(typed, likely, n=1, cutoff=0.6)
    if not found and len(typed) >= 3:
        found = [word for word in folded if word.startswith(typed) or typed.startswith(word)][:1]
    return folded[found[0]] if found else ""


@lru_cache(maxsize=4096)
def _pairs(word: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(f" {word} "))


def single(value: object, wanted: Msg) -> TextNode:
    """Return the one text that a value is, or say what is wanted instead."""
    if not isinstance(value, TextNode):
        raise rules.wrong_shape(wanted)
    return value


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if len(text) <= 40 else None
    except BadPeriod:
        return None
