"""What `show` tells of one indicator: its standing, and its series period by period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from every_kind import every_kind, figures

from sbtrack.assess.plan import PlanAssessment, assess_indicator
from sbtrack.domain.facts import Facts
from sbtrack.domain.plan import Plan, PlanVersion
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.dossier.indicator import Dossier, dossier
from sbtrack.reports.table import Cell, Noted

ENGLISH = Words("en")


def told(id: str, values: Mapping[str, str], plan: Plan | None = None) -> Dossier:
    plan = plan or every_kind()
    facts, as_of = Facts(figures({id: values})), plan.end.end
    found = assess_indicator(plan, plan.indicator(id), facts.observations, as_of)
    assessed = PlanAssessment(plan, as_of, (found,), ())
    answer = Answer(PlanVersion(plan, 0, None, ""), assessed, datetime(2026, 1, 1, tzinfo=UTC))
    return dossier(answer, plan.indicator(id), found, facts, ())


def standing(id: str, values: Mapping[str, str], plan: Plan | None = None) -> dict[str, str]:
    """Return the lines of the standing as they read."""
    found = told(id, values, plan)
    return {ENGLISH.say(label): ENGLISH.value(cell) for label, cell in found.standing}


def changes(id: str, values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the change of every period that has one, for readers, and since when, for machines."""
    series = told(id, values).series
    assert series is not None
    at = {column.key: i for i, column in enumerate(series.columns)}
    (section,) = series.sections
    return {
        str(row[at["period"]]): (
            _shown(row[at["change"]]),
            "" if row[at["since"]] is None else ENGLISH.value(row[at["since"]]),
        )
        for row in section.rows
        if row[at["change"]] is not None
    }


def _shown(cell: Cell) -> str:
    if not isinstance(cell, Noted):
        return ENGLISH.value(cell)
    assert cell.remark is not None
    return f"{ENGLISH.value(cell.value)} ({ENGLISH.say(cell.remark)})"


class TestTheLimitInForce:
    """A gap is counted to it, so it stands above the gap with the period it is for."""

    @pytest.mark.parametrize(
        ("id", "value", "label", "limit", "gap"),
        [
            ("brake", "930", "Limit for 2023", "926.1 trips", "3.9 trips"),
            ("cap-steps", "112", "Limit for 2024", "115 tonnes", "-3 tonnes"),
            ("steps", "116", "Limit for 2024", "115 people", "1 people"),
        ],
    )
    def test_is_shown_with_its_period(
        self, id: str, value: str, label: str, limit: str, gap: str
    ) -> None:
        lines = standing(id, {"2023": value})
        labels = [*lines]

        assert (lines[label], lines["Gap"]) == (limit, gap)
        assert labels.index(label) + 1 == labels.index("Gap")
        assert "Planned value" not in lines

    @pytest.mark.parametrize("id", ["cap", "ceiling", "up"])
    def test_is_left_out_where_it_is_the_target(self, id: str) -> None:
        lines = standing(id, {"2023": "112"})

        assert not [label for label in lines if label.startswith("Limit")]
        assert "Planned value" in lines


class TestNumbersThatDecide:
    def test_a_projection_is_told_from_the_target_it_misses(self) -> None:
        lines = standing("close", {"2023": "0.47"})

        assert (lines["Target"], lines["Projected"]) == ("at most 0.4625 index", "0.46253 index")
        assert lines["Planned value"] == "0.4700 index"  # as in its step

    def test_so_is_the_target_where_the_plan_does_not_print_it(self) -> None:
        # 812.5 x 1.075 ** 5 = 1166.4488, and 1085.07 in 2024 leads to 1166.4513.
        assert standing("grow", {"2024": "1085.12"})["Target"] == "1166.45 trips"
        lines = standing("grow", {"2024": "1085.07"})

        assert (lines["Target"], lines["Projected"]) == ("1166.449 trips", "1166.451 trips")

    def test_so_it_is_from_the_figure(self) -> None:
        lines = standing("grow", {"2025": "1166.45"})

        assert (lines["Target"], lines["Actual"]) == ("1166.449 trips", "1166.45 trips")
        assert (lines["Gap"], lines["Planned value"]) == ("-0.001 trips", "1166.449 trips")
        assert (lines["Attainment"], lines["Planned share"]) == ("100.0003%", "100.0000%")
        assert lines["Pace (pp)"] == "+0.0003"

    def test_a_planned_value_is_told_from_its_figure_in_the_series(self) -> None:
        series = told("grow", {"2025": "1166.45"}).series
        assert series is not None
        at = {column.key: i for i, column in enumerate(series.columns)}
        row = series.sections[0].rows[-1]

        assert ENGLISH.value(row[at["planned"]]) == "1166.449 trips"

    def test_a_pace_is_told_from_its_threshold(self) -> None:
        assert standing("up", {"2023": "133"})["Pace (pp)"] == "-5.0"
        assert standing("up", {"2023": "132.99999"})["Pace (pp)"] == "-5.00002"

    def test_an_attainment_is_told_from_all_and_from_nothing(self) -> None:
        assert standing("up", {"2023": "159.999"})["Attainment"] == "99.998%"
        assert standing("up", {"2023": "99.999"})["Attainment"] == "-0.002%"


class TestChanges:
    def test_from_one_year_to_the_next_need_no_word(self) -> None:
        assert changes("up", {"2021": "110", "2022": "112.5", "2023": "112"}) == {
            "2022": ("2.5 people", ""),
            "2023": ("-0.5 people", ""),
        }

    def test_over_years_without_a_figure_say_since_when(self) -> None:
        assert changes("up", {"2021": "110", "2024": "125"}) == {
            "2024": ("15 people (since 2021)", "2021")
        }

    def test_are_taken_between_figures_for_as_long_a_time(self) -> None:
        values = {"2021": "110", "2021-H2": "55", "2022-H1": "57", "2022": "115"}

        assert changes("up", values) == {
            "2022-H1": ("2 people", ""),
            "2022": ("5 people", ""),
        }

    def test_of_days_say_since_which(self) -> None:
        values = {"2021-06-30": "105", "2021-12-31": "107"}

        assert changes("up", values) == {
            "2021-12-31": ("2 people (since 2021-06-30)", "2021-06-30")
        }
