import json
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from command_line import ROOT, say
from rich.cells import cell_len

#: Runs every help page there is, as one process that speaks one language.
_PAGES = """
import contextlib, io, json
from sbtrack.cli.main import run
from sbtrack.cli.root import app
from typer.main import get_command

def paths(command, path):
    yield path
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from paths(command.commands[name], [*path, name])

def page(path):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = run([*path, "--help"])
    return [code, said.getvalue()]

print(json.dumps({" ".join(path): page(path) for path in paths(get_command(app), [])}))
"""
_COMMANDS = ROOT / "src" / "sbtrack" / "cli" / "commands"
#: By where they stand: NAME.py, NAME/command.py, or GROUP/NAME.py.
_FOUND = {
    " ".join(path.relative_to(_COMMANDS).with_suffix("").parts).removesuffix(" command")
    for path in _COMMANDS.rglob("*.py")
    if "@app.command(" in path.read_text("utf-8")
}
WORDS = {"en": ("Usage: ", "Options"), "zh": ("用法：", "选项")}


@cache
def pages(language: str, width: int) -> dict[str, tuple[int, str]]:
    settings = {"SBTRACK_LANG": language, "FORCE_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-c", _PAGES],
        capture_output=True,
        check=True,
        env={**settings, "COLUMNS": str(width), "PYTHONIOENCODING": "utf-8"},
    )
    found: dict[str, tuple[int, str]] = json.loads(done.stdout)
    return found


def test_every_command_has_a_help_page() -> None:
    found = pages("en", 80)
    groups = {path.rpartition(" ")[0] for path in found if path}
    assert {path for path in found if path not in groups} == _FOUND


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_help_page_is_whole_and_fits(language: str, width: int) -> None:
    usage, options = WORDS[language]
    for path, (code, page) in pages(language, width).items():
        lines = page.splitlines()
        assert code == 0
        assert lines[0].startswith(f"{usage}sbtrack {path}".rstrip())
        assert options in lines
        assert max(map(cell_len, lines)) <= width, path
        assert "…" not in page
        assert not any(line.split()[-1:] == ["--help,"] for line in lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_choices_are_broken_only_between_each_other(language: str) -> None:
    _, page = pages(language, 80)["export"]
    labels = [line[2:].partition("  ")[0] for line in page.splitlines()]
    at = next(i for i, label in enumerate(labels) if label.startswith("--table "))
    assert labels[at].endswith("|")
    joined = labels[at] + labels[at + 1]
    assert joined == "--table status|changes|values|ledger|tasks|units"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_argument_and_option_is_explained(language: str) -> None:
    for path, (_, page) in pages(language, 200).items():
        summary = page.splitlines()[2]
        assert summary.strip(), path
        for line in page.splitlines()[3:]:
            if line.startswith("  "):
                label, _, text = line.strip().partition("  ")
                assert text.strip(), (path, label)


def test_a_chinese_page_has_no_heading_in_english() -> None:
    for path, (_, page) in pages("zh", 80).items():
        lines = page.splitlines()
        headings = {above for above, line in pairwise(lines) if line.startswith("  ")}
        headings = {line for line in headings if line and not line.startswith(" ")}
        assert headings <= {"参数", "选项", "命令"}, path


@pytest.mark.parametrize("line", ["", "plan", "unit", "task"])
def test_a_group_without_a_command_shows_its_help_and_fails(unnamed: Path, line: str) -> None:
    said = say(*line.split())
    assert said.code == 2
    assert said.err == ""
    assert said.out.startswith(f"Usage: sbtrack {line}".rstrip())
    assert [*unnamed.iterdir()] == []


@pytest.mark.parametrize("line", ["-h", "status -h", "plan -h", "plan check -h", "record -h"])
def test_help_has_a_short_name(unnamed: Path, line: str) -> None:
    said = say(*line.split())
    assert (said.code, said.err) == (0, "")
    assert said.out == say(*line.replace("-h", "--help").split()).out
    assert [*unnamed.iterdir()] == []


def test_a_page_in_a_pipe_has_a_width_as_well(unnamed: Path) -> None:
    assert max(map(cell_len, say("status", "--help").out.splitlines())) <= 100
    assert [*unnamed.iterdir()] == []
