"""Doubts about figures that were perhaps copied from the year before."""

from __future__ import annotations

import pytest
from doubting import UNMEASURED, doubts, told
from small_plan import Figures, a_figure, at_least

from sbtrack.domain.ledger import Observation
from sbtrack.domain.targets import Target


def keys(
    figures: Figures | list[Observation], unit: str = "万人", target: Target = UNMEASURED
) -> list[str]:
    found = doubts(target, figures, unit_of_measure=unit)
    return [doubt.key for doubt in found if doubt.rule == "repeated-unchanged"]


def test_a_figure_of_many_digits_is_not_the_same_twice() -> None:
    (doubt,) = doubts(UNMEASURED, {"2013": "16392", "2014": "17043", "2015": "17043"})

    assert doubt.key == "repeated-unchanged:2,3"
    assert told(doubt) == (
        "指标x is 17043 万人 in 2014 and still in 2015, the same to the last digit."
    )


@pytest.mark.parametrize(
    ("value", "unit", "most"),
    [
        ("17043", "万人", 1),
        ("37.2", "万人", 2),
        ("120", "套", 2),
        ("82.13", "%", 1),
        ("82.1", "%", 2),
        ("28", "%", 9),
        ("5", "个", 9),
        ("100", "%", 9),
        ("0", "件", 9),
    ],
)
def test_the_fewer_digits_a_figure_has_the_more_often_it_may_be_the_same(
    value: str, unit: str, most: int
) -> None:
    for count in range(1, 6):
        figures = {str(2010 + n): value for n in range(1, count + 1)}
        assert len(keys(figures, unit)) == (count > most)


def test_staying_the_same_is_no_second_doubt() -> None:
    assert keys({str(year): "37.2" for year in range(2011, 2016)}) == ["repeated-unchanged:1,2,3"]


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        ("20.36 20.36", "%", ["1,2"]),  # nothing yet says that it stands still by nature
        ("20.36 20.36 21.63", "%", ["1,2"]),
        ("20.36 20.36 21.63 21.63", "%", []),  # forest cover, surveyed every fifth year
        ("18.21 20.36 20.36 20.36 20.36 21.63 21.63", "%", []),
        ("16392 17043 17043 17500 18000", "万人", ["2,3"]),
        ("37.2 37.2 38.1 38.1 38.1 39", "万人", []),  # twice is a habit, if not too often
        ("0 0 0 17043 17043 18011", "万人", ["4,5"]),  # not begun: says nothing of habits
        ("90.12 90.12 95.01 100 100", "%", ["1,2"]),  # nor does being done
    ],
)
def test_a_repeat_is_doubted_where_the_other_figures_move_every_time(
    values: str, unit: str, expected: list[str]
) -> None:
    figures = {str(year): value for year, value in enumerate(values.split(), 2009)}

    assert keys(figures, unit) == [f"repeated-unchanged:{entries}" for entries in expected]


def test_what_stands_at_its_target_is_left_alone() -> None:
    assert keys({"2013": "1342", "2014": "1342"}, target=at_least("1342")) == []


def test_within_a_year_much_stands_still() -> None:
    assert keys({"2013-06": "1342", "2013-07": "1342", "2013-H1": "1", "2013-H2": "1"}) == []


@pytest.mark.parametrize(("second", "count"), [(("28013", "30020"), 1), (("56026", "60040"), 0)])
def test_of_a_ratio_both_numbers_are_repeated(second: tuple[str, str], count: int) -> None:
    figures = [
        a_figure("93.3", "2013", ratio=("28013", "30020"), entry_id=1),
        a_figure("93.3", "2014", ratio=second, entry_id=2),
    ]

    assert len(keys(figures, "%")) == count
