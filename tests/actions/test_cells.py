"""Rates of change as a spreadsheet keeps them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sbtrack.actions.plausible import implausible
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import AnnualGrowth, AtLeast, CumulativeChange, Target
from sbtrack.domain.terms import Basis, Bound, Constraint, Group
from sbtrack.locale.words import Words

BASE, BY = Period.of_year(2020), Period.of_year(2025)
EIGHT = AnnualGrowth(by=BY, rate=Decimal(8), basis=Basis.RATES)
CUT = CumulativeChange(by=BY, change=Decimal("-13.5"), basis=Basis.RATES, bound=Bound.AT_MOST)


def rates(target: Target = EIGHT, name: str = "产值", unit: str = "%") -> Indicator:
    return Indicator(
        "x", "x", Name(name), Group.HEADLINE, Constraint.BINDING, unit, NoBaseline(), target
    )


def figure(value: str, year: int = 2023, entered: str = "") -> Observation:
    return Observation("x", "r", Period.of_year(year), Decimal(value), entered=entered or value)


def told(item: Indicator, value: str, *others: str, entered: str = "") -> tuple[str, str]:
    known = [figure(v, 2022 - n) for n, v in enumerate(others)]
    found = implausible(item, figure(value, entered=entered), known)
    return ("", "") if found is None else (Words("en").say(found), Words("zh").say(found))


def test_a_hundredth_of_what_is_planned_is_asked_about() -> None:
    english, chinese = told(rates(), "0.082")
    assert english == (
        "0.082% is very little beside what is recorded or planned; if 8.2% is meant, type “8.2”."
    )
    assert chinese == "0.082%与已录入或规划的数值相比过小；如果是指8.2%，请输入“8.2”。"
    assert told(rates(), "8.2") == ("", "")


@pytest.mark.parametrize(
    ("value", "others", "asked"),
    [
        ("0.079", ["8.2"], True),
        ("0.079", [], True),
        ("0.24", [], True),  # 24 is three times as much as 8
        ("0.1", [], False),  # with one decimal, as such rates are published
        ("0.10", [], False),
        ("0.11", [], True),
        ("0.241", [], False),
        ("0.027", [], True),  # 2.7 is a third of it
        ("0.026", [], False),
        ("0.026", ["2.7"], True),
        ("2.6", ["8.2"], False),  # of their size itself
        ("0.079", ["0.08"], False),
        ("0.079", ["0", "0", "0.08"], False),
        ("-0.079", ["8.2"], True),
        ("0", ["8.2"], False),
        ("0.9", ["8.2"], False),  # 90 is no rate that is known
    ],
)
def test_only_where_a_hundred_times_as_much_is_of_a_known_size(
    value: str, others: list[str], asked: bool
) -> None:
    assert ("very little" in told(rates(), value, *others)[0]) is asked


def test_falls_are_asked_about_as_rises_are() -> None:
    fall = rates(CUT, "单位能耗降低")
    assert "type “-2.7”" in told(fall, "-0.027", "-3.1")[0]
    assert "type “-2.7”" in told(fall, "-0.027")[0], "the plan has 2.7 a year"
    assert told(fall, "-2.7", "-3.1") == ("", "")
    assert told(fall, "-0.1", "-2.7") == ("", "")


@pytest.mark.parametrize("entered", ["增长0.079%", "+0.079", "up 0.079%"])
def test_what_was_typed_with_its_way_is_meant_so(entered: str) -> None:
    assert told(rates(), "0.079", "8.2", entered=entered) == ("", "")


def test_the_name_of_a_growth_and_its_baseline_say_so_too() -> None:
    growth = rates(AtLeast(by=BY, value=Decimal(7)), "投资增长率")
    assert "type “7.9”" in told(growth, "0.079")[0]
    based = replace(growth, target=AtLeast(by=BY, value=Decimal(70)))
    assert told(based, "0.079") == ("", "")
    assert "7.9" in told(replace(based, baseline=Baseline(Decimal(9), BASE)), "0.079")[0]


@pytest.mark.parametrize(
    ("value", "asked"),
    [("1.079", True), ("0.92", True), ("1.1", False), ("1.31", False), ("1.01", False)],
)
def test_an_index_of_one_is_asked_about_where_it_has_two_decimals(value: str, asked: bool) -> None:
    assert ("an index with the year before as 1" in told(rates(), value)[0]) is asked


def test_in_thousandths_it_is_a_thousand_times_as_much() -> None:
    births = rates(AtLeast(by=BY, value=Decimal(6)), "人口自然增长率", "‰")
    assert "type “5.5”" in told(births, "0.0055")[0]
    assert told(births, "0.055") == ("", "")


def test_a_rate_of_two_counts_was_worked_out() -> None:
    counted = replace(figure("0.079"), numerator=Decimal(79), denominator=Decimal(100000))
    assert implausible(rates(), counted, []) is None
