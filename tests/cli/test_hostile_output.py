import re
import sys
from pathlib import Path

import pytest
from command_line import NATIONAL, PROGRAM, at_work, say

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m"
MARKUP = "[bold red]危[/] [link=file:///etc/passwd]x[/link] :boom: {0} {name} %s"
BIDI = "\u202egnp.exe\u2066 a\u200bb\ufeff"
LINES = "one\ntwo\r\nthree\ttab\x0b\x7f"
TEXT = " ".join((ESCAPES, MARKUP, BIDI, LINES))
LONG = "长" * 10_000

READING = (
    "status --as-of 2014",
    "status --as-of 2014 --format csv",
    "status --as-of 2014 --format markdown",
    "status --as-of 2014 --format json",
    "show 1",
    "show 1 --format csv",
    "show 1 --format markdown",
    "show 1 --format json",
    "plan show",
    "plan show --format json",
    "unit list",
    "unit show mohrss",
    "task list",
    "log",
    "log --format csv",
    "log --format json",
)


def harmless(text: str) -> bool:
    """Say whether a terminal would only print it: our own codes for colours are allowed."""
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return all(character.isprintable() or character in "\n\u3000" for character in bare)


@pytest.fixture
def hostile(unbegun: Path) -> Path:
    """Make a database with hostile names in the plan and hostile texts in the ledger."""
    plan = (NATIONAL / "plan.yaml").read_text("utf-8")
    for name in ("失业保险参保人数", "人力资源和社会保障部", "全国", "基期值只印到百万人。"):
        plan = plan.replace(name, f"'{name}{MARKUP}'", 1)
    (unbegun / "plan.yaml").write_text(plan, "utf-8")
    assert say("plan", "load", "plan.yaml", "--approved-by", TEXT, "--note", TEXT).code == 0
    texts = ("--source", TEXT, "--note", TEXT)
    assert say("record", "1", "14000", "-p", "2012", *texts).code == 0
    revision = ("--revise", "--reason", TEXT, *texts)
    assert say("record", "1", "14317", "-p", "2012", *revision).code == 0
    return unbegun


@pytest.mark.sample(10)
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("line", READING)
def test_nothing_that_was_recorded_steers_a_terminal(line: str, language: str) -> None:
    said = say("--lang", language, *line.split(), width=80)
    assert said.code == 0, said.err
    assert said.err == ""
    assert harmless(said.out.replace("\r\n", "\n"))


@pytest.mark.sample(5)
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("line", [line for line in READING if "json" not in line])
def test_nothing_that_was_recorded_leaves_through_a_pipe_as_a_control(line: str) -> None:
    out = say(*line.split()).out
    bare = out.replace("\r\n", "\n") if "csv" in line else out
    assert harmless(bare)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("line", ["show 1", "show 1 --format json", "log --format csv"])
def test_nothing_that_was_recorded_steers_a_real_terminal(line: str) -> None:
    from terminal import Terminal

    said, code = Terminal(PROGRAM, *line.split()).close()
    assert code == 0
    assert "14317" in said
    assert harmless(said)


@pytest.mark.usefixtures("hostile")
def test_markup_is_text_like_any_other() -> None:
    out = say("show", "1", "--lang", "zh").out
    assert f"1 失业保险参保人数{MARKUP}" in out
    assert MARKUP in say("log", "--lang", "zh").out


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "line",
    [
        ["show", TEXT],
        ["record", TEXT, "1", "-p", "2013"],
        ["record", "4", TEXT, "-p", "2013"],
        ["record", "4", "37", "-p", TEXT],
        ["record", "M8", TEXT, "-p", "2013"],
        ["status", "--as-of", TEXT],
        ["status", "--known-at", TEXT],
        ["status", "--verdict", TEXT],
        ["status", "--format", TEXT],
        ["status", TEXT],
        [TEXT],
        ["--lang", TEXT, "status"],
        ["plan", "check", TEXT],
        ["plan", "load", TEXT],
        ["record", "4", "37", "-p", "2013", "-e", TEXT],
        ["record", "4", "37", "-p", "2013", "--db", f"no/{TEXT}/\0"],
        ["show", LONG],
        ["record", "4", LONG, "-p", "2013"],
        ["status", "--as-of", LONG],
        ["--db", LONG, "record", "4", "37", "-p", "2013"],
        ["plan", "check", LONG],
        [LONG],
    ],
    ids=lambda line: " ".join(word[:12] for word in line).encode("ascii", "replace").decode(),
)
def test_what_was_typed_comes_back_harmless_in_the_complaint(line: list[str]) -> None:
    said = say(*line)
    assert said.code == 2
    assert "Traceback" not in said.err
    assert harmless(said.err)
    assert len(said.err) < 1000


@pytest.mark.usefixtures("home")
def test_names_and_texts_of_ten_thousand_characters_are_kept_whole() -> None:
    assert say("record", "4", "37.2", "-p", "2013", "--source", LONG, "--note", LONG).code == 0
    for line in (["show", "4"], ["status"], ["log"]):
        for width in (80, None):
            said = say(*line, width=width)
            assert said.code == 0
            assert said.err == ""
    assert LONG in say("show", "4").out
    assert LONG in say("show", "4", "--format", "json").out


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", ["a\0b", "a\udcffb"])
def test_a_text_that_cannot_be_kept_is_refused_in_one_sentence(text: str) -> None:
    said = say("record", "4", "37.2", "-p", "2013", "--source", text)
    assert said.code == 2
    assert harmless(said.err)
    assert say("show", "4", "--format", "json").out.count('"entries": []') == 1


def test_a_name_that_looks_like_a_formula_is_none_in_csv(unbegun: Path) -> None:
    with at_work(unbegun, SBTRACK_LANG="zh", SBTRACK_DB="work.db"):
        plan = (NATIONAL / "plan.yaml").read_text("utf-8")
        plan = plan.replace("失业保险参保人数", "'=HYPERLINK(\"http://x\")'", 1)
        (unbegun / "plan.yaml").write_text(plan, "utf-8")
        assert say("plan", "load", "plan.yaml").code == 0
        out = say("status", "--format", "csv").out
    assert "'=HYPERLINK" in out
    assert ",=HYPERLINK" not in out
