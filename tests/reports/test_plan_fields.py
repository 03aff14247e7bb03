"""Every field of a plan is compared, exactly, and has a name."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from two_plans import (
    END,
    INDICATOR,
    MILESTONE,
    OTHER_INDICATOR,
    OTHER_MILESTONE,
    OTHER_PLAN,
    OTHER_TASK,
    OTHER_UNIT,
    PLAN,
    TASK,
    UNITS,
    changed,
    with_target,
)

from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Indicator,
    Milestone,
    Plan,
    Task,
    Unit,
)
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    MultipleOf,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound
from sbtrack.locale.words import Words
from sbtrack.reports.plan.difference import (
    Part,
    differences,
)
from sbtrack.reports.plan.fields import LABELS, field_label


@pytest.mark.parametrize("field", [f.name for f in fields(Plan)])
def test_every_field_of_a_plan_is_compared(field: str) -> None:
    assert differences(PLAN, replace(PLAN, **{field: OTHER_PLAN[field]})) != ()


@pytest.mark.parametrize("field", [f.name for f in fields(Unit) if f.name != "id"])
def test_every_field_of_a_unit_is_compared(field: str) -> None:
    other = replace(UNITS[1], **{field: OTHER_UNIT[field]})
    found = differences(PLAN, replace(PLAN, units=(UNITS[0], other)))
    assert {(d.part, d.key, d.field) for d in found} == {(Part.UNIT, "finance", field)}


@pytest.mark.parametrize("field", [f.name for f in fields(Task) if f.name != "code"])
def test_every_field_of_a_task_is_compared(field: str) -> None:
    other = replace(TASK, **{field: OTHER_TASK[field]})
    found = differences(PLAN, replace(PLAN, tasks=(other,)))
    assert {(d.part, d.key, d.field) for d in found} == {(Part.TASK, "1.1", field)}


@pytest.mark.parametrize("field", [f.name for f in fields(Indicator) if f.name != "id"])
def test_every_field_of_an_indicator_is_compared(field: str) -> None:
    other = replace(INDICATOR, **{field: OTHER_INDICATOR[field]})
    found = differences(PLAN, replace(PLAN, indicators=(other,)))
    assert found
    assert {(d.part, d.key) for d in found} == {(Part.INDICATOR, "insured")}
    assert {d.field.split(".")[0].split("_")[0] for d in found} == {field.split("_", maxsplit=1)[0]}


@pytest.mark.parametrize("field", [f.name for f in fields(Milestone) if f.name != "id"])
def test_every_field_of_a_milestone_is_compared(field: str) -> None:
    other = replace(MILESTONE, **{field: OTHER_MILESTONE[field]})
    found = differences(PLAN, replace(PLAN, milestones=(other,)))
    assert {(d.part, d.key, d.field) for d in found} == {(Part.MILESTONE, "rules", field)}


@pytest.mark.parametrize(
    "new",
    [
        {"value": Decimal("70.50")},
        {"by": Period.of_year(2014)},
        {"as_printed": "70.5"},
        {"baseline_meets": True},
    ],
    ids=str,
)
def test_a_target_is_compared_to_the_last_digit(new: dict[str, Any]) -> None:
    assert len(changed(PLAN, with_target(replace(INDICATOR.target, **new)))) == 1


@pytest.mark.parametrize(
    "targets",
    [
        [About(by=END, value=Decimal(75), tolerance=Decimal(t)) for t in (2, 3)],
        [AnnualGrowth(by=END, rate=Decimal(8), basis=b) for b in Basis],
        [AnnualGrowth(by=END, rate=Decimal(8), bound=b) for b in Bound],
        [MultipleOf(by=END, factor=Decimal(f), reference="insured") for f in (6, 7)],
        [
            MultipleOf(by=END, factor=Decimal(6), reference="insured", floor=f)
            for f in (None, Decimal(10))
        ],
        [Undetermined(by=END, text=Name("增长", (("en", t),))) for t in ("to grow", "to rise")],
    ],
    ids=["tolerance", "basis", "bound", "factor", "floor", "text"],
)
def test_what_a_kind_of_target_states_is_compared(targets: list[Any]) -> None:
    (found,) = differences(*map(with_target, targets))
    assert found.field.startswith("target")


def test_every_field_that_can_differ_has_a_label() -> None:
    empty = replace(PLAN, units=(), tasks=(), indicators=(), milestones=())
    full = Plan(**{**OTHER_PLAN, "units": UNITS})
    everything = replace(
        full,
        tasks=(replace(TASK, **OTHER_TASK),),
        indicators=(replace(INDICATOR, **OTHER_INDICATOR, id="other"), INDICATOR),
        milestones=(replace(MILESTONE, **OTHER_MILESTONE),),
    )
    bare = replace(
        everything,
        tasks=(TASK,),
        indicators=(INDICATOR, replace(INDICATOR, id="other")),
        milestones=(MILESTONE,),
    )
    found = (*differences(empty, everything), *differences(bare, everything))
    assert all(field_label(d.field) for d in found if d.field)
    assert {d.field.split(".")[0] for d in found} - {"", "yearly"} <= LABELS.keys()


def test_a_period_or_language_stands_in_the_label() -> None:
    words = Words("en")
    assert words.say(field_label("yearly.2013-H1")) == "Target for 2013-H1"
    assert words.say(field_label("name.en")) == "Name (English)"
    assert words.say(field_label("baseline_note.fr")) == "Note on the baseline (fr)"
