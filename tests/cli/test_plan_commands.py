"""`plan load`, `show` and `diff`: versions, what they may not do, and what they say."""

import json
import re
from pathlib import Path

import pytest
from command_line import NATIONAL, XINGTAI, Said, say
from openpyxl import load_workbook

pytestmark = pytest.mark.usefixtures("unbegun")


def refused(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    return said.err


def amended(unbegun: Path, *changes: tuple[str, str]) -> str:
    """Write the Xingtai plan with some of its text replaced, and return the file's name."""
    text = XINGTAI.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (unbegun / "amended.yaml").write_text(text, encoding="utf-8")
    return "amended.yaml"


TARGET = ("value: 70.5, as_printed: 70.5万人", "value: 72, as_printed: 72万人")


def test_loading_twice_changes_nothing(unbegun: Path) -> None:
    assert "version 1" in say("plan", "load", str(XINGTAI)).out
    before = (unbegun / "work.db").read_bytes()
    said = say("plan", "load", str(XINGTAI))
    assert (said.code, "nothing changed" in said.out) == (0, True)
    assert (unbegun / "work.db").read_bytes() == before


def test_a_document_that_comes_after_its_version_is_refused_and_not_dropped(unbegun: Path) -> None:
    assert say("plan", "load", str(XINGTAI), "--approved-by", "邢政函〔2014〕5号").code == 0
    assert say("plan", "load", str(XINGTAI), "--approved-by", "邢政函〔2014〕5号").code == 0
    assert say("plan", "load", str(XINGTAI)).code == 0
    for option in ("--approved-by", "--note"):
        said = say("plan", "load", str(XINGTAI), option, "later")
        assert (said.code, said.out) == (2, "")
        assert "kept only with a version that changes the plan" in said.err
    assert (unbegun / "work.db").exists()


def test_an_amended_plan_is_a_new_version_and_the_old_one_stays_readable(unbegun: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("record", "1", "63.1", "-p", "2013")
    said = say("plan", "load", amended(unbegun, TARGET), "--approved-by", "邢政函〔2014〕5号")
    assert "version 2" in said.out

    now = json.loads(say("status", "--indicator", "1", "--format", "json").out)
    assert (now["plan"]["version"], now["plan"]["approved_by"]) == (2, "邢政函〔2014〕5号")
    assert str(now["indicators"][0]["target"]) == "72"
    old = json.loads(say("plan", "show", "--version", "1", "--format", "json").out)
    assert old["indicators"][0]["target"]["value"] == "70.5"
    assert "邢政函〔2014〕5号" in say("plan", "show").out


def test_what_was_known_before_an_amendment_is_judged_by_the_old_version(unbegun: Path) -> None:
    say("plan", "load", str(XINGTAI))
    said = say("record", "1", "63.1", "-p", "2013")
    assert said.code == 0
    moment = json.loads(say("log", "--format", "json").out)[0]["recorded_at"]
    dates = ("--as-of", "2013", "--known-at", moment, "--format", "json")
    before = say("status", *dates).out
    say("plan", "load", amended(unbegun, TARGET))

    assert say("status", *dates).out == before
    assert json.loads(before)["plan"]["version"] == 1


def test_an_indicator_with_values_is_not_dropped_silently(unbegun: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("record", "1", "63.1", "-p", "2013")
    other = amended(unbegun, ("id: employee-pension-insured", "id: employee-pension-renamed"))

    said = say("plan", "load", other)
    assert "1 Participants in employees' basic pension insurance" in refused(said)
    assert "--allow-drop" in said.err
    allowed = say("plan", "load", other, "--allow-drop")
    assert allowed.code == 0
    assert "kept in the ledger" in allowed.out
    assert len(json.loads(say("log", "--format", "json").out)) == 1


def test_recorded_values_do_not_come_to_mean_another_unit_of_measure(unbegun: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("record", "8", "150", "-p", "2013")
    text = XINGTAI.read_text(encoding="utf-8")
    head, mark, tail = text.partition("id: social-security-cards")
    tail = tail.replace("unit_of_measure: 万人", "unit_of_measure: 万张", 1)
    (unbegun / "cards.yaml").write_text(head + mark + tail, encoding="utf-8")

    assert "万张" in refused(say("plan", "load", "cards.yaml"))


def test_another_plan_needs_another_file() -> None:
    say("plan", "load", str(XINGTAI))
    assert "--db" in refused(say("plan", "load", str(NATIONAL / "plan.yaml")))


def test_a_plan_with_errors_loads_nothing_and_names_every_place(unbegun: Path) -> None:
    broken = amended(unbegun, ("constraint: binding", "constraint: bindig"))
    said = say("plan", "load", broken)
    assert said.code == 1
    assert said.err.count(": error: “bindig”") == 5
    assert not (unbegun / "work.db").exists()
    assert say("plan", "check", broken).code == 1


def test_a_sound_plan_is_said_to_be_sound() -> None:
    said = say("plan", "check", str(NATIONAL / "plan.yaml"))
    assert said.code == 0
    assert "plan.yaml is sound. Indicators: 11;" in said.out
    assert said.err == ""


def test_warnings_are_counted_in_what_a_check_comes_to() -> None:
    said = say("plan", "check", str(XINGTAI))
    assert said.code == 0
    assert said.err.count(": warning: ") == 4
    assert "plan.yaml has no errors; warnings: 4. Indicators: 38; tasks: 24;" in said.out


def test_the_difference_between_two_plans_is_a_finding(unbegun: Path) -> None:
    same = say("plan", "diff", str(XINGTAI), str(XINGTAI))
    assert (same.code, "say the same" in same.out) == (0, True)
    said = say("plan", "diff", str(XINGTAI), amended(unbegun, TARGET), "--format", "json")
    assert said.code == 1
    assert [(d["key"], d["field"]) for d in json.loads(said.out)] == [
        ("employee-pension-insured", "target"),
        ("employee-pension-insured", "target_as_printed"),
    ]


def test_loaded_versions_are_compared_by_number(unbegun: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("plan", "load", amended(unbegun, TARGET))
    assert "at least 72" in say("plan", "diff", "v1", "v2").out
    assert "no version 7" in refused(say("plan", "diff", "v1", "7"))


def test_the_schema_for_editors_is_json() -> None:
    schema = json.loads(say("plan", "schema").out)
    assert {"format", "plan", "indicators", "milestones"} <= set(schema["properties"])


@pytest.mark.usefixtures("home")
def test_a_recurring_milestone_is_shown_with_the_period_it_begins_in() -> None:
    assert "every year from 2013" in say("plan", "show", "--lang", "en").out
    assert "自2013年起每年" in say("plan", "show", "--lang", "zh").out


INDEX = """\
format: 1
plan:
  id: index
  title: Index Plan
  language: en
  region: {id: town, name: Town}
  base: 2010
  end: 2015
units:
  - {id: finance, name: Finance Bureau}
indicators:
  - code: "1"
    id: gini
    name: Gini coefficient
    constraint: binding
    unit_of_measure: none
    baseline: 0.4812
    target: {kind: at_most, value: 0.4625}
    lead: [finance]
"""


@pytest.fixture
def index(unbegun: Path) -> Path:
    """Return the file of a plan whose figures have no unit, loaded, with figures for two years."""
    file = unbegun / "index.yaml"
    file.write_text(INDEX, encoding="utf-8")
    assert say("plan", "load", str(file)).code == 0
    for figure, period in (("0.4733", "2012"), ("0.4700", "2013")):
        assert say("record", "1", figure, "-p", period).code == 0
    return file


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "command", ["plan show", "status --as-of 2013", "show 1 --as-of 2013", "log"]
)
def test_figures_without_a_unit_stand_alone_wherever_they_are_drawn(
    command: str, language: str
) -> None:
    said = say(*command.split(), "--lang", language).out
    figures = re.findall(r"0\.4[67]\d*( ?[1-9%a-z无]*)", said)
    assert figures
    assert {unit.strip() for unit in figures} <= {"", "in"}  # 0.47 in 2013
    assert not re.search(r"\( ?\)|（）|None", said)


@pytest.mark.usefixtures("index")
def test_that_there_is_no_unit_is_said_where_one_asks_for_it() -> None:
    assert re.search(r"Unit of measure +none\n", say("show", "1", "--lang", "en").out)
    assert re.search(r"计量单位 +无\n", say("show", "1", "--lang", "zh").out)


@pytest.mark.usefixtures("index")
def test_figures_without_a_unit_have_an_empty_one_in_every_format() -> None:
    for command in ("status --as-of 2013", "show 1 --as-of 2013", "log", "plan show"):
        data = say(*command.split(), "--format", "json").out
        assert set(re.findall(r'"unit_of_measure": ([^,\n]+)', data)) == {'""'}
    assert "0.4812,0.4625," in say("status", "--as-of", "2013", "--format", "csv").out


@pytest.mark.filterwarnings("ignore:.* extension is not supported")  # by openpyxl; Excel draws it
def test_figures_without_a_unit_are_numbers_in_the_workbook(index: Path) -> None:
    assert say("export", "-o", "index.xlsx", "--as-of", "2013").code == 0
    book = load_workbook(index.with_name("index.xlsx"))
    formats = {
        cell.number_format
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in (0.4812, 0.4625, 0.4733, 0.47)
    }
    assert {"#,##0.0000", '"at most "#,##0.0000'} <= formats
    assert all(re.fullmatch(r'(?:"at most ")?[#,]*0[.0]*|General', found) for found in formats)
    titles = [
        "".join(run.t for part in chart.title.tx.rich.p for run in part.r)
        for sheet in book.worksheets
        for chart in vars(sheet)["_charts"]  # read only through what openpyxl keeps
    ]
    assert titles == ["1 Gini coefficient"]


@pytest.mark.usefixtures("index")
def test_a_value_with_a_unit_is_refused_where_there_is_none() -> None:
    for typed in ("46%", "0.46 people"):
        said = refused(say("record", "1", typed, "-p", "2014"))
        assert "the indicator has no unit of measure; type the number alone" in said


def test_a_unit_that_is_added_later_shows_and_does_not_change_what_was_recorded(
    index: Path,
) -> None:
    other = index.with_name("other.yaml")
    other.write_text(INDEX.replace("_measure: none", "_measure: points"), encoding="utf-8")
    (found,) = json.loads(say("plan", "diff", str(index), str(other), "--format", "json").out)
    assert (found["old"], found["new"]) == ("none", "points")
    assert "its values are recorded in none" in refused(say("plan", "load", str(other)))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_plan_is_shown(language: str) -> None:
    said = say("plan", "show", "--lang", language).out
    for mark in ("T14", "M57", "7.8", "S5", "邢政办函〔2013〕11号"):
        assert mark in said
