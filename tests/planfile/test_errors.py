"""Every rule with a bad input and the whole lines that it brings: `errors/NAME.yaml` and `.txt`.

A name is the rule's, with a word behind it where a rule has more than one input. After a change of
wording, write the new lines with `SBTRACK_REWRITE=1 pytest tests/planfile/test_errors.py`, and read
them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sbtrack.locale.words import Words
from sbtrack.planfile import PlanReading, check_plan, format_diagnostic, plan_rules
from sbtrack.planfile.reading import MAX_FINDINGS, check_bytes

FOLDER = Path(__file__).parent / "errors"
INPUTS = sorted(FOLDER.glob("*.yaml"))

#: Rules whose inputs are too large to keep; their tests are in this module.
LARGE = {"too-many-values", "too-many-problems"}
#: What is left when no other rule has named a problem: no input is known that brings it.
LAST_RESORT = {"unexpected-value"}


def lines_of(reading: PlanReading, name: str) -> str:
    words = Words("en")
    return "".join(format_diagnostic(name, d, words) + "\n" for d in reading.diagnostics)


@pytest.mark.parametrize("path", INPUTS, ids=[path.stem for path in INPUTS])
def test_a_bad_plan_file_brings_exactly_these_lines(path: Path) -> None:
    found = lines_of(check_plan(path), path.name)
    expected = path.with_suffix(".txt")
    if os.environ.get("SBTRACK_REWRITE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_rule_has_an_input_named_after_it_that_brings_it() -> None:
    without = {
        rule.name
        for rule in plan_rules()
        if not any(
            f"[{rule.name}]\n" in path.with_suffix(".txt").read_text(encoding="utf-8")
            for path in INPUTS
            if path.stem == rule.name or path.stem.startswith(f"{rule.name}-")
        )
    }
    assert without == LARGE | LAST_RESORT


def test_every_expected_text_has_its_input() -> None:
    assert {p.stem for p in FOLDER.glob("*.txt")} == {p.stem for p in INPUTS}


def test_a_file_of_more_values_than_a_plan_has_is_not_read_on() -> None:
    figures = "".join(f"figure-{n}: {n}\n" for n in range(60_000))
    assert lines_of(check_bytes(figures.encode()), "plan.yaml") == (
        "plan.yaml:50000:15: error: There are more than 100000 values in the file. "
        "Check that it is a plan; figures are recorded with `sbtrack record`. [too-many-values]\n"
    )


def test_reading_stops_after_a_hundred_faults_in_the_yaml_itself() -> None:
    lines = lines_of(check_bytes(b"- *a\n" * 5000), "plan.yaml").splitlines()
    assert len(lines) == 101
    assert lines[-1] == (
        "plan.yaml:100:3: error: There are more than 100 problems; the rest is not shown. "
        "Correct these first. [too-many-problems]"
    )


def test_no_more_findings_are_told_than_anybody_reads() -> None:
    plan = (FOLDER / "nothing-to-track.yaml").read_text(encoding="utf-8")
    units = "".join(f"  - {{id: unit-{n}, name: Unit {n}, phone: {n}}}\n" for n in range(600))
    lines = lines_of(check_bytes(f"{plan}units:\n{units}".encode()), "plan.yaml").splitlines()
    assert len(lines) == MAX_FINDINGS + 1
    assert lines[-1].endswith(
        "There are more than 500 problems; the rest is not shown. "
        "Correct these first. [too-many-problems]"
    )


def test_warnings_without_number_hide_no_error_and_lose_no_plan() -> None:
    plan = (FOLDER / "due-after-end.yaml").read_text(encoding="utf-8")
    idle = "".join(f"  - {{id: idle-{n}, name: Idle {n}}}\n" for n in range(600))
    many = plan.replace("units:\n", f"units:\n{idle}")
    found = check_bytes(many.encode())
    assert found.plan is not None
    assert found.errors == ()
    assert len(found.diagnostics) == MAX_FINDINGS + 1
    wrong = check_bytes(many.replace("value: 70", "value: 7").encode())
    assert wrong.plan is None
    assert [d.rule for d in wrong.errors] == ["target-behind-baseline", "too-many-problems"]


def test_all_problems_are_found_at_once_from_the_top_of_the_file_down() -> None:
    plan = """\
format: 1
plan:
  id: Town
  title: Town Plan
  language: en
  region: {id: town, name: Town}
  base: 2010
  end: 2009
units:
  - {id: finance, name: Finance Bureau}
indicators:
  - code: "1"
    id: insured
    name: People insured
    constraint: bindng
    unit_of_measure: people
    baseline: 50,25
    target: {kind: at_least, value: 70.5 people}
    lead: [finanse]
  - code: "1"
    id: covered
    name: People covered
    constraint: binding
    unit_of_measure: "%"
    baseline: 92
    target: {kind: at_least, value: 950}
    lead: [finance]
    lead: [finance]
milestones:
  - {code: M1, id: rules, title: Rules, due: 2015-13, lead: [finanse]}
  - {code: "1", id: report, title: Report, lead: [finance]}
"""
    found = check_bytes(plan.encode())
    assert found.plan is None
    assert [(d.line, d.column, d.rule) for d in found.diagnostics] == [
        (3, 7, "bad-id"),
        (15, 17, "unknown-word"),
        (17, 15, "not-a-number"),
        (18, 37, "not-a-number"),
        (19, 12, "unknown-unit"),
        (20, 11, "duplicate-code"),
        (26, 37, "share-out-of-range"),
        (28, 5, "duplicate-key"),
        (30, 46, "not-a-period"),
        (30, 62, "unknown-unit"),
        (31, 12, "duplicate-code"),
    ]


def test_findings_come_in_the_same_order_in_every_run() -> None:
    plan = (FOLDER / "missing-key.yaml").read_bytes()
    first = lines_of(check_bytes(plan), "plan.yaml")
    assert first.index("`id`") < first.index("`language`") < first.index("`region`")
    assert all(lines_of(check_bytes(plan), "plan.yaml") == first for _ in range(3))


def test_warnings_leave_the_plan_and_errors_do_not() -> None:
    assert check_plan(FOLDER / "due-after-end.yaml").plan is not None
    assert check_plan(FOLDER / "duplicate-code.yaml").plan is None
