"""What to write in place of a value that cannot be read, each said in one sentence.

Every function takes the match of its pattern in `unreadable`, the text as it is quoted, and where
words about a figure may go.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg

_GROUP = 3  # digits between two separators
_MOST_DIGITS = 15  # of a number that can be kept, and places behind the point
_AROUND_A_UNIT = " \t\r\n()[]{}【】〔〕〈〉<>《》,、;:."
_OF_TEN = {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "半": 5}


def not_finite(_: re.Match[str], text: str, _note: str) -> Msg:
    """Neither infinity nor what is no number can be calculated with."""
    return Msg("{text} is not a finite number.", text=text)


def no_figure(_: re.Match[str], text: str, _note: str) -> Msg:
    """Tables print — or … where there is no figure."""
    return Msg(
        "{text} is no figure; record nothing where there is none, and 0 only where it is zero.",
        text=text,
    )


def not_exact(match: re.Match[str], text: str, note: str) -> Msg:
    """A figure with 约, 余 or ≥ may be any of many."""
    return Msg(
        "{text} is not an exact figure, and only those are kept; "
        "type the number without {word}, and put the word into {note}.",
        text=text,
        word=quoted(match["word"]),
        note=note,
    )


def rise_or_fall(match: re.Match[str], text: str, _note: str) -> Msg:
    """▲ is a minus in some accounts, and a rise in other tables."""
    return Msg(
        "{sign} in {text} can mean a rise or a fall; write {rise} or {fall}.",
        sign=quoted(match["sign"]),
        text=text,
        rise=quoted(match["number"]),
        fall=quoted(f"-{match['number']}"),
    )


def tenths(match: re.Match[str], text: str, _note: str) -> Msg:
    """九成三 is 93%, but what is said in tenths is mostly rounded: somebody has to decide."""
    ten, one = (_OF_TEN.get(part) or int(part or 0) for part in match.group("tenths", "more"))
    return Msg(
        "{text} is a share in tenths; if it is meant exactly, write {number}.",
        text=text,
        number=quoted(f"{10 * ten + one}%"),
    )


def other_point(match: re.Match[str], text: str, _note: str) -> Msg:
    """37。2 has the full stop of a Chinese keyboard for a point."""
    return Msg(
        "{text} has {sign} where the decimal point should be; write {number}.",
        text=text,
        sign=quoted(match["point"]),
        number=quoted(re.sub(r"(?<=[0-9])[。·•](?=[0-9])", ".", match[0])),
    )


def two_numbers(match: re.Match[str], text: str, note: str) -> Msg:
    """12/214 may be a rate, a fraction, or a date."""
    if not note.startswith("--"):
        return Msg("{text} is two numbers; write the one that is meant.", text=text)
    return Msg(
        "{text} is two numbers; type the one that is meant, or for a rate both, with "
        "--numerator {above} --denominator {below}.",
        text=text,
        above=match["above"],
        below=match["below"],
    )


def powers_of_ten(match: re.Match[str], text: str, _note: str) -> Msg:
    """1e3 stands in no plan and no bulletin, and a spreadsheet has cut off its digits."""
    exponent = match["exponent"]
    if len(exponent) > len("-15") or not _can_be_kept(match["number"], int(exponent)):
        return Msg(
            "{text} is in powers of ten; write all its digits, in a unit of measure in which it "
            "has fewer than 16.",
            text=text,
        )
    number = format(Decimal(match["number"]).scaleb(int(exponent)), "f")
    return Msg(
        "{text} is in powers of ten; write all its digits: {number}.",
        text=text,
        number=quoted(f"{number}{match['unit']}"),
    )


def range_of_figures(_: re.Match[str], text: str, note: str) -> Msg:
    """3%-4% is a range."""
    return Msg(
        "{text} is a range, and only exact figures are kept; type one number, "
        "and put the range into {note}.",
        text=text,
        note=note,
    )


def sign_twice_or_behind(match: re.Match[str], text: str, _note: str) -> Msg:
    """3- and (-3) can mean a fall, a rise, or a slip."""
    return Msg(
        "{text} has its sign twice or behind; write {below} if it is below zero, else {above}.",
        text=text,
        below=quoted(f"-{match['number']}"),
        above=quoted(match["number"]),
    )


def footnote(match: re.Match[str], text: str, note: str) -> Msg:
    """93.0* and 93.0(1) point to a note below the table."""
    return Msg(
        "{mark} in {text} is a footnote mark, not a digit; leave it out, or put it into {note}.",
        mark=quoted(match["mark"]),
        text=text,
        note=note,
    )


def in_quotes(match: re.Match[str], text: str, _note: str) -> Msg:
    """What was copied from a text, or from a file, may have quotation marks around it."""
    return Msg(
        "{text} has quotation marks around it; write {number}.",
        text=text,
        number=quoted(match["number"]),
    )


def ending(match: re.Match[str], text: str, _note: str) -> Msg:
    """37. may have lost its decimals."""
    return Msg(
        "{text} ends with {sign}; write {number}, or what is missing behind it.",
        text=text,
        sign=quoted(match["sign"]),
        number=quoted(match["number"]),
    )


def points_between_groups(match: re.Match[str], text: str, _note: str) -> Msg:
    """1.020.300 has points between groups of three."""
    return _if_one_number(text, match[0].replace(".", ""))


def more_points(_: re.Match[str], text: str, _note: str) -> Msg:
    """37.2.1 is a chapter, or a slip."""
    return Msg("{text} has more than one decimal point; check its digits.", text=text)


def parted_otherwise(match: re.Match[str], text: str, note: str) -> Msg:
    """1.020,00 and 1,02,000 are numbers elsewhere; 3,72 may be two."""
    front, unit = match["front"], match["unit"]
    if not ("(" in front and unit.endswith(")")):  # (3,72) is below zero
        front, unit = front.replace("(", ""), unit.strip(_AROUND_A_UNIT)
    meant = [f"{front}{n}{unit}" for n in numbers_meant(match["number"])]
    if not meant:
        return several(match, text, note)
    if len(meant) == 1:
        return _if_one_number(text, meant[0])
    return Msg(
        "{text} can be read as {one} and as {other}; write the one that is meant.",
        text=text,
        one=quoted(meant[0]),
        other=quoted(meant[1]),
    )


def brackets(_: re.Match[str], text: str, _note: str) -> Msg:
    """〔4500〕 is a total in one plan, and a note in another."""
    return Msg(
        "{text} has brackets that can mean several things; write the number without them, "
        "with - in front if it is below zero.",
        text=text,
    )


def chinese(_: re.Match[str], text: str, _note: str) -> Msg:
    """三十七万 is for texts."""
    return Msg(
        "{text} has its number in Chinese; write it in digits, for example 37.2.",
        text=text,
    )


def several(_: re.Match[str], text: str, _note: str) -> Msg:
    """Two cells were copied, or two lines."""
    return Msg("{text} has more than one number in it; type one.", text=text)


def numbers_meant(typed: str) -> tuple[str, ...]:
    """Return the one or two numbers that digits with signs or spaces between them may mean.

    >>> numbers_meant("1.020,00"), numbers_meant("1,02,000"), numbers_meant("12 34")
    (('1020.00',), ('102000',), ('1234',))
    >>> numbers_meant("3,72"), numbers_meant("0,500"), numbers_meant("37.2 5")
    (('3.72', '372'), ('0.500', '500'), ())
    """
    groups, parting = re.split("[^0-9]", typed), re.findall("[^0-9]", typed)
    joined = "".join(groups).lstrip("0") or "0"
    pointed = f"{''.join(groups[:-1])}.{groups[-1]}"
    others, last = {*parting[:-1]}, parting[-1]
    if last == ".":
        return () if "." in others else (pointed,)
    if last != ",":
        return () if "." in others else (joined,)
    if others and "," not in others:  # 1.020,00: a comma where we have a point
        return (pointed,) if len(groups[-1]) != _GROUP else (pointed, joined)
    return (joined,) if others and len(groups[-1]) == _GROUP else (pointed, joined)


def _can_be_kept(number: str, exponent: int) -> bool:
    """Say whether a number has at most fifteen digits, the first as near to the point."""
    value = Decimal(number)
    first = value.adjusted() + exponent
    return max(len(value.as_tuple().digits), first + 1) <= _MOST_DIGITS and first >= -_MOST_DIGITS


def _if_one_number(text: str, number: str) -> Msg:
    return Msg(
        "{text} is not parted as numbers are; if it is one number, write {number}.",
        text=text,
        number=quoted(number),
    )
