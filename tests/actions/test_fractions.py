"""Fractions of what is counted one by one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sbtrack.actions.fractions import fraction_of_things
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import AtMost
from sbtrack.domain.terms import Constraint, Group
from sbtrack.domain.things import counts_things

BASE, BY = Period.of_year(2020), Period.of_year(2025)
CASES = Indicator(
    "x",
    "x",
    Name("案件", (("en", "Cases"),)),
    Group.HEADLINE,
    Constraint.BINDING,
    "件",
    NoBaseline(),
    AtMost(by=BY, value=Decimal(5)),
)


def figure(value: str, year: int = 2021, entered: str = "") -> Observation:
    return Observation("x", "r", Period.of_year(year), Decimal(value), entered=entered or value)


def asks(value: str, *others: str, entered: str = "", **changes: Any) -> bool:
    known = [figure(v, 2024 - n) for n, v in enumerate(others)]
    indicator = replace(CASES, **changes)
    return fraction_of_things(indicator, figure(value, entered=entered), known) is not None


@pytest.mark.parametrize(
    ("value", "asked"),
    [("2", False), ("2.0", False), ("0", False), ("2.5", True), ("0.1", True), ("-2.5", True)],
)
def test_only_whole_things_are_counted(value: str, asked: bool) -> None:
    assert asks(value) is asked


@pytest.mark.parametrize(
    "unit",
    [
        *("人", "个", "件", "户", "家", "起", "所", "套", "辆", "人次", "个（项）", "户(家)"),
        *("people", "Cases", "homes", "household", "families", "number of homes", "trees"),
    ],
)
def test_these_are_things(unit: str) -> None:
    assert counts_things(unit)
    assert asks("2.5", unit_of_measure=unit)


@pytest.mark.parametrize(
    "unit",
    [
        *("万人", "千户", "亿件", "thousand people", "million homes", "", "%", "‰", "元", "公里"),
        *("人/户", "件/万人", "人/平方公里", "people per household", "homes per year", "days"),
        *("个百分点", "人年", "person-years", "1,000 people", "公顷", "岁", "年"),
    ],
)
def test_these_have_halves(unit: str) -> None:
    assert not counts_things(unit)
    assert not asks("2.5", unit_of_measure=unit)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("户均人口", False),
        ("平均家庭户规模", False),
        ("每千人口床位数", False),
        ("生育率", False),
        ("Average household size", False),
        ("Beds per 1,000 people", False),
        ("全时当量研究人员", False),
        ("Persons employed", True),
        ("人口", True),
        ("每年新增就业", True),
        ("每 年新增就业人数", True),
        ("每季度培训人次", True),
        ("每两年评选单位", True),
        ("每年每千人新增床位", False),
        ("每名教师负担学生数", False),
        ("每百户拥有汽车", False),
        ("人均拥有图书", False),
        ("人口与家庭均等化试点县", True),
        ("义务教育基本均衡县数", True),
        ("日均接待人次", False),
        ("群众体育比赛场次", True),
        ("师生之比", False),
        ("师生比", False),
        ("生师比(小学)", False),
        ("占比", False),
        ("师生比赛场次", True),
        ("率先实现现代化的县", True),
        ("发案率(十万人)", False),
        ("Homes built per year", True),
        ("Homes built per annum", True),
        ("Jobs created per calendar year", True),
        ("Visits per 2 years", True),
        ("Visits per household per year", False),
        ("Places per day-care centre", False),
        ("Schools with a pass rate above 90%", True),
        ("Birth rate", False),
        ("Rate of births", False),
        ("Villages with above-average income", True),
    ],
)
def test_an_average_has_halves_of_anything(name: str, asked: bool) -> None:
    assert asks("2.5", name=Name(name)) is asked


def test_so_has_what_had_one_before() -> None:
    assert not asks("2.5", "3.5")
    assert asks("2.5", "3", "3.5"), "only the last figure says so"
    assert not asks("2.5", baseline=Baseline(Decimal("3.1"), BASE))
    assert not asks("2.5", target=AtMost(by=BY, value=Decimal("1.5")))
    assert not asks("2.5", yearly=((Period.of_year(2022), Decimal("2.5")),))
    assert asks("2.5", "3", baseline=Baseline(Decimal(4), BASE))


@pytest.mark.parametrize(
    ("value", "entered", "asked"),
    [
        ("0.00025", "2.5人", True),
        ("0.0002", "2人", False),
        ("37.23456", "37.23456万人", False),
        ("37.23456", "37.23456", False),
        ("37.2345", "372345人", False),
    ],
)
def test_what_was_typed_in_another_unit_counts_in_that(
    value: str, entered: str, asked: bool
) -> None:
    assert asks(value, entered=entered, unit_of_measure="万人") is asked
    assert asks(value, "0.5", entered=entered, unit_of_measure="万人") is asked


@pytest.mark.parametrize(
    ("entered", "asked"),
    [
        ("2.5人 / 100人", True),
        ("2人 / 100.5人", True),
        ("2人 / 100人", False),
        ("2.5 / 100", False),
        ("2.5万人 / 100.1万人", False),
        ("2.5元 / 100元", False),
    ],
)
def test_the_parts_of_a_ratio_count_things_each(entered: str, asked: bool) -> None:
    assert asks("2.5", entered=entered, unit_of_measure="%", name=Name("合格率")) is asked


def test_a_word_is_no_number() -> None:
    assert not asks("-2.5", entered="下降2.5%", unit_of_measure="%")
