"""A typed value taken apart into its digits and its unit."""

from __future__ import annotations

import re

from sbtrack.domain.characters import plainly
from sbtrack.domain.currency import currencies, in_front
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.unreadable import (
    DASHES,
    MINUS,
    NOTE,
    not_even_tried,
    unreadable,
    without_unseen,
)

#: Multipliers of Chinese numbers, and the powers of ten they stand for.
CHINESE_POWERS = {"万亿": 12, "千万": 7, "百万": 6, "十万": 5, "亿": 8, "万": 4, "千": 3}
ENGLISH_POWERS = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3, "hundred": 2}
_CJK = "\u2e80-\u9fff\uf900-\ufaff"
#: Spaces as wide as a character part columns, and no digits; nor does a tab.
_WIDE = dict.fromkeys(map(ord, "\u2000\u2001\u2002\u2003\u3000"), "\t")
# Patterns are compiled when a value is typed: most commands read none.
_BARE = rf"[+{MINUS}]?[0-9.]"
_BRACKETED = r"(?s)(?P<front>[^()0-9]*)\((?P<inner>[^()]*)\)(?P<behind>[^()0-9]*)"
#: A unit in brackets behind its number; a single letter there is a footnote mark.
_UNIT_IN_BRACKETS = (
    r"(?s)(?P<number>[^()\[\]]*[0-9][^()\[\]]*)"
    r"[(\[]\s*(?![a-zA-Z]\s*[)\]]|注)(?P<unit>[^\W0-9][^()\[\]*]*|[%‰‱$€£¥])\s*[)\]]"
)
#: Digits, or one to three and then groups of three, parted alike; 0,500 is no 500.
_WHOLE = r"[1-9][0-9]{0,2}(?P<parting>[,' ’])[0-9]{3}(?:(?P=parting)[0-9]{3})*|[0-9]+"
_NUMBER = rf"(?s)(?:(?P<whole>{_WHOLE})(?:\.(?P<part>[0-9]+))?|\.(?P<only>[0-9]+))(?P<unit>.*)"
#: What no unit begins with: it belongs to the number, or is a mark behind it.
_NO_UNIT = (
    rf"(?i)[0-9.,+{DASHES}'’_~。·•、;:…?!()\[\]{{}}【】〔〕〈〉<>^*†‡※★☆§¶#]"
    r"|[/⁄∕]\s*[0-9]|[至到]|to\b|注[ 0-9]|成(?:[0-9一二三四五六七八九半]|$)|e[+-]?[0-9]"
)
_PER = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_RATE_IN_FRONT = rf"(?P<per>[百千万]分之)\s*(?P<sign>[+{MINUS}]?)(?P<number>[0-9][0-9,.]*)"
_MULTIPLIER = "|".join((*CHINESE_POWERS, "百"))
_FURTHER = rf"(?:{_MULTIPLIER})零?[0-9]"
_PART = rf"(?P<gap>零?)(?P<digits>[0-9]+)(?P<multiplier>{_MULTIPLIER})?"
_PARTS = rf"(?s)(?P<parts>(?:零?[0-9]+(?:{_MULTIPLIER}))+(?:零?[0-9]+)?)(?P<unit>[^0-9].*|)"
#: Of the parts of a refusal, those in quotes that say what was typed.
_NO_ADVICE = frozenset({"text", "mark", "sign", "word"})
_LONGEST = 60  # characters; no number that can be kept needs more
_LONGEST_STEP = 4  # 1亿2千 is short for 1亿2千万: from 亿 to 千 something was left out


def taken_apart(text: str, note: str = NOTE) -> tuple[str, str]:
    """Return a number in plain digits and the unit behind it, which may be empty.

    A currency in front comes behind; `note` is where the refusal says that words may go.

    >>> taken_apart("1,450 元 / 月"), taken_apart("37万2千人"), taken_apart("百分之93")
    (('1450', '元/月'), ('372', '千人'), ('93', '%'))
    >>> taken_apart("(2.5)%"), taken_apart("US$ 1 050"), taken_apart("¥3.5万")
    (('-2.5', '%'), ('1050', 'US$'), ('3.5', '万¥'))

    Raises:
        BadValue: there is no exact number in front.
    """
    refusal = not_even_tried(text, note)
    if refusal is not None:
        raise refusal
    plain = plainly(without_unseen(text).translate(_WIDE)).strip()
    signed = _signed(_without_brackets(plain))
    sign, currency, amount = signed or ("", "", "")
    match = re.fullmatch(_NUMBER, amount)
    unit = closed_up(match["unit"]) if match else ""
    if match is None or re.match(_NO_UNIT, unit):
        raise heeded(unreadable(text, plain, note), note)
    number = _digits(match)
    if re.match(_FURTHER, unit):
        number, unit = ("", "") if match["part"] or match["only"] else _added_up(number + unit)
        if not number:
            raise _ambiguous(text)
    return sign + number, _with_currency(currency, unit)


def heeded(refusal: BadValue, note: str = NOTE) -> BadValue:
    """Return a refusal whose advice is accepted: else that of what it advises to write."""
    for name, argument in refusal.message.pairs:
        advice = re.fullmatch("“(.+)”", argument) if isinstance(argument, str) else None
        if advice is None or name in _NO_ADVICE:
            continue
        try:
            taken_apart(advice[1], note)
        except BadValue as inner:
            return inner
    return refusal


def closed_up(unit: str) -> str:
    """Return a unit without the spaces that mean nothing, as they come from a PDF.

    >>> closed_up(" 万 人"), closed_up("元 / 月"), closed_up("million  people")
    ('万人', '元/月', 'million people')
    """
    single = " ".join(unit.split())
    if " " not in single:
        return single
    return re.sub(rf" ?/ ?| (?=[{_CJK}])|(?<=[{_CJK}]) ", lambda m: m[0].strip(), single)


def _without_brackets(plain: str) -> str:
    """Return a text without brackets around its unit, as in 37.1 (万人)."""
    found = re.fullmatch(_UNIT_IN_BRACKETS, plain) if plain.endswith((")", "]")) else None
    return f"{found['number']} {found['unit']}" if found and len(plain) <= _LONGEST else plain


def _signed(plain: str) -> tuple[str, str, str] | None:
    """Return the sign, the currency and what follows them; None where there are two signs."""
    signs, currency, amount = [], "", plain
    bracketed = re.fullmatch(_BRACKETED, amount)
    if bracketed is not None:  # as accounts write what is below zero
        signs, amount = ["-"], "".join(bracketed.groups()).strip()
    if not re.match(_BARE, amount):
        front = re.match(rf"(?i)([+{MINUS}]?)\s*({in_front()})\s*", amount)
        if front is not None:
            currency, amount = front[2], front[1] + amount[front.end() :]
    while amount[:1] and re.match(rf"[+{MINUS}]", amount):
        signs.append("" if amount[0] == "+" else "-")
        amount = amount[1:].lstrip()
    rate = re.fullmatch(_RATE_IN_FRONT, amount)
    if rate is not None:
        signs += ["" if rate["sign"] == "+" else "-"] if rate["sign"] else []
        amount = rate["number"] + _PER[rate["per"]]
    return None if len(signs) > 1 else ("".join(signs), currency, amount)


def _digits(match: re.Match[str]) -> str:
    if match["only"]:
        return f"0.{match['only']}"
    whole = re.sub("[,' ’]", "", match["whole"])
    return f"{whole}.{match['part']}" if match["part"] else whole


def _with_currency(currency: str, unit: str) -> str:
    """Return the unit of an amount with a currency in front: 万¥, and million $."""
    if not currency:
        return unit
    powers = (p for p in (*CHINESE_POWERS, *ENGLISH_POWERS) if unit.lower().startswith(p))
    multiplier = unit[: len(next(powers, ""))]
    base, slash, per = unit[len(multiplier) :].strip().partition("/")
    if base:  # ¥5元 says it twice, $5人 is in nothing that there is
        return unit if currencies(base) & currencies(currency) else f"{currency} {unit}"
    return closed_up(f"{multiplier} {currency}{slash}{per}")


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


def _ambiguous(text: str) -> BadValue:
    return BadValue(
        Msg(
            "{text} can be read in more than one way; write one number in digits, "
            "for example 372000.",
            text=quoted(text),
        )
    )
