"""Makes the page on the plan format from its schema and rules, with examples that are compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from sbtrack.domain.targets import KINDS
from sbtrack.planfile import fields, plan_rules, plan_schema, valuerules
from sbtrack.planfile.checks import CHECKS
from sbtrack.planfile.rules import Problem, Rule
from sbtrack.planfile.targetspec import KIND_SPECS

Schema = dict[str, Any]

PLAN = """\
format: 1

plan:
  id: lakeland-2030
  title: Lakeland Works 2030
  language: en
  region: {id: lakeland, name: Lakeland}
  base: 2024
  end: 2030

units:
  - {id: works, name: Department of Works, short: Works}
"""
INDICATOR = {
    "code": '"1"',
    "id": "homes-connected",
    "name": "Homes connected to the network",
    "constraint": "binding",
    "unit_of_measure": "thousand homes",
    "baseline": "120",
    "target": "{kind: at_least, value: 180.5, as_printed: 180.5 thousand homes by 2030}",
    "lead": "[works]",
}
#: Pieces of a plan: keys of an indicator, or whole sections.
TEXTS = """\
name: {en: Homes connected to the network, zh: 入网户数}
note: >-
  A long text is folded with >- and
  becomes one line.
"""
BASELINES = (
    "baseline: 120\n",
    "baseline: {value: 118.5, period: 2023, as_printed: 118.5 thousand homes}\n",
    "baseline: {unavailable: Nobody had counted them before 2025.}\n",
)
YEARLY = """\
baseline: 120
target: {kind: at_least, value: 180.5}
yearly: {2026: 130, 2028: 150}
"""
TASKS = """\
tasks:
  - {code: A, title: Extend the network, lead: [works], cooperating: [water-board]}
  - {code: B, title: Publish the accounts, lead: [works], sole: true}

units:
  - {id: works, name: Department of Works}
  - {id: water-board, name: Lakeland Water Board}
"""
COMPONENTS = """\
commitments:
  - code: C1
    id: insured
    name: People insured
    constraint: unspecified
    unit_of_measure: thousand people
    baseline: 90
    target: {kind: at_least, value: 120}
    components: [town-insured, village-insured]
    lead: [works]

series:
  - {code: S1, id: town-insured, name: Townspeople insured, unit_of_measure: thousand people}
  - {code: S2, id: village-insured, name: Villagers insured, unit_of_measure: people}
"""
MILESTONES = """\
milestones:
  - {code: M1, id: water-law, title: Water law passed, due: 2027-06, lead: [works]}
  - code: M2
    id: accounts
    title: Accounts published
    every: year
    since: 2026
    lead: [works]
"""
TARGETS = {
    "at_least": 'target: {kind: at_least, value: 180.5, as_printed: "180.5"}\n',
    "at_most": """\
unit_of_measure: "%"
baseline: 31.4
target: {kind: at_most, value: 20, by: 2029}
""",
    "about": """\
unit_of_measure: nurses per bed
baseline: {unavailable: Not counted before 2025.}
target: {kind: about, value: 1.2, tolerance: 0.1}
""",
    "annual_growth": """\
unit_of_measure: million dollars
baseline: 840
target: {kind: annual_growth, rate: 3.5}
""",
    "cumulative_change": """\
unit_of_measure: deaths
baseline: 60
target: {kind: cumulative_change, change: -50}
""",
    "every_period": """\
unit_of_measure: flats
baseline: {unavailable: The plan prints none.}
target: {kind: every_period, bound: at_least, value: 400}
""",
    "multiple_of": """\
commitments:
  - code: C1
    id: sick-pay-ceiling
    name: Ceiling of sick pay
    constraint: unspecified
    unit_of_measure: dollars
    baseline: {unavailable: The plan prints none.}
    target: {kind: multiple_of, factor: 2.5, reference: average-wage, floor: 50000}
    lead: [works]

series:
  - {code: S1, id: average-wage, name: Average yearly wage, unit_of_measure: dollars}
""",
    "coverage": """\
unit_of_measure: "%"
baseline: 64
target: {kind: coverage, as_printed: every village}
""",
    "undetermined": "target: {kind: undetermined, text: to go on growing}\n",
}
SECTION = re.compile(r"^(units|tasks|indicators|commitments|series|milestones):", re.MULTILINE)
KEY = re.compile(r"^(\w+):", re.MULTILINE)

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
- **Periods** as `2030`, `2030-H1`, `2030-Q2`, `2030-06` or `2030-06-30`, or in Chinese, 2030年上半年.
- **Dates** as `2025-02-03`, or in Chinese, 2025年2月3日.
- **Codes** are what people type and tables begin with; **ids** are what figures are kept under, and
  never change.
- **Texts** in the plan's own language, or by language:
"""
EVERYTHING = """\
Everything is written out: YAML's anchors, aliases, tags and merge keys are refused, and so is every
key that the format does not know. Nothing is guessed: a key that is there has a value.
"""


def plan_with(piece: str) -> str:
    """Return a whole plan with a piece in it: keys of its indicator, or sections of their own."""
    if SECTION.match(piece):
        plan = PLAN if "units:" not in piece else PLAN.partition("units:")[0]
        return plan + _indicator({}) + piece if "commitments:" not in piece else plan + piece
    own = set(KEY.findall(piece))
    return PLAN + _indicator({k: v for k, v in INDICATOR.items() if k in own}) + _indented(piece)


def plan_format_text() -> str:
    """Return the page."""
    return "\n".join(_parts()).rstrip() + "\n"


def _parts() -> Iterator[str]:
    schema = plan_schema()
    yield INTRODUCTION
    yield _code(PLAN + "\n" + _indicator({}))
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
    "Indicator": ("`indicators` and `commitments`", (YEARLY, COMPONENTS)),
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
        said = value.get("description") or _referred(value, schema).get("description", "")
        said = said.removesuffix(".").replace("|", "\\|") or "The kind of target"
        left_out = "needed" if key in needed else _default(value)
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
    yield "An error stops a plan from being loaded; a warning does not, since plans print such things."
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


def _indicator(without: dict[str, str]) -> str:
    keys = [f"{k}: {v}" for k, v in INDICATOR.items() if k not in without]
    return "indicators:\n  - " + "\n    ".join(keys) + "\n"


def _indented(piece: str) -> str:
    return "".join(f"    {line}\n" for line in piece.splitlines())


def _code(text: str) -> str:
    return f"```yaml\n{text}```\n"
