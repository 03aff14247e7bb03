"""The plans that come along, with the figures that were really published, and with none."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from small_plan import a_figure, said, told

from sbtrack.assess.doubts.find import doubts_of
from sbtrack.assess.plan import assess_plan
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan
from sbtrack.domain.quantity import parse_value
from sbtrack.domain.terms import MilestoneState, Verdict, Why
from sbtrack.planfile import builtin_plan, read_plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "national-12fyp"


@pytest.fixture(scope="module")
def nation() -> Plan:
    return read_plan(EXAMPLE / "plan.yaml")


@pytest.fixture(scope="module")
def published(nation: Plan) -> dict[str, tuple[Observation, ...]]:
    """The figures that stand: of two for one period the later line, which revises."""
    found: dict[str, dict[Period, Observation]] = defaultdict(dict)
    with (EXAMPLE / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        for number, line in enumerate(csv.DictReader(file), 1):
            id, period = line["indicator"], Period.parse(line["period"])
            typed = line["value"] + line["unit"]
            value = parse_value(typed, nation.indicator(id).unit_of_measure)
            found[id][period] = Observation(
                id, nation.region.id, period, value, source=line["source"], entry_id=number
            )
    return {id: tuple(by_period.values()) for id, by_period in found.items()}


def on(day: str, plan: Plan, figures: dict[str, tuple[Observation, ...]]) -> dict[str, Assessment]:
    found = assess_plan(plan, Facts(figures), date.fromisoformat(day))
    return {a.indicator.id: a for a in found.indicators}


@pytest.mark.parametrize(
    ("day", "unemployment", "injury", "maternity"),
    [
        # Attainment in %: (15225 - 13400) / 2600, (19010 - 16200) / 4800, 3092.8 / 2664.1 …
        ("2012-06-30", ("35.27", "ahead"), ("31.16", "ahead"), ("58.41", "ahead")),
        ("2013-06-30", ("70.19", "ahead"), ("58.54", "ahead"), ("116.09", "met_early")),
        ("2015-06-30", ("140.12", "met_early"), ("92.48", "ahead"), ("176.54", "met_early")),
    ],
)
def test_the_nations_insurance_year_by_year(
    nation: Plan,
    published: dict[str, tuple[Observation, ...]],
    day: str,
    unemployment: tuple[str, str],
    injury: tuple[str, str],
    maternity: tuple[str, str],
) -> None:
    found = on(day, nation, published)

    def judged(id: str) -> tuple[str, str]:
        attainment = found[id].attainment
        assert isinstance(attainment, Decimal)
        return str((attainment * 100).quantize(Decimal("0.01"))), found[id].verdict.value

    assert judged("unemployment-insured") == unemployment
    assert judged("work-injury-insured") == injury
    assert judged("maternity-insured") == maternity


def test_what_cannot_be_rated_says_why(
    nation: Plan, published: dict[str, tuple[Observation, ...]]
) -> None:
    found = on("2015-06-30", nation, published)

    assert found["employee-medical-inpatient-ratio"].verdict is Verdict.MET_EARLY
    assert told(found["urban-pension-insured"]) == (
        "not rated: the component Participants in urban residents' pension insurance has no figure "
        "for 2014"
    )
    assert told(found["enterprise-pension"]) == (
        "2011 1511 元/月: not rated because the plan sets no number, only “to grow steadily”; "
        "up by 149 元/月 from the baseline 1362 元/月"
    )
    assert told(found["medical-insured"]) == "not rated: no figure for a period up to 2015-06-30"


def test_the_published_figures_raise_no_doubts(
    nation: Plan, published: dict[str, tuple[Observation, ...]]
) -> None:
    assert doubts_of(nation, published, {}, date(2016, 6, 30)) == ()


@pytest.mark.parametrize("day", ["2009-01-01", "2013-06-30", "2015-12-31", "2026-01-01"])
def test_a_plan_without_figures_is_unrated_and_says_why(day: str) -> None:
    found = on(day, builtin_plan(), {})

    assert len(found) == 33
    for assessment in found.values():
        assert assessment.verdict is Verdict.UNRATED
        assert assessment.reason is not None
        assert assessment.reason.why in {Why.NO_DATA, Why.TARGET_UNDETERMINED}
        assert told(assessment).startswith("not rated: ")


def test_milestones_without_reports_are_due_and_then_overdue() -> None:
    plan = builtin_plan()
    before = assess_plan(plan, Facts(), date(2013, 6, 30)).milestones
    after = assess_plan(plan, Facts(), date(2016, 1, 1)).milestones

    assert {m.state for m in before} == {MilestoneState.DUE}
    overdue = [m for m in after if m.state is MilestoneState.OVERDUE]
    assert len(overdue) > 40
    assert all("not reported done for" in said(m.explanation) for m in overdue)


def test_the_citys_first_indicators_with_test_figures() -> None:
    """Made-up figures, to see every shape of target of the real plan rated."""

    made_up: dict[str, tuple[str, tuple[str, str] | None]] = {
        "work-injury-insured": ("37.2", None),
        "enterprise-pension-growth": ("1735.62", None),
        "social-security-cards": ("100", None),
        "rural-resident-pension-coverage": ("95", ("2850000", "3000000")),
        "urban-resident-pension-coverage": ("50", ("200000", "400000")),
        "employee-medical-ceiling": ("24", None),
        "employee-average-wage": ("39542", None),
        "employee-medical-inpatient-ratio": ("74", None),
    }
    figures: dict[str, tuple[Observation, ...]] = {
        id: (a_figure(value, "2013", id=id, ratio=ratio, region="xingtai"),)
        for id, (value, ratio) in made_up.items()
    }

    found = on("2014-06-30", builtin_plan(), figures)

    assert {id: found[id].verdict for id in figures if id in found} == {
        "work-injury-insured": Verdict.ON_TRACK,
        "enterprise-pension-growth": Verdict.ON_TRACK,
        "social-security-cards": Verdict.BEHIND,
        "employee-medical-ceiling": Verdict.MET_EARLY,
        "employee-medical-inpatient-ratio": Verdict.MET_EARLY,
    }
    pooled = found["resident-pension-coverage"]
    assert pooled.verdict is Verdict.UNRATED
    assert pooled.reason is not None
    assert pooled.reason.why is Why.BASELINE_UNAVAILABLE
    assert told(pooled).startswith("2013 89.71%: 5.29 pp to go to the target 95%, not rated")
