"""`unit` and `task`: what each counts, and that nothing is counted together."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from command_line import say


@pytest.fixture
def busy(home: Path) -> Path:
    """Work on the Xingtai plan with test figures: 4 is on track, 5 and 8 behind, 6 reversed."""
    for line in ("4 37.2 -p 2013", "5 34.5 -p 2013", "6 24 -p 2013", "8 60 -p 2013"):
        assert say("record", *line.split()).code == 0
    assert say("record", "M8", "done", "-p", "2013").code == 0
    return home


@pytest.mark.usefixtures("busy")
def test_a_unit_that_only_supports_shows_the_lights_of_what_it_supports() -> None:
    rows = _csv("unit", "list")
    health = [row for row in rows if row["Id"] == "health-bureau"]
    assert [row["Section"] for row in health] == ["What each unit leads", "What each unit supports"]
    led, supported = health
    assert {led[heading] for heading in led if ": " in heading} == {"0"}
    assert (led["Tasks"], led["Indicators"]) == ("0", "0")
    assert (supported["Tasks"], supported["Indicators"]) == ("11", "28")
    assert (supported["Binding: green"], supported["Binding: red"]) == ("1", "2")


@pytest.mark.usefixtures("busy")
def test_constraint_types_and_milestones_are_never_added_together() -> None:
    (led, _) = [row for row in _csv("unit", "list") if row["Id"] == "hrss-bureau"]
    assert [led[f"Binding: {light}"] for light in ("green", "yellow", "red", "grey")] == [*"1022"]
    assert led["Anticipatory: yellow"] == "1"
    assert led["Milestones: green"] == "1"
    drawn = say("unit", "list", "--as-of", "2013", width=120).out
    line = next(line for line in drawn.splitlines() if line.startswith("hrss-bureau"))
    assert "  ✓1 ✗2 ◦2  " in line
    assert "  !1 ◦2  " in line
    assert "Signs: ✓ green, ! yellow, ✗ red, ◦ grey" in drawn


@pytest.mark.usefixtures("busy")
def test_every_unit_is_listed_and_supporters_once_more() -> None:
    sections = [row["Section"] for row in _csv("unit", "list")]
    assert sections.count("What each unit leads") == 15
    assert sections.count("What each unit supports") == 15


@pytest.mark.usefixtures("busy")
def test_a_unit_is_shown_with_its_counts_and_the_reasons() -> None:
    out = say("unit", "show", "市卫生局", "--as-of", "2013").out
    assert "binding: 5; on track 1, behind 1, reversed 1, unrated 2 (supported)" in out
    assert "anticipatory: 3; behind 1, unrated 2 (supported)" in out
    assert "(led)" not in out
    assert "Not rated (T10, T11): the plan sets no number" in out
    out = say("unit", "show", "市民政局", "--as-of", "2013").out
    assert "not labelled: 4; unrated 4 (led)" in out
    assert "Milestones: 15; due 15 (led)" in out


@pytest.mark.usefixtures("busy")
def test_a_task_is_shown_with_its_counts_and_the_reasons() -> None:
    out = say("task", "show", "3", "--as-of", "2013").out
    assert "binding: 5; on track 1, behind 1, reversed 1, unrated 2\n" in out
    assert "Not rated (1, 2, 3, T16):" in out


@pytest.mark.usefixtures("busy")
def test_json_has_the_same_counts_as_the_status() -> None:
    (hrss,) = [u for u in _json("unit", "list") if u["id"] == "hrss-bureau"]
    counts = hrss["leads_counts"]
    assert counts["binding"]["by_light"] == {"green": 1, "red": 2, "grey": 2}
    assert counts["anticipatory"]["by_verdict"] == {"behind": 1, "unrated": 2}
    assert counts["milestones"]["done"] == 1
    whole = sum(counts[kind]["total"] for kind in ("binding", "anticipatory", "unspecified"))
    assert whole + sum(counts["milestones"].values()) == len(hrss["leads"])
    (task,) = [t for t in _json("task", "list") if t["code"] == "3"]
    assert task["counts"]["binding"]["total"] == 5
    assert isinstance(task["summary"], str)


def _csv(*command: str) -> list[dict[str, str]]:
    out = say(*command, "--as-of", "2013", "--format", "csv").out
    return list(csv.DictReader(StringIO(out)))


def _json(*command: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        say(*command, "--as-of", "2013", "--format", "json").out
    )
    return found


IDLE = """format: 1
plan: {id: q, title: Q, language: en, region: {id: r, name: R}, base: 2020, end: 2030}
units: [{id: busy, name: Busy}, {id: idle, name: Idle}]
tasks: [{code: "1.1", title: Do it, lead: [busy]}]
indicators:
  - {code: "1", id: i, name: Cases, constraint: binding, unit_of_measure: cases, baseline: 10,
     target: {kind: at_most, value: 6}, lead: [busy]}
"""


@pytest.mark.parametrize(("language", "heading"), [("en", "Tasks"), ("zh", "任务")])
@pytest.mark.usefixtures("unbegun")
def test_a_unit_without_tasks_has_no_heading_for_them(language: str, heading: str) -> None:
    Path("plan.yaml").write_text(IDLE, "utf-8")
    assert say("plan", "load", "plan.yaml").code == 0
    lines = {unit: say("unit", "show", unit, "--lang", language).out for unit in ("busy", "idle")}
    assert heading in lines["busy"].splitlines()
    assert heading not in lines["idle"]
    assert lines["idle"].endswith(".\n" if language == "en" else "。\n")
