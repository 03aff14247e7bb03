import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Said, say, untouched
from typer.main import get_command

from sbtrack.cli.root import app

#: A line for every way to be wrong, with what its sentence must tell.
MISTYPED = [
    ("statsu", ["no command “statsu”", "did you mean status"]),
    ("help", ["no command “help”", "`sbtrack --help`"]),
    ("plan lod", ["sbtrack plan has no command “lod”", "load"]),
    ("--nope status", ["no option “--nope”", "`sbtrack --help`"]),
    ("status --chekc", ["no option “--chekc”", "did you mean --check?"]),
    ("status --json", ["no option “--json”", "`sbtrack status --help`"]),
    ("status -x", ["no option “-x”"]),
    ("status --format xml", ["--format", "“xml”", "table, json, csv, markdown"]),
    ("status --part tail", ["--part", "“tail”", "headline, commitment, milestone"]),
    ("status --constraint bound", ["constraint type “bound”", "binding, anticipatory"]),
    ("status --verdict good", ["verdict “good”", "met_early, ahead"]),
    ("status --as-of yesterday", ["“yesterday” is not a reporting period", "2013-06-30"]),
    ("status --as-of 2014-02-30", ["There is no day 30 in 2014-02; its last day is 2014-02-28"]),
    ("status --as-of", ["--as-of” needs a value", "`sbtrack status --help`"]),
    ("status --known-at soon", ["“soon” is no date", "2014-03-01"]),
    ("status --known-at 2999", ["“2999” lies in the future", "leave out --known-at"]),
    ("status --unit nobody", ["The plan has no unit “nobody”", "`sbtrack unit list`"]),
    ("status --unit 市人", ["“市人” could be: hrss-bureau", "Type the code"]),
    ("status --indicator 99", ["called “99”"]),
    ("status surplus words", ["does not know what to do with “surplus words”", "quotation marks"]),
    ("status --db", ["--db” needs a value"]),
    ("--lang", ["--lang” needs a value"]),
    ("--lang fr status", ["--lang is “fr”", "zh and en"]),
    ("show", ["sbtrack show needs INDICATOR", "`sbtrack show --help`"]),
    ("show 保险", ["“保险” could be: 1 ", "more"]),
    ("show work-injury-insuerd", ["did you mean 4 People insured against work injury"]),
    ("show 飞船", ["Nothing in the plan is called “飞船”"]),
    ("task show 99", ["The plan has no task “99”", "`sbtrack task list`"]),
    ("unit show", ["sbtrack unit show needs UNIT"]),
    ("plan check", ["sbtrack plan check needs FILE"]),
    ("plan check lost.yaml", ["no file “lost.yaml”", "check the name"]),
    ("plan check .", ["“.” is a folder"]),
    ("plan load lost.yaml", ["no file “lost.yaml”"]),
    ("plan show --version one", ["--version takes a whole number, not “one”"]),
    ("plan show --version 7", ["no version 7 of the plan"]),
    ("record", ["nobody to ask", "sbtrack record 4"]),
    ("record 4", ["Say which period", "--period 2013"]),
    ("record 4 -p 2013", ["Give the value after the name"]),
    ("record 4 37 -p", ["-p” needs a value", "`sbtrack record --help`"]),
    ("record 4 37 2013", ["write the period as -p 2013"]),
    ("record 4 37 -p 2013 --period=2014", ["--period takes one value", "2 times", "give it once"]),
    ("status --db work.db --db=other.db", ["--db takes one value"]),
    ("--lang en status --lang en", ["--lang takes one value"]),
    ("record 4 37 38 -p 2013", ["does not know what to do with “38”"]),
    ("record 4 37 -p 2013 --vintage new", ["--vintage", "“new”", "preliminary, revised, final"]),
    ("--show-completion csh", ["“csh”", "bash, zsh, fish"]),
]


def sentence(said: Said) -> str:
    """Return the one sentence on standard error of a line that could not run."""
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(("sbtrack: error: ", "sbtrack: 错误："))
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("line", "parts"), MISTYPED, ids=[line for line, _ in MISTYPED])
def test_what_cannot_be_understood_gets_one_sentence(line: str, parts: list[str]) -> None:
    told = sentence(say(*line.split()))
    assert [part for part in parts if part not in told] == []
    assert untouched()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("line", [line for line, _ in MISTYPED if "lang" not in line])
def test_it_is_in_chinese_for_who_speaks_chinese(line: str) -> None:
    told = sentence(say("--lang", "zh", *line.split()))
    assert told.startswith("sbtrack: 错误：")
    assert any(character >= "\u4e00" for character in told.removeprefix("sbtrack: 错误："))


def commands(group: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command with the words that lead to it, the groups and the program too."""
    yield path, group
    for name in getattr(group, "commands", ()):
        yield from commands(group.commands[name], *path, name)


def valued() -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Yield every option that takes a value, and whether it takes several."""
    for path, command in commands(get_command(app)):
        for parameter in command.params:
            if parameter.param_type_name == "option" and not parameter.is_flag:
                for name in parameter.opts:
                    yield path, name, parameter.multiple


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("path", "name", "several"), list(valued()))
def test_an_option_with_one_value_is_typed_once(
    path: tuple[str, ...], name: str, several: bool
) -> None:
    said = say(*path, name, "zh", name, "en", "record", "status", "list")
    assert ("takes one value" in said.err) is not several
    if not several:
        sentence(said)
    assert untouched()


def test_lists_and_flags_may_be_typed_again(national: Path) -> None:
    assert national.exists()
    line = [
        "status",
        "--check",
        "--check",
        "--indicator",
        "1",
        "--indicator",
        "2",
        "--format",
        "json",
    ]
    said = say(*line)
    assert said.code == 0
    assert len(json.loads(said.out)["indicators"]) == 2


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "word", ["st'at\"us", "工伤", "x\x1b[31my", "[red]status[/red]", "a\nb", ""]
)
def test_strange_commands_are_quoted_and_harmless(word: str) -> None:
    told = sentence(say(word))
    assert "has no command" in told
    assert "\x1b" not in told


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mistake_leaves_the_database_as_it_was(language: str) -> None:
    before = Path("work.db").read_bytes()
    for line in ("record 2 99999 -p 2014", "record 2 1 -p 2014 --yes", "record 9 x -p 2013"):
        sentence(say("--lang", language, *line.split()))
    assert Path("work.db").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["work.db"]


@pytest.mark.usefixtures("home")
def test_an_error_speaks_the_language_of_the_plan_where_nobody_chose_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SBTRACK_LANG")
    assert sentence(say("show", "飞船")).startswith("sbtrack: 错误：")
    assert sentence(say("record", "4", "x", "-p", "2013")).startswith("sbtrack: 错误：")
    assert sentence(say("status", "--nope")).startswith("sbtrack: error: ")


@pytest.mark.usefixtures("home")
def test_an_error_is_broken_between_words_on_a_terminal() -> None:
    lines = say("show", "保险", width=60).err.splitlines()
    assert len(lines) > 3
    assert all(len(line) <= 60 for line in lines)
    whole = say("show", "保险").err
    assert " ".join(line.strip() for line in lines) == whole.strip()
