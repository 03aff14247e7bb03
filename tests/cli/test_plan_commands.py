"""`plan load`, `show` and `diff`: versions, what they may not do, and what they say."""

import json
from pathlib import Path

import pytest
from command_line import NATIONAL, XINGTAI, Said, say

pytestmark = pytest.mark.usefixtures("home")


def refused(said: Said) -> str:
    assert (said.code, said.out) == (2, "")
    return said.err


def amended(home: Path, *changes: tuple[str, str]) -> str:
    """Write the Xingtai plan with some of its text replaced, and return the file's name."""
    text = XINGTAI.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (home / "amended.yaml").write_text(text, encoding="utf-8")
    return "amended.yaml"


TARGET = ("value: 70.5, as_printed: 70.5万人", "value: 72, as_printed: 72万人")


def test_loading_twice_changes_nothing(home: Path) -> None:
    assert "version 1" in say("plan", "load", str(XINGTAI)).out
    before = (home / "work.db").read_bytes()
    said = say("plan", "load", str(XINGTAI))
    assert (said.code, "nothing changed" in said.out) == (0, True)
    assert (home / "work.db").read_bytes() == before


def test_a_document_that_comes_after_its_version_is_refused_and_not_dropped(home: Path) -> None:
    assert say("plan", "load", str(XINGTAI), "--approved-by", "邢政函〔2014〕5号").code == 0
    assert say("plan", "load", str(XINGTAI), "--approved-by", "邢政函〔2014〕5号").code == 0
    assert say("plan", "load", str(XINGTAI)).code == 0
    for option in ("--approved-by", "--note"):
        said = say("plan", "load", str(XINGTAI), option, "later")
        assert (said.code, said.out) == (2, "")
        assert "kept only with a version that changes the plan" in said.err
    assert (home / "work.db").exists()


def test_an_amended_plan_is_a_new_version_and_the_old_one_stays_readable(home: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("record", "1", "63.1", "-p", "2013")
    said = say("plan", "load", amended(home, TARGET), "--approved-by", "邢政函〔2014〕5号")
    assert "version 2" in said.out

    now = json.loads(say("status", "--indicator", "1", "--format", "json").out)
    assert (now["plan"]["version"], now["plan"]["approved_by"]) == (2, "邢政函〔2014〕5号")
    assert str(now["indicators"][0]["target"]) == "72"
    old = json.loads(say("plan", "show", "--version", "1", "--format", "json").out)
    assert old["indicators"][0]["target"]["value"] == "70.5"
    assert "邢政函〔2014〕5号" in say("plan", "show").out


def test_what_was_known_before_an_amendment_is_judged_by_the_old_version(home: Path) -> None:
    say("plan", "load", str(XINGTAI))
    said = say("record", "1", "63.1", "-p", "2013")
    assert said.code == 0
    moment = json.loads(say("log", "--format", "json").out)[0]["recorded_at"]
    dates = ("--as-of", "2013", "--known-at", moment, "--format", "json")
    before = say("status", *dates).out
    say("plan", "load", amended(home, TARGET))

    assert say("status", *dates).out == before
    assert json.loads(before)["plan"]["version"] == 1


def test_an_indicator_with_values_is_not_dropped_silently(home: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("record", "1", "63.1", "-p", "2013")
    other = amended(home, ("id: employee-pension-insured", "id: employee-pension-renamed"))

    said = say("plan", "load", other)
    assert "1 Employees insured under the basic pension scheme" in refused(said)
    assert "--allow-drop" in said.err
    allowed = say("plan", "load", other, "--allow-drop")
    assert allowed.code == 0
    assert "kept in the ledger" in allowed.out
    assert len(json.loads(say("log", "--format", "json").out)) == 1


def test_recorded_values_do_not_come_to_mean_another_unit_of_measure(home: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("record", "8", "150", "-p", "2013")
    text = XINGTAI.read_text(encoding="utf-8")
    head, mark, tail = text.partition("id: social-security-cards")
    tail = tail.replace("unit_of_measure: 万人", "unit_of_measure: 万张", 1)
    (home / "cards.yaml").write_text(head + mark + tail, encoding="utf-8")

    assert "万张" in refused(say("plan", "load", "cards.yaml"))


def test_another_plan_needs_another_file() -> None:
    say("plan", "load", str(XINGTAI))
    assert "--db" in refused(say("plan", "load", str(NATIONAL / "plan.yaml")))


def test_a_plan_with_errors_loads_nothing_and_names_every_place(home: Path) -> None:
    broken = amended(home, ("constraint: binding", "constraint: bindig"))
    said = say("plan", "load", broken)
    assert said.code == 1
    assert said.err.count(": error: “bindig”") == 5
    assert not (home / "work.db").exists()
    assert say("plan", "check", broken).code == 1


def test_a_sound_plan_is_said_to_be_sound() -> None:
    said = say("plan", "check", str(XINGTAI))
    assert said.code == 0
    assert "24" in said.out


def test_the_difference_between_two_plans_is_a_finding(home: Path) -> None:
    same = say("plan", "diff", str(XINGTAI), str(XINGTAI))
    assert (same.code, "say the same" in same.out) == (0, True)
    said = say("plan", "diff", str(XINGTAI), amended(home, TARGET), "--format", "json")
    assert said.code == 1
    assert [(d["key"], d["field"]) for d in json.loads(said.out)] == [
        ("employee-pension-insured", "target"),
        ("employee-pension-insured", "target_as_printed"),
    ]


def test_loaded_versions_are_compared_by_number(home: Path) -> None:
    say("plan", "load", str(XINGTAI))
    say("plan", "load", amended(home, TARGET))
    assert "at least 72" in say("plan", "diff", "v1", "v2").out
    assert "no version 7" in refused(say("plan", "diff", "v1", "7"))


def test_the_schema_for_editors_is_json() -> None:
    schema = json.loads(say("plan", "schema").out)
    assert {"format", "plan", "indicators", "milestones"} <= set(schema["properties"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_plan_is_shown(language: str) -> None:
    said = say("plan", "show", "--lang", language).out
    for mark in ("T14", "M57", "7.8", "S5", "邢政办函〔2013〕11号"):
        assert mark in said
