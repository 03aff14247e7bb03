"""Words that say which way a figure goes: typed with it (下降3.1%), or in a name (能耗降低)."""

from __future__ import annotations

import re

from sbtrack.domain.characters import plainly
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Name

# Patterns are compiled when they are needed: most commands read no value.
_SINCE = r"(?:(?:同比|[比较与](?:上|去)年(?:同期)?(?:相比)?),?)?(?:实际|名义)?"
_FELL = r"下降|降低|减少|下滑|下跌|负增长|递减|降幅|减幅|跌幅|降|减|跌"
_ROSE = r"增长|增加|上升|提高|提升|上涨|递增|增速|增幅|涨幅|增|升|涨"
#: Words that say a rate of growth by itself; 上升0.2 may be by how much such a rate rose.
_GREW = r"(?i)(?:负?增长|增速|增幅|递增|gr[eo]w\w*)"
_DIGIT = "[0-9一二两三四五六七八九十百千]"
#: How a number may begin, with its sign or what makes it inexact.
_NUMBER = r"(?P<number>(?=[0-9+−–(△约近超-]|[一二两三四五六七八九十百千]).+)"
_A_FALL = "fall|decrease|decline|drop|reduction|cut"
_A_RISE = "rise|increase|growth"
_MOVED = (
    rf"{_SINCE}(?:(?P<fell>{_FELL})|(?P<rose>{_ROSE}))率?"
    r"(?:了|(?P<to>[到至]|(?<![幅速率])为)|为|达到?)?[:,]?\s*"
    rf"{_NUMBER}",
    r"(?:(?P<fell>down|fell|fallen|falls?|lower|cut|(?:decrease|decline|reduce)[ds]?|"
    r"drop(?:s|ped)?)|(?P<rose>up|rose|risen|rises?|grew|grown|grows?|(?:increase|raise)[ds]?))"
    rf"\s+(?:by\s+|(?P<to>to)\s+)?{_NUMBER}",
    rf"(?:an?\s+)?(?:(?P<fell>{_A_FALL})|(?P<rose>{_A_RISE}))\s+of\s+{_NUMBER}",
    rf"(?:an?\s+)?{_NUMBER}\s+(?:(?P<fell>down|lower|{_A_FALL})|(?P<rose>up|higher|{_A_RISE}))",
)

_END_OF_NAME = r"(?:\s*[(\[【〔<][^()]{0,20}[)\]】〕>])?\s*$"
_HOW_FAR = r"(?:率|幅度|比例|程度|速度)?"
_ALL = r"^(?:(?:the|total|cumulative|annual|yearly|average|percentage)\s+)*"
_NAMED_FALL = (
    rf"(?<![不未无])(?:降低|下降|减少|递减|缩减|压减|削减|降幅|减幅|跌幅){_HOW_FAR}{_END_OF_NAME}|"
    r"^(?:降低|减少|压减|削减)(?!.*(?:投入|资金|经费|支出|投资|补贴|项目|能力))|"
    rf"^(?!.*\b(?:for|on|to|of|in)\b).*\b(?:reduction|decrease|decline)(?: rate)?{_END_OF_NAME}|"
    rf"{_ALL}(?:reduction|cut|decrease|decline|drop|fall)\s+(?:in|of)\b|^reduc(?:e|ing)\b"
)
_NAMED_RISE = (
    rf"(?<![负零])(?:增长|增加|提高|提升|上升|上涨|增幅|增速|涨幅){_HOW_FAR}{_END_OF_NAME}|"
    rf"^(?!.*\b(?:for|on|to|of|in)\b).*\b(?:growth|increase|rise)(?: rate)?{_END_OF_NAME}|"
    rf"{_ALL}(?:growth|increase|rise)\s+(?:in|of)\b"
)
_GROWTH_RATE = (
    rf"(?:增长|增加|提高|提升|上升|上涨)率{_END_OF_NAME}|"
    r"\b(?:growth|increase) rates?\b|\brates? of (?:\w+ )?(?:growth|increase)\b"
)
#: What is held back is no promise of a rise, whatever its name ends with.
CURBED = r"控制|限制|遏制|不|\b(?:limit|restrict|curb|slow|hold|cap|contain|keep)\w*\b"


#: Balances may lie below zero.
_BALANCE = (
    r"结余|差|盈|亏|利润|净|增减|变动|变化|赤字|损益|收益|余额|"
    r"\b(?:net|balance|surplus|deficit|profits?|loss(?:es)?|change|difference|gap|margin|flow)\b"
)


class Move(Frozen):
    """A figure said with the way that it went: `sign` is -1 for a fall, 1 for a rise.

    `to` is set where the words say where it went to (降到), and not by how much (降低); `grew`
    where they say growth (增长, 负增长), which is a rate of its own.
    """

    sign: int
    number: str  # as typed, with its unit
    to: bool
    grew: bool = False


def move_in(text: str) -> Move | None:
    """Return the move that a typed text says, None where it says none.

    >>> move_in("同比下降3.1%")
    Move(sign=-1, number='3.1%', to=False, grew=False)
    >>> move_in("grew by 2%")
    Move(sign=1, number='2%', to=False, grew=True)
    >>> move_in("降至3.1%"), move_in("3.1%")
    (Move(sign=-1, number='3.1%', to=True, grew=False), None)
    """
    plain = plainly(text).strip()
    for pattern in _MOVED:
        found = re.fullmatch(pattern, plain, re.IGNORECASE | re.DOTALL)
        if found is not None and re.search(_DIGIT, found["number"]):
            named = found.groupdict()
            fell, word = bool(found["fell"]), found["fell"] or found["rose"]
            return Move(
                -1 if fell else 1,
                found["number"].strip(),
                bool(named.get("to")),
                bool(re.fullmatch(_GREW, word)),
            )
    return None


def way_of_text(name: str) -> int:
    """Return -1 where a name says that what it counts is a fall, 1 for a rise, else 0.

    >>> [way_of_text(n) for n in ("单位GDP能耗降低", "GDP growth", "失业率", "控制房价上涨")]
    [-1, 1, 0, 0]
    """
    plain = plainly(name).strip()
    falls = re.search(_NAMED_FALL, plain, re.IGNORECASE)
    rises = re.search(_NAMED_RISE, plain, re.IGNORECASE)
    if falls:
        return 0 if rises else -1
    return 1 if rises and not re.search(CURBED, plain, re.IGNORECASE) else 0


def names_a_change(name: str) -> bool:
    """Say whether a name says that what it counts is a change, whichever way is wanted.

    >>> [names_a_change(n) for n in ("人口自然增长率", "控制房价上涨", "婴儿死亡率")]
    [True, True, False]
    """
    plain = plainly(name).strip()
    return bool(re.search(rf"{_NAMED_FALL}|{_NAMED_RISE}", plain, re.IGNORECASE))


def names_a_growth_rate(name: str) -> bool:
    """Say whether a name is that of a rate of growth, which may rise and fall itself.

    >>> [names_a_growth_rate(n) for n in ("人口自然增长率(‰)", "Growth rate of GDP", "GDP增长")]
    [True, True, False]
    """
    return bool(re.search(_GROWTH_RATE, plainly(name).strip(), re.IGNORECASE))


def names_a_balance(name: str) -> bool:
    """Say whether a name is that of a balance, which may lie below zero.

    >>> [names_a_balance(n) for n in ("财政结余", "Net migration", "参保人数")]
    [True, True, False]
    """
    return bool(re.search(_BALANCE, plainly(name), re.IGNORECASE))


def way_of_name(name: Name) -> int:
    """Return what a name says in any of its languages, 0 where they contradict each other."""
    said = {way_of_text(text) for text in name.everywhere()} - {0}
    return said.pop() if len(said) == 1 else 0
