"""Ctrl-C while the program is still being imported: nothing is said, and the exit code tells."""

import subprocess
import sys
import tomllib
from importlib import import_module

import pytest
from command_line import ROOT

from sbtrack.cli.entry import main
from sbtrack.cli.main import INTERRUPTED

#: Presses the key when a module is looked for, as if it had come just then.
_RUN = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == pressed:
            raise KeyboardInterrupt

pressed = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
from sbtrack.cli.entry import main
main()
"""


def interrupted_at(module: str) -> subprocess.CompletedProcess[str]:
    """Run `sbtrack unit list` and press Ctrl-C when a module is imported."""
    return subprocess.run(
        [sys.executable, "-c", _RUN, module, "unit", "list"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "module", ["sbtrack.cli.main", "typer", "sbtrack.cli.arguments", "sbtrack.cli.root"]
)
def test_ctrl_c_while_the_program_is_imported_says_nothing(module: str) -> None:
    done = interrupted_at(module)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", "")


@pytest.mark.usefixtures("home")
def test_without_the_key_the_program_runs() -> None:
    done = interrupted_at("nothing")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_installed_program_begins_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, name = project["scripts"]["sbtrack"].split(":")
    assert getattr(import_module(module), name) is main


def test_nothing_is_imported_before_the_key_is_answered() -> None:
    code = (
        "import sys; before = set(sys.modules); import sbtrack.cli.entry; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["sbtrack", "sbtrack.cli", "sbtrack.cli.entry"]
