"""What is known of a figure that cannot be rated: yearly targets, floors, figures to come."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from small_plan import END, an_indicator, assessed, at_least, at_most, told

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.targets import MultipleOf, Target, Undetermined
from sbtrack.domain.terms import Group, Verdict, Why

YEARLY = tuple((Period.of_year(y), Decimal(v)) for y, v in ((2012, 10), (2013, 14)))
SERIES = Undetermined(by=END, text=Name("-"))


@pytest.mark.parametrize(
    ("value", "said"), [("20", ""), ("19.9", "0.1 万人 to go to the target 20 万人, "), ("21", "")]
)
def test_only_what_is_still_to_go_is_said(value: str, said: str) -> None:
    found = assessed(at_least("20"), {"2010": value}, "5")

    assert told(found).startswith(f"2010 {value} 万人: {said}not rated because ")


class TestYearlyTargetsWithoutABaseline:
    """The plan says where it should be by now, so how far it is from there is known."""

    @pytest.mark.parametrize(
        ("period", "value", "said"),
        [
            (
                "2013",
                "12",
                "8 万人 to go to the target 20 万人, 2 万人 below the target 14 万人 for 2013",
            ),
            (
                "2013",
                "15.5",
                "4.5 万人 to go to the target 20 万人, 1.5 万人 above the target 14 万人 for 2013",
            ),
            (
                "2013",
                "14",
                "6 万人 to go to the target 20 万人, level with the target 14 万人 for 2013",
            ),
            (
                "2013-06",
                "11",
                "9 万人 to go to the target 20 万人, "
                "1 万人 below the value 12 万人 planned for 2013-06",
            ),
        ],
    )
    def test_are_what_the_figure_is_beside(self, period: str, value: str, said: str) -> None:
        found = assessed(at_least("20"), {period: value}, as_of="2014-01-31", yearly=YEARLY)

        assert found.verdict is Verdict.UNRATED
        assert told(found) == (
            f"{period} {value} 万人: {said}, not rated because the plan gives no baseline"
        )

    def test_are_said_in_points_where_the_figure_is_in_percent(self) -> None:
        yearly = ((Period.of_year(2013), Decimal("4.2")),)
        found = assessed(
            at_most("4"),
            {"2013": "4.5"},
            as_of="2014-01-31",
            yearly=yearly,
            unit_of_measure="%",
        )

        assert "0.3 pp above the target 4.2% for 2013" in told(found)

    @pytest.mark.parametrize("yearly", [(), ((Period.of_year(2013), Decimal(14)),)])
    def test_are_not_spoken_of_where_there_are_none_yet(self, yearly: Any) -> None:
        found = assessed(at_least("20"), {"2012": "9"}, as_of="2013-01-31", yearly=yearly)

        assert told(found) == (
            "2012 9 万人: 11 万人 to go to the target 20 万人, "
            "not rated because the plan gives no baseline"
        )


def ceiling(value: str, floor: str | None = "10", **changes: Any) -> Assessment:
    """A payment ceiling of six times a wage that is not recorded."""
    target = MultipleOf(
        by=END, factor=Decimal(6), reference="wage", floor=None if floor is None else Decimal(floor)
    )
    wage = an_indicator(SERIES, id="wage", group=Group.SERIES, unit_of_measure="元")
    return assessed(target, {"2013": value}, others=[wage], unit_of_measure="万元", **changes)


class TestAMultipleWithoutItsReference:
    def test_is_short_of_its_floor_whatever_the_reference_is(self) -> None:
        assert told(ceiling("8", as_of="2014-01-31")) == (
            "2013 8 万元: 2 万元 short of the floor 10 万元, whatever the reference is, "
            "not rated because the reference 指标wage has no figure for 2013"
        )

    @pytest.mark.parametrize(("value", "floor"), [("10", "10"), ("8", None)])
    def test_is_not_said_to_be_short_where_that_is_not_known(
        self, value: str, floor: str | None
    ) -> None:
        assert "short" not in told(ceiling(value, floor))

    def test_names_the_day_up_to_which_there_is_none(self) -> None:
        target = MultipleOf(by=END, factor=Decimal(6), reference="wage")
        wage = an_indicator(SERIES, id="wage", group=Group.SERIES)
        found = assessed(target, {}, others=[wage], as_of="2012-06-30")

        assert not isinstance(found.target_value, Decimal)
        assert found.target_value.reason.arguments["day"] == Period.parse("2012-06-30").end


@pytest.mark.parametrize("target", [at_least("40"), at_most("40")])
def test_a_figure_for_a_later_period_is_not_said_never_to_have_been_recorded(
    target: Target,
) -> None:
    found = assessed(target, {"2013": "36"}, "30", as_of="2011-12-31")

    assert found.reason is not None
    assert found.reason.why is Why.NO_DATA
    assert told(found) == "not rated: no figure for a period up to 2011-12-31"
