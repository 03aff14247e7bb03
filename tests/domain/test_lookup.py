"""Finding a plan's items by code, id or any unique part of a name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.domain.errors import AmbiguousName, UnknownName
from sbtrack.domain.lookup import code_of, find, find_tracked, name_of
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone, NoBaseline, Plan, Region, Task, Unit
from sbtrack.domain.targets import AtLeast
from sbtrack.domain.terms import Constraint, Group
from sbtrack.locale.words import Words

END = Period.of_year(2015)
TARGET = AtLeast(by=END, value=Decimal(1))


def an_indicator(code: str, id: str, chinese: str, english: str) -> Indicator:
    return Indicator(
        code,
        id,
        Name(chinese, (("en", english),)),
        Group.HEADLINE,
        Constraint.BINDING,
        "万人",
        NoBaseline(),
        TARGET,
    )


INDICATORS = (
    an_indicator("1", "employee-pension", "职工基本养老保险参保人数", "Employees with a pension"),
    an_indicator("3", "medical-coverage", "基本医疗保险参保率", "Medical coverage"),
    an_indicator("4", "work-injury", "工伤保险参保人数", "Insured against work injury"),
    an_indicator("5", "unemployment", "失业保险参保人数", "Insured against unemployment"),
    an_indicator("T7", "inpatient-ratio", "住院费用支付比例(职工医保)", "Inpatient costs paid"),
)
MILESTONES = (
    Milestone("M1", "injury-policies", Name("制定工伤预防政策"), END),
    Milestone("M2", "bureau-report", Name("报送年度报告"), END),
)
UNITS = (
    Unit("hrss", Name("市人力资源和社会保障局"), Name("市人社局", (("en", "HRSS"),))),
    Unit("finance", Name("市财政局")),
)
PLAN = Plan(
    "p",
    Name("规划"),
    "zh",
    Region("r", Name("市")),
    Period.of_year(2010),
    END,
    units=UNITS,
    tasks=(Task("1.1", Name("完善社会保险制度"), ("hrss",)),),
    indicators=INDICATORS,
    milestones=MILESTONES,
)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("4", "work-injury"),
        ("work-injury", "work-injury"),
        ("工伤", "work-injury"),
        ("工伤保险参保人数", "work-injury"),
        (" 工伤 ", "work-injury"),
        ("INSURED AGAINST WORK", "work-injury"),
        ("work injury", "work-injury"),
        ("injury", "work-injury"),
        ("Ｔ７", "inpatient-ratio"),
        ("t7", "inpatient-ratio"),
        ("比例（职工", "inpatient-ratio"),
        ("Medical", "medical-coverage"),
    ],
)
def test_an_indicator_is_found_by_code_id_or_a_unique_part_of_its_name(text: str, id: str) -> None:
    assert find(text, PLAN.indicators).id == id


def test_an_exact_name_wins_over_being_part_of_another() -> None:
    short = an_indicator("8", "cards", "社会保障卡", "Cards")
    long = an_indicator("9", "card-holders", "社会保障卡持卡人数", "Card holders")

    assert find("社会保障卡", (long, short)) is short


def test_a_part_of_a_code_names_nothing() -> None:
    with pytest.raises(UnknownName):
        find("T", (an_indicator("T7", "x", "指标", "甲"),))


HOTLINE = an_indicator("1", "idx", "12345热线满意率", "Content with the hotline 12345")
PM = an_indicator("2", "pm-mean", "PM2.5平均浓度", "Mean PM2.5")
GDP = an_indicator("3", "gdp-energy", "单位GDP能耗", "Energy per unit of GDP")
AREA = an_indicator("T3", "area", "绿地M8区", "Green M8 land")
NAMED_LIKE_CODES = (HOTLINE, PM, GDP, AREA)


@pytest.mark.parametrize(
    "typed",
    ["4", "12", "12345", "１２", "2.5", "5", "M8", "m8", "t8", "T12", "g", "x", "率", "gd-"],
)
def test_a_code_that_is_none_is_no_part_of_another_items_name_or_id(typed: str) -> None:
    plan = replace(PLAN, indicators=NAMED_LIKE_CODES, milestones=())
    with pytest.raises(UnknownName) as raised:
        find(typed, NAMED_LIKE_CODES)
    assert f"Nothing in the plan is called “{typed}”" in Words("en").say(raised.value.message)
    with pytest.raises(UnknownName):
        find_tracked(typed, plan)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12345热", HOTLINE),
        ("PM2.5", PM),  # no code of the plan begins with PM
        ("GD", GDP),
        ("idx", HOTLINE),
        ("pm-", PM),
        ("gdp-e", GDP),
        ("area", AREA),
        ("are", AREA),
    ],
)
def test_a_part_of_a_name_and_the_beginning_of_an_id_still_find(
    typed: str, meant: Indicator
) -> None:
    assert find(typed, NAMED_LIKE_CODES) is meant


@pytest.mark.parametrize("typed", ["ar", "rea", "dp-energy", "energy-"])
def test_an_id_is_found_by_three_characters_of_its_beginning_only(typed: str) -> None:
    with pytest.raises(UnknownName):
        find(typed, (an_indicator("1", "area", "绿地", "Green"), GDP))


def test_several_letters_before_a_number_are_a_code_where_the_plan_has_such_codes() -> None:
    gas = an_indicator("1", "gas", "CO2排放量", "Gas")
    assert find("CO2", (gas,)) is gas
    with pytest.raises(UnknownName):
        find("CO2", (gas, an_indicator("CO1", "other", "其他", "Other")))


def test_the_beginning_of_two_ids_lists_both() -> None:
    two = (an_indicator("1", "water-use", "用水", "Use"), an_indicator("2", "water-x", "水", "X"))
    with pytest.raises(AmbiguousName):
        find("water", two)


def test_what_looked_like_a_code_suggests_the_names_that_have_it() -> None:
    with pytest.raises(UnknownName) as raised:
        find("12345", NAMED_LIKE_CODES)
    assert "did you mean 1 Content with the hotline" in Words("en").say(raised.value.message)


def test_units_tasks_and_milestones_keep_to_codes_as_well() -> None:
    milestones = (
        Milestone("M1", "area", Name("建成M8线"), END),
        Milestone("M2", "x9", Name("M8"), END),
    )
    assert find("M8", milestones) is milestones[1]  # its whole name
    with pytest.raises(UnknownName):
        find("M8", milestones[:1])
    with pytest.raises(UnknownName):
        find("12", (Unit("u", Name("12345热线中心")),))
    with pytest.raises(UnknownName):
        find("5", (Task("1.1", Name("发展5G"), ("u",)),))


def test_an_ambiguous_name_lists_the_candidates() -> None:
    with pytest.raises(AmbiguousName) as raised:
        find("参保人数", PLAN.indicators)

    assert Words("zh").value(raised.value.message.arguments["candidates"]) == (
        "1 职工基本养老保险参保人数、4 工伤保险参保人数、5 失业保险参保人数"
    )
    assert Words("en").say(raised.value.message) == (
        "“参保人数” could be: 1 Employees with a pension, 4 Insured against work injury, "
        "5 Insured against unemployment. Type the code or more of the name."
    )


def test_of_many_candidates_it_lists_eight_and_counts_the_rest() -> None:
    many = tuple(an_indicator(f"{n}", f"i{n}", f"指标{n}", f"No {n}") for n in range(1, 12))

    with pytest.raises(AmbiguousName) as raised:
        find("指标", many)

    said = Words("en").say(raised.value.message)
    assert "8 No 8, and 3 more. Type the code" in said
    assert "No 9" not in said


@pytest.mark.parametrize(
    ("count", "end"), [(8, "8 No 8. Type the code"), (9, "8 No 8, and 1 more. Type the code")]
)
def test_all_of_eight_candidates_are_listed(count: int, end: str) -> None:
    some = tuple(an_indicator(f"{n}", f"i{n}", f"指标{n}", f"No {n}") for n in range(1, count + 1))

    with pytest.raises(AmbiguousName) as raised:
        find("指标", some)

    assert end in Words("en").say(raised.value.message)


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName) as raised:
        find("unemploymnet", PLAN.indicators)

    said = Words("en").say(raised.value.message)
    assert said.startswith("Nothing in the plan is called “unemploymnet”; did you mean 5 Insured")


@pytest.mark.parametrize(
    ("text", "near"),
    [("abcxx", True), ("abcxxx", False)],  # 2 x 3 of 10 letters are in common, and of 11
)
def test_what_is_three_fifths_alike_is_near(text: str, near: bool) -> None:
    with pytest.raises(UnknownName) as raised:
        find(text, (an_indicator("1", "0", "2", "abcde"),))

    assert ("did you mean 1 " in Words("en").say(raised.value.message)) is near


@pytest.mark.parametrize("text", ["", "  ", "%", "完全无关的词语"])
def test_a_name_near_to_nothing_says_where_the_names_are(text: str) -> None:
    with pytest.raises(UnknownName) as raised:
        find(text, PLAN.indicators)

    assert "see `sbtrack plan show`" in Words("en").say(raised.value.message)


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("工伤险", "4 工伤保险参保人数"),
        ("医疗率", "3 基本医疗保险参保率"),
        ("职工养老", "1 职工基本养老保险参保人数"),
        ("保人险", None),
        ("injury insured", None),
        ("insured injury", "4 工伤保险参保人数"),
        ("险", None),
    ],
)
def test_a_short_form_is_suggested_and_never_taken(text: str, suggested: str | None) -> None:
    with pytest.raises((UnknownName, AmbiguousName)) as raised:
        find(text, PLAN.indicators)

    said = Words("zh").say(raised.value.message)
    assert (f"规划中没有“{text}”；是否指：{suggested}？" == said) is (suggested is not None)


def test_of_many_short_forms_the_closest_three_are_suggested() -> None:
    names = ("甲一二三乙", "甲一二乙", "甲一乙", "甲一二三四乙")
    many = [an_indicator(f"{n}", f"i{n}", name, "x") for n, name in enumerate(names)]

    with pytest.raises(UnknownName) as raised:
        find("甲乙", many)

    assert "2 甲一乙、1 甲一二乙、0 甲一二三乙？" in Words("zh").say(raised.value.message)


def test_an_unknown_task_or_unit_is_told_which_command_lists_them() -> None:
    with pytest.raises(UnknownName) as no_task:
        find("99", PLAN.tasks)
    with pytest.raises(UnknownName) as no_unit:
        find("99", UNITS)

    assert "see `sbtrack task list` for" in Words("en").say(no_task.value.message)
    assert "see `sbtrack unit list` for" in Words("en").say(no_unit.value.message)


@given(st.text(alphabet="工伤保险失业生育 abc4TM", max_size=6))
def test_any_name_is_found_or_refused_in_words(text: str) -> None:
    try:
        find_tracked(text, PLAN)
    except (UnknownName, AmbiguousName) as error:
        Words("zh").say(error.message)


def test_milestones_are_found_beside_indicators() -> None:
    assert find_tracked("M2", PLAN) is MILESTONES[1]
    assert find_tracked("年度报告", PLAN) is MILESTONES[1]
    assert find_tracked("失业", PLAN) is INDICATORS[3]


def test_of_several_indicators_it_means_the_one_whose_name_begins_with_it() -> None:
    whole = an_indicator(
        "T16", "former-cases", "老工伤人员纳入统筹", "Earlier cases of work injury"
    )
    plan = replace(PLAN, indicators=(*INDICATORS, whole))
    assert find_tracked("工伤", plan) is INDICATORS[2]
    assert find_tracked("work-injury", plan) is INDICATORS[2]
    assert find_tracked("老工伤", plan) is whole
    with pytest.raises(AmbiguousName):
        find_tracked("injury", plan)  # within two names, at the beginning of none


def test_no_milestone_is_taken_for_its_beginning() -> None:
    """A report says no figure that would look wrong in the other milestone."""
    other = Milestone("M3", "centres", Name("工伤预防中心"), END)
    plan = replace(PLAN, milestones=(*MILESTONES, other))
    with pytest.raises(AmbiguousName):
        find_tracked("工伤预防", plan, milestone=True)


def test_units_are_found_by_their_short_name_too() -> None:
    assert find("人社局", UNITS).id == "hrss"
    assert find("hrss", UNITS).id == "hrss"
    assert find("财政", UNITS).id == "finance"


def test_every_item_has_a_code_to_type_and_a_name() -> None:
    items = (INDICATORS[0], MILESTONES[0], UNITS[0], PLAN.tasks[0])

    assert [code_of(item) for item in items] == ["1", "M1", "hrss", "1.1"]
    assert [name_of(item).text for item in items] == [
        "职工基本养老保险参保人数",
        "制定工伤预防政策",
        "市人力资源和社会保障局",
        "完善社会保险制度",
    ]


def test_a_footnote_mark_behind_a_code_or_name_finds_no_other_item() -> None:
    tracked = (
        an_indicator("1", "one", "人口", "Population"),
        an_indicator("11", "eleven", "人口1", "Population 1"),
    )
    for typed in ("1①", "1¹", "1₁", "人口①", "人口¹", "①①", "1１①"):
        with pytest.raises(UnknownName):
            find(typed, tracked)
    assert find("１１", tracked).id == "eleven"


def test_a_name_with_small_figures_is_found_in_full_size_and_as_it_is() -> None:
    gas = an_indicator("1", "gas", "CO₂排放量", "CO₂ emitted")
    waste = an_indicator("2", "waste", "人均绿地(m²)①", "Green space")

    for typed in ("CO2排放", "CO₂排放", "co2", "CO2排放量"):
        assert find(typed, (gas, waste)) is gas
    for typed in ("(m2)", "m²", "绿地(m²)①"):
        assert find(typed, (gas, waste)) is waste
