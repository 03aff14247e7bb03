"""What is typed is what is kept, or it is refused in one sentence, in either language."""

import sys
from pathlib import Path

import pytest
from command_line import PROGRAM, Said, say


def refused(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (
            ["record", "3", "93.0①", "-p", "2013"],
            "“①” in “93.0①” is a footnote mark, not a digit; leave it out, or put it into --note.",
            "“93.0①”中的“①”是注释标记，不是数字；请去掉，或写入--note。",
        ),
        (
            ["record", "3", "93", "-p", "2013①"],
            "“①” in “2013①” is a footnote mark, not a digit; leave it out.",
            "“2013①”中的“①”是注释标记，不是数字；请去掉。",
        ),
        (
            ["record", "3", "-p", "2013", "--numerator", "93²", "--denominator", "100"],
            "“²” in “93²” is a footnote mark, not a digit; leave it out, or put it into --note.",
            "“93²”中的“²”是注释标记，不是数字；请去掉，或写入--note。",
        ),
        (
            ["record", "3①", "93", "-p", "2013"],
            "Nothing in the plan is called “3①”; "
            "did you mean 3 Coverage of basic medical insurance?",
            "规划中没有“3①”；是否指：3 基本医疗保险参保率？",
        ),
        (
            ["status", "--as-of", "2013①"],
            "“①” in “2013①” is a footnote mark, not a digit; leave it out.",
            "“2013①”中的“①”是注释标记，不是数字；请去掉。",
        ),
        (
            ["status", "--known-at", "2014-03-0①"],
            "“①” in “2014-03-0①” is a footnote mark, not a digit; leave it out.",
            "“2014-03-0①”中的“①”是注释标记，不是数字；请去掉。",
        ),
        (
            ["status", "--known-at", "2014-03-01T1①:30"],
            "“①” in “2014-03-01T1①:30” is a footnote mark, not a digit; leave it out.",
            "“2014-03-01T1①:30”中的“①”是注释标记，不是数字；请去掉。",
        ),
        (
            ["retract", "1①", "--reason", "typed twice"],
            "ENTRY takes a whole number, not “1①”.",
            "ENTRY须为整数，不能是“1①”。",
        ),
        (
            ["log", "--limit", "٣"],
            "--limit takes a whole number, not “٣”.",
            "--limit须为整数，不能是“٣”。",
        ),
    ],
)
def test_what_only_looks_like_a_digit_is_refused_wherever_it_is_typed(
    arguments: list[str], english: str, chinese: str
) -> None:
    assert refused(say(*arguments, "--lang", "en")) == f"sbtrack: error: {english}\n"
    assert refused(say(*arguments, "--lang", "zh")) == f"sbtrack: 错误：{chinese}\n"
    assert not Path("work.db").exists()


@pytest.mark.usefixtures("home")
def test_full_width_digits_are_digits_wherever_they_are_typed() -> None:
    assert say("record", "３", "９３．５％", "-p", "２０１３").code == 0
    assert say("log", "--limit", "１").code == 0
    before = refused(say("status", "--known-at", "２０２０-０１-０１Ｔ１０：３０"))
    assert "Nothing was known yet at 2020-01-01 10:30" in before
    assert say("retract", "１", "--reason", "typed twice").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.usefixtures("home")
def test_the_interview_refuses_a_footnote_mark_and_asks_again() -> None:
    from terminal import Terminal

    asked = Terminal(PROGRAM, "record", "--lang", "zh", "-s", "公报")
    asked.answer("2013-06：", "2013①\n")
    asked.wait_for("“2013①”中的“①”是注释标记，不是数字；请去掉。")
    asked.answer("2013-06：", "2013\n")
    asked.answer("1 职工基本养老保险参保人数", "55.1②\n")
    asked.wait_for("“55.1②”中的“②”是注释标记，不是数字；请去掉，或写入--note。")
    asked.answer("1 职工基本养老保险参保人数", "q\n")
    assert asked.close()[1] == 0
    assert not Path("work.db").exists()
