"""Two versions of a plan, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from two_plans import BASE, END, INDICATOR, PLAN, TASK, UNITS, changed

from sbtrack.domain.message import Name, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    NoBaseline,
    Plan,
    Unit,
)
from sbtrack.domain.targets import (
    Coverage,
    MultipleOf,
)
from sbtrack.domain.terms import Constraint, Group
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan
from sbtrack.reports.plan.difference import (
    Change,
    Difference,
    Part,
    difference_data,
    difference_table,
    differences,
)
from sbtrack.reports.table import Table


def shown(table: Table, language: str) -> list[list[str]]:
    words = Words(language)
    return [
        ["" if cell is None else words.value(cell) for cell in row]
        for section in table.sections
        for row in section.rows
    ]


def test_a_plan_does_not_differ_from_itself() -> None:
    assert differences(PLAN, PLAN) == ()
    assert differences(builtin_plan(), builtin_plan()) == ()


@given(st.integers())
def test_the_order_of_items_does_not_count(seed: int) -> None:
    plan = builtin_plan()
    parts = ("units", "tasks", "indicators", "milestones")
    moved: dict[str, Any] = {part: _shuffled(getattr(plan, part), seed) for part in parts}
    assert differences(plan, replace(plan, **moved)) == ()


def _shuffled(items: tuple[Any, ...], seed: int) -> tuple[Any, ...]:
    return tuple(Random(seed).sample(items, len(items)))


def test_a_new_number_is_told_with_the_old_one_in_the_unit_of_measure() -> None:
    other = replace(INDICATOR, baseline=Baseline(Decimal("50.75"), BASE, "50.25万人"))
    assert changed(PLAN, replace(PLAN, indicators=(other,))) == [
        ("baseline", Quantity(Decimal("50.25"), "万人"), Quantity(Decimal("50.75"), "万人"))
    ]


def test_another_unit_of_measure_is_one_change_and_not_three() -> None:
    other = replace(INDICATOR, unit_of_measure="人")
    assert changed(PLAN, replace(PLAN, indicators=(other,))) == [("unit_of_measure", "万人", "人")]


def test_a_baseline_that_becomes_unavailable_is_told_with_its_reason() -> None:
    other = replace(INDICATOR, baseline=NoBaseline(Name("无法计算")))
    assert changed(PLAN, replace(PLAN, indicators=(other,))) == [
        ("baseline", Quantity(Decimal("50.25"), "万人"), None),
        ("baseline_reason", None, "无法计算"),
        ("baseline_period", BASE, None),
        ("baseline_as_printed", "50.25万人", None),
    ]


def test_a_yearly_target_is_compared_by_its_period() -> None:
    def plan(*yearly: tuple[str, str]) -> Plan:
        points = tuple((Period.parse(p), Decimal(v)) for p, v in yearly)
        return replace(PLAN, indicators=(replace(INDICATOR, yearly=points),))

    assert changed(plan(("2012", "55"), ("2013", "60")), plan(("2013", "61"), ("2014", "65"))) == [
        ("yearly.2013", Quantity(Decimal(60), "万人"), Quantity(Decimal(61), "万人")),
        ("yearly.2014", None, Quantity(Decimal(65), "万人")),
        ("yearly.2012", Quantity(Decimal(55), "万人"), None),
    ]


def test_a_translation_is_a_field_of_its_own() -> None:
    other = replace(INDICATOR, name=Name("参保人数", (("en", "Insured people"),)))
    assert changed(PLAN, replace(PLAN, indicators=(other,))) == [
        ("name.en", "People insured", "Insured people")
    ]


def test_a_new_name_of_a_unit_or_reference_does_not_change_what_names_it() -> None:
    wage = replace(INDICATOR, code="S1", id="wage", group=Group.SERIES)
    ceiling = replace(
        INDICATOR,
        code="2",
        id="ceiling",
        lead=("finance",),
        target=MultipleOf(by=END, factor=Decimal(6), reference="wage"),
    )
    old = replace(PLAN, indicators=(wage, ceiling))
    new = replace(
        old,
        units=(UNITS[0], replace(UNITS[1], short=Name("财政厅"))),
        indicators=(replace(wage, name=Name("平均工资")), ceiling),
    )
    assert {(d.part, d.key) for d in differences(old, new)} == {
        (Part.UNIT, "finance"),
        (Part.INDICATOR, "wage"),
    }


def test_items_are_the_same_by_id_and_tasks_by_code() -> None:
    renamed = replace(INDICATOR, id="covered")
    renumbered = replace(TASK, code="1.2")
    found = differences(PLAN, replace(PLAN, indicators=(renamed,), tasks=(renumbered,)))
    assert [(d.part, d.change, d.key) for d in found] == [
        (Part.TASK, Change.ADDED, "1.2"),
        (Part.TASK, Change.REMOVED, "1.1"),
        (Part.INDICATOR, Change.ADDED, "covered"),
        (Part.INDICATOR, Change.REMOVED, "insured"),
    ]


def test_a_new_code_is_a_change_and_keeps_the_item() -> None:
    assert changed(PLAN, replace(PLAN, indicators=(replace(INDICATOR, code="3"),))) == [
        ("code", "1", "3")
    ]


def test_swapping_the_versions_swaps_what_is_told() -> None:
    other = replace(
        PLAN,
        title=Name("新规划"),
        indicators=(replace(INDICATOR, constraint=Constraint.ANTICIPATORY),),
        milestones=(),
    )
    mirror = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    there = {(d.part, d.change, d.key, d.field, d.old, d.new) for d in differences(PLAN, other)}
    back = {
        (d.part, mirror.get(d.change, d.change), d.key, d.field, d.new, d.old)
        for d in differences(other, PLAN)
    }
    assert there == back
    assert len(there) == 3


def test_the_table_tells_the_parts_in_order_with_old_and_new_beside_each_other() -> None:
    new = replace(
        PLAN,
        issued=date(2013, 4, 18),
        units=(*UNITS, Unit("health", Name("卫生局"))),
        indicators=(
            replace(INDICATOR, target=Coverage(by=END), constraint=Constraint.UNSPECIFIED),
        ),
        milestones=(),
    )
    table = difference_table(differences(PLAN, new), new)
    words = Words("en")
    assert words.say(table.title) == "Changes to the plan 规划"
    assert table.subtitle is not None
    assert words.say(table.subtitle) == "1 added, 1 removed, 2 changed"
    assert [words.say(s.heading) for s in table.sections if s.heading] == [
        "The plan document",
        "Responsible units",
        "Indicators",
        "Milestones",
    ]
    assert shown(table, "en") == [
        ["", "town", "规划", "Issued", "", "2013-04-18"],
        ["", "health", "卫生局", "(added)", "", ""],
        ["1", "insured", "People insured", "Type", "binding", "not labelled"],
        ["1", "insured", "People insured", "Target", "at least 70.5 万人", "all of them (100%)"],
        ["1", "insured", "People insured", "Target as printed", "70.5万人", ""],
        ["M1", "rules", "建立制度", "(removed)", "", ""],
    ]


def test_two_versions_that_say_the_same_are_said_to() -> None:
    table = difference_table(differences(PLAN, PLAN), PLAN)
    assert table.sections == ()
    assert [Words("en").say(note) for note in table.notes] == ["Both versions say the same."]


def test_as_data_every_difference_says_what_it_is_for_machines_and_people() -> None:
    new = replace(PLAN, end=Period.of_year(2016), milestones=())
    assert difference_data(differences(PLAN, new), Words("zh")) == [
        {
            "part": "plan",
            "change": "changed",
            "key": "town",
            "code": None,
            "name": "规划",
            "field": "end",
            "old": "2015年",
            "new": "2016年",
        },
        {
            "part": "milestone",
            "change": "removed",
            "key": "rules",
            "code": "M1",
            "name": "建立制度",
            "field": None,
            "old": None,
            "new": None,
        },
    ]


def test_a_difference_without_field_is_of_the_whole_item() -> None:
    found = differences(replace(PLAN, milestones=()), PLAN)
    assert found == (Difference(Part.MILESTONE, Change.ADDED, "rules", "M1", Name("建立制度")),)
