"""An index typed where rates are recorded, and a rate typed where an index is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sbtrack.actions.indexes import index_or_rate
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import AnnualGrowth, AtLeast, CumulativeChange, EveryPeriod, Target
from sbtrack.domain.terms import Basis, Bound, Constraint, Group
from sbtrack.locale.words import Words

BASE, BY = Period.of_year(2010), Period.of_year(2015)
GROWTH = AnnualGrowth(by=BY, rate=Decimal(8), basis=Basis.RATES)


def indicator(target: Target = GROWTH, name: str = "工业增加值", unit: str = "%") -> Indicator:
    return Indicator(
        "x", "x", Name(name), Group.HEADLINE, Constraint.BINDING, unit, NoBaseline(), target
    )


def figure(value: str, year: int = 2015, entered: str = "") -> Observation:
    return Observation("x", "r", Period.of_year(year), Decimal(value), entered=entered or value)


def asks(found: Indicator, value: str, *earlier: str) -> bool:
    others = [figure(v, 2014 - n) for n, v in enumerate(earlier)]
    return index_or_rate(found, figure(value), others) is not None


class TestIndexAmongRates:
    @pytest.mark.parametrize(
        ("value", "asked"),
        [
            *(("69.9", False), ("70", True), ("95.2", True), ("100", True), ("113.9", True)),
            *(("130", True), ("130.1", False), ("13.9", False), ("-4.8", False), ("0", False)),
        ],
    )
    def test_about_a_hundred_is_no_rate(self, value: str, asked: bool) -> None:
        assert asks(indicator(), value) is asked
        assert asks(indicator(), value, "13.9", "-2") is asked

    def test_where_rates_are_large_an_index_lies_further_from_a_hundred(self) -> None:
        assert not asks(indicator(), "145", "44")
        assert asks(indicator(), "145", "45")
        assert asks(indicator(), "145", "-45")

    def test_a_rate_half_as_large_was_there_before(self) -> None:
        assert asks(indicator(), "113.9", "56.9")
        assert not asks(indicator(), "113.9", "57")
        assert asks(indicator(), "114", "57")
        assert not asks(indicator(AnnualGrowth(by=BY, rate=Decimal(57), basis=Basis.RATES)), "113")

    def test_what_lies_far_back_says_nothing(self) -> None:
        assert not asks(indicator(), "113.9", *["8"] * 11, "57")
        assert asks(indicator(), "113.9", *["8"] * 12, "57")

    @pytest.mark.parametrize("entered", ["增长113.9%", "+113.9", "up 113.9%"])
    def test_what_was_typed_with_its_way_is_meant_so(self, entered: str) -> None:
        assert index_or_rate(indicator(), figure("113.9", entered=entered), ()) is None

    def test_the_rate_is_told(self) -> None:
        found = index_or_rate(indicator(), figure("95.2"), ())
        assert found is not None
        assert Words("en").say(found) == (
            "95.2% looks like an index with the year before as 100, which is a rate of -4.8%; if "
            "that is meant, type “-4.8”."
        )

    @pytest.mark.parametrize(
        ("changes", "asked"),
        [
            ({"name": Name("工业增速")}, True),  # a name that says so
            ({}, False),
            ({"name": Name("工业增速"), "share": True}, False),
            ({"name": Name("工业增速"), "unit_of_measure": "亿元"}, False),
        ],
    )
    def test_rates_are_known_by_basis_or_name(
        self, changes: dict[str, object], asked: bool
    ) -> None:
        plain = indicator(EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(7)))
        assert asks(replace(plain, **changes), "107.9", "7") is asked  # type: ignore[arg-type]

    def test_else_by_two_figures(self) -> None:
        plain = indicator(EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(7)))
        assert not asks(plain, "107.9", "7.1")
        assert asks(plain, "107.9", "7.1", "6.5")

    def test_a_change_over_all_years_is_no_yearly_rate(self) -> None:
        target = CumulativeChange(by=BY, change=Decimal(80), basis=Basis.RATES)
        assert asks(indicator(target), "113.9")


class TestRateAmongIndices:
    def index(self, name: str = "居民消费价格指数", unit: str = "%") -> Indicator:
        return indicator(AtLeast(by=BY, value=Decimal(103)), name, unit)

    @pytest.mark.parametrize(
        ("value", "asked"),
        [
            *(("13.9", True), ("-4.8", True), ("30", True), ("30.1", False), ("-30.1", False)),
            *(("103.2", False), ("98", False)),
        ],
    )
    def test_about_zero_is_no_index(self, value: str, asked: bool) -> None:
        assert asks(self.index(), value, "102") is asked

    @pytest.mark.parametrize(
        ("last", "asked"), [("83", True), ("82.9", False), ("143", True), ("143.1", False)]
    )
    def test_as_an_index_it_must_lie_near_the_last_one(self, last: str, asked: bool) -> None:
        assert asks(self.index(), "13", last) is asked

    def test_without_a_figure_it_is_held_against_baseline_or_target(self) -> None:
        assert asks(self.index(), "3.2")
        far = replace(self.index(), baseline=Baseline(Decimal(162), BASE))
        assert not asks(far, "3.2")
        assert asks(far, "3.2", "103")

    @pytest.mark.parametrize(
        ("name", "unit", "asked"),
        [
            ("Industrial output index", "points", True),
            ("工业增加值（上年=100）", "点", True),
            ("工业增加值", "上年＝100", True),
            ("工业增加值", "", True),
            ("工业增加值", "亿元", False),
            ("Industries", "万元", False),
        ],
    )
    def test_an_index_is_known_by_name_or_unit(self, name: str, unit: str, asked: bool) -> None:
        assert asks(self.index(name, unit), "13.9", "113.9") is asked

    def test_the_index_is_told(self) -> None:
        found = index_or_rate(self.index(), figure("-4.8"), [figure("103", 2014)])
        assert found is not None
        assert Words("zh").say(found) == (
            "-4.8%像是变化率，折合上年=100的指数为95.2%；如属此种情况，请输入“95.2”。"
        )

    def test_rates_are_rates_though_the_name_says_index(self) -> None:
        assert not asks(indicator(name="工业增加值指数(上年=100)"), "13.9", "8")
