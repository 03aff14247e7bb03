from itertools import product
from pathlib import Path

import pytest
from command_line import at_work, begin, say, untouched

from sbtrack.cli.arguments import arranged, value_of

OPTIONS = ("--db other.db --lang zh", "--db=other.db --lang=zh", "--lang zh --db=other.db")


def placed(line: str, options: str) -> list[list[str]]:
    """Return the line with the options at every place where a word may stand."""
    words = line.split()
    return [[*words[:place], *options.split(), *words[place:]] for place in range(len(words) + 1)]


@pytest.mark.sample(4)
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("line", "options"),
    [*product(["status --as-of 2014 --part headline", "plan show", "show 4"], OPTIONS)],
)
def test_global_options_work_anywhere_in_the_line(line: str, options: str) -> None:
    begin("other.db")
    Path("work.db").unlink()
    assert say("--db", "other.db", "record", "4", "37.2", "-p", "2013").code == 0
    answers = {say(*words).out.partition("\n")[0] for words in placed(line, options)}
    assert len(answers) == 1, answers
    assert any(character >= "\u4e00" for character in answers.pop())
    assert not Path("work.db").exists()


@pytest.mark.usefixtures("home")
def test_recording_finds_its_database_wherever_it_is_named() -> None:
    begin("other.db")
    for period, words in enumerate(placed("record 4 37.2 -s test", "--db other.db --lang zh"), 1):
        if words[words.index("-s") + 1] == "--db":
            continue  # there the option would be the source
        said = say(*words, "-p", f"2013-{period:02}")
        assert said.code == 0, said.err
        assert "已录入：4" in said.out
    assert sorted(path.name for path in Path().iterdir()) == ["other.db", "work.db"]
    assert untouched()


def test_what_stands_behind_two_hyphens_is_left_alone() -> None:
    assert arranged(["show", "--", "--db", "-3"]) == ["show", "--", "--db", "-3"]


def test_a_text_is_no_global_option_and_no_number() -> None:
    typed = ["record", "4", "-3", "--note", "--db", "--source", "-5 of it", "--yes"]
    assert arranged(typed) == ["record", "4", "−3", *typed[3:]]


def test_only_what_stands_in_front_is_a_global_option() -> None:
    arguments = arranged(["record", "4", "--lang", "zh", "--db", "a.db", "--lang=en"])
    assert value_of("--lang", arguments) == "en"
    assert value_of("--db", arguments) == "a.db"
    assert value_of("--db", ["status", "--db", "a.db"]) is None


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"SBTRACK_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"SBTRACK_LANG": "zh", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LC_ALL": "en_US", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ({"LANG": "C"}, "zh"),  # the plan's own
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"SBTRACK_LANG": ""}, "zh"),
    ],
)
def test_the_language_is_that_of_the_setting_the_locale_or_the_plan(
    tmp_path: Path, settings: dict[str, str], language: str
) -> None:
    with at_work(tmp_path, **settings):
        out = say("status").out
    assert ("邢台市" if language == "zh" else "Xingtai") in out.partition("\n")[0]


def test_a_language_that_is_not_spoken_is_refused(tmp_path: Path) -> None:
    with at_work(tmp_path, SBTRACK_LANG="fr"):
        said = say("status")
    assert said.code == 2
    assert "SBTRACK_LANG is “fr”, but the program speaks zh and en" in said.err


def test_the_version_is_told(unnamed: Path) -> None:
    said = say("--version")
    assert said.code == 0
    assert said.out.startswith("sbtrack ")
    assert [*unnamed.iterdir()] == []
