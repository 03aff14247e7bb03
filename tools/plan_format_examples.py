"""Examples of the page on the plan format: a whole plan, and pieces that stand in it."""

from __future__ import annotations

import re

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
UNITLESS = """\
unit_of_measure: none
baseline: 0.48
target: {kind: at_most, value: 0.46}
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


def indicator_with(piece: str = "") -> str:
    """Return the section of the one indicator, with a piece in the place of keys of its own."""
    own = KEY.findall(piece)
    keys = [f"{key}: {value}" for key, value in INDICATOR.items() if key not in own]
    lines = "\n    ".join([*keys, *piece.splitlines()])
    return f"indicators:\n  - {lines}\n"


def plan_with(piece: str) -> str:
    """Return a whole plan with a piece in it: keys of its indicator, or sections of their own."""
    sections = SECTION.findall(piece)
    if not sections:
        return PLAN + indicator_with(piece)
    head = PLAN.partition("units:")[0] if "units" in sections else PLAN
    return head + piece + ("" if "commitments" in sections else indicator_with())
