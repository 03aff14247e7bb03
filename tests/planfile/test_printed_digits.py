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
