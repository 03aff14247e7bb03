"""Doubts about figures that do not follow their own history."""

from __future__ import annotations

from decimal import Decimal

import pytest
from doubting import UNMEASURED, doubts, told
from hypothesis import assume, given
from hypothesis import strategies as st
from small_plan import END, Figures, said

from sbtrack.assess.doubts.jumps import (
    ENOUGH_CHANGES,
    FEW_THINGS,
    LEAST_DEPARTURE,
    LEAST_POINTS,
    MAD_SCALE,
    NEAREST,
    jump,
)
from sbtrack.assess.numbers import EXACT
from sbtrack.domain.message import Percent
from sbtrack.domain.targets import AnnualGrowth
from sbtrack.domain.terms import Basis


def yearly(values: str) -> dict[str, str]:
    """Figures from 2011 on, parted by spaces; a dash is a year without one."""
    years = enumerate(values.split(), 2011)
    return {str(year): value for year, value in years if value != "-"}


def keys(figures: Figures, baseline: str | None = None, unit: str = "万人") -> list[str]:
    found = doubts(UNMEASURED, figures, baseline, as_of="2030-01-01", unit_of_measure=unit)
    return [doubt.key for doubt in found if doubt.rule == "jump"]


class TestJumps:
    def test_a_lost_digit_stands_out_once(self) -> None:
        figures = {"2011": "35.1", "2012": "36.4", "2013": "3.79", "2014": "39.2", "2015": "40.6"}
        found = [d for d in doubts(UNMEASURED, figures, "33.7") if d.rule == "jump"]

        assert [d.key for d in found] == ["jump:2,3"]
        assert told(found[0]) == (
            "指标x goes from 36.4 万人 in 2012 to 3.79 万人 in 2013, a change of -89.6% "
            "where 3.7% is usual."
        )

    def test_people_recorded_for_ten_thousands_stand_out(self) -> None:
        figures = {"2011": "35.1", "2012": "36.4", "2013": "37.9", "2014": "392000"}

        assert [d.entry_ids for d in doubts(UNMEASURED, figures, "33.7")] == [(3, 4)]

    def test_the_first_figure_can_jump_from_the_baseline(self) -> None:
        figures = {"2011": "351", "2012": "364", "2013": "379", "2014": "392"}

        (doubt,) = doubts(UNMEASURED, figures, "33.7")

        assert doubt.key == "jump:1@33.7"
        assert said(doubt.remedy) == "Check the digits, the unit and the scope of both figures."

    def test_two_figures_have_no_history(self) -> None:
        assert doubts(UNMEASURED, {"2011": "35", "2012": "360"}) == ()
        assert keys({"2011": "35", "2012": "36", "2013": "370"}) == ["jump:2,3"]
        assert keys({"2011": "35", "2012": "360"}, "34") == ["jump:1,2"]

    def test_a_change_over_two_years_may_be_twice_as_large(self) -> None:
        figures = {"2011": "110", "2012": "121", "2014": "146.41"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_levels_that_reach_zero_are_compared_by_their_differences(self) -> None:
        figures = {"2011": "5", "2012": "9", "2013": "14", "2014": "18", "2015": "1800"}
        (doubt,) = doubts(UNMEASURED, figures, "0")

        assert told(doubt) == (
            "指标x goes from 18 万人 in 2014 to 1800 万人 in 2015, a change of 1782 万人 "
            "where 4.5 万人 is usual."
        )

    @pytest.mark.parametrize(
        ("values", "unit", "expected"),
        [
            ("1 0 0 10", "例", []),
            ("1 0 0 11", "例", ["jump:3,4"]),
            ("1 1 2 1 11", "例", []),
            ("1 1 2 1 12", "例", ["jump:4,5"]),
            ("0.0001 0 0 0.0010", "万人", []),  # people all the same
            ("0.0001 0 0 0.0011", "万人", ["jump:3,4"]),
            ("1 0 0 10", "万人", ["jump:3,4"]),
            ("0.1 0 0 1.0", "毫米", ["jump:3,4"]),  # is not counted
            ("40 40.5 41 10 41", "%", ["jump:3,4"]),
            ("9 9 10 92 11", "所", ["jump:3,4"]),
        ],
    )
    def test_what_is_counted_one_by_one_does_not_jump_by_a_few(
        self, values: str, unit: str, expected: list[str]
    ) -> None:
        assert keys(yearly(values), unit=unit) == expected

    @pytest.mark.parametrize(
        ("last", "stands_out"), [("214.13", False), ("214.1301", True), ("214.1299", False)]
    )
    def test_a_change_may_lie_off_by_five_spreads_and_no_more(
        self, last: str, stands_out: bool
    ) -> None:
        # Changes of 10 and 30 in turn, whose median is 20 and spread 1.4826 x 10.
        figures = yearly(f"10 40 50 80 90 120 {last}")

        assert keys(figures, "0") == ["jump:6,7"] * stands_out

    def test_percentages_that_reach_zero_change_by_points(self) -> None:
        figures = {"2011": "1", "2012": "2", "2013": "3.1", "2014": "60"}
        (doubt,) = doubts(UNMEASURED, figures, "0", unit_of_measure="%")

        assert "a change of 56.9 pp where 1 pp is usual" in told(doubt)

    def test_ordinary_unevenness_is_no_jump(self) -> None:
        figures = {"2011": "105", "2012": "118", "2013": "122", "2014": "139", "2015": "141"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_steady_growth_that_slows_a_little_is_no_jump(self) -> None:
        figures = {"2011": "110", "2012": "121", "2013": "133.1", "2014": "142"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_yearly_rates_are_not_compared_with_a_level_as_baseline(self) -> None:
        target = AnnualGrowth(by=END, rate=Decimal(10), basis=Basis.RATES)
        figures = {"2011": "10", "2012": "10.2", "2013": "9.9"}

        assert doubts(target, figures, "1304", unit_of_measure="%") == ()

    def test_months_and_quarters_are_compared_among_themselves(self) -> None:
        months = {f"2011-{m:02}": str(30 + m) for m in range(1, 13)}
        quarters = {f"2011-Q{q}": str(1000 + q) for q in range(1, 5)}

        assert doubts(UNMEASURED, {**months, **quarters}) == ()

    @pytest.mark.parametrize(
        ("values", "baseline", "unit", "key"),
        [
            ("48000 49000 490000 50000", None, "people", "jump:2,3"),
            ("48000 49000 490000", None, "people", "jump:2,3"),
            ("48000 49000 5000", None, "people", "jump:2,3"),
            ("48000 49000 5000 50000 51000", None, "people", "jump:2,3"),
            ("70 71 17 72", None, "%", "jump:2,3"),
            ("29 82 28 27", "30", "%", "jump:1,2"),
            ("29 82", "30", "%", "jump:1,2"),
            ("4800 49000 50000 51000", None, "people", "jump:1,2"),
            ("8 8 8 80 8", None, "%", "jump:3,4"),
            ("100 102 104 208 212 216", None, "万人", "jump:3,4"),  # a new scope, once
        ],
    )
    def test_a_wrong_figure_does_not_hide_itself(
        self, values: str, baseline: str | None, unit: str, key: str
    ) -> None:
        assert keys(yearly(values), baseline, unit) == [key]

    def test_two_wrong_figures_are_two_doubts(self) -> None:
        values = "48000 49000 500000 51000 5200 53000 54000"

        assert keys(yearly(values)) == ["jump:2,3", "jump:4,5"]

    def test_another_baseline_makes_it_another_doubt(self) -> None:
        values = yearly("150 155 160 165")

        assert keys(values, "100") == ["jump:1@100"]
        assert keys(values, "10") == ["jump:1@10"]

    @pytest.mark.parametrize("values", ["120 120 120", "120 120 120 120 120", "100 100 120 120"])
    def test_repeated_figures_say_nothing_about_what_is_usual(self, values: str) -> None:
        assert keys(yearly(values), "100") == []

    @pytest.mark.parametrize(
        ("values", "baseline", "unit"),
        [
            # Published of the nation, in 万人, and so as they came in, year by year.
            ("14317 15225 - 17043", "13400", "万人"),
            ("17695.9 19010 - 20639", "16200", "万人"),
            ("13892 15428.7 16392 17035", "12335.9", "万人"),
            ("13892 15428.7 16392 17039", "12335.9", "万人"),
            ("28391 30427 32218 34124", "25707", "万人"),
            ("1511", "1362", "元/月"),
            # Series as they ordinarily run.
            ("105 118 122 139 141", "100", "万人"),  # uneven
            ("110 121 133 139 140", "100", "万人"),  # slows down
            ("130 169 220 286 300", "100", "万人"),  # fast, then nearly done
            ("104 109 118 131 150", "100", "万人"),  # gathers speed
            ("95 99 93 97 94", "96", "万人"),  # neither up nor down
            ("98 90 85 77 73", "100", "件"),  # a cut
            ("5.5 2.5 2.7 2.1 1.4", "3.2", "%"),  # rates of change leap
            ("9.5 7.9 7.7 7.3 6.9", "10.5", "%"),
            ("4.1 4.0 4.1 4.05 4.1", "4.1", "%"),  # rare things
            ("92.1 93.4 94.8 95.2 97.9", "91", "%"),
            ("12 10.4 9.5 8.8 8.1", "13", "‰"),
            ("0 0 5 9 14", "0", "个"),  # begins late
            ("0 3 8 16 22", "0", "个"),
            ("8 8 8 8 10", "8", "%"),  # set by policy
            ("0 2 0 1 0", "0", "例"),  # rare things, counted one by one
            ("0 2 0 1 0", "3", "例"),
            ("0 2 0 1 0", "5", "例"),
            ("1 0 0 3 0 6 1", "2", "起"),
            ("0 0 1 0 9 0", "0", "件"),
            ("1 5 1 1 2 4", "1", "起"),
        ],
    )
    def test_ordinary_series_raise_none_in_any_year(
        self, values: str, baseline: str, unit: str
    ) -> None:
        figures = yearly(values)
        for last in range(1, len(figures) + 1):
            known = dict(list(figures.items())[:last])
            assert keys(known, baseline, unit) == []


@pytest.mark.parametrize(
    "said",
    [
        f"by {LEAST_DEPARTURE:.0%} of the level".replace("%", " %"),
        f"of percentages by {LEAST_POINTS} points at least",
        f"jump by {FEW_THINGS} single things or fewer",
        f"with fewer than {ENOUGH_CHANGES} others by twice as much for each that lacks",
        f"{LEAST_DEPARTURE * 2 ** (ENOUGH_CHANGES - 1):.0%} where there is one".replace("%", " %"),
        f"a logarithm of {LEAST_DEPARTURE}",
        f"{MAD_SCALE} times their median absolute deviation",
        f"more than {NEAREST} figures off",
    ],
)
def test_the_explanation_names_the_numbers_that_the_check_goes_by(said: str) -> None:
    assert said in " ".join(jump.explanation.split())


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # The change from 100 to 101 says what is usual, if it lies within twelve figures.
        (["100", *["101"] * 11, "252.5"], ["jump:12,13"]),
        (["100", *["101"] * 12, "252.5"], []),
        (["40", *["100"] * 12, "101"], ["jump:1,2"]),
        (["40", *["100"] * 13, "101"], []),
    ],
)
def test_twelve_figures_off_a_change_says_what_is_usual_and_no_further(
    values: list[str], expected: list[str]
) -> None:
    assert keys(yearly(" ".join(values))) == expected


@pytest.mark.parametrize(("last", "capped"), [("2014-02", False), ("2014-03", True)])
def test_a_usual_rate_over_many_steps_is_said_up_to_a_factor_of_e_to_the_80(
    last: str, capped: bool
) -> None:
    """Ten times as much each month makes e to the 78.3 of 34, and to the 80.6 of 35."""
    months = {f"2011-0{month}": f"1{'0' * (10 + month)}" for month in range(1, 5)}
    found = doubts(UNMEASURED, {**months, last: "0.000000000000001"})
    (doubt,) = [d for d in found if d.rule == "jump"]
    most = Percent(EXACT.subtract(EXACT.exp(Decimal(80)), Decimal(1)))

    assert (doubt.finding.arguments["usual"] == most) is capped


@given(st.data())
def test_one_figure_ten_times_too_large_or_small_is_the_one_that_is_doubted(
    data: st.DataObject,
) -> None:
    percent = data.draw(st.booleans())
    value = data.draw(st.decimals(20, 60, places=1)) * (1 if percent else 100)
    trend = data.draw(st.integers(-4, 8))  # percent a year
    values = []
    for unevenness in data.draw(st.lists(st.integers(-2, 2), min_size=4, max_size=10)):
        values.append(value)
        value = round(value * (100 + trend + unevenness) / 100, 2)
    wrong = data.draw(st.integers(1, len(values) - 2))
    assume(len({*values[:wrong], *values[wrong + 1 :]}) > 1)  # else nothing says what is usual
    unit = "%" if percent else "人"
    assert keys(yearly(" ".join(map(str, values))), unit=unit) == []

    values[wrong] *= data.draw(st.sampled_from([Decimal(10), Decimal("0.1")]))

    assert keys(yearly(" ".join(map(str, values))), unit=unit) == [f"jump:{wrong},{wrong + 1}"]


@given(st.lists(st.integers(0, 10), min_size=2, max_size=12))
def test_rare_things_never_jump(counts: list[int]) -> None:
    assert keys(yearly(" ".join(map(str, counts))), "3", "例") == []
