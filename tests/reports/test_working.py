import math
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from every_kind import every_kind, figures
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Plan
from sbtrack.domain.terms import Constraint, Group, Verdict
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.words import Words
from sbtrack.reports.working.steps import steps

ENGLISH = Words("en")
PLAN = every_kind()
RATED = [i.id for i in PLAN.indicators if i.group is not Group.SERIES]
END_OF_2023 = date(2023, 12, 31)

#: Figures that are not yet where they should be.
FIGURES = figures(
    {
        "up": {"2023": "131.5"},
        "down": {"2022": "41"},
        "fine": {"2022": "0.4785"},
        "ceiling": {"2023": "155"},
        "steps": {"2023": "112.25"},
        "bare": {"2023": "80.33"},
        "near": {"2023": "69.5"},
        "cover": {"2023-06": "1080/1500"},
        "grow": {"2023": "1010.25"},
        "grow-steps": {"2023": "1013.2"},
        "brake": {"2023": "1001.75"},
        "brake-steps": {"2023": "930.5"},
        "cap": {"2023": "112"},
        "cap-steps": {"2023": "116"},
        "over": {"2023": "78"},
        "full": {"2023": "85"},
        "close": {"2023": "0.47"},
        "cut": {"2023": "865"},
        "rates": {"2021": "7.1", "2022": "9.4", "2023": "6.6"},
        "rates-cut": {"2021": "-3", "2022": "-2.5", "2023": "-3.5"},
        "rates-brake": {"2021": "2", "2022": "4.5", "2023": "3"},
        "each": {"2021": "420", "2022": "380", "2023": "405"},
        "multiple": {"2023": "31.57"},
        "wage": {"2023": "5611"},
        "bus": {"2023": "35"},
        "tram": {"2023": "12100"},
        "town": {"2023": "412/700"},
        "village": {"2023": "97/149"},
        "direction": {"2022": "151.5"},
    }
)


def worked(id: str, observations: dict[str, tuple[Observation, ...]] = FIGURES) -> list[str]:
    return worked_out(PLAN, id, observations)[1]


def worked_out(
    plan: Plan, id: str, observations: dict[str, tuple[Observation, ...]]
) -> tuple[Assessment, list[str]]:
    found = assess_indicator(plan, plan.indicator(id), observations, END_OF_2023)
    return found, [ENGLISH.say(step) for step in steps(found, plan, observations)]


def recomputed(step: str) -> tuple[list[float], float, float] | None:
    """Read a step as arithmetic: what its formula comes to, what it says, and half a last digit.

    The first is given as a number and in percent. None where a step has no formula of bare numbers.
    """
    *before, result = step.split(" = ")
    said = re.match(r"[+-]?\d+(?:\.(\d+))?", result)
    if said is None or not before or re.search(r"[a-z]{3}", before[-1]):
        return None
    formula = re.sub(r"(\d)%", r"\1/100", before[-1]).replace("^", "**").replace("×", "*")
    formula = re.sub(r"\|([^|]+)\|", r"abs(\1)", formula)
    value = eval(formula, {"__builtins__": {}, "abs": abs, "ln": math.log})
    return [value, value * 100], float(said.group()), 0.5 * 10 ** -len(said.group(1) or "")


def wrong(steps: list[str]) -> list[str]:
    """Return the steps whose result is not what their own numbers come to."""
    found = []
    for step in steps:
        parts = recomputed(step)
        if parts is None:
            continue
        values, said, tolerance = parts
        # What was worked out stands rounded in a formula, which may move the last digit a little;
        # two rounded shares may differ from their rounded difference by one in the last digit.
        allowed = tolerance * (2.05 if step.startswith("pace") else 1.2)
        if min(abs(value - said) for value in values) > allowed:
            found.append(step)
    return found


@pytest.mark.parametrize("id", RATED)
def test_every_result_is_what_the_numbers_before_it_come_to(id: str) -> None:
    told = worked(id)
    assert len([step for step in told if recomputed(step)]) >= 2
    assert wrong(told) == []


levels = st.decimals(min_value=1, max_value=3000, places=2).map(str)
small = st.decimals(min_value="0.0001", max_value=1, places=4).map(str)
percents = st.decimals(min_value=0, max_value=100, places=1).map(str)
rates = st.decimals(min_value=-9, max_value=15, places=1).map(str)
parts = st.tuples(st.integers(1, 999), st.integers(1000, 2000)).map(lambda p: f"{p[0]}/{p[1]}")
LEVELS = ("up", "down", "ceiling", "steps", "grow", "grow-steps", "brake", "cut", "each", "whole")
LIMITS = ("brake-steps", "cap", "cap-steps")
RANGES = ("over", "near", "full")
PERIODS = ["2021", "2022-06", "2023"]


@given(st.sampled_from(LEVELS + LIMITS), st.sampled_from(PERIODS), levels)
def test_results_of_any_level_can_be_found_again(id: str, period: str, value: str) -> None:
    told = worked(id, figures({id: {period: value}}))
    assert wrong(told) == []


@given(st.sampled_from(RANGES), st.sampled_from(PERIODS), percents)
def test_results_of_ranges_and_parts_can_be_found_again(id: str, period: str, value: str) -> None:
    told = worked(id, figures({id: {period: value}}))
    assert wrong(told) == []


@given(st.sampled_from(PERIODS), st.integers(-40, 40))
def test_results_close_to_the_target_can_be_found_again(period: str, apart: int) -> None:
    # About where the pace that leads to the target would be by then.
    on_the_way = {"2021": "0.47746", "2022-06": "0.47559", "2023": "0.46998"}[period]
    value = Decimal(on_the_way) + Decimal(apart).scaleb(-6)
    told = worked("close", figures({"close": {period: str(value)}}))
    assert wrong(told) == []


@pytest.mark.parametrize(
    ("id", "end"),
    [("grow", "1166.448785"), ("brake", "1021.02525"), ("cap", "120"), ("cut", "779")],
)
@given(period=st.sampled_from(["2022-05", "2024", "2025"]), apart=st.integers(-40, 40))
def test_results_beside_a_worked_out_target_can_be_found_again(
    id: str, end: str, period: str, apart: int
) -> None:
    value = Decimal(end) + Decimal(apart).scaleb(-5)
    plan = replace(PLAN, indicators=(PLAN.indicator(id),))
    observations = figures({id: {period: str(value)}})
    found = assess_indicator(plan, plan.indicator(id), observations, date(2026, 1, 1))
    told = [ENGLISH.say(step) for step in steps(found, plan, observations)]
    assert wrong(told) == []


def test_a_target_is_the_same_in_its_step_and_beside_the_figure() -> None:
    told = worked_out_at_the_end("brake", "1021.03")
    assert told[:2] == [
        "target = baseline × (1 + rate) ^ years = 800 × 1.05 ^ 5 = 1021.025 trips",
        "gap = actual - target = 1021.03 - 1021.02525 = 0.005 trips",
    ]


def worked_out_at_the_end(id: str, value: str) -> list[str]:
    observations = figures({id: {"2025": value}})
    found = assess_indicator(PLAN, PLAN.indicator(id), observations, date(2026, 1, 1))
    return [ENGLISH.say(step) for step in steps(found, PLAN, observations)]


@given(small, st.tuples(rates, rates, rates), parts, parts)
def test_results_of_small_numbers_rates_and_ratios_can_be_found_again(
    value: str, yearly: tuple[str, str, str], one: str, other: str
) -> None:
    by_year = dict(zip(("2021", "2022", "2023"), yearly, strict=True))
    known = dict.fromkeys(("rates", "rates-cut", "rates-brake"), by_year)
    known |= {"fine": {"2022": value}, "cover": {"2022": one}, "near": {"2021": one}}
    known |= {"town": {"2022": one}, "village": {"2022": other}}
    observations = figures(known)
    told = [step for id in (*known, "pooled") if id in RATED for step in worked(id, observations)]
    assert wrong(told) == []


@pytest.mark.parametrize("id", RATED)
def test_every_number_of_the_standing_has_its_step(id: str) -> None:
    found, told = worked_out(PLAN, id, FIGURES)
    shown = {
        "gap": found.gap,
        "attainment": found.attainment,
        "elapsed": found.elapsed,
        "pace": found.pace,
        "required a year": found.required_per_year,
        "achieved a year": found.achieved_per_year,
        "projected": found.projected,
    }
    wanted = {name for name, value in shown.items() if not isinstance(value, Undefined)}
    assert wanted <= {step.partition(" = ")[0] for step in told}
    assert (told[-1].endswith(("behind", "red", "ahead", "on track"))) is (
        found.verdict is not Verdict.UNRATED
    )


def test_a_gap_to_a_limit_names_the_limit_and_not_the_target() -> None:
    assert [step for step in worked("brake") if "limit" in step] == [
        "limit in 2023 = baseline × (target / baseline) ^ elapsed "
        "= 800 × (1021.0253 / 800) ^ (36 / 60) = 926.1 trips",
        "gap = actual - limit = 1001.75 - 926.1 = 75.65 trips",
        "attainment: the target limits a growth, so there is no way to go and no share of it",
        "the gap to the limit is above 0: behind",
    ]
    assert worked("steps")[:2] == [
        "limit in 2023 = the plan's target for 2024 = 115 people",
        "gap = actual - limit = 112.25 - 115 = -2.75 people",
    ]


def test_a_cap_on_all_the_years_together_is_the_limit_in_each() -> None:
    assert worked("cap")[:3] == [
        "target = baseline × (1 + change) = 100 × 1.2 = 120 tonnes",
        "gap = actual - target = 112 - 120 = -8 tonnes",
        "attainment: the baseline already meets the target, which is a limit to hold",
    ]
    assert [step for step in worked("cap-steps") if "limit" in step] == [
        "limit in 2023 = the plan's target for 2024 = 115 tonnes",
        "gap = actual - limit = 116 - 115 = 1 tonnes",
        "attainment: the baseline already meets the target, which is a limit to hold",
        "the gap to the limit is above 0: behind",
    ]


def test_a_limit_on_an_average_between_two_yearly_targets_is_on_the_path() -> None:
    assert [step for step in worked("brake-steps") if "limit in" in step] == [
        "limit in 2023 = at equal growth between 870 trips in 2022 and 960 trips in 2024 "
        "= 913.89 trips"
    ]
    on_a_point = figures({"brake-steps": {"2022": "880"}})
    assert "limit in 2022 = the plan's target for 2022 = 870 trips" in worked(
        "brake-steps", on_a_point
    )


def test_past_a_range_the_steps_lead_back_to_its_nearer_edge() -> None:
    assert worked("over") == [
        "gap = |actual - target| - tolerance = |78 - 75| - 2 = 1 pp",
        "attainment = 1 - |78 - 75| / |75 - 60| = 80.00%",
        "elapsed = months from the end of 2020 to the end of 2023 / to the end of 2025 "
        "= 36 / 60 = 60.00%",
        "planned value = baseline + (target - baseline) × elapsed = 60 + (75 - 60) × 36 / 60 = 69%",
        "pace: the value has passed the range around the target, "
        "so it can be neither fast nor slow",
        "required a year = (upper edge of the range - actual) / years left "
        "= (75 + 2 - 78) / 2 = -0.5 pp",
        "achieved a year = (actual - baseline) / years gone = (78 - 60) / 3 = 6 pp",
        "projected = actual + (actual - baseline) × years left / years gone "
        "= 78 + (78 - 60) × 2 / 3 = 90%",
        "the actual has passed the range around the target: behind",
        "behind, and the target is binding: red",
    ]
    assert (
        "required a year = (lower edge of the range - actual) / years left "
        "= (75 - 2 - 69.5) / 2 = 1.75 pp"
    ) in worked("near")


def test_within_the_range_of_the_end_nothing_is_required_for_a_yearly_one() -> None:
    plan = every_kind()
    held = replace(
        plan.indicator("over"),
        baseline=Baseline(Decimal(74), plan.base),
        yearly=((Period.of_year(2023), Decimal(70)),),
    )
    told = worked_out(replace(plan, indicators=(held,)), "over", figures({"over": {"2023": "74"}}))[
        1
    ]

    assert "required a year = 0 pp: the actual is within the range around the target" in told


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            "85",
            [
                "pace kept up = actual + (actual - baseline) × years left / years gone "
                "= 85 + (85 - 60) × 2 / 3 = 101.67%",
                "projected = 100%, since a part cannot be more than the whole",
            ],
        ),
        (
            "20",
            [
                "pace kept up = actual + (actual - baseline) × years left / years gone "
                "= 20 + (20 - 60) × 2 / 3 = -6.67%",
                "projected = 0%, since a part cannot be less than nothing",
            ],
        ),
    ],
)
def test_a_projection_that_cannot_be_says_what_it_is_instead(value: str, said: list[str]) -> None:
    told = worked("full", figures({"full": {"2023": value}}))

    assert [step for step in told if "kept up" in step or step.startswith("projected")] == said


def test_a_projection_close_to_the_target_is_not_drawn_as_the_target() -> None:
    assert (
        "projected = actual + (actual - baseline) × years left / years gone "
        "= 0.47 + (0.47 - 0.4812) × 2 / 3 = 0.46253 index"
    ) in worked("close")


def test_a_pace_close_to_its_threshold_is_drawn_on_its_side() -> None:
    told = worked("up", figures({"up": {"2023": "132.99999"}}))

    assert "pace = attainment - elapsed = 54.99998% - 60.00000% = -5.00002 points" in told


def test_a_target_that_the_plan_does_not_print_is_worked_out_before_there_is_a_figure() -> None:
    assert worked("grow", {}) == [
        "target = baseline × (1 + rate) ^ years = 812.5 × 1.075 ^ 5 = 1166.45 trips"
    ]
    assert worked("cut", {}) == ["target = baseline × (1 + change) = 950 × 0.82 = 779 tonnes"]
    assert worked("multiple", figures({"wage": {"2023": "5611"}})) == [
        "factor × Wage in 2023 = 6 × 5611 dollars = 33.67 thousand dollars",
        "target = the larger of 33.67 thousand dollars and the floor 35 thousand dollars "
        "= 35 thousand dollars",
    ]
    assert worked("up", {}) == []


def test_a_figure_made_of_others_says_of_which() -> None:
    assert worked("whole")[0] == (
        "actual = sum of its components = 35 million (bus) + 12100 thousand (tram) = 47.1 million"
    )
    assert worked("pooled")[0] == (
        "actual = sum of numerators / sum of denominators "
        "= (412 + 97) / (700 + 149) = 509 / 849 = 59.95%"
    )
    assert worked("cover")[0] == "actual = numerator / denominator = 1080 / 1500 = 72%"
    assert worked("rates")[0] == (
        "actual = (product of 1 + rate) ^ (1 / years) - 1 "
        "= (1.071 × 1.094 × 1.066) ^ (1 / 3) - 1 = 7.69%"
    )


def test_planned_values_come_from_the_plans_own_targets_where_it_sets_them() -> None:
    assert [step for step in worked("down") if step.startswith("planned")] == [
        "planned value = on the line between 45 deaths in 2021 and 34 deaths in 2023 = 39.5 deaths",
        "planned share = (39.5 - 48) / (24 - 48) = 35.42%",
    ]
    assert [step for step in worked("grow-steps") if step.startswith("planned value")] == [
        "planned value = at equal growth between 1000 trips in 2022 and 1175.46 trips in 2025 "
        "= 1055.37 trips"
    ]


@pytest.mark.parametrize(
    ("constraint", "said"),
    [
        (Constraint.BINDING, "behind, and the target is binding: red"),
        (Constraint.ANTICIPATORY, "behind, and the target is not binding: yellow"),
        (Constraint.UNSPECIFIED, "behind, and the target is not binding: yellow"),
    ],
)
def test_the_light_of_one_behind_says_why_it_is_that(constraint: Constraint, said: str) -> None:
    assert worked_out(every_kind(constraint), "cut", FIGURES)[1][-1] == said


def test_digits_that_the_plan_states_are_not_rounded_away() -> None:
    found, told = worked_out(PLAN, "fine", FIGURES)
    assert found.gap == Decimal("0.016")
    assert told[0] == "gap = actual - target = 0.4785 - 0.4625 = 0.016 index"
