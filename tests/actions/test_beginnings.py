"""First figures: fractions for percentages, counts below zero, more than the whole in ‰."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sbtrack.actions.beginnings import cannot_be, fraction_for_percent, names_a_large_share
from sbtrack.actions.plausible import implausible
from sbtrack.domain.ledger import Observation
from sbtrack.domain.lookup import find
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound, Constraint, Group
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan

PLAN = builtin_plan()
BASE, BY = Period.of_year(2020), Period.of_year(2025)
OPEN = Undetermined(by=BY, text=Name("to rise"))


def at_least(value: str) -> AtLeast:
    return AtLeast(by=BY, value=Decimal(value))


def at_most(value: str) -> AtMost:
    return AtMost(by=BY, value=Decimal(value))


def indicator(
    unit: str,
    target: Target = OPEN,
    name: str = "x",
    *,
    share: bool = False,
    baseline: str | None = None,
) -> Indicator:
    known = NoBaseline() if baseline is None else Baseline(Decimal(baseline), BASE)
    return Indicator(
        "x",
        "x",
        Name(name),
        Group.HEADLINE,
        Constraint.BINDING,
        unit,
        known,
        target,
        share=share,
    )


def figure(value: str, period: str = "2022") -> Observation:
    return Observation("x", "r", Period.parse(period), Decimal(value), entered=value)


def asks(item: Indicator, value: str, *others: Observation) -> bool:
    return implausible(item, figure(value), others) is not None


def told(item: Indicator, value: str, *others: Observation) -> str:
    found = implausible(item, figure(value), others)
    assert found is not None
    return Words("en").say(found)


class TestAFractionForAPercentage:
    @pytest.mark.parametrize(
        ("code", "value", "meant"),
        [
            *(("2", "0.93", "93"), ("T1", "1", "100"), ("T7", "0.71", "71"), ("S1", "0.9", "90")),
            *(("3", "0.955", "95.5"), ("T15", "0.12", "12")),
        ],
    )
    def test_of_the_built_in_plan_is_asked_about(self, code: str, value: str, meant: str) -> None:
        item = replace(find(code, PLAN.indicators), baseline=NoBaseline())
        assert told(item, value) == (
            f"{value}% is very little for such a share; if {meant}% is meant, type “{meant}”."
        )
        assert not asks(item, meant)

    def test_the_percentage_itself_is_asked_about_once_the_fraction_was_confirmed(self) -> None:
        for code in ("2", "T7", "S1"):
            item = replace(find(code, PLAN.indicators), baseline=NoBaseline())
            assert asks(item, "71", figure("0.71", "2021"))
            assert not asks(item, "0.72", figure("0.71", "2021"))
            assert asks(item, "0.71", figure("71", "2021"))

    @pytest.mark.parametrize(
        ("target", "value", "asked"),
        [
            (at_least("95"), "1", True),
            (at_least("95"), "1.01", False),
            (at_least("95"), "0", False),
            (at_least("2.2"), "0.9", False),  # may well be true
            (at_least("2.2"), "0.066", True),  # 6.6 is three times as much
            (at_least("2.2"), "0.0661", False),
            (at_least("20"), "0.6", True),
            (at_least("20"), "0.601", False),
            (at_least("33.4"), "1", True),
            (at_least("33.3"), "1", False),
            (at_most("4.5"), "0.04", True),
            (at_most("4.5"), "0.4", False),
            (About(by=BY, value=Decimal(75), tolerance=Decimal(2)), "0.75", True),
            (Coverage(by=BY), "0.3", True),
            (EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(95)), "0.95", True),
        ],
    )
    def test_is_a_hundredth_or_so_of_the_target(
        self, target: Target, value: str, asked: bool
    ) -> None:
        item = indicator("%", target, share=True)
        found = fraction_for_percent(item, figure(value), ())
        assert (found is not None) is asked

    @pytest.mark.parametrize(("target", "asked"), [("95", True), ("94.9", False)])
    def test_of_what_may_lie_above_the_whole_only_where_nearly_all_is_wanted(
        self, target: str, asked: bool
    ) -> None:
        item = indicator("%", at_least(target))
        assert (fraction_for_percent(item, figure("0.97"), ()) is not None) is asked

    def test_rates_of_change_are_no_shares(self) -> None:
        item = indicator("%", at_least("95"), "投资增长率")
        assert fraction_for_percent(item, figure("0.97"), ()) is None
        growth = AnnualGrowth(by=BY, rate=Decimal(8), basis=Basis.RATES)
        assert not asks(indicator("%", growth, "Rate of use"), "0.5")

    def test_a_rate_of_two_counts_was_not_typed_as_a_fraction(self) -> None:
        counted = replace(figure("0.93"), numerator=Decimal(93), denominator=Decimal(10000))
        item = indicator("%", at_least("95"), share=True)
        assert fraction_for_percent(item, counted, ()) is None

    def test_what_is_known_already_is_the_yardstick(self) -> None:
        item = indicator("%", at_least("95"), share=True)
        assert not asks(replace(item, baseline=Baseline(Decimal("0.5"), BASE)), "0.93")
        assert asks(replace(item, baseline=Baseline(Decimal(0), BASE)), "0.93")
        assert asks(item, "0.93", figure("0", "2021")), "a zero says nothing of the size"

    @pytest.mark.parametrize(
        ("name", "large"),
        [
            *(("参保率", True), ("支付比例", True), ("Share of pupils", True), ("coverage", True)),
            *(("失业率", False), ("婴儿死亡率", False), ("GDP增长率", False), ("利率", False)),
            *(("Unemployment rate", False), ("Growth rate", False), ("GDP", False)),
            *(("研发经费比例", False), ("Corporate affairs", False)),
        ],
    )
    def test_without_a_target_the_name_has_to_say_that_it_is_a_share(
        self, name: str, large: bool
    ) -> None:
        item = indicator("%", name=name)
        assert names_a_large_share(item) is large
        assert asks(item, "0.9") is large
        assert asks(item, "60", figure("0.6", "2021")) is large, "a rate of change may leap"


GROWTH = AnnualGrowth(by=BY, rate=Decimal(6), basis=Basis.RATES)
FALL = CumulativeChange(by=BY, change=Decimal("-13.5"), basis=Basis.RATES)
CUT = CumulativeChange(by=BY, change=Decimal("13.5"), basis=Basis.RATES)


class TestSigns:
    @pytest.mark.parametrize(
        ("item", "asked"),
        [
            (indicator("%", at_least("3"), "单位GDP能耗降低率"), True),
            (indicator("%", CUT, "单位GDP能耗降低"), True),
            (indicator("%", at_least("3"), "Reduction of energy use per unit of GDP"), True),
            (indicator("%", at_least("3"), "能耗降低率", baseline="2.9"), True),
            (indicator("%", at_least("3"), "能耗降低率", baseline="-0.1"), False),
            (indicator("%", at_least("0"), "能耗降低率"), False),
            (indicator("%", FALL, "单位GDP能耗降低"), False),
            (indicator("%", at_most("4.6"), "城镇登记失业率"), True),
            (indicator("%", at_most("4.6"), "城镇登记失业率", baseline="4.1"), True),
            (indicator("元/立方米", at_least("3"), "水价"), True),
            (indicator("", at_least("3"), "景气"), True),
            (indicator("", OPEN, "景气"), False),
            (indicator("%", at_least("6"), "GDP增速"), False),
            (indicator("%", GROWTH, "地区生产总值"), False),
        ],
    )
    def test_a_first_figure_below_zero_where_all_that_is_planned_is_above(
        self, item: Indicator, asked: bool
    ) -> None:
        assert asks(item, "-3.1") is asked
        assert not asks(item, "-3.1", figure("-2.9", "2021"))

    def test_yearly_targets_are_planned_too(self) -> None:
        item = replace(indicator("", OPEN, "景气"), yearly=((BY, Decimal(1)),))
        assert asks(item, "-1")
        assert not asks(replace(item, yearly=((BY, Decimal(0)),)), "-1")


class TestPerMille:
    MORTALITY = indicator("‰", at_most("12"), "婴儿死亡率", baseline="13.1")

    @pytest.mark.parametrize(
        ("value", "asked"),
        [("2.53", True), ("2.54", False), ("65.5", False), ("65.6", True), ("0.0131", True)],
    )
    def test_a_level_is_held_against_its_size(self, value: str, asked: bool) -> None:
        assert asks(self.MORTALITY, value) is asked
        assert asks(replace(self.MORTALITY, unit_of_measure="‱"), value) is asked

    def test_a_level_is_held_against_the_last_figure(self) -> None:
        assert asks(indicator("‰", name="出生率"), "107", figure("10.7", "2021"))
        assert not asks(indicator("‰", name="出生率"), "106", figure("10.7", "2021"))

    @pytest.mark.parametrize("name", ["人口自然增长率", "控制人口增长", "Population growth"])
    def test_a_rate_of_change_may_leap(self, name: str) -> None:
        item = indicator("‰", at_most("6.5"), name, baseline="5.5")
        assert not asks(item, "0.3")
        assert not asks(item, "-0.3")
        assert not asks(item, "0.3", figure("5.1", "2021"))

    @pytest.mark.parametrize(
        ("unit", "value", "asked"),
        [
            *(("‰", "1000", False), ("‰", "1000.1", True)),
            *(("‱", "10000", False), ("‱", "10000.1", True), ("%", "1001", False)),
        ],
    )
    def test_a_level_is_seldom_more_than_the_whole(
        self, unit: str, value: str, asked: bool
    ) -> None:
        assert asks(indicator(unit, name="出生人口"), value) is asked

    def test_it_says_what_the_whole_is(self) -> None:
        assert told(indicator("‰"), "1310") == (
            "1310‰ is more than the whole, 1000‰; check the digits and the unit of measure."
        )
        assert not asks(indicator("‰", at_least("1200")), "1310"), "the plan has more as well"
        assert not asks(indicator("‰"), "1310", figure("1250", "2021"))


class TestBelowZero:
    @pytest.mark.parametrize(
        "unit", ["人", "万人", "户", "件", "homes", "元", "元/月", "亿元", "million yuan", "‰"]
    )
    def test_a_first_count_or_sum_is_asked_about(self, unit: str) -> None:
        item = indicator(unit, name="编制")
        assert asks(item, "-3")
        assert not asks(item, "3")
        assert not asks(item, "0")

    def test_it_says_why(self) -> None:
        assert told(indicator("人"), "-3") == (
            "-3 人 is negative, and nothing that is recorded or planned is; check the sign."
        )

    @pytest.mark.parametrize(
        "name", ["基金当期结余", "收支差额", "贸易顺差", "利润总额", "净流入人口", "Net migration"]
    )
    def test_a_balance_may_be_negative(self, name: str) -> None:
        for unit in ("人", "亿元"):
            assert not asks(indicator(unit, name=name), "-3")

    @pytest.mark.parametrize("unit", ["℃", "", "m", "个百分点"])
    def test_what_is_neither_counted_nor_paid_may_be_negative(self, unit: str) -> None:
        assert not asks(indicator(unit), "-3")

    def test_where_the_plan_or_a_figure_is_negative_too_it_is_believed(self) -> None:
        floor = EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(-5))
        assert cannot_be(indicator("人", floor), figure("-3"), ()) is None
        assert not asks(indicator("人", at_least("-1")), "-3")
        assert not asks(indicator("人"), "-3", figure("-4", "2021"))
        yearly = replace(indicator("人"), yearly=((BASE, Decimal(-1)),))
        assert not asks(yearly, "-3")

    def test_of_the_built_in_plan(self) -> None:
        assert asks(find("T25", PLAN.indicators), "-3")
        assert asks(find("T10", PLAN.indicators), "-450")


class TestInOtherParts:
    """What was typed in % where ‰ are kept, or the other way round."""

    @pytest.mark.parametrize(
        ("unit", "known", "typed", "kept", "asked"),
        [
            ("‰", "13.1", "6.5%", "65", True),
            ("‰", "13.1", "1.25%", "12.5", False),
            ("‰", "40", "12.6%", "126", False),  # 12.6 is as far away, and a little more
            ("‰", "40", "12.7%", "127", True),
            ("‰", "13.1", "65", "65", False),
            ("‰", "13.1", "65‰", "65", False),
            ("%", "92", "93‰", "9.3", True),
            ("%", "92", "930‰", "93", False),
        ],
    )
    def test_it_is_asked_about_where_the_number_itself_lies_nearer(
        self, unit: str, known: str, typed: str, kept: str, asked: bool
    ) -> None:
        claim = replace(figure(kept), entered=typed)
        item = indicator(unit, at_least("12"), share=unit == "%")
        before = replace(item, baseline=Baseline(Decimal(known), BASE))
        assert (implausible(before, claim, ()) is not None) is asked
        assert (implausible(item, claim, [figure(known, "2021")]) is not None) is asked

    def test_it_says_what_to_type(self) -> None:
        claim = replace(figure("65"), entered="6.5%")
        found = implausible(TestPerMille.MORTALITY, claim, ())
        assert found is not None
        assert Words("en").say(found) == (
            "“6.5%” is 65‰, further from 13.1‰, which is known; if 6.5‰ is meant, type “6.5”."
        )

    def test_nothing_is_asked_where_nothing_is_known(self) -> None:
        claim = replace(figure("65"), entered="6.5%")
        assert implausible(indicator("‰", name="死亡率"), claim, ()) is None
