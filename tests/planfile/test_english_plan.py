"""A plan in English with everything the format has compiles to exactly what it says."""

from __future__ import annotations

from pathlib import Path

from english_plan import PLAN

from sbtrack.domain.codec import plan_from_data, plan_to_data
from sbtrack.domain.targets import KINDS, AtLeast, kind_of
from sbtrack.planfile import check_plan, read_plan

FILE = Path(__file__).parent / "plans" / "english.yaml"


def test_the_english_plan_has_no_findings() -> None:
    assert check_plan(FILE).diagnostics == ()


def test_its_items_mean_exactly_what_they_say() -> None:
    plan = read_plan(FILE)
    assert plan.units == PLAN.units
    assert plan.tasks == PLAN.tasks
    for found, meant in zip(plan.indicators, PLAN.indicators, strict=True):
        assert found == meant
    assert plan.milestones == PLAN.milestones


def test_the_whole_plan_is_what_it_says() -> None:
    assert read_plan(FILE) == PLAN


def test_the_digits_are_kept_as_they_are_written() -> None:
    target = read_plan(FILE).indicator("homes-connected").target
    assert isinstance(target, AtLeast)
    assert str(target.value) == "180.50"


def test_it_uses_every_kind_of_target() -> None:
    assert {kind_of(i.target) for i in read_plan(FILE).indicators} == set(KINDS)


def test_it_survives_being_data() -> None:
    assert plan_from_data(plan_to_data(PLAN)) == PLAN
