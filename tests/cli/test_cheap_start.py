import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "openpyxl", "yaml", "pydantic"}
_LOADED = """
import json, sys
from sbtrack.cli.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
names = {name.partition(".")[0] for name in sys.modules}
print(json.dumps([code, sorted(names)]), file=sys.stderr)
"""
#: Names the classes of ours that `@dataclass` made: half a millisecond each, at every start.
_COMPILED = """
import json, sys
from sbtrack.cli.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
dear = {
    f"{name}.{key}"
    for name, module in list(sys.modules.items()) if name.startswith("sbtrack.")
    for key, kept in vars(module).items()
    if "__dataclass_params__" in getattr(kept, "__dict__", ()) and kept.__module__ == name
}
print(json.dumps([code, sorted(dear)]), file=sys.stderr)
"""
READING = (
    "status --as-of 2014",
    "status --format json --unit mohrss --constraint unspecified --check",
    "status --format csv --part headline --verdict ahead",
    "show 2",
    "show 2 --format json",
    "unit list",
    "unit show mohrss",
    "task list --format markdown",
    "plan show",
    "plan show --format json",
    "log",
    "--version",
    "record --help",
    "status --help",
)


def loaded(home: Path, line: str, code: str = _LOADED) -> tuple[int, set[str]]:
    """Return the exit code of a line, and the packages that running it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()],
        capture_output=True,
        check=True,
        cwd=home,
        encoding="utf-8",
    )
    left, names = json.loads(done.stderr.splitlines()[-1])
    return left, set(names)


@pytest.mark.sample(6)
@pytest.mark.usefixtures("national")
@pytest.mark.parametrize("line", READING)
def test_reading_a_database_loads_nothing_heavy(home: Path, line: str) -> None:
    code, names = loaded(home, line)
    assert code == 0
    assert names & HEAVY == set()


@pytest.mark.parametrize("line", ["status", "show 4", "unit list", "status --format json"])
def test_the_built_in_plan_is_read_without_yaml_and_without_a_database(
    unnamed: Path, line: str
) -> None:
    code, names = loaded(unnamed, line)
    assert code == 0
    assert names & (HEAVY | {"sqlite3"}) == set()


@pytest.mark.usefixtures("national")
@pytest.mark.parametrize(
    "line",
    ["status", "show 2", "log", "unit show mohrss", "record 2 25000 -p 2013 -s x --yes"],
)
def test_no_class_on_the_daily_path_is_compiled_at_every_start(home: Path, line: str) -> None:
    code, made = loaded(home, line, _COMPILED)
    assert code == 0
    assert {name for name in made if not name.startswith("sbtrack.store.")} == set()


def test_importing_every_command_loads_nothing_heavy(home: Path) -> None:
    modules = sorted((ROOT / "src" / "sbtrack" / "cli").glob("*.py"))
    names = [f"sbtrack.cli.{path.stem}" for path in modules if not path.stem.startswith("__")]
    code = (
        "import sys; from importlib import import_module; "
        "[import_module(name) for name in sys.argv[1:]]; "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *names], capture_output=True, check=True, cwd=home
    )
    assert set(done.stdout.decode().split()) & HEAVY == set()
