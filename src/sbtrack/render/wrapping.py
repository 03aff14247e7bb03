"""Breaks text into lines that fit a number of terminal cells, Chinese and Western."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

# Full-width punctuation by number, since it is easily taken for the narrow kind.
_NEVER_FIRST = frozenset(
    ",.;:!?)]}%‰\uff0c\uff0e\uff1b\uff1a\uff01\uff1f\uff09。、》」』】〉〕”’…·"
)
_NEVER_LAST = frozenset("([{\uff08《「『【〈〔“‘")
_COUNTING = frozenset("万亿")  # with what is counted they are the unit of a number
_CLOSING = (")", "\uff09")
_REMARK = 10  # cells of a bracket that is kept whole, such as a unit of measure
_BALANCED = 4  # longer texts are paragraphs
_SHORT_BRACKET = r"[(\uff08][^\s(\uff08)\uff09]+[)\uff09]"
#: Words of the tables' headings that are read at once only if they stand together.
_WHOLE_WORDS = "报告期|实际值|基期值|记录号|起算期|参照值"
_BRACKETED = r"(.*[^ ]) ?([(\uff08][^(\uff08]*[)\uff09])"


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells (at least 2).

    Lines break at spaces and between Chinese characters, but not where Chinese typesetting
    forbids it (禁则) nor between a number and what it counts. A word longer than a line is cut,
    since nothing is ever left out: a path between its folders, else at a hyphen, if it has any.

    >>> wrap("城乡居民参保率(%)", 14)
    ['城乡居民参保率', '(%)']
    >>> wrap("work-injury insured", 12)
    ['work-injury', 'insured']
    >>> wrap("holders of cards (万人)", 20)
    ['holders of cards', '(万人)']
    >>> wrap("/srv/sbtrack/weekly-workbooks/2014-W10.xlsx", 18)
    ['/srv/sbtrack/', 'weekly-workbooks/', '2014-W10.xlsx']
    """
    if cell_len(text) <= width:
        return [text]
    return _filled(chunks(text), max(width, 2))


def balance(text: str, width: int) -> list[str]:
    """Return `text` in as many lines as `wrap` would take, of about the same width.

    A remark in brackets has the second line to itself where there is room for that.

    >>> balance("城乡居民社会养老保险参保率", 24)
    ['城乡居民社会养', '老保险参保率']
    >>> balance("时序差（百分点）", 10)
    ['时序差', '（百分点）']
    >>> balance("现报告期", 6), balance("最后记录号", 6)
    (['现', '报告期'], ['最后', '记录号'])
    """
    lines = wrap(text, width)
    if not 1 < len(lines) <= _BALANCED:
        return lines
    even = min(narrowest(text, len(lines)), width)
    found = wrap(text, even)
    bracket = re.fullmatch(_BRACKETED, text) if text.endswith(_CLOSING) else None
    if len(found) == 2 and bracket and max(map(cell_len, bracket.groups())) <= width:
        return [*bracket.groups()]
    return found


def narrowest(text: str, height: int = 2) -> int:
    """Return the least width in cells at which `text` takes at most `height` lines, uncut.

    >>> narrowest("完成程度"), narrowest("Lead unit"), narrowest("")
    (4, 4, 0)
    """
    pieces = chunks(text)
    least = max((cell_len(piece.rstrip()) for piece in pieces), default=0)
    most = cell_len(text)
    for width in range(max(least, most // height), most):
        if len(_filled(pieces, width)) <= height:
            return width
    return most


def _filled(pieces: list[str], width: int) -> list[str]:
    """Put pieces on lines; a trailing space may hang over the end of a line."""
    lines, used = [""], 0
    for piece in pieces:
        size = cell_len(piece)
        if used + cell_len(piece.rstrip()) <= width:
            lines[-1] += piece
            used += size
        elif cell_len(piece.rstrip()) <= width:
            lines.append(piece)
            used = size
        else:
            for part in _parted(piece, width):
                if used and used + cell_len(part.rstrip()) <= width:
                    lines[-1] += part
                else:
                    lines.append(part)
                    used = 0
                used += cell_len(part)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _parted(word: str, width: int) -> Iterator[str]:
    """Yield a word that is longer than a line in parts that are not, cut where it hurts least."""
    for joint in (r"(?<=[^/\\][/\\])(?![/\\])", r"(?<=[-_=&?])"):
        parts = [part for part in re.split(joint, word) if part]
        if len(parts) > 1:
            for part in parts:
                yield from [part] if cell_len(part.rstrip()) <= width else _parted(part, width)
            return
    yield from chop_cells(word, width)


def chunks(text: str) -> list[str]:
    """Return `text` in pieces between which a line may break; spaces end a piece.

    So does the bar between choices, but not one that stands for an absolute value. A short
    bracket without spaces, such as a unit of measure, is one piece.

    >>> chunks("达到70.5万人 in all")
    ['达', '到', '70.5万人 ', 'in ', 'all']
    >>> chunks("json|csv = |b - a|")
    ['json|', 'csv ', '= ', '|b ', '- ', 'a|']
    """
    found: list[str] = []
    start = 0
    whole = _within_short_brackets(text) | _within_whole_words(text)
    for index in range(1, len(text)):
        if index in whole or _counted(text, index):
            continue
        if _may_break(text[index - 1], text[index]) or _parts_choices(text, index - 1):
            found.append(text[start:index])
            start = index
    return [*found, text[start:]] if text else []


def _counted(text: str, index: int) -> bool:
    """Say whether what a number counts begins here, behind the space that English has: 8 万元."""
    before = text[max(index - 2, 0) : index]
    return before[-1:] == " " and before[:1].isdigit() and cell_len(text[index]) == 2


def _within_short_brackets(text: str) -> set[int]:
    """Return the positions before which a line would break a short bracket in two."""
    if ")" not in text and "\uff09" not in text:
        return set()
    spans = [m.span() for m in re.finditer(_SHORT_BRACKET, text) if cell_len(m[0]) <= _REMARK]
    return {index for start, end in spans for index in range(start + 1, end)}


def _within_whole_words(text: str) -> set[int]:
    spans = [found.span() for found in re.finditer(_WHOLE_WORDS, text)]
    return {index for start, end in spans for index in range(start + 1, end)}


def _parts_choices(text: str, bar: int) -> bool:
    return text[bar] == "|" and text[:bar][-1:].isalnum() and text[bar + 1].isalnum()


def _may_break(left: str, right: str) -> bool:
    if left == " " or right == " ":
        return left == " " != right
    if right in _NEVER_FIRST or left in _NEVER_LAST or left in _COUNTING or left.isdigit():
        return False
    return cell_len(left) == 2 or cell_len(right) == 2
