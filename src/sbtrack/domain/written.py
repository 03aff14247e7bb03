"""A typed value taken apart into its digits and its unit, or why it cannot be."""

from __future__ import annotations

import re

from sbtrack.domain.characters import look_alike, plainly
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.message import Msg

#: Multipliers of Chinese numbers, and the powers of ten they stand for.
CHINESE_POWERS = {"万亿": 12, "千万": 7, "百万": 6, "十万": 5, "亿": 8, "万": 4, "千": 3}
_CJK = "\u2e80-\u9fff\uf900-\ufaff"
# Patterns are compiled when a value is typed: most commands read none.
_NUMBER = r"(?s)(?P<sign>[+-]?)(?P<whole>[0-9][0-9,]*)(?:\.(?P<part>[0-9]+))?(?P<unit>.*)"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"
_NO_UNIT = r"(?i)[0-9.,+\-−–—/'_~。·•、;:]|e[+-]?[0-9]"
_SPECIAL = r"(?i)[+-]?(nan|inf(inity)?|无穷大?|∞)"
_PER = {"百分之": "%", "千分之": "‰"}
_POINT = r"(?<=[0-9])[。·•](?=[0-9])"
_MULTIPLIER = "|".join((*CHINESE_POWERS, "百"))
_FURTHER = rf"(?:{_MULTIPLIER})零?[0-9]"
_PART = rf"(?P<gap>零?)(?P<digits>[0-9]+)(?P<multiplier>{_MULTIPLIER})?"
_PARTS = rf"(?s)(?P<parts>(?:零?[0-9]+(?:{_MULTIPLIER}))+(?:零?[0-9]+)?)(?P<unit>[^0-9].*|)"
_INEXACT_BEFORE = (
    r"(?i)(?P<word>大约|约|将近|接近|近|超过|超|逾|不足|不到|至少|至多|[<>≤≥≈~]"
    r"|about|around|nearly|almost|over|under|approximately|approx\.?|ca\.)\s*[+-]?[0-9]"
)
_INEXACT_AFTER = r"[0-9][^0-9]*?(?P<word>左右|上下|以上|以下|以内|余|多)"
_LONGEST = 60  # characters; no number that can be kept needs more
_LONGEST_STEP = 4  # 1亿2千 is short for 1亿2千万: from 亿 to 千 something was left out


def taken_apart(text: str) -> tuple[str, str]:
    """Return a number in plain digits and the unit behind it, which may be empty.

    >>> taken_apart("1,450 元 / 月"), taken_apart("37万2千人"), taken_apart("百分之93")
    (('1450', '元/月'), ('372', '千人'), ('93', '%'))

    Raises:
        BadValue: there is no exact number in front.
    """
    mark = look_alike(text, "--note")
    if mark is not None:
        raise BadValue(mark)
    plain = _rate_in_front(plainly(text).strip().replace("−", "-"))
    if re.fullmatch(_SPECIAL, plain):
        raise BadValue(Msg("{text} is not a finite number.", text=quoted(text)))
    match = re.fullmatch(_NUMBER, plain)
    unit = closed_up(match["unit"]) if match else ""
    if match is None or not re.fullmatch(_GROUPED, match["whole"]) or re.match(_NO_UNIT, unit):
        raise _unreadable(text, plain)
    whole = match["whole"].replace(",", "")
    if re.match(_FURTHER, unit):
        number, unit = ("", "") if match["part"] else _added_up(whole + unit)
        if not number:
            raise _ambiguous(text)
        return match["sign"] + number, unit
    return f"{match['sign']}{whole}.{match['part'] or ''}".rstrip("."), unit


def closed_up(unit: str) -> str:
    """Return a unit without the spaces that mean nothing, as they come from a PDF.

    >>> closed_up(" 万 人"), closed_up("元 / 月"), closed_up("million  people")
    ('万人', '元/月', 'million people')
    """
    single = " ".join(unit.split())
    if " " not in single:
        return single
    return re.sub(rf" ?/ ?| (?=[{_CJK}])|(?<=[{_CJK}]) ", lambda m: m[0].strip(), single)


def inexact(text: str) -> BadValue | None:
    """Return the refusal of a figure that is not meant exactly (约37万人, 37万余人), else None."""
    plain = plainly(text).strip()
    found = re.match(_INEXACT_BEFORE, plain) or re.search(_INEXACT_AFTER, plain)
    if found is None:
        return None
    return BadValue(
        Msg(
            "{text} is not an exact figure, and the ledger keeps only those; "
            "type the number without {word}, and put the word into --note.",
            text=quoted(text),
            word=quoted(found["word"]),
        )
    )


def _rate_in_front(plain: str) -> str:
    """Put the sign of a rate behind its number: 百分之93 is 93%."""
    sign = _PER.get(plain[:3])
    number = plain[3:].strip()
    return number + sign if sign and re.fullmatch(r"[0-9][0-9,.]*", number) else plain


def _added_up(text: str) -> tuple[str, str]:
    """Return one number for 1亿2345万 (12345万), and nothing where it could be read otherwise.

    What follows a multiplier must fit below it. Bare digits must fill its places, since 37万2 is
    short for 37万2千; so is 1亿2千 for 1亿2千万.
    """
    match = re.fullmatch(_PARTS, text)
    if match is None or len(match["parts"]) > _LONGEST:
        return "", ""
    total, above, multiplier = 0, 0, ""
    for part in re.finditer(_PART, match["parts"]):
        digits, multiplier = part["digits"], part["multiplier"] or ""
        power = CHINESE_POWERS.get(multiplier, 2 if multiplier else 0)
        if above and (
            len(digits.lstrip("0")) + power > above
            or above - power > _LONGEST_STEP
            or not (multiplier or part["gap"] or len(digits) == above)
        ):
            return "", ""
        total, above = total + int(digits) * 10**power, power
    if multiplier not in CHINESE_POWERS:
        return str(total), match["unit"]
    return str(total // 10**above), multiplier + match["unit"]


def _unreadable(text: str, plain: str) -> BadValue:
    point = re.search(_POINT, plain)
    if point is not None:
        return BadValue(
            Msg(
                "{text} has {sign} where the decimal point should be; write {number}.",
                text=quoted(text),
                sign=quoted(point[0]),
                number=quoted(re.sub(_POINT, ".", plain)),
            )
        )
    return inexact(text) or BadValue(
        Msg(
            "{text} is not a number; write for example 37.2 or 372,000, "
            "alone or with its unit of measure.",
            text=quoted(text),
        )
    )


def _ambiguous(text: str) -> BadValue:
    return BadValue(
        Msg(
            "{text} can be read in more than one way; "
            "write one number, for example 37.2万 or 372,000.",
            text=quoted(text),
        )
    )
