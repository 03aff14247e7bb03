"""The words that a plan prints by a figure, against the kind, bound and sign of the target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_text import reading

from sbtrack.domain.diagnostic import Diagnostic
from sbtrack.locale.words import Words
from sbtrack.planfile.checks.phrases import phrases_on

RULE = "kind-differs-from-print"


def findings(
    unit: str, baseline: str, target: str, printed: str, name: str = "People insured"
) -> list[Diagnostic]:
    """Return what the rule finds where a target has these words."""
    found = reading(
        ("name: People insured", f'name: "{name}"'),
        ("unit_of_measure: people", f'unit_of_measure: "{unit}"'),
        ("baseline: 50", f"baseline: {baseline}"),
        ("{kind: at_least, value: 70}", f'{{{target}, as_printed: "{printed}"}}'),
    )
    assert found.errors == ()
    return [d for d in found.diagnostics if d.rule == RULE]


NONE = "{unavailable: not printed}"
CUT = "kind: cumulative_change, change: 16"
GROWTH = "kind: annual_growth, rate: 10"
FLOOR, CEILING = "kind: at_least, value: 75", "kind: at_most, value: 75"

UNEMPLOYED = "kind: at_least, value: 5.5"
EACH_50 = "kind: every_period, bound: at_least, value: 50"
SOFT = "Write `kind: at_most`; where less is a miss as well, `kind: about`, with a `tolerance`."
NEAR = (
    "Write `kind: about`, with a `tolerance`; where only one side is a miss, let `value` be where "
    "the miss begins."
)
TOTAL_LEVEL = (
    "Write `kind: at_least` or `at_most`, and record the total so far; or check the words."
)

#: Unit of measure, baseline, target, what is printed, and the remedy.
CONTRADICTIONS = [
    # A fall without its sign, and the other way round.
    ("吨", "100", CUT, "单位能耗五年累计降低16%", "Write a minus sign: `change: -16`."),
    ("吨", "100", CUT, "单位能耗下降了16%以上", "Write a minus sign: `change: -16`."),
    ("吨", "100", CUT, "减少不低于16%", "Write a minus sign: `change: -16`."),
    ("吨", "100", CUT, "降幅达到百分之16", "Write a minus sign: `change: -16`."),
    ("吨", "100", CUT, "到2015年，能耗比2010年实现16%的降幅", "Write a minus sign: `change: -16`."),
    (
        "t",
        "100",
        CUT,
        "cut emissions by at least 16%",
        "Write a minus sign: `change: -16`.",
    ),
    ("t", "100", CUT, "a 16% reduction", "Write a minus sign: `change: -16`."),
    ("t", "100", CUT, "a fall in energy use of 16%", "Write a minus sign: `change: -16`."),
    ("人", "100", "kind: annual_growth, rate: 3", "年均减少3%", "Write a minus sign: `rate: -3`."),
    (
        "%",
        NONE,
        "kind: annual_growth, rate: 3, basis: rates",
        "年均下降3%",
        "Write a minus sign: `rate: -3`.",
    ),
    (
        "人",
        "100",
        "kind: annual_growth, rate: -10",
        "年均增长10%",
        "Delete the minus sign: `rate: 10`.",
    ),
    (
        "people",
        "100",
        "kind: cumulative_change, change: -10",
        "grow by 10%",
        "Delete the minus sign: `change: 10`.",
    ),
    # A ceiling entered as a floor, and the other way round.
    ("%", "4.3", "kind: at_least, value: 4.6", "控制在4.6%以内", "Write `kind: at_most`."),
    ("%", "4.3", "kind: at_least, value: 4.6", "登记失业率不得超过4.6%", "Write `kind: at_most`."),
    ("%", NONE, "kind: at_least, value: 4.6", "控制在4.6%", "Write `kind: at_most`."),
    ("%", NONE, FLOOR, "低于75%", "Write `kind: at_most`."),
    ("%", NONE, FLOOR, "75%及以下", "Write `kind: at_most`."),
    ("万人", NONE, FLOOR, "总人口不突破75万人", "Write `kind: at_most`."),
    ("%", NONE, FLOOR, "not to exceed 75%", "Write `kind: at_most`."),
    ("%", NONE, FLOOR, "no more than 75 per cent", "Write `kind: at_most`."),
    ("people", NONE, FLOOR, "75 people or fewer", "Write `kind: at_most`."),
    ("%", "80", CEILING, "达到75%以上", "Write `kind: at_least`."),
    ("%", NONE, CEILING, "不少于75%", "Write `kind: at_least`."),
    ("万人", NONE, CEILING, "突破75万人", "Write `kind: at_least`."),
    ("%", NONE, CEILING, "at least 75%", "Write `kind: at_least`."),
    ("%", NONE, CEILING, "never below 75%", "Write `kind: at_least`."),
    (
        "%",
        NONE,
        "kind: every_period, bound: at_least, value: 3",
        "始终控制在3%以内",
        "Write `bound: at_most`.",
    ),
    (
        "万人",
        NONE,
        "kind: every_period, bound: at_most, value: 4",
        "每年新增4万人以上",
        "Write `bound: at_least`.",
    ),
    # Signs, as tables print them.
    ("%", NONE, UNEMPLOYED, "<5.5", "Write `kind: at_most`."),
    ("%", NONE, UNEMPLOYED, "＜5.5", "Write `kind: at_most`."),
    ("%", NONE, UNEMPLOYED, "≤5.5%", "Write `kind: at_most`."),
    ("%", NONE, UNEMPLOYED, "≦ 5.5%", "Write `kind: at_most`."),
    ("%", NONE, UNEMPLOYED, "<=5.5%", "Write `kind: at_most`."),
    ("%", NONE, UNEMPLOYED, "≯5.5%", "Write `kind: at_most`."),
    ("%", NONE, UNEMPLOYED, "Unemployment ≤ 5.5%", "Write `kind: at_most`."),
    ("%", NONE, "kind: at_most, value: 50", "≥50%", "Write `kind: at_least`."),
    ("%", NONE, "kind: at_most, value: 50", ">50%", "Write `kind: at_least`."),
    ("%", NONE, "kind: at_most, value: 50", ">=50%", "Write `kind: at_least`."),
    ("%", NONE, "kind: at_most, value: 6.5", ">6.5", "Write `kind: at_least`."),
    ("%", "60", "kind: about, value: 75, tolerance: 2", "≥75", "Write `kind: at_least`."),
    (
        "%",
        NONE,
        "kind: every_period, bound: at_least, value: 3",
        "＜3",
        "Write `bound: at_most`.",
    ),
    # Where the way leads.
    ("%", NONE, "kind: at_least, value: 4.1", "下降到4.1%", "Write `kind: at_most`."),
    (
        "days",
        NONE,
        "kind: at_least, value: 30",
        "reduce the wait to 30 days",
        "Write `kind: at_most`.",
    ),
    ("%", NONE, CEILING, "参保率提高到75%", "Write `kind: at_least`."),
    ("%", NONE, CEILING, "raise the share to 75%", "Write `kind: at_least`."),
    # Near a value.
    ("%", "60", FLOOR, "达到75%左右", NEAR),
    ("%", "80", CEILING, "75%左右", NEAR),
    ("%", "60", FLOOR, "75±2%", NEAR),
    ("%", "60", FLOOR, "≈75%", NEAR),
    ("%", "3", "kind: at_least, value: 4", "控制在4%左右", SOFT),
    ("%", "3", "kind: at_least, value: 4", "limit the deficit to about 4%", SOFT),
    (
        "%",
        NONE,
        "kind: every_period, bound: at_least, value: 4",
        "始终控制在4%左右",
        SOFT.replace("kind: at_most", "bound: at_most"),
    ),
    ("%", "60", FLOOR, "约75%", NEAR),
    ("%", "60", FLOOR, "around 75%", NEAR),
    ("%", "60", "kind: about, value: 75, tolerance: 2", "75%以上", "Write `kind: at_least`."),
    ("%", "90", "kind: about, value: 75, tolerance: 2", "不高于75%", "Write `kind: at_most`."),
    # The bound of growth, which of a fall counts its size.
    ("人", "100", GROWTH, "年均增长控制在10%以内", "Write `bound: at_most`."),
    ("人", "100", f"{GROWTH}, bound: at_most", "年均增长10%以上", "Write `bound: at_least`."),
    (
        "吨",
        "100",
        "kind: cumulative_change, change: -16, bound: at_least",
        "累计降低16%以上",
        "Write `bound: at_most`.",
    ),
    (
        "吨",
        "100",
        "kind: cumulative_change, change: -16, bound: at_least",
        "累计降低16%",
        "Write `bound: at_most`.",
    ),
    (
        "吨",
        "100",
        "kind: cumulative_change, change: -16",
        "降幅不超过16%",
        "Write `bound: at_least`.",
    ),
    (
        "元",
        "100",
        "kind: annual_growth, rate: 7, bound: at_most",
        ">7",
        "Write `bound: at_least`.",
    ),
    # Over which time.
    (
        "元",
        "100",
        "kind: cumulative_change, change: 10",
        "年均增长10%",
        "Write `kind: annual_growth` and `rate: 10`.",
    ),
    (
        "dollars",
        "100",
        "kind: cumulative_change, change: 3.5",
        "3.5% a year",
        "Write `kind: annual_growth` and `rate: 3.5`.",
    ),
    (
        "dollars",
        "100",
        "kind: cumulative_change, change: 3.5",
        "annual growth of 3.5%",
        "Write `kind: annual_growth` and `rate: 3.5`.",
    ),
    (
        "元",
        "100",
        "kind: annual_growth, rate: 60",
        "五年累计增长60%",
        "Write `kind: cumulative_change` and `change: 60`.",
    ),
    (
        "dollars",
        "100",
        "kind: annual_growth, rate: 60",
        "grow by 60% over five years",
        "Write `kind: cumulative_change` and `change: 60`.",
    ),
    (
        "%",
        "5",
        "kind: at_least, value: 7",
        "居民收入年均增长7%",
        "Write `kind: annual_growth` and `rate`, with `basis: rates` if yearly rates are recorded.",
    ),
    (
        "%",
        NONE,
        "kind: every_period, bound: at_least, value: 7",
        "年均增长7%以上",
        "Write `kind: annual_growth` and `rate`, with `basis: rates` if yearly rates are recorded.",
    ),
    (
        "万人",
        NONE,
        "kind: every_period, bound: at_least, value: 4",
        "五年累计新增4万人",
        "Write `kind: at_least` or `at_most`, and record the total so far; or check the words.",
    ),
    (
        "flats",
        NONE,
        "kind: every_period, bound: at_least, value: 400",
        "400 flats in total",
        TOTAL_LEVEL,
    ),
    ("万人", NONE, EACH_50, "“十四五”期间新增就业50万人", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "“十四五”期间，城镇新增就业50万人以上", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "五年新增就业50万人", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "五年累计新增50万人以上", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "五年累计新增50万人左右", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "累计50万人", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "〔50〕", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "[≥50万人]", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "【50】", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "50（累计）", TOTAL_LEVEL),
    ("万人", NONE, EACH_50, "“十四五”时期，新增就业50万人", TOTAL_LEVEL),
    (
        "吨",
        "100",
        "kind: annual_growth, rate: -13.5",
        "〔13.5〕",
        "Write `kind: cumulative_change` and `change: -13.5`.",
    ),
]


@pytest.mark.parametrize(("unit", "baseline", "target", "printed", "remedy"), CONTRADICTIONS)
def test_words_that_ask_for_something_else_are_told_with_a_remedy(
    unit: str, baseline: str, target: str, printed: str, remedy: str
) -> None:
    (found,) = findings(unit, baseline, target, printed)
    assert Words("en").say(found.remedy) == remedy


EACH_FLOOR = "kind: every_period, bound: at_least, value: 4"
FALL = "kind: cumulative_change, change: -16"

#: Unit of measure, baseline, target, and printed words that ask for just that, or for nothing.
AGREEMENTS = [
    # What each kind is printed as.
    ("万人", "50.25", "kind: at_least, value: 70.5", "70.5万人"),
    ("%", "60", FLOOR, "支付比例提高到75%以上"),
    ("%", "60", FLOOR, "到2015年达到75%"),
    ("%", "5", "kind: at_most, value: 4.1", "失业率降低到4.1%以下"),
    ("%", "5", "kind: at_most, value: 4.1", "下降至4.1%"),
    ("%", "5", "kind: at_most, value: 4.1", "由5%下降到4.1%"),
    ("%", "31.4", "kind: at_most, value: 20", "reduce losses to below 20%"),
    ("%", "31.4", "kind: at_most, value: 20", "limit the increase to 20%"),
    ("%", "60", "kind: about, value: 75, tolerance: 2", "控制在75%左右"),
    ("%", "60", "kind: about, value: 75, tolerance: 2", "about 75%"),
    ("元/月", "1304", GROWTH, "年均增长10%以上"),
    ("元/月", "1304", GROWTH, "年均增长10%左右"),
    ("dollars", "840", "kind: annual_growth, rate: 3.5", "3.5% a year"),
    ("吨", "100", FALL, "五年累计降低16%以上"),
    ("吨", "100", FALL, "cut emissions by 16% over five years"),
    ("吨", "100", "kind: cumulative_change, change: -16, bound: at_least", "降幅控制在16%以内"),
    ("吨", "100", "kind: cumulative_change, change: 15, bound: at_most", "增幅不超过15%"),
    ("万人", NONE, EACH_FLOOR, "每年新增4万人以上"),
    ("万人", NONE, EACH_FLOOR, "年均新增4万人"),
    ("%", NONE, "kind: every_period, bound: at_most, value: 3", "始终控制在3%以内"),
    # The same signs in other words.
    ("μg", "50", "kind: at_most, value: 35", "PM2.5年均浓度达到35μg"),
    ("μg", "50", "kind: cumulative_change, change: -16", "PM2.5年均浓度下降16%"),
    ("元", "100", "kind: cumulative_change, change: 60", "职工年平均工资增长60%"),
    ("个月", NONE, "kind: every_period, bound: at_least, value: 6", "规划期内累计结余不低于6个月"),
    ("万人", NONE, EACH_FLOOR, "每年累计新增4万人"),
    ("%", NONE, FLOOR, "节约75%"),
    ("毫米", "100", CUT, "降水量增加16%"),
    ("元", "100", GROWTH, "工资不断增长10%"),
    ("吨", "100", FALL, "负增长16%"),
    ("people", NONE, "kind: at_least, value: 5", "children under 5 years who are insured"),
    ("%", NONE, FLOOR, "within five years reach 75%"),
    ("homes", "400", "kind: at_most, value: 75", "over five years, 75 homes"),
    ("people", NONE, FLOOR, "bring the number up to 75 people"),
    # A soft ceiling: a deficit of 1% must not be missed.
    ("%", "3", "kind: at_most, value: 2", "控制在2%左右"),
    ("%", "3", "kind: at_most, value: 2", "限制在约2%"),
    ("%", "3", "kind: at_most, value: 2", "limit the deficit to about 2%"),
    ("%", NONE, "kind: every_period, bound: at_most, value: 2", "控制在2%左右"),
    # Signs that agree, arrows, and both limits at once.
    ("%", NONE, UNEMPLOYED, ">5.5"),
    ("%", NONE, UNEMPLOYED, "≥5.5%"),
    ("%", NONE, UNEMPLOYED, "4.3->5.5%"),
    ("%", NONE, UNEMPLOYED, "4.3=>5.5%"),
    ("%", NONE, "kind: at_most, value: 5.5", "6.3->5.5%"),
    ("%", NONE, "kind: at_most, value: 5.5", "<5.5"),
    ("%", NONE, "kind: at_least, value: 3", "3≤x≤5"),
    ("%", NONE, "kind: at_most, value: 5", "3≤x≤5"),
    ("%", "60", "kind: about, value: 75, tolerance: 2", "75±2%"),
    ("%", "60", "kind: about, value: 75, tolerance: 2", "75+/-2%"),
    ("吨", "100", "kind: cumulative_change, change: -16", "≥16"),
    # A total, of a target that is one; and of each year, though 期间 stands there.
    ("万人", NONE, "kind: at_least, value: 50", "〔50〕"),
    ("万人", NONE, "kind: at_least, value: 50", "“十四五”期间新增就业50万人"),
    ("吨", "100", FALL, "〔16〕"),
    ("万人", NONE, EACH_50, "“十四五”期间每年新增就业50万人"),
    ("万人", NONE, EACH_50, "“十四五”期间，城镇年新增就业50万人"),
    ("%", NONE, EACH_50, "“十四五”期间新增就业人员参保率50%"),
    # Words about another figure of the same sentence.
    ("万人", NONE, EACH_FLOOR, "五年累计新增20万人，每年新增4万人"),
    ("%", "60", FLOOR, "3年以内达到75%"),
    ("%", "60", FLOOR, "失业率控制在4.6%以内，参保率达到75%"),
    ("%", "60", FLOOR, "参保率达到75%；单位能耗降低16%"),
    ("元", "100", CUT, "成本下降5%、收入提高16%"),
    ("%", "60", "kind: at_least, value: 60", "60平方米以下住房占比达到60%"),
    ("%", "50", "kind: at_least, value: 60", "60岁以下参保率60%"),
    # The size of a fall or a rise, where the target is a level.
    ("人", "40", "kind: at_most, value: 20", "减少20人以上"),
    ("%", NONE, "kind: at_least, value: 16", "降低16%"),
    ("%", "70", "kind: at_least, value: 75", "提高不超过5个百分点"),
    # Ranges, and both limits at once.
    ("%", NONE, "kind: at_least, value: 3", "控制在3%-5%之间"),
    ("%", NONE, "kind: at_most, value: 5", "控制在3%至5%之间"),
    ("%", NONE, FLOOR, "不低于75%以下"),
    # No number in the words, or another one.
    ("%", "64", "kind: coverage", "every village"),
    ("deaths", "60", "kind: cumulative_change, change: -50", "halve the deaths"),
    ("元", "1362", "kind: undetermined, text: 稳定增长", "不超过经济增速"),
    ("万元", NONE, "kind: at_least, value: 10", "职工年平均工资的6倍以内"),
]


@pytest.mark.parametrize(("unit", "baseline", "target", "printed"), AGREEMENTS)
def test_words_that_agree_or_are_about_something_else_are_left_alone(
    unit: str, baseline: str, target: str, printed: str
) -> None:
    assert findings(unit, baseline, target, printed) == []


#: Change, name, what is printed, and the remedy, none where they agree.
NAMED = [
    ("13.5", "单位GDP能耗降低", "〔13.5〕", "Write a minus sign: `change: -13.5`."),
    ("13.5", "单位GDP能源消耗降低（%）", "[13.5]", "Write a minus sign: `change: -13.5`."),
    ("13.5", "二氧化碳排放下降率", "13.5", "Write a minus sign: `change: -13.5`."),
    ("13.5", "降低单位GDP能耗", "≥13.5%", "Write a minus sign: `change: -13.5`."),
    ("13.5", "Energy intensity reduction (%)", "<13.5>", "Write a minus sign: `change: -13.5`."),
    ("13.5", "Reduction in energy intensity", "13.5%", "Write a minus sign: `change: -13.5`."),
    ("-13.5", "居民收入增长", "13.5", "Delete the minus sign: `change: 13.5`."),
    ("-13.5", "Growth of incomes", "13.5", "Delete the minus sign: `change: 13.5`."),
    ("-13.5", "单位GDP能耗降低", "〔13.5〕", None),
    ("-13.5", "居民收入增长", "-13.5", None),
    ("-13.5", "控制人口增长", "13.5", None),
    ("13.5", "居民收入增长", "〔13.5〕", None),
    ("13.5", "单位GDP能耗降低", "增长13.5%", None),
    ("13.5", "待遇水平不降低", "13.5", None),
    ("13.5", "降低成本投入", "13.5", None),
    ("13.5", "Spending on poverty reduction", "13.5", None),
]


@pytest.mark.parametrize(("change", "name", "printed", "remedy"), NAMED)
def test_a_name_says_which_way_counts_where_the_table_prints_no_word(
    change: str, name: str, printed: str, remedy: str | None
) -> None:
    target = f"kind: cumulative_change, change: {change}"
    found = findings("吨", "100", target, printed, name)
    assert [Words("en").say(d.remedy) for d in found] == ([remedy] if remedy else [])


def test_a_finding_that_rests_on_the_name_says_so() -> None:
    target = "kind: cumulative_change, change: 13.5"
    (found,) = findings("吨", "100", target, "〔13.5〕", "单位能耗降低")
    assert "“单位能耗降低 〔13.5〕”, a fall" in Words("en").say(found.problem)


def test_a_sign_and_a_span_that_are_both_wrong_are_both_told() -> None:
    found = findings("吨", "100", "kind: annual_growth, rate: 16", "五年累计降低16%")
    assert [Words("en").say(d.remedy) for d in found] == [
        "Write `kind: cumulative_change` and `change: -16`.",
        "Write a minus sign: `rate: -16`.",
    ]


def test_the_finding_stands_at_the_key_that_is_wrong() -> None:
    found = reading(
        ("baseline: 50", "baseline: 100"),
        (
            "{kind: at_least, value: 70}",
            "{kind: cumulative_change, change: 16, as_printed: down by 16%}",
        ),
    )
    (only,) = found.diagnostics
    assert (only.line, only.column) == (18, 47)
    assert found.plan is not None


_PIECES = [
    "年均",
    "累计",
    "降低",
    "不",
    "超过",
    "控制在",
    "75",
    "7.5",
    "%",
    "万人",
    "以上",
    "〔",
    "〕",
    "[",
    "<",
    "期间新增",
    ",",
    "，",
]
_TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@given(_TEXTS, st.sampled_from(["%", "万人", "元/月", "", "thousand homes"]))
def test_whatever_is_printed_is_read_without_a_fault(printed: str, unit: str) -> None:
    for phrase in phrases_on(Decimal(75), printed, unit, printed):
        assert phrase.clause
