"""Typed characters: which are digits, and which only look like one.

Digits are 0-9 and their full-width forms, nothing else. Compatibility forms (NFKC) would turn a
footnote mark into one (93.0① into 93.01, 10² into 102), so those stay what they are.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg

_DIGITS = "0123456789０１２３４５６７８９〇"  # of numbers in Chinese too
_SMALL = ("<super>", "<sub>")
_MOST_DIGITS = 15  # of a whole number; SQLite's end at nineteen
_MARKS = ("<circle>", "<compat>", *_SMALL)  # ①, ⑴ and ⒈, ¹ and ₁
_RING = ("CIRCLED", "ENCLOSING")  # in the names of ❶ and ⓵, and of a ring around the digit before


def plainly(text: str) -> str:
    """Return a text in half-width letters, digits, signs and spaces.

    What only looks like a digit is left as it is, and so is what is written small.

    >>> plainly("９３．０％"), plainly("93.0①"), plainly("10²")
    ('93.0%', '93.0①', '10²')
    """
    if unicodedata.is_normalized("NFKC", text):
        return text
    pieces = groupby(text, _stays)
    return "".join(
        "".join(piece) if stays else unicodedata.normalize("NFKC", "".join(piece))
        for stays, piece in pieces
    )


def unit_plainly(text: str) -> str:
    """Return a unit of measure, which has no figures of its own, in the plainest characters.

    >>> unit_plainly(" 万㎡ "), unit_plainly("kg/m³")
    ('万m2', 'kg/m3')
    """
    return unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """Return a text as look-ups compare it: in any width and case, without spaces.

    >>> folded("ＧＤＰ 增速"), folded("1①")
    ('gdp增速', '1①')
    """
    return plainly(text).casefold().replace(" ", "")


def full_size(text: str) -> str:
    """Return a name with what is written small in full size, for whoever cannot type it small.

    >>> full_size("CO₂ (t/㎡)"), full_size("人口①")
    ('CO2 (t/m2)', '人口①')
    """
    return "".join(
        unicodedata.normalize("NFKC", c) if _form(c) in (*_SMALL, "<square>") else c for c in text
    )


def whole_number(text: str) -> int | None:
    """Return the whole number that a text of up to fifteen digits is, else None.

    >>> whole_number("１2"), whole_number("1②"), whole_number("٣")
    (12, None, None)
    """
    plain = plainly(text).strip()
    digits = plain.isascii() and plain.isdecimal() and len(plain) <= _MOST_DIGITS
    return int(plain) if digits else None


def plain_form(character: str) -> str:
    """Return the plainer form of a character, for an output that does not have it.

    What would become a digit says what it was: 10² is 10^2 then, and never 102.

    >>> plain_form("²"), plain_form("①"), plain_form("㎡"), plain_form("５")
    ('^2', '(1)', 'm2', '5')
    """
    plain, form = unicodedata.normalize("NFKC", character), _form(character)
    if not _becomes_digit(character) or form in ("", "<wide>", "<font>", "<square>", "<fraction>"):
        return plain
    if form in _SMALL:
        return ("^" if form == "<super>" else "_") + plain
    return plain if plain.startswith("(") else f"({plain})"


def look_alike(text: str, note: str = "") -> Msg | None:
    """Return what is wrong with the first character that only looks like a digit, if one does.

    What is written small behind the letters of a unit (m², CO₂, PM₂.₅) is none. A footnote mark
    may go into `note`, where there is one.

    >>> look_alike("37.2万㎡"), look_alike("5 t/m²"), look_alike("３7")
    (None, None, None)
    """
    for place, character in enumerate(text):
        if character.isascii() or (_is_small(character) and _follows_letter(text[:place])):
            continue
        looks = _looks_like(character)
        if not looks:
            continue
        said = {"mark": quoted(character), "text": quoted(text)}
        match looks:
            case "mark" if note:
                return Msg(
                    "{mark} in {text} is a footnote mark, not a digit; leave it out, or put it "
                    "into {note}.",
                    note=note,
                    **said,
                )
            case "mark":
                return Msg(
                    "{mark} in {text} is a footnote mark, not a digit; leave it out.", **said
                )
            case "fraction":
                return Msg(
                    "{mark} in {text} is a fraction in one character; write the number in "
                    "decimals, for example 0.5.",
                    **said,
                )
            case "digit":
                return Msg(
                    "{mark} in {text} is none of the digits 0 to 9; write the number with those.",
                    **said,
                )
    return None


def _looks_like(character: str) -> str:
    """Return what a character is that counts something and is no digit, else nothing."""
    category, form = unicodedata.category(character), _form(character)
    if form == "<fraction>":
        return "fraction"
    if category == "No" and form in _MARKS:
        return "mark"
    if category in ("No", "Me") and any(w in unicodedata.name(character, "") for w in _RING):
        return "mark"
    counts = category in ("Nd", "Nl", "No") or (_becomes_digit(character) and form != "<square>")
    return "digit" if counts and character not in _DIGITS else ""


def _follows_letter(before: str) -> bool:
    """Say whether what is written small stands behind a unit's letter, if not at once (PM₂.₅)."""
    letter = plainly(before).rstrip(".")
    while letter and _is_small(letter[-1]):
        letter = letter[:-1].rstrip(".")
    return letter[-1:] == "米" or (letter[-1:].isascii() and letter[-1:].isalpha())


def _stays(character: str) -> bool:
    return _is_small(character) or (_becomes_digit(character) and character not in _DIGITS)


def _becomes_digit(character: str) -> bool:
    return any(c.isdecimal() for c in unicodedata.normalize("NFKC", character))


def _is_small(character: str) -> bool:
    return _form(character) in _SMALL


def _form(character: str) -> str:
    """Return in which way a character is a form of others: <circle>, <super>; often in none."""
    return unicodedata.decomposition(character).partition(" ")[0]
