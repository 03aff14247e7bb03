"""A small plan file, to be changed in one place."""

from __future__ import annotations

from sbtrack.domain.plan import Plan
from sbtrack.planfile import PlanReading
from sbtrack.planfile.reading import check_bytes

TEXT = """\
format: 1
plan:
  id: town
  title: Town Plan
  language: en
  region: {id: town, name: Town}
  base: 2010
  end: 2015
units:
  - {id: finance, name: Finance Bureau}
indicators:
  - code: "1"
    id: insured
    name: People insured
    constraint: binding
    unit_of_measure: people
    baseline: 50
    target: {kind: at_least, value: 70}
    lead: [finance]
"""


def reading(*changes: tuple[str, str]) -> PlanReading:
    """Return what reading the plan gives after each (old, new) has been replaced once."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return check_bytes(text.encode())


def plan_of(*changes: tuple[str, str]) -> Plan:
    """Return the plan after the changes, which must leave it without findings."""
    found = reading(*changes)
    assert found.diagnostics == ()
    assert found.plan is not None
    return found.plan
