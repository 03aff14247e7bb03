"""Plan files: YAML that people write, read safely, checked, and compiled into a domain plan.

Importing this room costs nothing: YAML and pydantic are loaded by the functions that need them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sbtrack.planfile.result import PlanReading, format_diagnostic

if TYPE_CHECKING:
    from sbtrack.domain.plan import Plan
    from sbtrack.planfile.rules import Rule

__all__ = [
    "PlanReading",
    "builtin_path",
    "builtin_plan",
    "check_plan",
    "format_diagnostic",
    "plan_rules",
    "plan_schema",
    "read_plan",
]


def check_plan(path: Path) -> PlanReading:
    """Return the plan in a file together with everything that is wrong with the file.

    Raises:
        PlanUnreadable: no such file, not an ordinary file, too large, or not allowed.
    """
    from sbtrack.planfile.reading import check_plan as check  # noqa: PLC0415  heavy

    return check(path)


def read_plan(path: Path) -> Plan:
    """Return the plan in a file; warnings do not matter.

    Raises:
        PlanInvalid: the file has errors; it carries all findings, warnings as well.
        PlanUnreadable: no such file, not an ordinary file, too large, or not allowed.
    """
    from sbtrack.planfile.reading import read_plan as read  # noqa: PLC0415  heavy

    return read(path)


def builtin_path() -> Path:
    """Return where the YAML of the built-in plan is: in the wheel, else in the checkout."""
    from sbtrack.planfile.builtin import path_of_plan  # noqa: PLC0415

    return path_of_plan()


def builtin_plan() -> Plan:
    """Return the built-in plan, from its compiled form: fast, without YAML and pydantic.

    Raises:
        PlanInvalid: somebody has edited the YAML in the checkout, and it has errors.
        PlanUnreadable: it cannot be read.
    """
    from sbtrack.planfile.builtin import load  # noqa: PLC0415

    return load()


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of plan files, for editors."""
    from sbtrack.planfile.editor import editor_schema  # noqa: PLC0415  heavy

    return editor_schema()


def plan_rules() -> tuple[Rule, ...]:
    """Return every rule of plan files with its explanation, for the documentation."""
    from sbtrack.planfile.catalogue import all_rules  # noqa: PLC0415  heavy

    return all_rules()
