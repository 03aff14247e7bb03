"""The built-in plan in its compiled form: current, readable in a diff, and cheap to load."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from sbtrack.planfile import builtin_path, builtin_plan, read_plan
from sbtrack.planfile.builtin import COMPILED, compiled_text

PACKAGE = COMPILED.parents[1]


def run(code: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python, with the package from the folder `path` where one is given."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=None if path is None else {"PYTHONPATH": str(path), "PYTHONUTF8": "1"},
    )


def checkout(folder: Path) -> Path:
    """Return the folder of the sources in a copy of the checkout, its plan beside it."""
    shutil.copytree(PACKAGE, folder / "src" / "sbtrack", ignore=shutil.ignore_patterns("*.pyc"))
    (folder / "data").mkdir()
    shutil.copy(builtin_path(), folder / "data" / "plan.yaml")
    return folder / "src"


def test_the_compiled_plan_is_what_the_yaml_says_now() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compiled_text()
    assert builtin_plan() == read_plan(builtin_path())


def test_each_item_of_the_compiled_plan_has_a_line_of_its_own() -> None:
    plan = builtin_plan()
    items = (*plan.units, *plan.tasks, *plan.indicators, *plan.milestones)
    lines = COMPILED.read_text(encoding="utf-8").splitlines()
    alone = [line.rstrip(",") for line in lines if line.startswith("{") and '"plan"' not in line]
    assert len(alone) == len(items)
    assert [json.loads(line).get("code") for line in alone] == [
        getattr(item, "code", None) for item in items
    ]


def test_the_built_in_plan_needs_neither_yaml_nor_pydantic() -> None:
    done = run(
        "import sys; from sbtrack.planfile import builtin_plan; builtin_plan();"
        "print({'yaml', 'pydantic'} & sys.modules.keys())"
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_plan_edited_in_the_checkout_is_compiled_anew(tmp_path: Path) -> None:
    source = checkout(tmp_path)
    plan = tmp_path / "data" / "plan.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("id: xingtai-12fyp", "id: edited"),
        encoding="utf-8",
    )
    done = run("from sbtrack.planfile import builtin_plan; print(builtin_plan().id)", source)
    assert (done.stdout, done.stderr) == ("edited\n", "")


def test_an_edited_plan_with_an_error_is_refused_with_its_findings(tmp_path: Path) -> None:
    source = checkout(tmp_path)
    plan = tmp_path / "data" / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    done = run(
        "from sbtrack.planfile import builtin_plan\n"
        "from sbtrack.domain.errors import PlanInvalid\n"
        "try:\n    builtin_plan()\n"
        "except PlanInvalid as error:\n    print([d.rule for d in error.diagnostics][-1])",
        source,
    )
    assert (done.stdout, done.stderr) == ("unknown-key\n", "")


def test_without_its_yaml_the_compiled_plan_still_serves(tmp_path: Path) -> None:
    source = checkout(tmp_path)
    (tmp_path / "data" / "plan.yaml").unlink()
    done = run("from sbtrack.planfile import builtin_plan; print(builtin_plan().id)", source)
    assert (done.stdout, done.stderr) == ("xingtai-12fyp\n", "")
