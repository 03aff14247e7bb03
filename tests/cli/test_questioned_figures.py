"""Figures that more often are slips than facts: asked about, and kept once somebody says so."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import PROGRAM, Said, say

PLAN = Path(__file__).with_name("questioned.yaml")
YES = {"en": "repeat the command with --yes", "zh": "请加--yes重新执行命令"}


@pytest.fixture(autouse=True)
def _plan(unbegun: Path) -> None:
    assert unbegun == Path.cwd()
    assert say("plan", "load", str(PLAN)).code == 0


def record(code: str, value: str, period: str, *more: str) -> Said:
    return say("record", code, value, "-p", period, *more)


def kept(code: str) -> dict[str, Decimal]:
    """Return what stands, by period."""
    found = json.loads(say("show", code, "--format", "json").out, parse_float=Decimal)
    return {e["period"]: Decimal(e["value"]) for e in reversed(found["entries"])}


def given(code: str, figures: dict[str, str]) -> None:
    for period, value in figures.items():
        said = record(code, value, period)
        assert said.code == 0, said.err


def asked(code: str, value: str, period: str, english: str, chinese: str) -> None:
    """Hold that a figure is asked about in both languages, and is kept with --yes only."""
    before = kept(code)
    for language, sentence in (("en", english), ("zh", chinese)):
        said = record(code, value, period, "--lang", language)
        assert (said.code, said.out) == (2, "")
        assert sentence in said.err
        assert YES[language] in said.err
        assert said.err.count("\n") == 1
    assert kept(code) == before
    assert record(code, value, period, "--yes").code == 0
    assert set(kept(code)) == {*before, period}


class TestSigns:
    def test_a_rise_after_nothing_but_falls_is_asked_about(self) -> None:
        given("E1", {"2021": "-2.7", "2022": "-0.1", "2023": "-0.5", "2024": "-3.8"})
        asked(
            "E1",
            "3.1",
            "2025",
            "3.1% would be a rise where all that is recorded is falls, such as -3.8% for 2024; "
            "if a fall is meant, type “-3.1”.",
            "3.1%表示上升，而已录入的均为下降（如2024年为-3.8%）；如实为下降，请输入“-3.1”。",
        )

    def test_a_fall_after_nothing_but_rises_is_asked_about(self) -> None:
        given("E3", {"2021": "8.1", "2022": "3", "2023": "5.2"})
        asked(
            "E3",
            "-5",
            "2024",
            "-5% would be a fall where all that is recorded is rises, such as 5.2% for 2023; if a "
            "rise is meant, type “5”.",
            "-5%表示下降，而已录入的均为上升（如2023年为5.2%）；如实为上升，请输入“5”。",
        )

    def test_the_first_rise_where_a_fall_is_wanted_is_asked_about(self) -> None:
        asked(
            "E2",
            "3.1",
            "2021",
            "3.1% would be a rise where a fall is wanted; if a fall is meant, type “-3.1”, and "
            "for a rise “+3.1”.",
            "3.1%表示上升，而规划要求的是下降；如实为下降，请输入“-3.1”，确为上升的，请输入“+3.1”。",
        )

    def test_under_a_name_that_counts_falls_a_bare_rise_is_always_asked_about(self) -> None:
        given("E1", {"2021": "+1.2", "2022": "-2.7"})
        asked("E1", "3.1", "2023", "would be a rise where a fall is wanted", "规划要求的是下降")

    def test_what_there_has_been_before_is_no_surprise(self) -> None:
        given("E2", {"2021": "-2.7", "2022": "+0.4", "2023": "1.1", "2024": "-3"})
        given("E3", {"2021": "8.1", "2022": "-0.4", "2023": "1.1", "2024": "-2"})

    def test_a_minus_is_asked_about_where_falls_count_as_positive(self) -> None:
        asked(
            "E9",
            "-3.1",
            "2021",
            "-3.1% is negative, but Reduction rate of energy use per unit of GDP counts falls, and "
            "nothing that is recorded or planned is below zero; if it fell, type “3.1”.",
            "-3.1%为负数，而单位GDP能耗降低率以正数表示降幅，已录入的数值和规划数值均不小于零；"
            "如实为下降，请输入“3.1”。",
        )
        given("E9", {"2022": "-0.4", "2023": "3.1"})

    def test_the_first_fall_where_a_rise_is_wanted_was_typed_with_its_minus(self) -> None:
        given("E3", {"2021": "-3.1"})

    @pytest.mark.sample(12)
    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("下降3.1%", "-3.1"),
            ("降低3.1%", "-3.1"),
            ("减少 3.1", "-3.1"),
            ("同比下降３．１％", "-3.1"),
            ("降幅为3.1%", "-3.1"),
            ("下降百分之3.1", "-3.1"),
            ("down 3.1%", "-3.1"),
            ("fell by 3.1%", "-3.1"),
            ("a fall of 3.1%", "-3.1"),
            ("3.1% down", "-3.1"),
            ("增长3.1%", "3.1"),
            ("上升3.1%", "3.1"),
            ("提高3.1", "3.1"),
            ("比上年增长3.1%", "3.1"),
            ("增速3.1%", "3.1"),
            ("增长-3.1%", "-3.1"),
            ("up 3.1%", "3.1"),
            ("growth of 3.1%", "3.1"),
            ("+3.1", "3.1"),
            ("下降0%", "0"),
        ],
    )
    @pytest.mark.parametrize("code", ["E1", "E2", "E3"])
    def test_words_say_which_way_a_change_went(self, code: str, typed: str, value: str) -> None:
        given(code, {"2021": "-2.7" if code != "E3" else "2.7"})
        said = record(code, typed, "2022")
        assert said.code == 0, said.err
        assert kept(code)["2022"] == Decimal(value)
        assert not str(kept(code)["2022"]).startswith("-0")

    @pytest.mark.parametrize(
        ("code", "typed", "english", "chinese"),
        [
            (
                "E4",
                "下降3.1%",
                "“下降3.1%” says by how much it changed, but for Coverage the level itself is "
                "recorded; type that, as a number alone or with its unit of measure.",
                "“下降3.1%”说的是变化幅度，而参保率录入的是水平值；请输入该值，只写数字，或者带上计量单位。",
            ),
            ("E4", "up 3.1 pp", "says by how much it changed", "说的是变化幅度"),
            (
                "E4",
                "提高到85.2%",
                "“提高到85.2%” says where it went to; if that is the figure for Coverage, type "
                "“85.2%”.",
                "“提高到85.2%”说的是变化后的数值；如该值就是参保率的数据，请输入“85.2%”。",
            ),
            ("E1", "降至3.1%", "says where it went to", "说的是变化后的数值"),
            (
                "E1",
                "下降-3.1%",
                "“下降-3.1%” can be read as “-3.1” or as “3.1”; type the one that Reduction of "
                "energy use per unit of GDP counts.",
                "“下降-3.1%”可读作“-3.1”，也可读作“3.1”；请按单位GDP能源消耗降低的口径输入其中一个。",
            ),
            ("E5", "下降3.1%", "can be read as “-3.1” or as “3.1”", "可读作“-3.1”，也可读作“3.1”"),
            ("E3", "下降约3.1%", "type the number without “约”", "请去掉“约”"),
            ("E3", "增长0.3个百分点", "is in “个百分点”", "的单位是“个百分点”"),
            ("E3", "增减3.1%", "“增减3.1%” is not a number", "“增减3.1%”不是"),
        ],
    )
    def test_words_that_leave_the_figure_open_are_refused_with_what_to_write(
        self, code: str, typed: str, english: str, chinese: str
    ) -> None:
        for language, sentence in (("en", english), ("zh", chinese)):
            said = record(code, typed, "2022", "--lang", language, "--yes")
            assert (said.code, said.out) == (2, "")
            assert sentence in said.err
        assert kept(code) == {}


class TestIndices:
    def test_an_index_among_rates_is_asked_about(self) -> None:
        given("I1", {"2021": "9.5"})
        asked(
            "I1",
            "113.9",
            "2022",
            "113.9% looks like an index with the year before as 100, which is a rate of 13.9%; if "
            "that is meant, type “13.9”.",
            "113.9%像是上年=100的指数，折合变化率为13.9%；如属此种情况，请输入“13.9”。",
        )

    def test_so_it_is_with_the_first_one_under_any_name(self) -> None:
        asked("E3", "95.2", "2021", "which is a rate of -4.8%", "折合变化率为-4.8%")
        given("E3", {"2022": "13.9", "2023": "130.1"})

    def test_a_rate_among_indices_is_asked_about(self) -> None:
        given("I2", {"2021": "98.7", "2022": "102.1"})
        asked(
            "I2",
            "2.9",
            "2023",
            "2.9 looks like a rate of change, which is an index of 102.9 with the year before as "
            "100; if that is meant, type “102.9”.",
            "2.9像是变化率，折合上年=100的指数为102.9；如属此种情况，请输入“102.9”。",
        )


class TestSizes:
    def test_a_beginning_is_held_against_what_is_planned_for_its_date(self) -> None:
        given("P1", {"2021": "50"})
        given("P2", {"2021-Q1": "250"})
        given("P3", {"2024": "30"})

    def test_five_or_ten_times_what_is_planned_is_asked_about(self) -> None:
        assert record("P1", "250", "2021").code == 0
        assert say("retract", "1", "--reason", "trial").code == 0
        assert "251 homes is more than 5 times as much" in record("P1", "251", "2021").err
        asked(
            "P1",
            "500",
            "2021",
            "500 homes is at least 10 times as much or as little as the planned value for 2021, "
            "50 homes; check the digits and the unit of measure.",
            "500 homes与2021年计划值50 homes相差10倍以上；请核对位数和计量单位。",
        )

    def test_a_tenth_of_a_yearly_target_is_asked_about(self) -> None:
        asked("P1", "5", "2021", "as the planned value for 2021, 50 homes", "2021年计划值50 homes")
        given("P2", {"2021": "5"})


class TestWholeThings:
    def test_a_fraction_of_a_thing_is_asked_about(self) -> None:
        given("W1", {"2021": "3"})
        asked(
            "W1",
            "2.5",
            "2022",
            "2.5 件 is no whole number, but what is measured in “件” is counted one by one; check "
            "the digits and the unit of measure.",
            "2.5件不是整数，而以“件”计量的只能逐个计数；请核对位数和计量单位。",
        )
        asked("P1", "50.5", "2022", "measured in “homes” is counted", "以“homes”计量的只能逐个计数")

    def test_what_has_halves_is_not(self) -> None:
        given("W2", {"2021": "2.5"})
        given("P3", {"2021": "30.25"})
        given("P2", {"2021": "250.5"})

    def test_neither_part_of_a_ratio_has_halves(self) -> None:
        parts = ("--numerator", "2.5人", "--denominator", "3人", "-p", "2021")
        for language, sentence in (("en", "2.5 人 is no whole number"), ("zh", "2.5人不是整数")):
            said = say("record", "E4", *parts, "--lang", language)
            assert (said.code, said.out) == (2, "")
            assert sentence in said.err
        assert say("record", "E4", *parts, "--yes").code == 0
        ten_thousands = ("--numerator", "2.5万人", "--denominator", "3万人", "-p", "2022")
        assert say("record", "E4", *ten_thousands).code == 0

    def test_a_correction_is_asked_about_as_well(self) -> None:
        given("W1", {"2021": "3"})
        correction = ("--revise", "--reason", "audited")
        said = record("W1", "2.5", "2021", *correction)
        assert (said.code, kept("W1")) == (2, {"2021": Decimal(3)})
        assert record("W1", "2.5", "2021", *correction, "--yes").code == 0
        assert kept("W1") == {"2021": Decimal("2.5")}


class TestDoubts:
    """Kept at once, but doubted until somebody says that it was looked into."""

    def doubted(self, code: str, value: str, period: str, english: str, chinese: str) -> str:
        said = record(code, value, period, "--lang", "en")
        assert said.code == 0
        assert f"Doubtful: {english}" in said.out
        doubt = said.out.rpartition("[")[2].partition("]")[0]
        for language, sentence in (("en", english), ("zh", chinese)):
            listed = say("doubts", "--check", "--format", "csv", "--lang", language)
            assert listed.code == 1
            assert sentence in listed.out
        reason = ("--acknowledge", doubt, "--reason", "checked")
        assert say("doubts", *reason).code == 0
        assert say("doubts", "--check").code == 0
        return doubt

    def test_met_in_the_first_year_by_half_as_much_again(self) -> None:
        doubt = self.doubted(
            "D1",
            "0.793",
            "2021",
            "Energy intensity has gone 146.1% of the way to its target for 2025 with 0.793 "
            "吨标准煤/万元 in 2021, where the plan expects 20.0%.",
            "单位GDP能耗2021年为0.793吨标准煤/万元，已完成2025年目标的146.1%，而按规划此时为20.0%。",
        )
        assert doubt == "met-far-too-early:1@1.034"

    def test_the_only_month_in_a_yearly_series(self) -> None:
        given("D2", {"2021": "10.8", "2022": "11.1"})
        doubt = self.doubted(
            "D2",
            "11.39",
            "2024-08",
            "Research intensity for 2024-08, 11.39%, is the only month in a yearly series.",
            "研发强度2024年8月的11.39%是年度数据序列中唯一的月度数据。",
        )
        assert doubt == "only-of-its-length:3"
        assert kept("D2")["2024-08"] == Decimal("11.39")

    def test_what_is_ordinary_is_not_doubted(self) -> None:
        given("D1", {"2021": "0.83"})
        given("D2", {"2021": "10.8", "2022": "11.1", "2023-H1": "11.2"})
        assert say("doubts", "--check").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
class TestInterview:
    """Where somebody can be asked, the same questions are asked and answered there."""

    @pytest.mark.parametrize(
        ("heading", "typed", "question", "code", "value"),
        [
            ("E1 Reduction", "3.1", "would be a rise where a fall is wanted", "E1", "3.1"),
            ("I1 Industrial", "113.9", "which is a rate of 13.9%", "I1", "113.9"),
            ("P1 Affordable", "500", "the planned value for 2021", "P1", "500"),
            ("W1 Serious", "2.5", "is no whole number", "W1", "2.5"),
        ],
    )
    def test_a_figure_is_kept_when_the_answer_is_yes_and_not_before(
        self, heading: str, typed: str, question: str, code: str, value: str
    ) -> None:
        from terminal import Terminal

        asked = Terminal(PROGRAM, "record", "-p", "2021", "-s", "bulletin")
        while heading not in asked.wait_for("recorded): "):
            asked.type("\n")
        asked.type(f"{typed}\n")
        asked.wait_for(question)
        asked.answer("Record it all the same? (y/n): ", "n\n")
        asked.answer(heading, f"{typed}\n")
        asked.answer("Record it all the same? (y/n): ", "y\n")
        asked.wait_for(f"Recorded: {code} ")
        asked.answer("recorded): ", "q\n")
        assert asked.close()[1] == 0
        assert kept(code) == {"2021": Decimal(value)}

    def test_words_are_read_there_as_well_in_either_language(self) -> None:
        from terminal import Terminal

        asked = Terminal(PROGRAM, "record", "-p", "2021", "-s", "公报", "--lang", "zh")
        asked.answer("E1 单位GDP能源消耗降低", "3.1\n")
        asked.wait_for("规划要求的是下降")
        asked.answer("（y/n）：", "n\n")
        asked.answer("E1 单位GDP能源消耗降低", "下降3.1%\n")
        asked.answer("E2 单位GDP二氧化碳排放", "q\n")
        assert asked.close()[1] == 0
        assert kept("E1") == {"2021": Decimal("-3.1")}
