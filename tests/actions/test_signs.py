"""The sign of a change, held against what the plan wants and what is recorded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sbtrack.actions.signs import records_changes, signed_value, unwanted_sign
from sbtrack.domain.errors import BadValue
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, NoBaseline
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    CumulativeChange,
    EveryPeriod,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound, Constraint, Group

BY = Period.of_year(2025)
OPEN = Undetermined(by=BY, text=Name("-"))


def change(target: Target, name: str = "产值增速") -> Indicator:
    """An indicator whose figures are rates of change, as its name says."""
    return Indicator(
        "x", "x", Name(name), Group.HEADLINE, Constraint.BINDING, "%", NoBaseline(), target
    )


def figure(value: str, year: int = 2025, entered: str = "") -> Observation:
    return Observation("x", "r", Period.of_year(year), Decimal(value), entered=entered or value)


def asks(target: Target, value: str, *earlier: str, name: str = "产值增速") -> bool:
    others = [figure(v, 2024 - n) for n, v in enumerate(earlier)]
    return unwanted_sign(change(target, name), figure(value), others) is not None


@pytest.mark.parametrize(
    ("target", "rise_asked", "fall_asked"),
    [
        (AtLeast(by=BY, value=Decimal("0.1")), False, True),
        (AtMost(by=BY, value=Decimal("-0.1")), True, False),
        (AtMost(by=BY, value=Decimal(3)), False, True),  # as the name says: 增速
        (AtMost(by=BY, value=Decimal(0)), False, True),  # nor does what is not to rise ask to fall
        (EveryPeriod(by=BY, bound=Bound.AT_MOST, value=Decimal(-2)), True, False),
        (EveryPeriod(by=BY, bound=Bound.AT_LEAST, value=Decimal(2)), False, True),
        (About(by=BY, value=Decimal("-2.1"), tolerance=Decimal(2)), True, False),
        (About(by=BY, value=Decimal("-2"), tolerance=Decimal(2)), False, True),
        (CumulativeChange(by=BY, change=Decimal(-9), bound=Bound.AT_MOST), True, False),
        (CumulativeChange(by=BY, change=Decimal(-9), bound=Bound.AT_LEAST), False, True),
        (AnnualGrowth(by=BY, rate=Decimal(9), basis=Basis.RATES), False, True),
        (OPEN, False, True),
    ],
)
def test_the_way_that_is_wanted_is_the_targets_else_the_names(
    target: Target, rise_asked: bool, fall_asked: bool
) -> None:
    assert asks(target, "2", "-1", "-4") is rise_asked
    assert asks(target, "-2", "1", "4") is fall_asked


@pytest.mark.parametrize(("floor", "rise_asked"), [("0.1", False), ("0", True)])
def test_what_is_not_to_fall_is_not_asked_to_rise(floor: str, rise_asked: bool) -> None:
    """So its name says which way it goes: 降幅."""
    target = AtLeast(by=BY, value=Decimal(floor))
    assert asks(target, "2", "-1", "-4", name="价格降幅") is rise_asked


FALL = AtMost(by=BY, value=Decimal(-2))
RISE = AtLeast(by=BY, value=Decimal(2))


def test_one_earlier_change_of_its_sign_is_enough_and_a_zero_says_nothing() -> None:
    assert asks(FALL, "2", "-1", "0", "-3")
    assert not asks(FALL, "2", "-1", "0", "-3", "0.1")
    assert asks(RISE, "-2", "1", "0", "3")
    assert not asks(RISE, "-2", "1", "0", "-3")


def test_a_minus_is_not_typed_by_chance_but_easily_left_out() -> None:
    assert not asks(RISE, "-2")
    assert not asks(RISE, "-2", "1", "0"), "one rise is not yet what is usual"
    assert asks(RISE, "-2", "1", "4")
    assert asks(FALL, "2")
    assert asks(FALL, "2", "-1")
    assert asks(FALL, "2", "0"), "a minus is easily left out"


@pytest.mark.parametrize(("text", "value"), [("下降0%", "0"), ("下降0.1%", "-0.1"), ("0%", "0")])
def test_a_fall_by_nothing_is_a_zero(text: str, value: str) -> None:
    assert str(signed_value(change(OPEN), text)) == value


def test_a_fall_of_less_than_nothing_can_be_read_either_way() -> None:
    with pytest.raises(BadValue):
        signed_value(change(OPEN), "下降-0.1%")


def test_a_zero_has_no_sign() -> None:
    assert not asks(FALL, "0", "-1")
    assert not asks(RISE, "0", "1")


@pytest.mark.parametrize("entered", ["+2", "＋2", "增长2%", "up 2%"])
def test_what_was_typed_with_its_way_is_meant_so(entered: str) -> None:
    others = [figure("-1", 2024)]
    assert unwanted_sign(change(FALL), figure("2", entered="2"), others) is not None
    assert unwanted_sign(change(FALL), figure("2", entered=entered), others) is None


def test_the_last_figure_is_named_that_goes_the_other_way() -> None:
    found = unwanted_sign(change(FALL), figure("2"), [figure("0", 2024), figure("-1.5", 2023)])
    assert found is not None
    assert found.arguments["period"] == Period.of_year(2023)


@pytest.mark.parametrize(
    ("changes", "records"),
    [
        ({}, True),
        ({"name": Name("产值")}, False),
        ({"name": Name("产值"), "target": AnnualGrowth(by=BY, rate=Decimal(1))}, False),
        (
            {
                "name": Name("产值"),
                "target": AnnualGrowth(by=BY, rate=Decimal(1), basis=Basis.RATES),
            },
            True,
        ),
        ({"unit_of_measure": "亿元"}, False),
        ({"unit_of_measure": ""}, False),
        ({"unit_of_measure": "‰"}, True),
        ({"share": True}, False),
    ],
)
def test_changes_are_recorded_where_basis_or_name_say_so(
    changes: dict[str, object], records: bool
) -> None:
    assert records_changes(replace(change(OPEN), **changes)) is records  # type: ignore[arg-type]
