"""What the plan file assumes where the printed text is silent, and that it says so."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from printed_text import cited

from sbtrack.assess.milestone import assess_milestone
from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Milestone
from sbtrack.domain.targets import kind_of
from sbtrack.domain.terms import Grain, Group, MilestoneState, Verdict
from sbtrack.planfile import builtin_path, read_plan

PLAN = read_plan(builtin_path())
COMMITMENTS = PLAN.in_group(Group.COMMITMENT)


def noted(item: Indicator | Milestone) -> str:
    return item.note.text if item.note else ""


@pytest.mark.parametrize(
    ("paid", "verdict"),
    [
        ("82.1", Verdict.ACHIEVED),
        ("75", Verdict.ACHIEVED),
        ("73", Verdict.ACHIEVED),
        ("72.9", Verdict.MISSED),
    ],
)
@pytest.mark.parametrize("code", ["T7", "T8", "T9"])
def test_paying_more_than_about_75_percent_is_no_miss(
    code: str, paid: str, verdict: Verdict
) -> None:
    (found,) = (i for i in COMMITMENTS if i.code == code)
    claim = Observation(found.id, PLAN.region.id, Period.of_year(2015), Decimal(paid))
    assessed = assess_indicator(PLAN, found, {found.id: (claim,)}, date(2016, 6, 30))
    assert assessed.verdict is verdict
    assert "本文件的假设" in noted(found)


def test_what_is_due_after_the_plan_ends_is_so_in_the_text_or_is_said_to_be_assumed() -> None:
    late = [i for i in PLAN.indicators if i.target.by.end > PLAN.end.end]
    late_milestones = [m for m in PLAN.milestones if m.due.end > PLAN.end.end]
    assert ([i.code for i in late], [m.code for m in late_milestones]) == (["T14"], ["M43", "M57"])
    assert {"到2020年底前" in cited(item.cite) for item in (late[0], late_milestones[0])} == {True}
    assert "2016年是本文件的假设" in noted(late_milestones[1])


def test_what_is_due_without_a_printed_date_is_said_to_be() -> None:
    assert PLAN.note is not None
    assert "未印期限的条目均按规划期末2015年，备注另有说明的除外" in PLAN.note.text
    for milestone in PLAN.milestones:
        if milestone.due != PLAN.end:
            assert re.search(r"20\d\d年", noted(milestone)), milestone.code
        if milestone.every:
            assert "自2013年" in noted(milestone), milestone.code
    for indicator in COMMITMENTS:
        undated = "年" not in indicator.target.as_printed.replace("年人均", "").replace(
            "年平均", ""
        )
        if kind_of(indicator.target) == "coverage" and undated:
            assert re.search("未印期限|未定期限", noted(indicator)), indicator.code


def test_what_recurs_is_asked_for_from_the_year_in_which_the_document_was_issued() -> None:
    recurring = [m for m in PLAN.milestones if m.every]
    assert [(m.code, m.every, str(m.since)) for m in recurring] == [
        ("M22", Grain.YEAR, "2013"),
        ("M53", Grain.YEAR, "2013"),
        ("M55", Grain.YEAR, "2013"),
        ("M65", Grain.YEAR, "2013"),
        ("M73", Grain.YEAR, "2013"),
        ("M74", Grain.YEAR, "2013"),
        ("M78", Grain.YEAR, "2013"),
    ]
    for milestone in recurring:
        early = assess_milestone(PLAN, milestone, (), date(2013, 6, 30))
        late = assess_milestone(PLAN, milestone, (), date(2014, 6, 30))
        assert [str(instance.period) for instance in late.instances] == ["2013", "2014", "2015"]
        assert early.state is MilestoneState.DUE
        assert late.state is MilestoneState.OVERDUE
