"""What reading a plan file gives, and how a finding is said in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sbtrack.domain.diagnostic import Diagnostic, Severity
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg

if TYPE_CHECKING:
    from sbtrack.domain.plan import Plan
    from sbtrack.locale.words import Words

_SEVERITIES = {Severity.ERROR: Msg("error"), Severity.WARNING: Msg("warning")}


class PlanReading(Frozen):
    """A plan, None when the file has errors, and everything that was found in the file."""

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings for which there is no plan."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


def format_diagnostic(path: str, diagnostic: Diagnostic, words: Words) -> str:
    """Return a finding as one line that editors can follow to its place.

    The form is `file:line:column: error: problem Remedy. [rule]`.
    """
    place = f"{path}:{diagnostic.line}:{diagnostic.column}"
    severity = words.say(_SEVERITIES[diagnostic.severity])
    said = words.sentences(diagnostic.problem, diagnostic.remedy)
    return f"{place}: {severity}: {said} [{diagnostic.rule}]"
