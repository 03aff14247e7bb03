"""Every rule of plan files, for the documentation: of YAML, of single values, of items together."""

from __future__ import annotations

from types import ModuleType

from sbtrack.planfile import syntax, text, valuerules, yamlrules
from sbtrack.planfile.checks import CHECKS
from sbtrack.planfile.rules import Problem, Rule


def all_rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which a file meets them."""
    problems = [rule for module in (text, syntax, yamlrules, valuerules) for rule in _of(module)]
    return (*problems, *(check.rule for check in CHECKS))


def _of(module: ModuleType) -> list[Rule]:
    return [value.rule for value in vars(module).values() if isinstance(value, Problem)]
