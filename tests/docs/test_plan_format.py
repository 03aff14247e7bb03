"""The page on the plan format is current, and its examples do what it says of them."""

from __future__ import annotations

import re
from pathlib import Path

import generate_plan_format
import plan_format_examples
import pytest

from sbtrack.domain.targets import KINDS, kind_of
from sbtrack.planfile import plan_rules, plan_schema
from sbtrack.planfile.reading import check_bytes
from sbtrack.planfile.rules import Rule
from sbtrack.planfile.schema import PlanSpec
from sbtrack.planfile.targetspec import KIND_SPECS

DOCS = Path(__file__).parents[2] / "docs"

PAGE = (DOCS / "plan-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)

#: Rules whose example is told in words; their inputs stand in tests/planfile/errors.
IN_WORDS = {
    *("not-utf-8", "yaml-syntax", "empty-file", "yaml-directive", "several-documents", "merge-key"),
    *("duplicate-key", "too-deep", "too-many-values", "too-many-problems", "complex-key"),
    *("missing-key", "empty-value", "text-too-long", "several-lines", "unexpected-value"),
    *("duplicate-code", "duplicate-id", "code-is-an-id", "same-name", "component-cycle"),
    *("task-without-lead", "unit-without-duty", "indicator-without-unit", "nothing-to-track"),
    *("component-in-other-unit", "reference-in-other-unit"),
}
HEADER = {
    **{"id": "town", "title": "Town", "language": "zh", "region": "{id: town, name: Town}"},
    **{"base": "2010", "end": "2015"},
}
INDICATOR = {
    **{"code": '"1"', "id": "payment-ceiling", "name": "Ceiling", "constraint": "binding"},
    **{"unit_of_measure": "万人", "baseline": "50.25", "lead": "[health-bureau]"},
}
TASK = {"code": '"2.10"', "title": "Task", "lead": "[finance-bureau]"}
MILESTONE = {"code": "M1", "id": "rules", "title": "Rules", "lead": "[finance-bureau]"}
IN_TARGET = {key for spec in KIND_SPECS.values() for key in spec.model_fields}
UNITS = """\
units:
  - {id: finance-bureau, name: Finance}
  - {id: health-bureau, name: Health}
"""


def test_the_page_is_what_the_generator_makes_now() -> None:
    assert generate_plan_format.plan_format_text() == PAGE, "run `make docs`"


@pytest.mark.parametrize("block", BLOCKS, ids=[b.split(":")[0] for b in BLOCKS])
def test_every_example_of_the_page_compiles_without_a_finding(block: str) -> None:
    text = block if block.startswith("format: 1") else plan_format_examples.plan_with(block)
    reading = check_bytes(text.encode())
    assert reading.diagnostics == ()
    assert reading.plan is not None


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_of_target_is_of_that_kind(kind: str) -> None:
    example = plan_format_examples.TARGETS[kind]
    assert f"```yaml\n{example}```" in PAGE.partition(f"### `kind: {kind}`\n")[2]
    plan = check_bytes(plan_format_examples.plan_with(example).encode()).plan
    assert plan is not None
    assert kind in {kind_of(indicator.target) for indicator in plan.rated()}


def test_every_key_of_the_schema_stands_in_a_table() -> None:
    keys = {
        key
        for spec in (plan_schema(), *plan_schema()["$defs"].values())
        for key in spec["properties"]
        if key not in ("zh", "en")
    }
    assert {key for key in keys if f"| `{key}` |" not in PAGE} == set()


def test_no_table_has_a_value_that_the_generator_could_not_name() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| `")]
    unnamed = {row[0] for row in rows if row[2] == "keys"} - {
        "| `plan`",
        "| `region`",
        "| `thresholds`",
        "| `target`",
    }
    assert unnamed == set()
    assert all(len(row) == 4 for row in rows)


@pytest.mark.parametrize("rule", plan_rules(), ids=lambda rule: rule.name)
def test_every_rule_is_told_with_its_severity(rule: Rule) -> None:
    told = PAGE.partition(f"**{rule.name}** ({rule.severity.value}): ")[2].partition("\n**")[0]
    assert told.count("\n- ") == 3
    assert "\n- What it checks: " in told
    assert "\n- Why it matters: " in told
    assert "\n- Example: " in told


@pytest.mark.parametrize(
    "rule", [r for r in plan_rules() if r.name not in IN_WORDS], ids=lambda rule: rule.name
)
def test_the_example_of_a_rule_breaks_it(rule: Rule) -> None:
    example = " ".join(rule.explanation.partition("Example: ")[2].split())
    found = check_bytes(_plan_of(example, rule.name).encode())
    assert rule.name in {d.rule for d in found.diagnostics}


def _plan_of(example: str, name: str) -> str:
    """Return a plan with the keys that an example shows, each where it belongs."""
    header, indicator, task, milestone = dict(HEADER), dict(INDICATOR), dict(TASK), dict(MILESTONE)
    target = {"kind": "at_least", "value": "70.5"}
    document_format = "1"
    for snippet in re.findall(r"`([^`]+: [^`]+)`", example):
        key, _, value = snippet.partition(": ")
        if key == "format":
            document_format = value
        elif key in PlanSpec.model_fields and key not in INDICATOR:
            header[key] = value
        elif name == "no-whole-period" or key == "since":
            milestone[key] = value
            milestone |= {"every": "year"} if name == "since-out-of-time" else {}
        elif name == "sole-with-others":
            task[key] = value
        elif key in IN_TARGET:
            target = _KINDS_WITH.get(key, target) | {key: value}
        else:
            indicator[key] = value
    wanted = "".join(f"\n      {k}: {v}" for k, v in target.items())
    if name == "series-with-target":
        series = {k: INDICATOR[k] for k in ("code", "id", "name", "unit_of_measure")}
        last = _listed("series", {**series, "target": indicator["target"]})
    else:
        last = _listed("indicators", {"target": wanted, **indicator})
    plan = "".join(f"  {k}: {v}\n" for k, v in header.items())
    return (
        f"format: {document_format}\nplan:\n{plan}{UNITS}{_listed('tasks', task)}{last}"
        f"{_listed('milestones', milestone)}"
    )


_KINDS_WITH = {
    "tolerance": {"kind": "about", "value": "70.5"},
    "reference": {"kind": "multiple_of", "factor": "6"},
    "basis": {"kind": "annual_growth", "rate": "8"},
    "change": {"kind": "cumulative_change"},
}


def _listed(section: str, keys: dict[str, str]) -> str:
    return f"{section}:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in keys.items()) + "\n"
