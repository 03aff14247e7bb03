import json
import os
import sys
import time
from pathlib import Path

import pytest
from command_line import PROGRAM, say, untouched

if sys.platform == "win32":
    pytest.skip("pseudo-terminals of Unix", allow_module_level=True)

from terminal import Terminal


def recorded(code: str) -> list[tuple[str, float, str]]:
    entries = json.loads(say("show", code, "--format", "json").out)["entries"]
    return [(e["period"], e["value"], e["source"]) for e in entries]


@pytest.mark.usefixtures("home")
def test_each_indicator_is_asked_for_until_somebody_has_enough() -> None:
    asked = Terminal(PROGRAM, "record")
    asked.answer("Period, such as 2013 or 2013-06: ", "last year\n")
    asked.wait_for("“last year” is not a reporting period")
    asked.answer("Period, such as 2013 or 2013-06: ", "2013\n")
    asked.answer("Source: ", "bulletin\n")
    asked.answer("1 Participants in employees' basic pension insurance, in 万人", "\n")
    asked.answer("2 Enrolment rate of", "many\n")
    asked.wait_for("“many” is not a number")
    asked.answer("2 Enrolment rate of", "95%\n")
    asked.wait_for("Recorded: 2 Enrolment rate of")
    asked.answer("3 Enrolment rate of", "\n")
    asked.answer("4 People insured against work injury, in 万人 (nothing recorded): ", "37.2万人\n")
    asked.answer("5 People insured against unemployment", "q\n")
    rest, code = asked.close()
    assert code == 0
    assert "sbtrack" not in rest
    assert recorded("4") == [("2013", 37.2, "bulletin")]
    assert recorded("2") == [("2013", 95, "bulletin")]
    assert recorded("1") == recorded("3") == []


@pytest.mark.usefixtures("home")
def test_what_is_said_in_the_line_is_not_asked_and_the_last_figure_is_shown() -> None:
    assert say("record", "1", "55.1", "-p", "2012").code == 0
    asked = Terminal(
        PROGRAM, "record", "--lang", "zh", "-p", "2013", "-s", "公报", "--vintage", "final"
    )
    opening = asked.wait_for("2012年 55.1万人）：")
    assert "1 职工基本养老保险参保人数，计量单位：万人" in opening
    assert "报告期" not in opening
    asked.type("56\n")
    asked.wait_for("已录入：1 职工基本养老保险参保人数，2013年 56万人（第2号记录）。")
    asked.answer("2 城乡居民社会养老保险参保率", "Q\n")
    assert asked.close()[1] == 0
    assert recorded("1")[0] == ("2013", 56, "公报")


@pytest.mark.usefixtures("home")
def test_an_implausible_figure_can_be_confirmed_or_typed_again() -> None:
    asked = Terminal(PROGRAM, "record", "-p", "2013", "-s", "test")
    asked.answer("1 Participants", "5025\n")
    asked.wait_for("at least 10 times as much")
    assert "--yes" not in asked.wait_for("Record it all the same? (y/n): ")
    asked.type("n\n")
    asked.answer("1 Participants", "5025\n")
    asked.answer("Record it all the same? (y/n): ", "y\n")
    asked.wait_for("Recorded: 1 Participants")
    asked.answer("2 Enrolment rate", "q\n")
    assert asked.close()[1] == 0
    assert recorded("1") == [("2013", 5025, "test")]


def test_a_clock_that_is_hard_to_believe_is_asked_about_once(home: Path) -> None:
    assert say("record", "4", "37.2", "-p", "2012").code == 0
    in_two_days = time.time() + 2 * 86_400
    os.utime(home / "work.db", (in_two_days, in_two_days))
    asked = Terminal(PROGRAM, "record", "-p", "2013", "-s", "test")
    asked.answer("1 Participants", "57\n")
    asked.wait_for("but the database was last written at")
    asked.answer("Record it all the same? (y/n): ", "y\n")
    asked.answer("2 Enrolment", "95%\n")
    asked.wait_for("Recorded: 2 Enrolment")
    asked.answer("3 Enrolment", "q\n")
    assert asked.close()[1] == 0


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_in_the_middle_is_quiet_and_keeps_what_was_recorded(key: str) -> None:
    asked = Terminal(PROGRAM, "record", "-p", "2013", "-s", "test")
    asked.answer("1 Participants", "55\n")
    asked.wait_for("2 Enrolment rate")
    asked.wait_for("(nothing recorded): ")
    rest, code = asked.leave(key)
    assert code == 130
    assert "Traceback" not in rest
    assert "error" not in rest
    assert rest.endswith("\n")
    assert recorded("1") == [("2013", 55, "test")]


@pytest.mark.usefixtures("home")
def test_pressing_it_again_and_again_is_no_worse() -> None:
    asked = Terminal(PROGRAM, "record", "-p", "2013", "-s", "test")
    asked.wait_for("(nothing recorded): ")
    rest, code = asked.leave("\x03", silence=0.001)
    assert code == 130
    assert "Traceback" not in rest


@pytest.mark.usefixtures("home")
def test_a_period_that_cannot_be_is_refused_before_anything_is_asked() -> None:
    rest, code = Terminal(PROGRAM, "record", "-p", "201").close()
    assert code == 2
    assert rest.startswith("sbtrack: error: “201” is not a reporting period")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("period", "why"),
    [("2099", "2099 has not ended yet"), ("2010", "2010 is not after the plan's base period 2010")],
)
def test_a_period_without_figures_is_refused_before_anything_is_asked(
    period: str, why: str
) -> None:
    rest, code = Terminal(PROGRAM, "record", "-p", period).close()
    assert code == 2
    assert rest.startswith(f"sbtrack: error: {why}")
    assert "Source" not in rest
    asked = Terminal(PROGRAM, "record", "-s", "test")
    asked.answer("Period, such as 2013 or 2013-06: ", f"{period}\n")
    asked.wait_for(why)
    asked.answer("Period, such as 2013 or 2013-06: ", "2013\n")
    asked.answer("1 Participants in employees' basic pension insurance", "q\n")
    assert asked.close()[1] == 0


@pytest.mark.usefixtures("home")
def test_nobody_is_asked_where_nobody_can_answer() -> None:
    said = say("record", "-p", "2013")
    assert said.code == 2
    assert "There is nobody to ask" in said.err
    assert untouched()


def test_a_figure_that_is_recorded_already_is_corrected_with_its_reason_or_left(home: Path) -> None:
    assert home.exists()
    for code, value in (("1", "55"), ("2", "95"), ("4", "37")):
        assert say("record", code, value, "-p", "2013", "-s", "test").code == 0
    asked = Terminal(PROGRAM, "record", "-p", "2013", "-s", "test")
    asked.answer("1 Participants", "56\n")
    told = asked.wait_for("Why does it change? An empty answer leaves it as it is: ")
    assert "2013 is recorded already, as 55" in " ".join(told.split())
    assert "--revise" not in told
    asked.type("typed wrong\n")
    asked.wait_for("Revised: 1 Participants")
    asked.answer("2 Enrolment", "96\n")
    asked.answer("Why does it change? An empty answer leaves it as it is: ", "\n")
    asked.answer("3 Enrolment", "q\n")
    assert asked.close()[1] == 0
    assert recorded("1")[0][1] == 56
    assert [value for _, value, _ in recorded("2")] == [95]


@pytest.mark.sample(2)
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("typed", ["about 55", "55①", "55*", "54-55"])
def test_where_a_note_goes_is_said_as_it_can_be_followed(typed: str) -> None:
    asked = Terminal(PROGRAM, "record", "-p", "2013", "-s", "test")
    asked.answer("1 Participants", f"{typed}\n")
    told = asked.wait_for("(leave this answer empty then)")
    assert "--note of `sbtrack record 1` later" in " ".join(told.split())
    asked.answer("1 Participants", "\n")
    asked.answer("2 Enrolment", "q\n")
    assert asked.close()[1] == 0
