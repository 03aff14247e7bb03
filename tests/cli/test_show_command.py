import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import at_work, say
from rich.cells import cell_len

HARBOUR = Path(__file__).with_name("harbour.yaml")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
FIGURES = (
    *(("1", "44", "2021"), ("1", "36 deaths", "2022"), ("1", "33", "2023")),
    *(("3", "0.87 million trips", "2021"), ("3", "1010.25", "2023")),
    *(("4", "880 thousand tonnes", "2022"), ("4", "865", "2023")),
    *(("5", "2", "2021"), ("5", "4.5%", "2022"), ("5", "3", "2023")),
    *(("bus-passengers", "31.2", "2021"), ("bus-passengers", "35", "2023")),
    *(("tram-passengers", "10.4 million", "2021"), ("tram-passengers", "12100", "2023")),
    *(("bus-passengers", "36", "2024"), ("7", "40 million", "2021-06")),
    *(("C1", "1250", "2021"), ("C1", "1100", "2022"), ("C2", "3", "2021-Q1")),
    *(("monthly-wage", "3,420", "2023"), ("C4", "340", "2023"), ("C5", "155", "2023")),
    *(("C6", "44.5", "2023"), ("C7", "74", "2023"), ("C9", "310", "2023"), ("C10", "66.5", "2023")),
    *(("C8", "-3", "2021"), ("C8", "-2.5", "2022"), ("C8", "-3.5", "2023")),
    ("M1", "done", "2022-05"),
)
CODES = (*"1234567", *(f"C{n}" for n in range(1, 11)), "S1", "M1", "M2")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that follows an English plan, with made-up figures; only to be read."""
    folder = tmp_path_factory.mktemp("harbour")
    with at_work(folder, SBTRACK_LANG="en", SBTRACK_DB="harbour.db"):
        assert say("plan", "load", str(HARBOUR)).code == 0
        for name, value, period in FIGURES:
            said = say("record", name, "-p", period, "--yes", "--", value)
            assert said.code == 0, said.err
    return folder / "harbour.db"


@pytest.fixture
def at_harbour(harbour: Path, tmp_path: Path) -> Iterator[None]:
    with at_work(tmp_path, SBTRACK_LANG="en", SBTRACK_DB=str(harbour)):
        yield


def block(text: str, first: str, last: str) -> list[str]:
    """Return the lines of an output between two that begin so."""
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(first))
    end = next(n for n, line in enumerate(lines) if n > start and line.startswith(last))
    return lines[start + 1 : end]


@pytest.mark.usefixtures("at_harbour")
def test_an_english_plan_shows_no_chinese_in_english() -> None:
    lines = [["show", code, "--as-of", "2023"] for code in CODES]
    lines += [["status", "--as-of", "2023"], ["plan", "show"], ["unit", "list"], ["task", "list"]]
    lines += [["log"], ["doubts"], ["unit", "show", "transport"], ["task", "show", "A1"]]
    lines += [["record", "1", "-p", "2024", value] for value in ("x", "400", "3 people", "nan")]
    lines += [["record"], ["record", "C3", "-p", "2024", "101"], ["show", "bus"]]
    for line in lines:
        said = say(*line)
        assert CHINESE.findall(said.out + said.err) == [], line


@pytest.mark.usefixtures("at_harbour")
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120, 200])
def test_units_that_are_words_leave_tables_within_the_terminal(language: str, width: int) -> None:
    for command in ("status --as-of 2023", "unit show transport", "task show A1", "show C6"):
        lines = say(*command.split(), "--lang", language, width=width).out.splitlines()
        assert max(map(cell_len, lines)) <= width, command


@pytest.mark.usefixtures("at_harbour")
def test_the_series_of_a_whole_lists_what_its_components_make() -> None:
    out = say("show", "7", "--as-of", "2023").out
    series = [line.split() for line in block(out, "Period ", "55.0 |") if line]
    assert ["2021", "43.4", "million", "41.6", "million", "from", "its", "components"] in series
    assert any(row[0] == "2023" and "47.1" in row for row in series)
    assert "Component S1  Bus passengers: 2023 35 million" in out


@pytest.mark.usefixtures("at_harbour")
def test_a_component_is_shown_with_the_figure_that_was_added_up() -> None:
    said = say("show", "7").out  # a newer figure of one component alone makes no sum
    assert "actual = sum of its components = 35 million (S1) + 12100 thousand (S2)" in said
    assert "Bus passengers: 2023 35 million" in said


@pytest.mark.usefixtures("at_harbour")
def test_yearly_rates_are_compounded_beside_the_path_they_are_held_against() -> None:
    out = say("show", "C8", "--as-of", "2023").out
    lines = [line.split()[:6] for line in block(out, "Period  Planned  Actual  Compounded", "2025")]
    assert lines[:3] == [
        ["2021", "-3.20%", "-3%", "-3%", "27"],
        ["2022", "-6.29%", "-2.5%", "-5.43%", "0.5", "pp"],
        ["2023", "-9.29%", "-3.5%", "-8.74%", "-1", "pp"],
    ]
    data = json.loads(say("show", "C8", "--as-of", "2023", "--format", "json").out)
    assert [found["period"] for found in data["compounded"]] == ["2021", "2022", "2023"]
    assert str(data["compounded"][1]["value"]) == "-5.425"


@pytest.mark.usefixtures("at_harbour")
def test_a_limit_is_planned_to_hold_and_not_to_be_used_up() -> None:
    data = json.loads(say("show", "C5", "--as-of", "2023", "--format", "json").out)
    assert {str(point["value"]) for point in data["planned_path"]} == {"150"}
    assert str(data["indicator"]["planned_value"]) == "150"


@pytest.mark.usefixtures("at_harbour")
def test_changes_of_a_percentage_are_in_percentage_points() -> None:
    out = say("show", "C7", "--as-of", "2023").out
    assert re.search(r"Achieved a year +1 pp", out)


@pytest.mark.usefixtures("at_harbour")
@pytest.mark.parametrize("code", ["1", "M1"])
def test_an_answer_says_of_when_it_is_and_by_which_version(code: str) -> None:
    out = say("show", code, "--as-of", "2023").out
    assert re.search(r"As of +2023-12-31\nKnown at +2\d{3}-.* UTC\nPlan version +1\n", out)


@pytest.mark.parametrize("code", ["4", "M8"])
def test_without_a_database_it_says_that_nothing_is_recorded(unnamed: Path, code: str) -> None:
    assert "Nothing is recorded yet: there is no database" in say("show", code).out
    assert [*unnamed.iterdir()] == []


@pytest.mark.usefixtures("home")
def test_a_milestone_shows_what_its_reports_rest_on() -> None:
    Path("notice.txt").write_text("pooled", encoding="utf-8")
    line = ["record", "M8", "done", "-p", "2013", "-e", "notice.txt"]
    assert say(*line, "-s", "first notice").code == 0
    assert say(*line, "-s", "second notice", "--revise", "--reason", "wrong source").code == 0
    out = say("show", "M8").out
    newer, older = out.split("Entry 2")[1].split("Entry 1")
    assert ("second notice" in newer, "wrong source" in newer) == (True, True)
    assert ("first notice" in older, "notice.txt" in older) == (True, True)
    assert "every year from 2013" in say("show", "M22").out


@pytest.mark.usefixtures("national")
def test_nothing_is_said_to_be_required_from_now_on_once_the_target_period_is_over() -> None:
    for day, reached in (("2015-06-05", False), ("2016-01-08", True)):
        said = say("show", "2", "--as-of", day)
        found = [line for line in said.out.splitlines() if "equired a year" in line]
        assert found
        assert [("the target period has been reached" in line) for line in found] == (
            [reached] * len(found)
        )
