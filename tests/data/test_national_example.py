"""The national example, held against the published targets and figures that it was made from.

Targets: 人力资源和社会保障事业发展“十二五”规划纲要, as Xinhua reported it on 29 June 2011.
Figures: the yearly communiqués of the ministry (2011-2014), 中国统计年鉴2012 (table 23-39),
卫生计生统计年鉴2015 and the State Council Information Office (27 June 2012).
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from sbtrack.domain.plan import Baseline
from sbtrack.domain.quantity import parse_value
from sbtrack.domain.targets import AtLeast, Undetermined
from sbtrack.domain.terms import Constraint, Group
from sbtrack.planfile import check_plan, read_plan

FOLDER = Path(__file__).parents[2] / "examples" / "national-12fyp"
PLAN = read_plan(FOLDER / "plan.yaml")
#: Of each indicator the baseline and target as printed, None where nothing is, and its words.
TARGETS = {
    "unemployment-insured": ("1.34亿", "1.6亿", "失业保险参保人数将达到1.6亿人"),
    "work-injury-insured": ("1.62亿", "2.1亿", "工伤保险参保人数达到2.1亿人"),
    "maternity-insured": ("12335.9万", "1.5亿", "生育保险参保人数达到1.5亿人"),
    "urban-pension-insured": (
        None,  # 25707万 counts employees only, the target residents as well
        "3.57亿",
        "城镇职工和居民参加基本养老保险人数达到3.57亿人",
    ),
    "medical-insured": ("12.6亿", "13.2亿", "城乡基本医疗保险参保人数将达到13.2亿人"),
    "employee-medical-inpatient-ratio": (None, "75", "分别达到75%、70%、70%"),
    "resident-medical-inpatient-ratio": (None, "70", "分别达到75%、70%、70%"),
    "rural-medical-inpatient-ratio": (None, "70", "分别达到75%、70%、70%"),
    "enterprise-pension": ("1362", None, "稳定增长"),
}
#: What was published, in the indicator's unit of measure: 万人, 元/月 or %.
FIGURES = {
    "unemployment-insured": {"2011": ["14317"], "2012": ["15225"], "2014": ["17043"]},
    "work-injury-insured": {"2011": ["17695.9"], "2012": ["19010"], "2014": ["20639"]},
    "maternity-insured": {
        "2011": ["13892"],
        "2012": ["15428.7"],
        "2013": ["16392"],
        "2014": ["17035", "17039"],  # two official sources differ
    },
    "urban-employee-pension-insured": {
        "2011": ["28391"],
        "2012": ["30427"],
        "2013": ["32218"],
        "2014": ["34124"],
    },
    "enterprise-pension": {"2011": ["1511"]},
    "employee-medical-inpatient-ratio": {"2014": ["82.1"]},
}


def rows() -> list[dict[str, str]]:
    with (FOLDER / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_example_has_no_findings_at_all() -> None:
    assert check_plan(FOLDER / "plan.yaml").diagnostics == ()


def test_its_headline_indicators_are_the_nine_of_the_outline_without_labels() -> None:
    headline = PLAN.in_group(Group.HEADLINE)
    assert [i.id for i in headline] == list(TARGETS)
    assert {i.constraint for i in headline} == {Constraint.UNSPECIFIED}
    assert (str(PLAN.base), str(PLAN.end)) == ("2010", "2015")
    assert {str(i.target.by) for i in headline} == {"2015"}


@pytest.mark.parametrize("id", TARGETS)
def test_a_target_and_its_baseline_are_what_was_printed(id: str) -> None:
    baseline, target, words = TARGETS[id]
    found = PLAN.indicator(id)
    assert found.target.as_printed == words
    if target is None:
        assert isinstance(found.target, Undetermined)
    else:
        assert target in words
        assert isinstance(found.target, AtLeast)
        assert found.target.value == parse_value(target, found.unit_of_measure)
    if baseline is None:
        assert not isinstance(found.baseline, Baseline)
    else:
        assert isinstance(found.baseline, Baseline)
        assert baseline in found.baseline.as_printed
        assert found.baseline.value == parse_value(baseline, found.unit_of_measure)


def test_the_baseline_of_the_employees_alone_stands_in_the_series() -> None:
    baseline = PLAN.indicator("urban-employee-pension-insured").baseline
    assert isinstance(baseline, Baseline)
    assert (baseline.value, baseline.as_printed) == (Decimal(25707), "25707万")


def test_the_recorded_figures_are_the_published_ones_and_no_others() -> None:
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows():
        found.setdefault(row["indicator"], {}).setdefault(row["period"], []).append(row["value"])
    assert found == FIGURES


def test_every_figure_names_its_source_and_the_unit_it_is_stated_in() -> None:
    for row in rows():
        assert row["source"]
        assert row["unit"] == PLAN.indicator(row["indicator"]).unit_of_measure


def test_the_figure_that_was_derived_is_shown_to_be() -> None:
    (derived,) = (
        r for r in rows() if (r["indicator"], r["period"]) == ("unemployment-insured", "2011")
    )
    assert Decimal(derived["value"]) == Decimal(15225) - Decimal(908)
    assert "15225" in derived["note"]
    assert "908" in derived["note"]


def test_only_the_second_of_two_sources_in_conflict_is_a_revision() -> None:
    revisions = [r for r in rows() if r["revise_reason"]]
    assert [(r["indicator"], r["period"], r["value"]) for r in revisions] == [
        ("maternity-insured", "2014", "17039")
    ]


def test_a_figure_of_employees_alone_is_never_recorded_for_the_indicator_of_both() -> None:
    whole = PLAN.indicator("urban-pension-insured")
    assert whole.components == (
        "urban-employee-pension-insured",
        "urban-resident-pension-insured",
    )
    assert whole.id not in {row["indicator"] for row in rows()}
