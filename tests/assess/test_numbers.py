"""The arithmetic itself: how many digits it works with, and which results are still said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sbtrack.assess.numbers import EXACT, divide, is_reckonable, on_grid, settle
from sbtrack.assess.pace import projected_value
from sbtrack.assess.planned import value_between
from sbtrack.assess.possible import within_the_possible
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, NoBaseline
from sbtrack.domain.targets import AtLeast, Coverage, Target
from sbtrack.domain.terms import Constraint, Group, Scale, Why
from sbtrack.domain.undefined import Undefined

BY = Period.of_year(2015)
ONE = Decimal(1)


def why(value: object) -> Why | None:
    return value.why if isinstance(value, Undefined) else None


def test_it_works_with_sixty_digits() -> None:
    assert len(EXACT.divide(ONE, Decimal(3)).as_tuple().digits) == 60


def test_shares_are_compared_on_thirty_decimals() -> None:
    assert str(divide(ONE, Decimal(3))) == f"0.{'3' * 30}"
    assert on_grid(Decimal("1E-30")) == Decimal("1E-30")
    assert on_grid(Decimal("4E-31")) == 0


def test_only_a_number_of_up_to_29_digits_before_the_point_is_put_on_the_grid() -> None:
    below, above = Decimal(f"{'9' * 29}.{'1' * 31}"), Decimal(f"1{'0' * 29}.{'1' * 31}")

    assert on_grid(below) == Decimal(f"{'9' * 29}.{'1' * 30}")
    assert on_grid(above) == above


def test_what_should_come_out_even_is_settled_from_the_26th_decimal_on() -> None:
    assert str(settle(Decimal(f"0.1{'0' * 24}4"))) == "0.1"
    assert str(settle(Decimal(f"0.1{'0' * 23}4"))) == f"0.1{'0' * 23}4"


def test_a_result_is_said_up_to_the_most_that_can_be_recorded() -> None:
    assert is_reckonable(Decimal("9999999999999999"))
    assert not is_reckonable(Decimal("1E16"))
    assert is_reckonable(Decimal("1E-40"))


@pytest.mark.parametrize(
    ("years", "said"),
    [(100, True), (103, False), (10**7, False)],  # 2 to the 100 is e to the 69
)
def test_growth_is_projected_as_far_as_a_level_can_be_recorded(years: int, said: bool) -> None:
    least = Decimal("1E-15")
    found = projected_value(Scale.LOG, least, 2 * least, ONE, Decimal(years))

    assert why(found) is (None if said else Why.BEYOND_RECKONING)


def test_a_level_that_is_not_above_zero_is_planned_in_a_straight_line() -> None:
    half, hundred = Decimal("0.5"), Decimal(100)

    assert value_between(Scale.LOG, hundred, Decimal(0), half) == 50
    assert value_between(Scale.LOG, Decimal(-100), hundred, half) == 0
    assert round(value_between(Scale.LOG, hundred, Decimal("1E-15"), half), 6) == Decimal("0")


@pytest.mark.parametrize(
    ("value", "kept"), [("-0.01", "0"), ("0", "0"), ("100", "100"), ("100.01", "100")]
)
def test_a_part_of_a_whole_is_nothing_to_all_of_it(value: str, kept: str) -> None:
    def indicator(target: Target, *, share: bool = False) -> Indicator:
        return Indicator(
            *("x", "x", Name("x"), Group.HEADLINE, Constraint.BINDING, "%", NoBaseline(), target),
            share=share,
        )

    level = AtLeast(by=BY, value=Decimal(90))
    assert within_the_possible(indicator(Coverage(by=BY)), Decimal(value)) == Decimal(kept)
    assert within_the_possible(indicator(level, share=True), Decimal(value)) == Decimal(kept)
    assert within_the_possible(indicator(level), Decimal(value)) == Decimal(value)
