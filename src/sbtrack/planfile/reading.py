"""The whole way from a file to a plan: read, validate, check, compile; every problem at once."""

from __future__ import annotations

from pathlib import Path

from sbtrack.domain.diagnostic import Diagnostic, Severity
from sbtrack.domain.errors import PlanInvalid
from sbtrack.domain.frozen import replace
from sbtrack.domain.plan import Plan
from sbtrack.planfile.checks import check_draft
from sbtrack.planfile.compile import compile_plan
from sbtrack.planfile.file import read_bytes
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.result import PlanReading
from sbtrack.planfile.source import read_source
from sbtrack.planfile.validation import read_draft
from sbtrack.planfile.yamlrules import too_many_problems

#: Findings that are told; beyond, most follow from the first, and nobody reads them.
MAX_FINDINGS = 500


def check_plan(path: Path) -> PlanReading:
    """Return the plan in a file, or what is wrong with it.

    Raises:
        PlanUnreadable: no such file, not an ordinary file, too large, or not allowed.
    """
    return check_bytes(read_bytes(path))


def read_plan(path: Path) -> Plan:
    """Return the plan in a file.

    Raises:
        PlanInvalid: the file has errors; it carries all findings.
        PlanUnreadable: no such file, not an ordinary file, too large, or not allowed.
    """
    reading = check_plan(path)
    if reading.plan is None:
        raise PlanInvalid(reading.diagnostics)
    return reading.plan


def check_bytes(data: bytes) -> PlanReading:
    """Return the plan in the bytes of a file, or what is wrong with it; never raises."""
    source = read_source(data)
    if source.root is None:
        return PlanReading(None, _ordered(source.findings))
    draft, findings = read_draft(source.root, MAX_FINDINGS)
    findings = (*source.findings, *findings, *check_draft(draft, MAX_FINDINGS + 1))
    if any(f.severity is Severity.ERROR for f in findings):
        return PlanReading(None, _ordered(findings))
    return PlanReading(compile_plan(draft), _ordered(findings))


def _ordered(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the findings from the top of the file down, no more than can be read, errors first."""
    ordered = sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.column, f.rule))
    if len(ordered) <= MAX_FINDINGS:
        return tuple(ordered)
    errors = [f for f in ordered if f.severity is Severity.ERROR]
    warnings = [f for f in ordered if f.severity is Severity.WARNING]
    told = {*(errors + warnings)[:MAX_FINDINGS]}
    shown = [f for f in ordered if f in told]
    more = too_many_problems(MAX_FINDINGS).at(Place(shown[-1].line, shown[-1].column))
    return (*shown, replace(more, severity=errors[0].severity if errors else Severity.WARNING))
