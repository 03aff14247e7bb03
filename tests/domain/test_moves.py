"""Words that say which way a figure goes."""

from __future__ import annotations

import pytest

from sbtrack.domain.message import Name
from sbtrack.domain.moves import Move, move_in, way_of_name, way_of_text

FALL, RISE = -1, 1


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("下降3.1%", Move(FALL, "3.1%", to=False)),
        ("降低了 3.1", Move(FALL, "3.1", to=False)),
        ("降3.1%", Move(FALL, "3.1%", to=False)),
        ("降幅达到3.1%", Move(FALL, "3.1%", to=False)),
        ("与上年相比，下降3.1%", Move(FALL, "3.1%", to=False)),
        ("较上年同期减少百分之3", Move(FALL, "百分之3", to=False)),
        ("下降三成", Move(FALL, "三成", to=False)),
        ("负增长3.1%", Move(FALL, "3.1%", to=False)),
        ("实际增长7.8%", Move(RISE, "7.8%", to=False)),
        ("增速为7.8%", Move(RISE, "7.8%", to=False)),
        ("增长率为7.8%", Move(RISE, "7.8%", to=False)),
        ("增长达7.8%", Move(RISE, "7.8%", to=False)),
        ("增长−7.8%", Move(RISE, "−7.8%", to=False)),
        ("增长约7%", Move(RISE, "约7%", to=False)),
        ("降为3.1%", Move(FALL, "3.1%", to=True)),
        ("下降到3.1%", Move(FALL, "3.1%", to=True)),
        ("升至3.1%", Move(RISE, "3.1%", to=True)),
        ("Down 3.1%", Move(FALL, "3.1%", to=False)),
        ("decreased by 3.1 %", Move(FALL, "3.1 %", to=False)),
        ("a 3.1% reduction", Move(FALL, "3.1%", to=False)),
        ("growth of 3.1%", Move(RISE, "3.1%", to=False)),
        ("3.1% higher", Move(RISE, "3.1%", to=False)),
        ("rose to 3.1%", Move(RISE, "3.1%", to=True)),
    ],
)
def test_words_beside_a_number_are_a_move(text: str, move: Move) -> None:
    found = move_in(text)
    assert found is not None
    assert (found.sign, found.number, found.to) == (move.sign, move.number, move.to)


@pytest.mark.parametrize(
    ("text", "grew"),
    [
        *(("增长3.1%", True), ("同比实际增长3.1%", True), ("负增长3.1%", True), ("增速3.1%", True)),
        *(("上升3.1%", False), ("下降3.1%", False), ("增加3.1%", False), ("提高3.1%", False)),
        *(("grew by 3.1%", True), ("growth of 3.1%", True), ("3.1% growth", True)),
        *(("rose by 3.1%", False), ("fell by 3.1%", False), ("up 3.1%", False)),
    ],
)
def test_words_of_growth_are_told_from_those_of_a_rise(text: str, grew: bool) -> None:
    found = move_in(text)
    assert found is not None
    assert found.grew is grew


@pytest.mark.parametrize(
    "text",
    [
        *("3.1%", "-3.1", "", "下降", "下降很多", "增减3.1%", "减免3.1", "累计下降3.1%"),
        *(
            "年均增长3.1%",
            "环比下降1%",
            "upper 3",
            "down",
            "done",
            "升",
            "未完成",
            "3.1 fallen trees",
        ),
    ],
)
def test_other_words_are_none(text: str) -> None:
    """A change over several years, or against the month before, is not that of one year."""
    assert move_in(text) is None


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("单位GDP能源消耗降低", FALL),
        ("单位GDP二氧化碳排放降低（%）", FALL),
        ("减少化学需氧量排放", FALL),
        ("Reduction of emissions", FALL),
        ("国内生产总值增长", RISE),
        ("GDP growth", RISE),
        ("居民消费价格涨幅", RISE),
        ("单位GDP能耗", 0),
        ("负增长", 0),
        ("不降低", 0),
        ("控制人口增长", 0),
        ("失业率", 0),
    ],
)
def test_a_name_says_which_way_its_figure_counts(name: str, way: int) -> None:
    assert way_of_text(name) == way


def test_any_language_of_a_name_will_do_unless_they_contradict_each_other() -> None:
    assert way_of_name(Name("能耗", (("en", "Reduction of energy use"),))) == FALL
    assert way_of_name(Name("能耗降低", (("en", "Energy growth"),))) == 0
    assert way_of_name(Name("能耗")) == 0
