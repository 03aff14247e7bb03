"""Multipliers in front of a unit: 百亿元, hundred million yuan, 10,000 people, US$ million.

A power of ten is read where it is certain; what else may multiply is only found, never guessed.
"""

from __future__ import annotations

import re

from sbtrack.domain.currency import currencies

_CHINESE = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_ENGLISH = {"ten": 1, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT = {"mn": 6, "mln": 6, "bn": 9, "bln": 9}
#: What stands so between a currency and its amount can be nothing else: $5m, US$bn.
_WITH_CURRENCY = {**_ENGLISH, **_SHORT, "m": 6, "k": 3, "tn": 12}
#: Units that begin with a word for a number: 千瓦 and 百帕 are single units.
_KILO = r"千(?=瓦|米|克|卡|伏|焦|赫|帕|安|乏|升|字节)"
_SINGLE = rf"{_KILO}|百(?=帕)"
_CHINESE_FRONT = rf"(?!{_SINGLE})(?:[十百千]?(?:万亿|亿|万)|[百千])(?!分[之点])"
_POWER_OF_TEN = r"10{0,2}(?:[ ,]?000)*(?![0-9.,^])"
_DIGITS_FRONT = rf"{_POWER_OF_TEN} ?(?=[a-z\u2e80-\u9fff$€£¥])"
_DIGITS_BEHIND = rf" ?{_POWER_OF_TEN} ?$"

#: Numbers of their own meaning: 2020年价, 十四五, 5g and 4a, =100.
_MEANT_OTHERWISE = (
    r"(?:19|20)[0-9]{2}(?=年|[- ](?:constant |current )?pric)|(?<=[(,] )(?:19|20)[0-9]{2}\b|"
    r"十[一二三四五]五|[2-6][ag](?![a-z])|= ?100\b|[一二三]氧|[百千万]分点"
)
_ENGLISH_NUMBERS = (
    "tens?|hundreds?|thousands?|millions?|billions?|trillions?|mn|mln|bn|bln|trn|mio|mrd|lakhs?|"
    "crores?|dozens?|scores?|one|two|three|four|five|six|seven|eight|nine|twenty|thirty|forty|fifty"
)
_UNREAD = (
    r"(?<![a-z0-9.^])[0-9]|\^[0-9]|[十百千万亿兆]|吉瓦|^[一二两三四五六七八九半]|"
    rf"\b(?:{_ENGLISH_NUMBERS})\b|(?:^|[$€£¥ ])(?:k|m|mm|b|tn)(?= (?!of\b))|"
    r"(?<=[$€£¥])(?:k|mm?|b|tn)$"
)
#: Mt and GW, but neither kg nor kW: a thousand of those is a thousand of those.
_LARGE = r"(?:[MGT](?=t|W|J)|k(?=t))"


def multiplied(plain: str) -> tuple[int, str]:
    """Return the power of ten in front of a unit in small letters, and the rest of it.

    >>> multiplied("百亿元"), multiplied("hundred million yuan"), multiplied("10万人")
    ((10, '元'), (8, 'yuan'), (5, '人'))
    >>> multiplied("us$ million/year"), multiplied("rmb 100 million"), multiplied("个百分点")
    ((6, 'us$/year'), (8, 'rmb'), (0, '个百分点'))
    """
    # Most units need none of the patterns, which take long to compile.
    digits = re.match(_DIGITS_FRONT, plain) if plain.startswith("1") else None
    power, rest = (digits[0].count("0"), plain[digits.end() :]) if digits else (0, plain)
    more, rest = _in_words(rest)
    return (power + more, rest) if digits or more else _behind_currency(plain)


def unread_number(base: str) -> bool:
    """Say whether what is left of a unit, its `base`, holds a number that may multiply.

    What comes behind a stroke, per or 每 divides, and is no multiplier; digits of m2 are none.

    >>> [unread_number(base) for base in ("m yuan", "元(万)", "12人", "m2", "件/万人", "千瓦时")]
    [True, True, True, False, False, False]
    """
    counted = re.split(r"/|\bper\b|每", base)[0].strip()
    if counted == "1":  # 1/10万
        return False
    return bool(re.search(_UNREAD, re.sub(rf"{_MEANT_OTHERWISE}|{_SINGLE}", "", counted)))


def prefixed(unit: str) -> bool:
    """Say whether a unit begins with a prefix that one may take for a multiplier: 千瓦, Mt.

    >>> [prefixed(unit) for unit in ("千瓦", "GWh", "万千瓦", "kg", "m")]
    [True, True, False, False, False]
    """
    return bool(re.match(rf"{_SINGLE}|{_LARGE}", unit))


def kilo(base: str) -> tuple[int, str]:
    """Return three and what a kilo of it is made of: 千瓦 is a thousand 瓦; else zero and itself.

    >>> kilo("千瓦时"), kilo("瓦时"), kilo("千人")
    ((3, '瓦时'), (0, '瓦时'), (0, '千人'))
    """
    return (3, base[1:]) if re.match(_KILO, base) else (0, base)


def _in_words(text: str) -> tuple[int, str]:
    chinese = re.match(_CHINESE_FRONT, text) if text[:1] in _CHINESE else None
    if chinese is not None:
        return sum(_CHINESE[c] for c in chinese[0]), text[chinese.end() :]
    power, last, rest = 0, 0, text
    while True:
        word, _, behind = rest.partition(" ")
        one = word.removesuffix("s")
        step = _ENGLISH.get(one, _SHORT.get(word, 0))
        if step <= last:  # hundred million, but not million hundred
            return power, rest
        power, last, rest = power + step, step, behind.strip()
        rest = re.sub(r"^of ", "", rest)


def _behind_currency(plain: str) -> tuple[int, str]:
    """Take apart what has its currency in front: US$ million, ¥百亿, RMB 100 million."""
    own, stroke, per = plain.partition("/")
    own = own.strip()
    if not own.endswith((*_WITH_CURRENCY, *_CHINESE)):
        return 0, plain
    words = re.search(rf"(?:{_CHINESE_FRONT}|(?:{'|'.join(_WITH_CURRENCY)}| )+)$", own)
    if words is None or not words[0].strip():
        return 0, plain
    digits = re.search(_DIGITS_BEHIND, own[: words.start()])
    front = own[: digits.start() if digits else words.start()].strip()
    if not currencies(front) or front.endswith("元"):
        return 0, plain
    power = digits[0].count("0") if digits else 0
    more, rest = _in_words(words[0].strip())
    if rest:
        more, rest = _WITH_CURRENCY.get(rest, 0), ""
    return (power + more, front + stroke + per) if more else (0, plain)
