"""docs/json.md names exactly the keys that the program prints."""

import json
import re
from typing import Any

import pytest
from command_line import ROOT, say

PAGE = (ROOT / "docs" / "json.md").read_text("utf-8")


def keys(heading: str) -> set[str]:
    """Return the keys in the table below a heading."""
    part = PAGE.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


def answer(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(say(*arguments, "--format", "json").out)
    return found


@pytest.mark.usefixtures("national")
def test_the_keys_of_the_status_are_those_on_the_page() -> None:
    found = answer("status", "--as-of", "2014")
    assert keys("## `status`") == {*found}
    assert keys("### `plan`") == {*found["plan"]}
    assert all(keys("### `indicators`") == {*line} for line in found["indicators"])
    assert keys("### `summary`: each constraint type") == {*found["summary"]["unspecified"]}


@pytest.mark.usefixtures("home")
def test_the_keys_of_milestones_are_those_on_the_page() -> None:
    say("record", "M22", "done", "-p", "2013")
    found = answer("status", "--as-of", "2014")["milestones"]
    assert all(keys("### `milestones`") == {*line} for line in found)
    shown = answer("show", "M22")
    last = PAGE.rsplit("Of a milestone", 1)[1]
    assert {*shown} == {*re.findall(r"`(\w+)`", last)} - {"show"}
    assert {*shown["entries"][0]} == (
        keys("### `entries`") - {"value", "numerator", "denominator", "vintage", "entered"}
        | {"done"}
    )


@pytest.mark.usefixtures("national")
def test_the_keys_of_changes_are_those_on_the_page() -> None:
    log = json.loads(say("log", "--format", "json").out)
    moment = min(entry["recorded_at"] for entry in log)
    found = answer("status", "--as-of", "2014", "--since", moment)
    assert keys("## `status --since`") == {*found}
    assert found["changes"]
    assert all(keys("### `changes`") == {*line} for line in found["changes"])


@pytest.mark.usefixtures("home")
def test_the_keys_of_units_and_tasks_are_those_on_the_page() -> None:
    units = json.loads(say("unit", "list", "--format", "json").out)
    tasks = json.loads(say("task", "list", "--format", "json").out)
    assert all(keys("### `unit`") == {*unit} for unit in units)
    assert all(keys("### `task`") == {*task} for task in tasks)
    assert {*answer("unit", "show", "市卫生局")} == {*units[0]}
    assert {*answer("task", "show", "3")} == {*tasks[0]}


@pytest.mark.usefixtures("national")
def test_the_keys_of_a_dossier_are_those_on_the_page() -> None:
    found = answer("show", "3")
    assert keys("## `show`") == {*found}
    assert all(keys("### `series`") == {*line} for line in found["series"])
    assert all(keys("### `entries`") == {*line} for line in found["entries"])
