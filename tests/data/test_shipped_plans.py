"""The plan that ships with the program, held against the printed text word for word."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from printed_text import cited, measures, source, table, without_spaces

from sbtrack.domain.plan import Baseline, Indicator, Milestone, Plan
from sbtrack.domain.targets import (
    AnnualGrowth,
    AtLeast,
    Coverage,
    MultipleOf,
    Undetermined,
    kind_of,
)
from sbtrack.domain.terms import Constraint, Group
from sbtrack.planfile import builtin_path, check_plan, read_plan

PLAN = read_plan(builtin_path())
LABELS = {"约束性": Constraint.BINDING, "预期性": Constraint.ANTICIPATORY}
HEADLINE = PLAN.in_group(Group.HEADLINE)
COMMITMENTS = PLAN.in_group(Group.COMMITMENT)
ROOT = Path(__file__).parents[2]


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
        ("due-after-end", "due: 2016"),  # the final evaluation, when the figures of 2015 are there
    ]


def test_its_counts_are_those_of_the_document() -> None:
    assert len(PLAN.units) == 15
    assert len(PLAN.tasks) == 24
    assert Counter(i.group for i in PLAN.indicators) == {
        Group.HEADLINE: 8,
        Group.COMMITMENT: 25,
        Group.SERIES: 5,
    }
    assert len(PLAN.milestones) == 78
    assert Counter(i.constraint for i in HEADLINE) == {
        Constraint.BINDING: 5,
        Constraint.ANTICIPATORY: 3,
    }


def test_both_readmes_count_what_the_plan_has() -> None:
    kinds = Counter(kind_of(i.target) for i in COMMITMENTS)
    full, free = kinds["coverage"], kinds["undetermined"]
    counted = {
        "README.md": f"{len(HEADLINE)} headline indicators, {len(COMMITMENTS)} commitments of the "
        f"running text that can be measured ({kinds.total() - full - free} figures, {full} full "
        f"coverages, {free} directions without a number), {len(PLAN.milestones)} that are done or "
        f"not, {len(PLAN.tasks)} measures, {len(PLAN.units)} responsible units",
        "README.zh-CN.md": f"{len(HEADLINE)}项主要指标、正文中可计量的{len(COMMITMENTS)}项承诺"
        f"（{kinds.total() - full - free}项有数值、{full}项要求全覆盖、{free}项只有方向）、"
        f"{len(PLAN.milestones)}项定性承诺、{len(PLAN.tasks)}项举措、{len(PLAN.units)}个责任单位",
    }
    for name, words in counted.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert without_spaces(words) in without_spaces(text), name


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
    directions = ("T10", "T11", "T15", *(f"T{n}" for n in range(18, 26)))
    assert kinds == {
        **dict.fromkeys(("T1", "T2", "T12", "T13", "T14", "T16", "T17"), "coverage"),
        **dict.fromkeys(("T3", "T7", "T8", "T9"), "at_least"),
        **dict.fromkeys(("T4", "T5", "T6"), "multiple_of"),
        **dict.fromkeys(directions, "undetermined"),
    }
    assert {i.constraint for i in COMMITMENTS} == {Constraint.UNSPECIFIED}
    assert not any(isinstance(i.baseline, Baseline) for i in COMMITMENTS)


def test_the_numbers_of_the_text_are_those_in_what_it_prints() -> None:
    for indicator in COMMITMENTS:
        match indicator.target:
            case AtLeast(value=value) if "左右" in indicator.target.as_printed:
                assert f"{value + 2}%左右" in indicator.target.as_printed
            case AtLeast(value=value):
                assert f"{value}%以上" in indicator.target.as_printed
            case MultipleOf(factor=factor, reference=reference):
                name = PLAN.indicator(reference).name.text
                assert f"{name}的{factor}倍以上" in indicator.target.as_printed
            case Coverage() | Undetermined():
                assert "%" not in indicator.target.as_printed
            case _:
                pytest.fail(indicator.code)
    floors = [i.target.floor for i in COMMITMENTS if isinstance(i.target, MultipleOf)]
    assert floors == [10, 8, 8]
    assert "不低于10万元、8万元和8万元" in source()


def test_every_printed_fragment_stands_at_the_place_it_cites() -> None:
    quoting = [i for i in PLAN.indicators if i.group is not Group.SERIES]
    assert all(printed(indicator) for indicator in quoting)
    for indicator in quoting:
        for fragment in printed(indicator):
            assert fragment in cited(indicator.cite), indicator.code


def test_every_name_and_title_is_made_of_the_characters_at_the_place_it_cites() -> None:
    added = {
        **dict.fromkeys(("T1", "T2", "T14", "T16", "T17"), "率"),
        **dict.fromkeys(("T12", "T13"), "覆盖率"),
        "T11": "村",
    }
    for code, text, cite in [
        *((i.code, i.name.text, i.cite) for i in PLAN.indicators),
        *((m.code, m.title.text, m.cite) for m in PLAN.milestones),
    ]:
        assert set(text) - set(cited(cite)) == set(added.get(code, "")), code


def test_what_a_note_quotes_stands_in_the_document() -> None:
    own = {"全市"}  # a word that is said to have been added
    text = without_spaces(source())
    items: tuple[Indicator | Milestone, ...] = (*PLAN.indicators, *PLAN.milestones)
    notes = [item.note.text for item in items if item.note]
    quotes = [quote for note in notes for quote in re.findall("“([^”]*)”", note)]
    assert len(quotes) > 20
    for part in (part for quote in quotes for part in quote.split("…")):
        assert part in text or part in own, part


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
        assert [by_code[code] for code in item.tasks] in (item.cite.split(";"), [])
        assert bool(item.tasks) == (item.cite != "三")


def test_everything_is_there_in_both_languages() -> None:
    texts = [
        *(unit.name for unit in PLAN.units),
        *(text for task in PLAN.tasks for text in (task.title, task.summary)),
        *(text for i in PLAN.indicators for text in (i.name, i.definition, i.note)),
        *(text for m in PLAN.milestones for text in (m.title, m.note)),
    ]
    assert all(dict(text.translations).keys() == {"en"} for text in texts if text)


def test_indicator_two_is_the_sum_of_the_two_schemes_that_the_note_names() -> None:
    whole = PLAN.indicator("resident-pension-coverage")
    note = cited("一、表注")
    for id in whole.components:
        assert PLAN.indicator(id).name.text.removesuffix("参保率") in note
    assert len(whole.components) == 2


def test_codes_and_ids_are_those_of_the_first_version_and_new_ones_stand_behind() -> None:
    first = read_plan(Path(__file__).with_name("xingtai-0.1.0.yaml"))
    assert [t.code for t in PLAN.tasks] == [t.code for t in first.tasks]
    assert [u.id for u in PLAN.units] == [u.id for u in first.units]
    kept = [(i.code, i.id) for i in first.in_group(Group.SERIES)]
    assert [(i.code, i.id) for i in PLAN.in_group(Group.SERIES)] == kept
    kept = [(i.code, i.id) for i in first.indicators if i.group is not Group.SERIES]
    now = [(i.code, i.id) for i in PLAN.indicators if i.group is not Group.SERIES]
    assert (now[:23], [code for code, _ in now[23:]]) == (kept, [f"T{n}" for n in range(16, 26)])
    kept = [(m.code, m.id) for m in first.milestones]
    now = [(m.code, m.id) for m in PLAN.milestones]
    assert (now[:57], [code for code, _ in now[57:]]) == (kept, [f"M{n}" for n in range(58, 79)])
