"""What a check calls too much or too long: either side of each limit."""

from __future__ import annotations

import pytest
from plan_text import reading


def rules(*changes: tuple[str, str]) -> list[str]:
    return [diagnostic.rule for diagnostic in reading(*changes).diagnostics]


@pytest.mark.parametrize(
    ("baseline", "target", "apart"),
    [
        ("50", "kind: at_least, value: 49999", False),
        ("50", "kind: at_least, value: 50000", True),
        ("-50", "kind: at_least, value: 50000", True),
        ("49999", "kind: at_most, value: 50", False),
        ("50000", "kind: at_most, value: 50", True),
        ("50000", "kind: about, value: 50, tolerance: 2", True),
        ("0", "kind: at_least, value: 50000", False),
        ("50000", "kind: at_most, value: 0", False),
    ],
)
def test_target_and_baseline_lie_a_thousandfold_apart_or_more(
    baseline: str, target: str, apart: bool
) -> None:
    found = rules(("baseline: 50", f"baseline: {baseline}"), ("kind: at_least, value: 70", target))
    assert found == ["target-far-from-baseline"] * apart


@pytest.mark.parametrize(("end", "long"), [("2060", False), ("2061", True)])
def test_a_plan_runs_for_no_more_than_fifty_years(end: str, long: bool) -> None:
    assert rules(("end: 2015", f"end: {end}")) == ["very-long-plan"] * long


@pytest.mark.parametrize(("size", "leaves"), [("-99.9", True), ("-100", False), ("-100.1", False)])
@pytest.mark.parametrize(
    ("kind", "key"), [("annual_growth", "rate"), ("cumulative_change", "change")]
)
def test_a_fall_leaves_something(kind: str, key: str, size: str, leaves: bool) -> None:
    found = rules(("kind: at_least, value: 70", f"kind: {kind}, {key}: {size}"))
    assert ("fall-to-nothing" not in found) is leaves


@pytest.mark.parametrize(
    ("rate", "like_an_index"), [("69.9", False), ("70", True), ("130", True), ("130.1", False)]
)
def test_an_index_lies_within_thirty_of_a_hundred(rate: str, like_an_index: bool) -> None:
    found = rules(("kind: at_least, value: 70", f"kind: annual_growth, rate: {rate}"))
    assert found == ["index-for-a-rate"] * like_an_index


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("People insured", True),
        ("People insured per year", True),
        ("People insured per household", False),
        ("义务教育基本均衡县人口", True),
        ("每年新增就业", True),
        ("户均人口", False),
    ],
)
def test_only_an_average_has_halves_of_people(name: str, counted: bool) -> None:
    found = rules(("baseline: 50", "baseline: 50.5"), ("People insured", name))
    assert found == ["part-of-a-thing"] * counted


@pytest.mark.parametrize(
    ("base", "found"), [("2010.1", ["not-a-period"]), ("2010.10", []), ("2010.01", [])]
)
def test_a_base_that_lost_its_zero_is_not_guessed(base: str, found: list[str]) -> None:
    diagnostics = reading(("base: 2010", f"base: {base}")).diagnostics
    assert [diagnostic.rule for diagnostic in diagnostics] == found
    assert all("can be January, or October" in d.remedy.template for d in diagnostics)


@pytest.mark.parametrize(
    ("unit", "target", "found"),
    [
        ("people", "kind: annual_growth, rate: 0.08", True),
        ("people", "kind: annual_growth, rate: 0.3", True),
        ("people", "kind: annual_growth, rate: 0.31", False),
        ("people", "kind: annual_growth, rate: -0.08", True),
        ("people", "kind: annual_growth, rate: 0", False),
        ("people", "kind: annual_growth, rate: 1.05", True),
        ("people", "kind: annual_growth, rate: 0.95", True),
        ("people", "kind: annual_growth, rate: 1.2", False),
        ("people", "kind: annual_growth, rate: 1.31", False),
        ("people", "kind: annual_growth, rate: 0.08, as_printed: 0.08%", False),
        ("people", "kind: cumulative_change, change: -0.135", True),
        ("people", "kind: cumulative_change, change: 0.99", True),
        ("people", "kind: cumulative_change, change: -1", False),
        ("'%'", "kind: at_least, value: 0.95", True),
        ("'%'", "kind: at_least, value: 1", False),
        ("'%'", "kind: at_least, value: 0", False),
        ("'%'", "kind: at_most, value: 0.099", True),
        ("'%'", "kind: at_most, value: 0.1", False),
        ("'%'", "kind: every_period, bound: at_least, value: 0.95", True),
        ("'%'", "kind: every_period, bound: at_most, value: 0.95", False),
        ("people", "kind: at_least, value: 0.95", False),
    ],
)
def test_a_percentage_is_not_written_as_a_spreadsheet_keeps_it(
    unit: str, target: str, found: bool
) -> None:
    growth = target.startswith(("kind: annual", "kind: cumulative"))
    said = rules(
        ("unit_of_measure: people", f"unit_of_measure: {unit}"),
        ("baseline: 50", "baseline: 50" if growth else "baseline: {unavailable: unknown}"),
        ("kind: at_least, value: 70", target),
    )
    assert ("cell-of-a-percentage" in said) is found


def test_a_share_with_a_baseline_may_be_small() -> None:
    changes = (
        ("unit_of_measure: people", "unit_of_measure: '%'"),
        ("baseline: 50", "baseline: 0.8"),
        ("kind: at_least, value: 70", "kind: at_least, value: 0.95"),
    )
    assert rules(*changes) == []
