import os
import subprocess
from pathlib import Path

import pytest
from command_line import PROGRAM
from rich.cells import cell_len


def printed(database: Path, *arguments: str, **settings: str) -> bytes:
    """Return what the installed program writes in an environment with these settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    line = [str(PROGRAM), "--db", str(database), "--lang", "zh", *arguments]
    done = subprocess.run(line, capture_output=True, check=True, env={**kept, **settings})
    assert done.stderr == b""
    return done.stdout


def test_a_gbk_terminal_gets_gbk_in_columns_that_line_up(national: Path) -> None:
    out = printed(national, "status", "--as-of", "2014", PYTHONIOENCODING="gbk").decode("gbk")
    assert "1     失业保险参保人数  " in out
    assert "+ 提前实现" in out
    lines = out.splitlines()
    headings = next(line for line in lines if line.startswith("编号"))
    edge = cell_len(headings.partition("属性")[0])
    for line in lines:
        before, found, _ = line.partition("未标注  ")
        if found:
            assert cell_len(before) == edge


def test_a_plain_ascii_terminal_loses_characters_and_not_its_columns(national: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    out = printed(national, "status", "--as-of", "2014", **plain).decode("ascii")
    assert "140.1%" in out
    assert "17043" in out


@pytest.mark.parametrize("output", ["json", "csv", "markdown"])
def test_formats_for_machines_are_utf_8_whatever_the_terminal_is(
    national: Path, output: str
) -> None:
    asked = ("status", "--as-of", "2014", "--format", output)
    found = printed(national, *asked, PYTHONIOENCODING="gbk").decode("utf-8")
    assert "工伤保险参保人数" in found


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_a_pipe_gets_no_colour(national: Path, settings: dict[str, str]) -> None:
    assert b"\x1b" not in printed(national, "status", "--as-of", "2014", **settings)


def test_no_colour_takes_colours_away_and_leaves_the_symbols(national: Path) -> None:
    terminal = {"FORCE_COLOR": "1", "COLUMNS": "120", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    coloured = printed(national, "status", "--as-of", "2014", **terminal).decode()
    plain = printed(national, "status", "--as-of", "2014", **terminal, NO_COLOR="1").decode()
    assert "\x1b[32m✓ 提前实现" in coloured
    assert "\x1b[32m" not in plain
    assert "✓ 提前实现" in plain
