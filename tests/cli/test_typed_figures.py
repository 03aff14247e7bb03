"""What is typed is what is kept, or it is refused in one sentence, in either language."""

import json
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import PROGRAM, Said, say, untouched

from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import record as write

PLAN = """
format: 1
plan: {id: p, title: P, language: en, region: {id: r, name: R}, base: 2010, end: 2026}
units: [{id: u, name: U}]
indicators:
  - code: "1"
    id: balance
    name: Balance
    constraint: binding
    unit_of_measure: '%'
    share: false
    baseline: 80
    target: {kind: at_least, value: 98}
    lead: [u]
"""


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
            "did you mean 3 Enrolment rate of basic medical insurance?",
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
    assert untouched()


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
    asked.wait_for("“55.1②”中的“②”是注释标记，不是数字；请去掉，或写入稍后")
    asked.answer("1 职工基本养老保险参保人数", "q\n")
    assert asked.close()[1] == 0
    assert untouched()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        *(("3", "930‰", "93"), ("3", "９３ ％", "93"), ("3", "千分之 930", "93")),
        *(("7", "¥1,450.00", "1450.00"), ("7", "RMB 1 450", "1450"), ("7", "￥0.145万/月", "1450")),
        *(("4", "372\u2009000人", "37.2"), ("4", "372’000人", "37.2"), ("4", "372 000 人", "37.2")),
    ],
)
def test_what_tables_print_is_kept_as_what_it_says(code: str, typed: str, value: str) -> None:
    said = say("record", code, typed, "-p", "2013")
    assert said.code == 0, said.err
    entries = json.loads(say("show", code, "--format", "json").out, parse_float=str)["entries"]
    assert [(str(e["value"]), e["entered"]) for e in entries] == [(value, typed)]


@pytest.mark.usefixtures("unbegun")
@pytest.mark.parametrize("typed", ["-2.5", "(2.5)", "△2.5", "–2.5", "-.5", "-¥5", "- 2.5", "-２.5"])
def test_a_figure_below_zero_reaches_the_ledger_as_one(typed: str) -> None:
    unit = "CNY" if "¥" in typed else "%"
    plan = PLAN.replace("unit_of_measure: '%'", f"unit_of_measure: '{unit}'")
    Path("plan.yaml").write_text(plan, encoding="utf-8")
    assert say("plan", "load", "plan.yaml").code == 0

    said = say("record", "1", typed, "-p", "2011", "--yes")

    assert said.code == 0, said.err
    assert "2011 -" in said.out


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("code", "typed", "english", "chinese"),
    [
        (
            "7",
            "$1,500",
            "“$1,500” is in another currency than the indicator, which is measured in 元/月; "
            "type the figure in that, and put “$1,500” into --note.",
            "“$1,500”的币种与指标不同，指标的计量单位为元/月；请换算后录入，并将“$1,500”写入--note。",
        ),
        (
            "3",
            "12/214",
            "“12/214” is two numbers; type the one that is meant, or for a rate both, with "
            "--numerator 12 --denominator 214.",
            "“12/214”是两个数；请写其中所指的一个，"
            "比率则可用--numerator 12 --denominator 214同时录入。",
        ),
        (
            "3",
            "九成三",
            "“九成三” is a share in tenths; if it is meant exactly, write “93%”.",
            "“九成三”是以“成”表示的比例；若为确数，请写“93%”。",
        ),
        (
            "3",
            "▲2.5",
            "“▲” in “▲2.5” can mean a rise or a fall; write “2.5” or “-2.5”.",
            "“▲2.5”中的“▲”既可表示上升，也可表示下降；请写“2.5”或“-2.5”。",
        ),
        (
            "3",
            "-",
            "“-” is no figure; record nothing where there is none, and 0 only where it is zero.",
            "“-”不是数值；没有数据时不必录入，确为零时才写0。",
        ),
    ],
)
def test_what_has_no_one_reading_is_refused_with_what_to_type(
    code: str, typed: str, english: str, chinese: str
) -> None:
    line = ["record", code, typed, "-p", "2013"]
    assert english in refused(say(*line, "--lang", "en"))
    assert chinese in refused(say(*line, "--lang", "zh"))


@pytest.mark.parametrize(
    ("language", "finding", "remedy"),
    [
        ("en", "“93.0①” was typed; that would be refused today: “①”", "--revise"),
        ("zh", "存为93.01%，当时键入的是“93.0①”，现不予受理：“93.0①”中的“①”是注释标记", "--revise"),
    ],
)
def test_what_an_earlier_version_read_wrongly_is_doubted(
    home: Path, language: str, finding: str, remedy: str
) -> None:
    with open_reader(home / "work.db") as reader:
        version = reader.plan_version()
    assert version is not None
    share = next(i for i in version.plan.indicators if i.unit_of_measure == "%" and i.share)
    region, year = version.plan.region.id, Period.of_year(2013)
    claim = Observation(share.id, region, year, Decimal("93.01"), entered="93.0①")
    write(home / "work.db", claim, recorded_by="0.1.0", now=datetime.now(UTC))
    (doubt,) = [
        d
        for d in json.loads(say("--lang", language, "doubts", "--format", "json").out)
        if d["rule"] == "typed-otherwise"
    ]
    assert finding in doubt["finding"]
    assert remedy in doubt["remedy"]
    assert say("doubts", "--check").code == 1
    line = ["record", share.code, "93.0", "-p", "2013", "--revise", "--reason", "①", "--yes"]
    assert say(*line).code == 0
    assert "typed-otherwise" not in say("doubts", "--format", "json").out
