"""The plan that ships with the program, held against the printed text word for word."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from printed_text import cited, measures, source, table, without_spaces

from sbtrack.assess.milestone import assess_milestone
from sbtrack.domain.plan import Baseline, Indicator, Milestone, Plan
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    Coverage,
    MultipleOf,
    Undetermined,
    kind_of,
)
from sbtrack.domain.terms import Constraint, Grain, Group, MilestoneState
from sbtrack.planfile import builtin_path, check_plan, read_plan

PLAN = read_plan(builtin_path())
LABELS = {"约束性": Constraint.BINDING, "预期性": Constraint.ANTICIPATORY}
HEADLINE = PLAN.in_group(Group.HEADLINE)
COMMITMENTS = PLAN.in_group(Group.COMMITMENT)


def names(plan: Plan, ids: tuple[str, ...]) -> list[str]:
    by_id = {unit.id: unit.name.text for unit in plan.units}
    return [by_id[id] for id in ids]


def printed(indicator: Indicator) -> list[str]:
    """Return the fragments of the document that the indicator quotes."""
    baseline = indicator.baseline.as_printed if isinstance(indicator.baseline, Baseline) else ""
    quoted = f"{baseline}…{indicator.target.as_printed}"
    return [without_spaces(part) for part in quoted.split("…") if part]


def test_it_has_no_errors_and_only_the_warnings_that_the_document_itself_brings() -> None:
    found = check_plan(builtin_path())
    lines = builtin_path().read_text(encoding="utf-8").splitlines()
    assert found.errors == ()
    assert [(d.rule, lines[d.line - 1].split("#")[0].strip()) for d in found.diagnostics] == [
        ("due-after-end", "by: 2020"),
        ("indicator-without-unit", "- code: T15"),
        ("due-after-end", "due: 2020"),
    ]


def test_its_counts_are_those_of_the_document() -> None:
    assert len(PLAN.units) == 15
    assert len(PLAN.tasks) == 24
    assert Counter(i.group for i in PLAN.indicators) == {
        Group.HEADLINE: 8,
        Group.COMMITMENT: 15,
        Group.SERIES: 5,
    }
    assert len(PLAN.milestones) == 57
    assert Counter(i.constraint for i in HEADLINE) == {
        Constraint.BINDING: 5,
        Constraint.ANTICIPATORY: 3,
    }


def test_the_document_is_named_numbered_and_dated_as_printed() -> None:
    text = source()
    flat = without_spaces(text)
    assert f"印发{PLAN.title.text}的通知" in without_spaces(text)
    assert PLAN.document_number == "邢政办函〔2013〕11号"
    assert PLAN.document_number in text
    assert PLAN.issuer is not None
    assert PLAN.issuer.text in text
    assert PLAN.adopted == date(2013, 3, 29)
    assert "2013年3月29日市政府第六十二次常务会议研究通过" in flat
    assert PLAN.issued == date(2013, 4, 18)
    assert "2013年4月18日" in text
    for earlier in ("国发〔2012〕17号", "冀政办函〔2012〕110号"):
        assert PLAN.note is not None
        assert earlier in PLAN.note.text
        assert earlier in text


def test_the_headline_table_is_the_printed_one_cell_by_cell() -> None:
    rows = []
    for indicator in HEADLINE:
        baseline = indicator.baseline.as_printed if isinstance(indicator.baseline, Baseline) else ""
        label = next(word for word, label in LABELS.items() if label is indicator.constraint)
        cells = [f"{indicator.code}、{indicator.name.text}", baseline, indicator.target.as_printed]
        rows.append([cell for cell in (*cells, label) if cell])
    assert rows == table()


@pytest.mark.parametrize(
    ("code", "baseline", "target", "unit"),
    [
        ("1", "50.25", "70.5", "万人"),
        ("2", None, "95", "%"),
        ("3", "92", "95", "%"),
        ("4", "33.66", "40", "万人"),
        ("5", "33.55", "40", "万人"),
        ("6", "24.84", "32", "万人"),
        ("8", "0", "400", "万人"),
    ],
)
def test_the_numbers_of_the_table_are_those_in_its_cells(
    code: str, baseline: str | None, target: str, unit: str
) -> None:
    (found,) = (i for i in HEADLINE if i.code == code)
    assert isinstance(found.target, AtLeast)
    assert found.target.value == Decimal(target)
    assert found.unit_of_measure == unit
    if baseline is None:
        assert not isinstance(found.baseline, Baseline)
    else:
        assert isinstance(found.baseline, Baseline)
        assert found.baseline.value == Decimal(baseline)
        assert found.baseline.period == PLAN.base


def test_the_pension_is_a_level_that_grows_by_a_tenth_a_year() -> None:
    (found,) = (i for i in HEADLINE if i.code == "7")
    assert isinstance(found.baseline, Baseline)
    assert (found.baseline.value, found.unit_of_measure) == (Decimal(1304), "元/月")
    assert isinstance(found.target, AnnualGrowth)
    assert found.target.rate == 10


def test_the_commitments_of_the_text_are_of_the_kind_it_prints() -> None:
    kinds = {i.code: kind_of(i.target) for i in COMMITMENTS}
    assert kinds == {
        **dict.fromkeys(("T1", "T2", "T12", "T13", "T14"), "coverage"),
        "T3": "at_least",
        **dict.fromkeys(("T4", "T5", "T6"), "multiple_of"),
        **dict.fromkeys(("T7", "T8", "T9"), "about"),
        **dict.fromkeys(("T10", "T11", "T15"), "undetermined"),
    }
    assert {i.constraint for i in COMMITMENTS} == {Constraint.UNSPECIFIED}
    assert not any(isinstance(i.baseline, Baseline) for i in COMMITMENTS)


def test_the_numbers_of_the_text_are_those_in_what_it_prints() -> None:
    for indicator in COMMITMENTS:
        match indicator.target:
            case AtLeast(value=value):
                assert f"{value}%以上" in indicator.target.as_printed
            case About(value=value):
                assert f"{value}%左右" in indicator.target.as_printed
            case MultipleOf(factor=factor, reference=reference):
                name = PLAN.indicator(reference).name.text
                assert f"{name}的{factor}倍以上" in indicator.target.as_printed
            case Coverage() | Undetermined():
                assert "%" not in indicator.target.as_printed
    floors = [i.target.floor for i in COMMITMENTS if isinstance(i.target, MultipleOf)]
    assert floors == [10, 8, 8]
    assert "不低于10万元、8万元和8万元" in source()


def test_only_two_items_are_due_after_the_plan_ends_and_the_text_says_2020_there() -> None:
    late = [i for i in PLAN.indicators if i.target.by.end > PLAN.end.end]
    late_milestones = [m for m in PLAN.milestones if m.due.end > PLAN.end.end]
    assert ([i.code for i in late], [m.code for m in late_milestones]) == (["T14"], ["M43"])
    cites = {*(i.cite for i in late), *(m.cite for m in late_milestones)}
    assert all("到2020年底前" in cited(cite) for cite in cites)


def test_every_printed_fragment_stands_at_the_place_it_cites() -> None:
    quoting = [i for i in PLAN.indicators if i.group is not Group.SERIES]
    assert all(printed(indicator) for indicator in quoting)
    for indicator in quoting:
        for fragment in printed(indicator):
            assert fragment in cited(indicator.cite), indicator.code


def test_every_name_and_title_is_made_of_the_characters_at_the_place_it_cites() -> None:
    added = {"T1": "率", "T2": "率", "T11": "村", "T12": "覆盖率", "T13": "覆盖率", "T14": "率"}
    for code, text, cite in [
        *((i.code, i.name.text, i.cite) for i in PLAN.indicators),
        *((m.code, m.title.text, m.cite) for m in PLAN.milestones),
    ]:
        assert set(text) - set(cited(cite)) == set(added.get(code, "")), code


def test_the_measures_are_the_printed_ones_with_their_units_in_order() -> None:
    printed_ones = measures()
    assert len(printed_ones) == 24
    for task, measure in zip(PLAN.tasks, printed_ones, strict=True):
        assert (task.code, task.title.text) == (measure.code, measure.title)
        assert names(PLAN, task.lead) == measure.lead
        assert names(PLAN, task.cooperating) == measure.cooperating
        assert task.sole == measure.sole
        assert without_spaces(task.title.text) in cited(task.cite)


def test_every_task_has_a_lead_and_every_unit_a_task() -> None:
    assert all(task.lead for task in PLAN.tasks)
    named = {unit for task in PLAN.tasks for unit in (*task.lead, *task.cooperating)}
    assert named == {unit.id for unit in PLAN.units}


def test_the_units_stand_in_the_order_in_which_the_document_names_them() -> None:
    named = [unit for m in measures() for unit in (*m.lead, *m.cooperating)]
    assert [unit.name.text for unit in PLAN.units] == list(dict.fromkeys(named))


def test_items_follow_from_the_measure_in_whose_paragraph_they_stand() -> None:
    by_code = {task.code: task.cite for task in PLAN.tasks}
    items: tuple[Indicator | Milestone, ...] = (*COMMITMENTS, *PLAN.milestones)
    for item in items:
        assert [by_code[code] for code in item.tasks] in ([item.cite], [])
        assert bool(item.tasks) == (item.cite != "三")


def test_everything_is_there_in_both_languages() -> None:
    texts = [
        *(unit.name for unit in PLAN.units),
        *(text for task in PLAN.tasks for text in (task.title, task.summary)),
        *(text for i in PLAN.indicators for text in (i.name, i.definition, i.note)),
        *(text for m in PLAN.milestones for text in (m.title, m.note)),
    ]
    assert all(dict(text.translations).keys() == {"en"} for text in texts if text)


def test_what_recurs_is_asked_for_from_the_year_in_which_the_document_was_issued() -> None:
    recurring = [m for m in PLAN.milestones if m.every]
    assert [(m.code, m.every, str(m.since)) for m in recurring] == [
        ("M22", Grain.YEAR, "2013"),
        ("M53", Grain.YEAR, "2013"),
        ("M55", Grain.YEAR, "2013"),
    ]
    for milestone in recurring:
        early = assess_milestone(PLAN, milestone, (), date(2013, 6, 30))
        late = assess_milestone(PLAN, milestone, (), date(2014, 6, 30))
        assert [str(instance.period) for instance in late.instances] == ["2013", "2014", "2015"]
        assert early.state is MilestoneState.DUE
        assert late.state is MilestoneState.OVERDUE


def test_indicator_two_is_the_sum_of_the_two_schemes_that_the_note_names() -> None:
    whole = PLAN.indicator("resident-pension-coverage")
    note = cited("一、表注")
    for id in whole.components:
        assert PLAN.indicator(id).name.text.removesuffix("参保率") in note
    assert len(whole.components) == 2
