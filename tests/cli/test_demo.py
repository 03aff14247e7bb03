"""`make demo` shows what the program is for, fits the window, speaks the reader's language."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT
from rich.cells import cell_len
from terminal import Terminal

from sbtrack.domain.terms import Group
from sbtrack.planfile import builtin_plan

DEMO = ROOT / "examples" / "demo.py"
#: A locale, the width of the window, the language that is spoken and a verdict in it.
WINDOWS = [
    ("en_US.UTF-8", 80, "en", "✓ ahead"),
    ("zh_CN.UTF-8", 120, "zh", "✓ 快于预期"),
    ("ru_RU.UTF-8", 200, "en", "✓ ahead"),
]


@pytest.mark.sample(1)
@pytest.mark.parametrize(("locale", "width", "language", "ahead"), WINDOWS)
@pytest.mark.usefixtures("home")
def test_the_gaps_come_first_in_the_readers_language_and_fit_the_window(
    monkeypatch: pytest.MonkeyPatch, locale: str, width: int, language: str, ahead: str
) -> None:
    monkeypatch.delenv("SBTRACK_LANG")
    monkeypatch.setenv("LANG", locale)
    said, code = Terminal(sys.executable, DEMO, width=width).close()
    assert code == 0
    assert max(map(cell_len, said.splitlines())) <= width
    gaps, why, builtin = re.split(r"\$ sbtrack .*(?:show|headline).*\n", said)
    assert ahead in gaps
    assert "361" in gaps  # 21000 - 20639
    assert "21000 - 20639 = 361" in why
    assert language == ("zh" if "责任单位" in why else "en")
    assert what_else(builtin) == counted()


def test_into_a_pipe_it_is_a_hundred_columns_wide_without_colour_and_leaves_nothing(
    unnamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(unnamed))
    monkeypatch.setenv("TERM", "xterm-256color")
    done = run_demo()
    assert (done.returncode, done.stderr) == (0, "")
    assert 90 < max(map(cell_len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout
    assert str(unnamed) not in done.stdout  # no throw-away path that nobody can use
    assert [*unnamed.rglob("*")] == []


@pytest.mark.usefixtures("home")
def test_a_reader_who_has_seen_enough_ends_it_without_a_word() -> None:
    with subprocess.Popen(
        [sys.executable, DEMO], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout
        assert demo.stderr
        assert demo.stdout.readline() == "\n"
        demo.stdout.close()
        assert demo.stderr.read() == ""
    assert demo.returncode == 0


@pytest.mark.usefixtures("home")
def test_a_language_that_it_does_not_speak_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SBTRACK_LANG", "de")
    done = run_demo()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sbtrack: error: SBTRACK_LANG is “de”")
    assert done.stderr.count("\n") == 1


def run_demo() -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, DEMO],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip


def counted() -> list[int]:
    """Return how many commitments, milestones, measures and units the built-in plan has."""
    plan = builtin_plan()
    commitments = sum(i.group is Group.COMMITMENT for i in plan.indicators)
    return [commitments, len(plan.milestones), len(plan.tasks), len(plan.units)]


def what_else(text: str) -> list[int]:
    """Return the numbers in the paragraph on what else the plan has, the last but one."""
    *_, paragraph, _ = text.strip().split("\n\n")
    return [int(number) for number in re.findall(r"\d+", paragraph)]
