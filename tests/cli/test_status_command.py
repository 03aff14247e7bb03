import csv
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import NATIONAL, XINGTAI, say, timeless

from sbtrack.domain.plan import Indicator, Milestone
from sbtrack.planfile import builtin_plan

#: What `--format json` says of an indicator; documented in reports/status/data.py.
VALUES = {
    *("baseline", "target", "actual", "gap", "attainment", "elapsed", "planned"),
    *("planned_value", "pace", "required_per_year", "achieved_per_year", "projected", "limit"),
}
INDICATOR = VALUES | {
    *("code", "id", "name", "group", "constraint", "unit_of_measure", "baseline_period"),
    *("target_kind", "target_by", "target_as_printed", "actual_period", "actual_entry"),
    *("actual_source", "actual_vintage", "scale", "verdict", "light", "provisional", "reason"),
    *("reason_code", "explanation", "reasons", "periods", "lead_units", "lead_unit_ids"),
    *("cooperating_units", "cooperating_unit_ids", "tasks", "target_in_words", "target_bound"),
    *("target_tolerance", "target_every", "target_rate", "target_basis", "target_factor"),
    *("target_reference", "target_floor"),
}


def answer(*arguments: str) -> dict[str, Any]:
    said = say("status", *arguments, "--format", "json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def codes(*arguments: str) -> list[str]:
    found = answer("--as-of", "2014", *arguments)
    return [line["code"] for line in (*found["indicators"], *found["milestones"])]


@pytest.fixture
def injured(home: Path) -> Path:
    """Work on the Xingtai plan with test figures: 4 is on track, 5 behind, 6 below its baseline."""
    for line in ("4 37.2 -p 2013", "5 34.5 -p 2013", "6 24 -p 2013", "8 60 -p 2013"):
        assert say("record", *line.split()).code == 0
    return home


@pytest.mark.usefixtures("national")
def test_maternity_was_met_early_at_the_end_of_2012_and_work_injury_is_open_in_2014() -> None:
    by_code = {line["code"]: line for line in answer("--as-of", "2012")["indicators"]}
    assert (by_code["3"]["verdict"], by_code["3"]["provisional"]) == ("met_early", False)
    assert by_code["3"]["gap"] == -428.7
    by_code = {line["code"]: line for line in answer("--as-of", "2014")["indicators"]}
    assert (by_code["2"]["verdict"], by_code["2"]["gap"]) == ("ahead", 361)
    assert (by_code["4"]["verdict"], by_code["9"]["verdict"]) == ("unrated", "unrated")


@pytest.mark.usefixtures("national")
def test_json_has_exactly_the_keys_that_are_documented() -> None:
    found = answer("--as-of", "2014")
    assert {*found} == {"plan", "as_of", "known_at", "indicators", "milestones", "summary"}
    assert found["plan"] | {"loaded_at": ""} == {
        "id": "national-hrss-12fyp",
        "title": "Outline of the 12th Five-Year Plan for Human Resources and Social Security "
        "(social insurance)",
        "document_number": None,
        "version": 1,
        "loaded_at": "",
        "approved_by": None,
        "base": "2010",
        "end": "2015",
        "region": "China",
        "on_track_points": 5,
    }
    assert found["as_of"] == "2014-12-31"
    assert [{*line} for line in found["indicators"]] == [INDICATOR] * 9
    assert found["summary"] == {
        "unspecified": {
            "total": 9,
            "by_verdict": {"met_early": 3, "ahead": 1, "unrated": 5},
            "by_light": {"green": 4, "grey": 5},
            "provisional": 0,
        },
        "milestones": {"done": 0, "due": 0, "overdue": 0},
    }


@pytest.mark.usefixtures("home")
def test_json_says_of_a_milestone_what_is_documented() -> None:
    (found,) = answer("--indicator", "M22", "--as-of", "2014")["milestones"]
    assert {*found} == {
        *("code", "id", "title", "constraint", "due", "state", "light", "reported"),
        *("report_entry", "explanation", "instances", "lead_units", "lead_unit_ids"),
        *("cooperating_units", "cooperating_unit_ids", "tasks"),
    }


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("named", ["work.db", ""])
def test_every_value_that_is_undefined_is_null_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("SBTRACK_DB", named)
    for line in answer("--as-of", "2014")["indicators"]:
        missing = {key for key in VALUES if line[key] is None}
        assert missing == {*line["reasons"]} - {"provisional"}, line["code"]
        assert all(reason.strip() for reason in line["reasons"].values())
        assert (line["reason"] is None) == (line["verdict"] != "unrated")


@pytest.mark.usefixtures("national")
def test_json_keeps_every_digit() -> None:
    out = say("status", "--indicator", "2", "--as-of", "2014", "--format", "json").out
    (line,) = json.loads(out, parse_float=str)["indicators"]
    assert line["attainment"].startswith("0.92479166666666666666666666")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ("--indicator 4", ["4"]),
        ("--indicator 工伤保险参保 --indicator M8", ["4", "M8"]),
        ("--indicator maternity-insured", ["6"]),
        ("--constraint binding", ["1", "3", "4", "5", "6"]),
        ("--constraint 预期性", ["2", "7", "8"]),
        ("--constraint binding --constraint anticipatory", [str(n) for n in range(1, 9)]),
        ("--part headline", [str(n) for n in range(1, 9)]),
        ("--part commitment", [f"T{n}" for n in range(1, 26)]),
        ("--part milestone", [f"M{n}" for n in range(1, 79)]),
        ("--verdict overdue", ["M22", "M53", "M55", "M56", "M65", "M73", "M74", "M78"]),
        ("--verdict 已逾期 --part headline", []),
        ("--unit 公安", ["8", "M44", "M45"]),
        ("--unit 公安 --part milestone", ["M44", "M45"]),
        ("--unit development-reform-commission --part commitment", ["T12", "T13", "T14", "T24"]),
        ("--unit 民政局 --constraint binding", ["1", "3", "4", "5", "6"]),
    ],
)
def test_lines_can_be_chosen(options: str, wanted: list[str]) -> None:
    assert codes(*options.split()) == wanted


@pytest.mark.usefixtures("home")
def test_a_unit_has_the_lines_it_leads_and_those_in_which_it_cooperates() -> None:
    plan = builtin_plan()
    (finance,) = [unit for unit in plan.units if unit.id == "finance-bureau"]
    tracked: tuple[Indicator | Milestone, ...] = (*plan.rated(), *plan.milestones)
    assert {*codes("--unit", "市财政局")} == {
        item.code
        for item in tracked
        if finance in (*plan.lead_units(item), *plan.cooperating_units(item))
    }


@pytest.mark.usefixtures("injured")
@pytest.mark.parametrize("verdict", ["behind", "reversed", "on_track", "On Track", "on-track"])
def test_verdicts_are_chosen_however_they_are_spelt(verdict: str) -> None:
    wanted = {"behind": ["5", "8"], "reversed": ["6"]}.get(verdict, ["4"])
    assert codes("--verdict", verdict) == wanted


@pytest.mark.sample(3)
@pytest.mark.usefixtures("injured")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("", 1),
        ("--constraint anticipatory", 0),  # 8 is behind, but nothing that must be met
        ("--indicator 4", 0),
        ("--indicator 5", 1),
        ("--indicator 6", 1),
        ("--as-of 2012", 0),
        ("--format json", 1),
        ("--part milestone", 0),
    ],
)
def test_a_check_finds_binding_indicators_in_trouble(options: str, code: int) -> None:
    assert say("status", "--check", *options.split()).code == code
    assert say("status", *options.split()).code == 0


@pytest.mark.usefixtures("home")
def test_a_check_finds_a_binding_target_that_was_missed() -> None:
    assert say("record", "4", "39.9", "-p", "2015").code == 0
    assert answer("--indicator", "4")["indicators"][0]["verdict"] == "missed"
    assert say("status", "--check").code == 1


@pytest.mark.usefixtures("injured")
def test_binding_and_anticipatory_indicators_are_counted_apart() -> None:
    summary = answer("--as-of", "2014")["summary"]
    assert summary["binding"]["by_verdict"] == {
        **{"on_track": 1, "behind": 1, "reversed": 1, "unrated": 2},
    }
    assert summary["anticipatory"]["by_verdict"] == {"behind": 1, "unrated": 2}
    assert summary["binding"]["by_light"] == {"green": 1, "red": 2, "grey": 2}
    assert summary["anticipatory"]["by_light"] == {"yellow": 1, "grey": 2}


@pytest.mark.usefixtures("injured")
def test_the_same_two_dates_give_the_same_answer_after_revisions_and_a_new_plan() -> None:
    moment = answer()["known_at"]
    asked = ("status", "--as-of", "2014", "--known-at", moment)
    formats = ("table", "json", "csv", "markdown")
    before = [say(*asked, "--format", form).out for form in formats]

    revised = ["record", "4", "36", "-p", "2013", "--revise", "--reason", "更正"]
    assert say(*revised).code == 0
    assert say("record", "5", "38", "-p", "2014").code == 0
    amended = Path("amended.yaml")
    plan = XINGTAI.read_text("utf-8")
    assert plan.count("value: 40, as_printed: 40万人") == 2
    plan = plan.replace("value: 40, as_printed: 40万人", "value: 41, as_printed: 41万人")
    amended.write_text(plan, "utf-8")
    assert say("plan", "load", str(amended)).code == 0

    assert [say(*asked, "--format", form).out for form in formats] == before
    assert timeless(say("status", "--as-of", "2014").out) != timeless(before[0])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("output", ["json", "csv", "markdown", "table"])
def test_without_a_database_the_built_in_plan_answers_and_says_so(
    unnamed: Path, monkeypatch: pytest.MonkeyPatch, language: str, output: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(unnamed / "data"))
    path = unnamed / "data" / "sbtrack" / "sbtrack.db"
    said = say("status", "--format", output, "--lang", language)
    notice = {"zh": f"“{path}”处没有数据库", "en": f"there is no database at “{path}”"}[language]
    assert said.code == 0
    assert notice in (said.err if output in ("json", "csv") else said.out)
    assert notice not in (said.out if output in ("json", "csv") else said.err)
    assert [*unnamed.iterdir()] == []


@pytest.mark.usefixtures("national")
def test_csv_is_one_table_with_plain_numbers() -> None:
    out = say("status", "--as-of", "2014", "--format", "csv", "--lang", "zh").out
    rows = list(csv.DictReader(out.splitlines()))
    assert [row["编号"] for row in rows] == [*"123456789"]
    assert rows[1]["指标"] == "工伤保险参保人数"
    assert (rows[1]["目标"], rows[1]["实际值"], rows[1]["差距"]) == ("21000", "20639", "361")
    assert (rows[1]["目标表述"], rows[1]["时限"]) == ("不低于21000万人", "2015")
    assert rows[1]["原因"] == ""
    assert rows[1]["完成程度（%）"] == "92.479167"
    assert rows[3]["实际值"] == ""
    assert rows[3]["原因"] == "构成指标“城镇居民社会养老保险参保人数”缺少2014年数据"


@pytest.mark.usefixtures("national")
def test_markdown_is_a_table_for_every_part_with_its_notes() -> None:
    out = say("status", "--as-of", "2014", "--format", "markdown", "--lang", "zh").out
    assert out.startswith("## 人力资源和社会保障事业发展")
    assert "| 编号 | 指标 " in out
    assert "无法评价（5、7、8）" in out


def test_a_selection_that_finds_nothing_says_so(unnamed: Path) -> None:
    said = say("status", "--verdict", "behind")
    assert said.code == 0
    assert "There is no indicator or milestone to show." in said.out
    assert [*unnamed.iterdir()] == []


def test_an_answer_as_of_a_day_before_anything_was_known_is_refused(national: Path) -> None:
    said = say("status", "--known-at", "2001-05-01", "--db", str(national))
    assert (said.code, said.out) == (2, "")
    assert "Nothing was known yet at 2001-05-01 23:59" in said.err


@pytest.mark.usefixtures("unbegun")
def test_a_plan_file_of_another_place_works_the_same() -> None:
    assert say("plan", "load", str(NATIONAL / "plan.yaml")).code == 0
    assert [line["code"] for line in answer()["indicators"]] == [*"123456789"]


KINDS = """\
format: 1
plan:
  {id: kinds, title: 测试规划, language: zh, region: {id: city, name: 某市}, base: 2010, end: 2015}
indicators:
  - {code: "1", id: insured, name: 参保人数, constraint: binding, unit_of_measure: 万人,
     baseline: 30, target: {kind: at_least, value: 40}}
  - {code: "2", id: jobless, name: 失业率, constraint: binding, unit_of_measure: "%",
     baseline: 4.6, target: {kind: at_most, value: 4.1}}
  - {code: "3", id: paid, name: 支付比例, unit_of_measure: "%",
     baseline: 70, target: {kind: about, value: 75, tolerance: 2}}
  - {code: "4", id: pension, name: 养老金, unit_of_measure: 元/月,
     baseline: 1000, target: {kind: annual_growth, rate: 10}}
  - {code: "5", id: jobs, name: 新增就业, unit_of_measure: 万人,
     baseline: {unavailable: 无}, target: {kind: every_period, bound: at_least, value: 4}}
  - {code: "6", id: ceiling, name: 最高支付限额, unit_of_measure: 万元, baseline: 8,
     target: {kind: multiple_of, factor: 6, reference: wage, floor: 10}}
  - {code: "7", id: sites, name: 达标场所, unit_of_measure: 个,
     baseline: 10, target: {kind: at_least, value: 60, by: 2020}}
  - {code: "8", id: coal, name: 煤炭消费, unit_of_measure: 万吨,
     baseline: 100, target: {kind: annual_growth, rate: 3, bound: at_most}}
  - {code: "9", id: yearly, name: 有年度目标, unit_of_measure: 万人,
     baseline: 50, target: {kind: at_least, value: 80}, yearly: {2011: 60, 2012: 65, 2013: 70}}
series:
  - {code: S1, id: wage, name: 平均工资, unit_of_measure: 元}
"""


@pytest.fixture
def kinds(unbegun: Path) -> Path:
    """Work on a plan with a target of each kind, with test figures of 2013, but for 1 of 2012."""
    (unbegun / "kinds.yaml").write_text(KINDS, "utf-8")
    assert say("plan", "load", "kinds.yaml").code == 0
    for line in ("1 34 -p 2012", "2 4.3 -p 2013", "3 74 -p 2013", "4 1200 -p 2013"):
        assert say("record", *line.split()).code == 0
    for line in ("5 4.1 -p 2013", "6 9 -p 2013", "7 25 -p 2013", "8 110 -p 2013", "9 71 -p 2013"):
        assert say("record", *line.split()).code == 0
    return unbegun
