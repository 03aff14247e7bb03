"""What the pages call by `make` is there, and does what they say."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/architecture.md", "Makefile")


def phony() -> set[str]:
    """Return the targets that are no files."""
    return {n for line in re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.M) for n in line.split()}


def would_run(*words: str) -> str:
    """Return what a call of make would run, from an environment that is there."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("target", sorted(phony()))
def test_every_target_that_is_named_does_something(target: str) -> None:
    assert would_run(target).strip()


@pytest.mark.parametrize("page", PAGES)
def test_every_target_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = set(re.findall(r"`make (?:[A-Z]+=\S+ )*([a-z-]+)", text))
    named |= set(re.findall(r"^\$ make (?:[A-Z]+=\S+ )*([a-z-]+)$", text, re.M))
    assert named
    assert named <= phony()


def test_the_test_command_makes_every_check_and_ci_runs_the_test_command() -> None:
    everything = would_run("test")
    for target in ("lint", "types", "contracts", "docs-check", "tests"):
        own = would_run(target).splitlines()[-1]
        assert own in everything
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"


def test_what_is_installed_is_locked_and_nothing_is_built_with_what_is_not() -> None:
    installs = [line for line in would_run("test").splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert "--require-hashes --only-binary :all: --requirement requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation --editable ." in installs[1]
    assert [line for line in would_run("demo").splitlines() if "pip install" in line] == installs


def test_a_room_can_be_named_for_the_fast_checks() -> None:
    assert would_run("fast", "ROOM=assess").splitlines()[-1].endswith("fast_tests.py assess")
