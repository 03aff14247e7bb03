"""Which Pythons are tried, and with which releases."""

import platform
import sys
from pathlib import Path

import every_python
import pytest
from packaging.requirements import Requirement

HERE = (platform.python_version(), sys.executable)


def program(folder: Path, name: str, *lines: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(("#!/bin/sh", *lines, "")))
    (folder / name).chmod(0o755)


@pytest.fixture
def starts() -> str:
    return f'exec "{sys.executable}" "$@"'


def test_the_first_that_starts_is_taken_and_one_that_does_not_is_named(
    tmp_path: Path, starts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shims, real = tmp_path / "shims", tmp_path / "bin"
    monkeypatch.setenv("PATH", f"{shims}:{real}")
    program(shims, "python3.11", "exit 127")
    program(real, "python3.11", starts)
    program(shims, "python3.12", "echo no such version >&2", "exit 127")
    program(real, "python3.13", starts)
    found = [*every_python.pythons(f"{shims}:{tmp_path / 'absent'}:{real}")]
    assert found == [HERE, ("python3.12", None), HERE]


def test_what_is_too_old_or_no_python_is_not_tried(tmp_path: Path, starts: str) -> None:
    for name in ("python3.10", "python3.9", "python3", "python3.13-config", "python2.7"):
        program(tmp_path, name, starts)
    assert [*every_python.pythons(str(tmp_path))] == []


def test_a_name_that_pyenv_has_switched_off_is_asked_for_where_it_is(
    tmp_path: Path, starts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shims, real = tmp_path / "shims", tmp_path / "3.12.1"
    monkeypatch.setenv("PATH", str(shims))
    program(real, "python3.12", starts)
    program(shims, "python3.12", "exit 127")
    program(shims, "pyenv", f'test "$*" = "whence --path python3.12" && echo {real}/python3.12')
    assert [*every_python.pythons(str(shims))] == [HERE]


@pytest.mark.parametrize(
    ("asked", "oldest"),
    [
        ("rich>=15.0", "rich==15.0"),
        ("rich>=15.0,<17", "rich==15.0"),
        (
            "tomli>=2.0 ; python_version < '3.12'",
            'tomli==2.0 ; python_version < "3.12"',
        ),
    ],
)
def test_a_lower_bound_becomes_exactly_that_release(asked: str, oldest: str) -> None:
    assert every_python.lowest(Requirement(asked)) == oldest


def test_everything_that_is_asked_for_has_a_lower_bound_to_try() -> None:
    tried = [*map(every_python.lowest, every_python.asked())]
    assert "pydantic==2.12" in tried
    assert any(line.startswith("hatchling==") for line in tried)
