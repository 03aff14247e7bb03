"""Why a typed value is no number: the ways to write one that have no reading, or more than one.

Numbers that are read are those of `written`; what to write instead is said by `remedies`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sbtrack.domain import remedies as say
from sbtrack.domain.characters import look_alike, plainly
from sbtrack.domain.errors import BadValue, quoted
from sbtrack.domain.message import Msg

#: Where words about a figure go on the command line.
NOTE = "--note"
DASHES = "\\-‐‑‒–—―−"
#: Signs of a number below zero: a hyphen or dash of any width, △ as in accounts, and the word.
MINUS = f"{DASHES}△负"

_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"  # what copying from a page leaves at the ends
_LONGEST = 200  # characters; what is longer is not worth explaining
_D = r"[0-9](?:[0-9,.' ’]*[0-9])?"  # digits, parted in any way
_S = f"[+{MINUS}]"
_FRONT = rf"(?P<front>{_S}?[^0-9\s]{{0,8}}\s*)"
_NOTHING = (
    rf"(?i)[{DASHES}.…/\\*×x?·_ ]+|n/?a|n\.a\.?|nil|null|none|tbd|无|暂?无数据|暂无|未公布|不详"
    r"|待定|缺|缺失|空|#(?:n/a|value!|ref!|div/0!|num!|null!|name\?)"
)
_INEXACT = (
    r"(?i)(?P<word>大约|约|将近|接近|近|超过|超|逾|不足|不到|至少|至多|[<>≤≥≈~±]"
    r"|about|around|nearly|almost|over|under|approximately|approx\.?|ca\.)\s*[+-]?[0-9].*",
    r".*[0-9][^0-9]*?(?P<word>左右|上下|以上|以下|以内|余|多|±).*",
    r".*[0-9%‰][^0-9+]{0,4}(?P<word>\+)",
)
_RANGE = (
    rf"{_S}?[^0-9\s]{{0,8}}\s*{_D}\s*[^0-9{DASHES}~]{{0,12}}?\s*(?:[{DASHES}~]+|[至到…]|to\b)"
    rf"\s*[^0-9\s]{{0,4}}\s*{_D}.*"
)
_TENTHS = "一二两三四五六七八九"
_MARK = r"[*†‡※★☆§¶#]+|[(\[【〔](?:注?\s*[0-9]{1,2}|[a-zA-Z]|\*+)[)\]】〕]|注\s*[0-9]{0,2}"
_OPEN, _CLOSE = "[\"'“‘「『]", "[\"'”’」』]"

Refusal = Callable[[re.Match[str], str, str], Msg]
_NOT_ALONE: tuple[tuple[str, Refusal], ...] = (
    (rf"{_OPEN}+(?P<number>[^\"'“”‘’「」『』]*[0-9][^\"'“”‘’「」『』]*){_CLOSE}+", say.in_quotes),
    *((pattern, say.not_exact) for pattern in _INEXACT),
    (_RANGE, say.range_of_figures),
    (rf"(?P<below>{_D})分之(?P<above>{_D})", say.two_numbers),
    (rf"(?P<number>[^{MINUS}+(].*?)\s*{_S}", say.sign_twice_or_behind),
    (rf"[^0-9]*[0-9].*?(?P<mark>{_MARK})", say.footnote),
    (rf"(?P<number>(?!{_OPEN}).*[0-9].*?)(?P<sign>[.,;:/。、!?…'’\"”]+)", say.ending),
)
#: Ways to write what is no number, or not one; of those that fit, the first explains most.
_REFUSALS: tuple[tuple[str, Refusal], ...] = (
    (r"(?i)[+-]?(?:nan|inf(?:inity)?|无穷大?|∞)", say.not_finite),
    (_NOTHING, say.no_figure),
    (rf"(?P<sign>[▲▼▽Δ∆↑↓↗↘⇧⇩])\s*(?P<number>{_D}.*)", say.rise_or_fall),
    (rf"(?P<tenths>[0-9]|[{_TENTHS}十])成(?P<more>[0-9半{_TENTHS}]?)", say.tenths),
    (r".*[0-9](?P<point>[。·•])[0-9].*", say.other_point),
    (rf"{_S}?\s*(?P<above>{_D})\s*[/⁄∕:÷]\s*(?P<below>{_D}).*", say.two_numbers),
    (
        r"(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?)[eE](?P<exponent>[+-]?[0-9]+)(?P<unit>[^0-9]*)",
        say.powers_of_ten,
    ),
    *_NOT_ALONE,
    (rf"{_FRONT}[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}[^0-9.]*", say.points_between_groups),
    (r"[^0-9]*[0-9,]*\.[0-9]*\.[0-9.]*[^0-9]*", say.more_points),
    (
        rf"{_FRONT}(?=[0-9.]+[,'’_ \t])(?P<number>[0-9]+(?:[,.'’_ \t][0-9]+)+)(?P<unit>[^0-9]*)",
        say.parted_otherwise,
    ),
    (
        rf"(?:[^0-9.]*[(+{MINUS}]){{2}}[^0-9.]*(?P<number>\.?[0-9].*?)[)\s]*",
        say.sign_twice_or_behind,
    ),
    (r".*[()\[\]{}【】〔〕〈〉<>《》].*", say.brackets),
    (r"负?(?:[百千万]分之)?[〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾].*", say.chinese),
    (r".*[0-9][^0-9]*[\s、;,][^0-9]*[0-9].*", say.several),
)


def not_even_tried(text: str, note: str) -> BadValue | None:
    """Return the refusal of a text with characters that look like digits, or like nothing."""
    mark = look_alike(text, note)
    if mark is not None:
        return BadValue(mark)
    unseen = next((c for c in without_unseen(text) if unicodedata.category(c) == "Cf"), None)
    if unseen is None:
        return None
    return BadValue(
        Msg(
            "{text} has a character in it that cannot be seen ({code}); type it anew.",
            text=quoted(text),
            code=f"U+{ord(unseen):04X}",
        )
    )


def without_unseen(text: str) -> str:
    """Return a text without the characters of no width that copying leaves at its ends."""
    return text.strip(f"{_UNSEEN} \t\r\n\u00a0\u3000")


def unreadable(text: str, plain: str, note: str = NOTE) -> BadValue:
    """Return the refusal of a text that is no number; `plain` is the same in half width."""
    found = _refused(text, plain, note, _REFUSALS)
    if found is not None:
        return found
    if note != NOTE:
        return BadValue(Msg("Write digits, with a point before decimals, for example 70.5."))
    return BadValue(
        Msg(
            "{text} is not a number; write for example 37.2 or 372,000, "
            "alone or with its unit of measure.",
            text=quoted(text),
        )
    )


def no_number_alone(text: str, note: str = NOTE) -> BadValue | None:
    """Return the refusal of what begins with a number and goes on: 37万余人, 3%-4%; else None."""
    return _refused(text, plainly(text).strip(), note, _NOT_ALONE)


def stands_for_none(text: str) -> bool:
    """Say whether a text is what tables print in place of a figure: —, …, N/A.

    >>> [stands_for_none(text) for text in ("——", "…", "n/a", "0", "")]
    [True, True, True, False, False]
    """
    return re.fullmatch(_NOTHING, plainly(text).strip()) is not None


def _refused(
    text: str, plain: str, note: str, refusals: tuple[tuple[str, Refusal], ...]
) -> BadValue | None:
    for pattern, refusal in refusals if len(plain) <= _LONGEST else ():
        match = re.fullmatch(pattern, plain, re.DOTALL)
        if match is not None:
            return BadValue(refusal(match, quoted(text), note))
    return None
