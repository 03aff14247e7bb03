"""Words by which plans say what a figure is, in Chinese and English, as patterns.

Those that stand in front of the figure end where it begins; those behind it begin after its unit.
"""

from __future__ import annotations

import re

from sbtrack.domain import moves
from sbtrack.domain.quantity import MAX_DIGITS


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


NUMBER = _pattern(rf"[0-9][0-9,]{{0,{MAX_DIGITS}}}(?:\.[0-9]{{1,{MAX_DIGITS}}})?")
HUNDREDTHS = _pattern(rf"百分之([0-9]{{1,3}}(?:\.[0-9]{{1,{MAX_DIGITS}}})?)")
#: 〔13.5〕 in the tables of plans: a total of all years. Some print another bracket.
BRACKETED = _pattern(
    rf"[\[【<〈](\s{{0,4}}[-−≤≥]?\s{{0,4}}{NUMBER.pattern}[^0-9\[\]【】<>〈〉]{{0,10}})[\]】>〉]"
)
TOTAL_MARK = _pattern(r"[\[【<〈(〔]\s*(?:五年)?累计[数值]?\s*[\]】>〉)〕]")
FIVE_YEARS = _pattern(r"[“\"](十[一二三四五六七八九]?五)[”\"]")
#: Where a clause ends: not at the separators and points within a number, nor after 规划期间.
BREAK = _pattern(
    r"[;:。、!?()\[\]《》“”\"\n]|\.\.\.|(?<!期[间内])(?<!时期)"
    r",(?![0-9]{3}(?![0-9]))|\.(?![0-9])"
)
YEAR = _pattern(r"[0-9]{4}年[底末初前]?|\b(?:by|in|from|since|until|before|on) (?:19|20)[0-9]{2}\b")
RANGE = _pattern(r"\s*(?:[-–—~]|至|到|to|and)\s*[0-9]?$")  # 3%-5%: the next number follows
PERCENT = ("%", "percent", "per cent")
#: What may follow a number whose unit is left out.
GOES_ON = _pattern(
    r"[及或]?(?:以[上下内]|之内|左右|上下|的)|(?:or|and|by|in|of|a|per|each|every|over|on|at|until)\b"
)

_NOT = "(?P<denied>[不未勿](?:得|能|应|可|宜|会|许|再)?)?"
COMPARED_ZH = _pattern(rf"{_NOT}(?:(?P<above>超过|超出|高于|多于|大于|突破)|低于|少于|小于)\s*$")
COMPARED_EN = _pattern(
    r"(?:\b(?P<denied>no|not|never)\b[^,;]{0,30})?"
    r"\b(?:(?P<above>(?:more|greater|higher) than|above|over|exceed(?:s|ing)?|beyond)"
    r"|(?:less|fewer|lower) than|below|under)\s+$"
)
FLOORS = (
    _pattern(r"(?:至少|最少|起码|下限[为是]?)\s*$"),
    _pattern(r"\b(?:at least|minimum of)\s+$"),
    _pattern(r"(?:(?<![-–—~=>])>=?|[≥≧⩾≮])\s*$"),  # but an arrow, as in 4.3->5.5, is none
)
CEILINGS = (
    _pattern(r"(?:至多|最多|上限[为是]?)\s*$"),
    _pattern(r"\b(?:at (?:the )?most|within|maximum of)\s+$"),
    _pattern(r"(?:(?<!<)<=?|[≤≦⩽≯])\s*$"),
)
HELD = _pattern(
    r"(?:控制|限制)(?:在|到|至)\s*(?:大约|大概|大致|约)?\s*$|"
    r"\b(?:limit|restrict|cap|contain)\w*\b[^,;0-9]{0,60}"
    r"\b(?:to|at)\s+(?:about|around|approximately|roughly)\s+$"
)
AND_ABOVE = _pattern(
    r"\s*(?:[及或]?以上|\+(?!/)|(?:(?:or|and) (?:more|above|over|higher|greater)|at least)\b)"
)
AND_BELOW = _pattern(
    r"\s*(?:[及或]?(?:以下|以内|之内)|(?:(?:or|and) (?:less|fewer|below|under|lower)|at most)\b)"
)
NEARLY = _pattern(
    r"(?:≈|大约|大概|大致|(?<![节签合契条大])约|\b(?:about|around|approximately|roughly))\s*$"
)
OR_SO = _pattern(r"\s*(?:左右|上下|±|\+/-|or so\b)")

MINUS = _pattern(r"(?:[-−负]|\bminus)\s*$")
_FELL_ZH = r"(?:降(?![水雨雪])|减少|减幅|递减|缩减|压减|削减|缩小|压缩|负增长|下滑|回落)"
_ROSE_ZH = r"(?:增长|增加|增幅|增速|新增|递增|提高|提升|上升|扩大)"
_FELL_EN = (
    r"\b(?:reduc\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?|decreas\w+|declin\w+|drop(?:s|ped|ping)?|"
    r"fall(?:s|en|ing)?|fell|shrink\w*|down)\b"
)
_ROSE_EN = (
    r"\b(?:rais\w+|increas\w+|grow(?:s|n|ing|th)?|grew|ris(?:e|es|en|ing)|rose|expand\w*|"
    r"improv\w+|up)\b"
)
_HOW_MUCH = (
    r"(?:(?:at least|at most|about|around|approximately|roughly|over|more than|less than|below|"
    r"under|no (?:less|more) than|not (?:less|more) than|another|a further|an?)\s+)*"
)
#: 至少 and 达到 say how much, 至 and 到 where to.
_NOT_TO = r"(?:(?!至(?![少多])|到|为)[^0-9]|达到){0,12}"
FALLING = _pattern(rf"{_FELL_ZH}|{_FELL_EN}")
RISING = _pattern(rf"(?<!负){_ROSE_ZH}|{_ROSE_EN}")
FALL_BY = _pattern(
    rf"{_FELL_ZH}{_NOT_TO}$|{_FELL_EN}[^,;]{{0,60}}\bby\s+{_HOW_MUCH}$|"
    rf"\b(?:reduction|cut|decrease|decline|drop|fall)\b[^,;]{{0,60}}\bof\s+{_HOW_MUCH}$|"
    rf"\bdown\s+{_HOW_MUCH}$"
)
A_FALL = _pattern(
    r"\s*(?:的(?:降幅|降低|下降|减幅|减少)|"
    r"(?:reduction|cut|decrease|decline|drop|fall|lower|less|fewer|smaller)\b)"
)
RISE_BY = _pattern(
    rf"{_ROSE_ZH}{_NOT_TO}$|{_ROSE_EN}[^,;]{{0,60}}\b(?:by|of)\s+{_HOW_MUCH}$|\bup\s+{_HOW_MUCH}$"
)
FALL_TO = _pattern(
    rf"{_FELL_ZH}低?(?:到|至(?![少多])|为)[^0-9]{{0,6}}$|"
    rf"{_FELL_EN}[^,;]{{0,60}}(?<!up )(?<!due )\bto\s+{_HOW_MUCH}$"
)
RISE_TO = _pattern(
    rf"{_ROSE_ZH}(?:到|至(?![少多])|为)\s*$|"
    rf"{_ROSE_EN}[^,;]{{0,60}}(?<!up )(?<!due )\bto\s+$"
)
CURBED = _pattern(moves.CURBED)

_CHANGE_ZH = r"(?:增|降|减|递|上升|下降|提高|提升)"
#: Right behind 年均: 年均浓度下降15% is a fall over the years of a yearly mean.
AVERAGE_ZH = _pattern(rf"年(?:平)?均(?:实际|名义|可比)?{_CHANGE_ZH}\D{{0,8}}$")
AVERAGE_EN = _pattern(
    r"(?=.*\b(?:average|mean)\b).*"
    r"\b(?:growth|grow(?:s|ing)?|increas\w*|rise|declin\w*|decreas\w*|reduc\w*|fall)\b"
)
YEARLY = _pattern(
    r"年(?:平)?均|每年|逐年|全年|当年|年度|每[月季]|"
    r"\b(?:(?:a|per|each|every) (?:year|annum)|annual(?:ly)?|yearly)\b"
)
PER_YEAR = _pattern(r"\s*(?:(?:a|per|each|every) (?:year|annum)|annually|yearly|p\.a\.)(?!\w)")
YEARLY_RATE = _pattern(
    rf"\b(?:annual|yearly)\b[^,;]{{0,40}}\b(?:growth|rate|increase|decline|reduction)\b"
    rf"[^,;]{{0,40}}\bof\s+{_HOW_MUCH}$"
)
TOTAL = _pattern(
    r"[二三四五六七八九十两0-9]年(?:间|内|来)?(?:累计|合计|总共|共)(?!结余|缴费|折旧)|"
    r"(?:期间|期内)[^0-9]{0,8}?(?:累计|合计|总共)(?!结余|缴费|折旧)|"
    r"累计(?:新)?(?:增|降|减|下降|提高|上升|完成|实现)|"
    r"\b(?:cumulative(?:ly)?|in total|altogether)\b|"
    r"\bover the (?:whole )?(?:plan|period|plan period)\b|"
    r"\bover (?:the )?(?:(?:two|three|four|five|six|seven|eight|nine|ten) years|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten)-year)\b"
)
TOTAL_OF = (
    _pattern(r"累计\s*$"),
    #: 期间新增就业50万人, but not 期间新增就业人员参保率.
    _pattern(
        r"(?:(?:期间|期内|时期)(?:(?![年月季])[^0-9]){0,12}?"
        r"|[二三四五六七八九十两0-9]年(?:间|内|来)?)"
        r"(?:新增|新建|建成|增加|减少|培训)(?:(?!率|比[例重]|[人平]均)[^0-9]){0,12}$"
    ),
)
OPENED, CLOSED = _pattern(r"〔[^〕0-9]{0,6}$"), _pattern(r"\s*〕")
MARKED = _pattern(r"\s*〔累计〕")
