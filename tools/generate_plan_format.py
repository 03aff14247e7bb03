"""Makes the page on the plan format from its schema and rules, with examples that are compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from plan_format_examples import (
    BASELINES,
    COMPONENTS,
    MILESTONES,
    PLAN,
    TARGETS,
    TASKS,
    TEXTS,
    UNITLESS,
    YEARLY,
    indicator_with,
)
from pydantic import TypeAdapter

from sbtrack.domain.targets import KINDS
from sbtrack.planfile import fields, plan_rules, plan_schema, valuerules
from sbtrack.planfile.checks import CHECKS
from sbtrack.planfile.rules import Problem, Rule
from sbtrack.planfile.targetspec import KIND_SPECS

Schema = dict[str, Any]

INTRODUCTION = """\
# The plan format

A plan is one YAML file. `sbtrack plan check FILE` says everything that is wrong with it, each
problem with its line; `sbtrack plan schema` prints a JSON Schema by which editors complete and
check while one types. This page is made from that schema and those rules.

A whole plan with one indicator:
"""
VALUES = """\
## How values are written

- **Numbers** in plain digits with a point before decimals: no unit, no separators, no exponent, at
  most 15 digits. They are kept digit by digit: 70.50 stays 70.50.
- **Periods** as `2030`, `2030-H1`, `2030-Q2`, `2030-06` or `2030-06-30`, or in Chinese,
  2030年上半年.
- **Units of measure** as the figures are printed, `万人` or `%`. Where they have none, as those of
  an index, write `none` (or 无): the figures then stand alone everywhere, and JSON, CSV and the
  database have an empty text for the unit, never null.
- **Dates** as `2025-02-03`, or in Chinese, 2025年2月3日.
- **Codes** are what people type and tables begin with; **ids** are what figures are kept under, and
  never change.
- **Texts** in the plan's own language, or by language:
"""
EVERYTHING = """\
Everything is written out: YAML's anchors, aliases, tags and merge keys are refused, and so is every
key that the format does not know. Nothing is guessed: a key that is there has a value.
"""


def plan_format_text() -> str:
    """Return the page."""
    return "\n".join(_parts()).rstrip() + "\n"


def _parts() -> Iterator[str]:
    schema = plan_schema()
    yield INTRODUCTION
    yield _code(PLAN + "\n" + indicator_with())
    yield VALUES
    yield _code(TEXTS)
    yield EVERYTHING
    yield "## Keys\n"
    yield from _keys("The file", schema, schema)
    yield from (part for name in _ITEMS for part in _item(name, schema))
    yield from _targets(schema)
    yield from _rules()


_ITEMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Plan": ("`plan`: the document", ()),
    "Region": ("`region`", ()),
    "Thresholds": ("`thresholds`", ()),
    "Unit": ("`units`", ()),
    "Task": ("`tasks`", (TASKS,)),
    "Indicator": ("`indicators` and `commitments`", (YEARLY, UNITLESS, COMPONENTS)),
    "Baseline": ("`baseline`: a number, or keys", BASELINES),
    "NoBaseline": ("`baseline` where there is none", ()),
    "Series": ("`series`", ()),
    "Milestone": ("`milestones`", (MILESTONES,)),
}


def _item(name: str, schema: Schema) -> Iterator[str]:
    heading, examples = _ITEMS[name]
    yield from _keys(heading, schema["$defs"][f"{name}Spec"], schema)
    yield from map(_code, examples)


def _targets(schema: Schema) -> Iterator[str]:
    yield "## Targets\n"
    yield "`kind` says what is wanted, and with it which keys a target has.\n"
    for kind in KINDS:
        spec = KIND_SPECS[f"<{kind}>"].__name__
        yield from _keys(f"`kind: {kind}`", schema["$defs"][spec], schema)
        yield _code(TARGETS[kind])


def _keys(heading: str, found: Schema, schema: Schema) -> Iterator[str]:
    """Yield a heading, what it is about, and a table of its keys, those it needs first."""
    yield f"### {heading}\n"
    yield f"{found['description']}\n"
    yield "| Key | What it says | Value | If left out |\n|---|---|---|---|"
    needed = found.get("required", [])
    for key in sorted(found["properties"], key=lambda key: key not in needed):
        value = found["properties"][key]
        told = value.get("description") or _referred(value, schema).get("description", "")
        said, _, default = told.removesuffix(".").partition(". Default: ")
        left_out = "needed" if key in needed else default or _default(value)
        said = said or "The kind of target"
        yield f"| `{key}` | {said} | {_kind_of_value(value)} | {left_out} |"
    yield ""


def _referred(value: Schema, schema: Schema) -> Schema:
    found: Schema = schema["$defs"].get(value.get("$ref", "").rpartition("/")[2], {})
    return found


def _default(value: Schema) -> str:
    given = value.get("default")
    return f"`{json.dumps(given).strip(chr(34))}`" if given not in (None, {}) else ""


#: What the value of a key is called, by the shape that the schema gives it.
_CALLED = {
    "text": fields.Text,
    "one line": fields.Line,
    "one line, or `none`": fields.UnitOfMeasure,
    "id": fields.Id,
    "code": fields.Code,
    "number": fields.Number,
    "number, not below 0": fields.Tolerance,
    "number above 0": fields.Factor,
    "`true` or `false`": fields.Flag,
    "period": fields.PeriodText,
    "date": fields.DateText,
    "hours and minutes, `+08:00`": fields.Offset,
}
_BY_SHAPE = {
    json.dumps(TypeAdapter(kind).json_schema(), sort_keys=True): name
    for name, kind in _CALLED.items()
}


def _kind_of_value(value: Schema) -> str:
    about = ("title", "description", "default")
    shape = {k: v for k, v in value.items() if k not in about}
    if "enum" in shape or "const" in shape:
        words = dict.fromkeys(str(word) for word in shape.get("enum", [shape.get("const")]))
        return ", ".join(f"`{word}`" for word in words)
    if shape.get("type") == "array":
        inner = shape["items"]
        return "list" if "$ref" in inner else "list of names"
    if "additionalProperties" in shape:
        return "keys, `period: number`"
    choices = shape.get("oneOf", shape.get("anyOf", []))
    if any("$ref" in choice for choice in choices):
        first = _BY_SHAPE.get(json.dumps(choices[0], sort_keys=True), "")
        return {"": "keys", "number": "number, or keys"}.get(first, f"{first}, or by language")
    return _BY_SHAPE.get(json.dumps(shape, sort_keys=True), "keys")


def _rules() -> Iterator[str]:
    yield "## Rules\n"
    yield "An error stops a plan from being loaded; a warning does not: plans print such things."
    values = {v.rule for v in vars(valuerules).values() if isinstance(v, Problem)}
    together = {check.rule for check in CHECKS}
    for heading, wanted in (
        ("The file", {*plan_rules()} - values - together),
        ("Single values and keys", values),
        ("Items together", together),
    ):
        yield f"\n### {heading}\n"
        yield from (_rule(rule) for rule in plan_rules() if rule in wanted)


def _rule(rule: Rule) -> str:
    """Return a rule with what it checks, why, and an example, one line each."""
    first, _, rest = rule.explanation.partition("\n\n")
    lines = re.split(r"\n(?=What it checks|Why it matters|Example)", rest)
    told = "".join(f"\n- {' '.join(line.split())}" for line in lines)
    return f"**{rule.name}** ({rule.severity.value}): {first}\n{told}\n"


def _code(text: str) -> str:
    return f"```yaml\n{text}```\n"
