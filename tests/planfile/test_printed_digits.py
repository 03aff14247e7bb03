"""A figure must be among those that the plan prints, or be the edge of what 左右 forgives."""

from __future__ import annotations

import pytest
from plan_text import reading

RULE = "digits-differ-from-print"


def differs(unit: str, target: str, printed: str) -> bool:
    found = reading(
        ("unit_of_measure: people", f'unit_of_measure: "{unit}"'),
        ("baseline: 50", "baseline: {unavailable: not printed}"),
        ("{kind: at_least, value: 70}", f'{{{target}, as_printed: "{printed}"}}'),
    )
    assert found.errors == ()
    assert {d.rule for d in found.diagnostics} <= {RULE}
    return bool(found.diagnostics)


@pytest.mark.parametrize(
    ("unit", "target", "printed"),
    [
        ("%", "kind: at_least, value: 73", "达到75%左右"),
        ("%", "kind: at_least, value: 67.5", "达到75%左右"),  # a tenth below
        ("%", "kind: at_least, value: 73", "about 75%"),
        ("%", "kind: at_most, value: 4.4", "4%左右"),  # a tenth above
        ("万人", "kind: at_least, value: 15500", "达到1.6亿人左右"),
    ],
)
def test_a_limit_may_forgive_a_tenth_where_the_plan_prints_about(
    unit: str, target: str, printed: str
) -> None:
    assert not differs(unit, target, printed)


@pytest.mark.parametrize(
    ("unit", "target", "printed"),
    [
        ("%", "kind: at_least, value: 67.4", "达到75%左右"),
        ("%", "kind: at_most, value: 4.41", "4%左右"),
        ("%", "kind: at_least, value: 77", "达到75%左右"),  # on the side where nothing is forgiven
        ("%", "kind: at_most, value: 3.9", "4%左右"),
        ("%", "kind: at_least, value: 73", "达到75%"),
        ("%", "kind: at_least, value: 73", "2015年达到75%，比2010年提高10%左右"),
        ("万人", "kind: at_least, value: 14300", "达到1.6亿人左右"),
        ("%", "kind: about, value: 73, tolerance: 2", "75%左右"),  # it has a tolerance for that
    ],
)
def test_any_other_number_is_still_told(unit: str, target: str, printed: str) -> None:
    assert differs(unit, target, printed)


@pytest.mark.parametrize(
    ("unit", "target", "printed", "differ"),
    [
        ("万人", "kind: at_least, value: 40", "达到40万户", True),
        ("万人", "kind: at_least, value: 40", "达到40万人", False),
        ("万人", "kind: at_least, value: 40", "达到40万名", False),
        ("万人", "kind: at_least, value: 40", "达到40万户籍人口", False),
        ("万人", "kind: at_least, value: 40", "达到40万户，120万人", True),
        ("万人", "kind: at_least, value: 40", "达到15万户，40万人", False),
        ("万人", "kind: at_least, value: 40", "达到40万个", False),
        ("万人", "kind: at_least, value: 40", "提高40%", True),
        ("万人", "kind: at_least, value: 40", "达到40", False),
        ("million people", "kind: at_least, value: 40", "40 million households", True),
        ("million people", "kind: at_least, value: 40", "40 million people or more", False),
        ("户", "kind: at_least, value: 40", "40套（户）", False),
        ("亿元", "kind: at_least, value: 40", "40亿美元", True),
        ("亿元", "kind: at_least, value: 40", "40亿人民币", False),
        ("亿元", "kind: at_least, value: 40", "40亿吨", True),
        ("元/月", "kind: at_least, value: 40", "40元", False),
        ("%", "kind: at_least, value: 40", "40‰", True),
        ("%", "kind: at_least, value: 40", "40%", False),
        ("万人", "kind: annual_growth, rate: 8", "年均增长8%", False),
        ("万人", "kind: annual_growth, rate: 8", "年均增长8万人", True),
        ("个", "kind: at_least, value: 40", "40户", False),
    ],
)
def test_a_number_in_quite_another_unit_is_not_the_figure(
    unit: str, target: str, printed: str, differ: bool
) -> None:
    found = reading(
        ("unit_of_measure: people", f'unit_of_measure: "{unit}"'),
        ("baseline: 50", "baseline: {unavailable: not printed}"),
        ("{kind: at_least, value: 70}", f'{{{target}, as_printed: "{printed}"}}'),
    )
    assert (RULE in {d.rule for d in found.diagnostics}) is differ


def test_so_it_is_with_what_a_baseline_is_printed_as() -> None:
    for printed, differ in (("50户", True), ("50人", False)):
        found = reading(("baseline: 50", f"baseline: {{value: 50, as_printed: {printed}}}"))
        assert (RULE in {d.rule for d in found.diagnostics}) is differ
