"""What a rule of the plan file is: a stable name, a severity and a docstring that explains it.

A rule is a function. Its name, in kebab-case, is the rule's name, and its docstring is what the
documentation says: what is checked, why it matters, and an example that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import cleandoc
from typing import Generic, ParamSpec

from sbtrack.domain.diagnostic import Diagnostic, Severity
from sbtrack.domain.message import Msg
from sbtrack.planfile.nodes import Place

P = ParamSpec("P")
Words = tuple[Msg, Msg]  # the problem, the remedy


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the documentation shows it."""

    name: str
    severity: Severity
    explanation: str


class Complaint(ValueError):
    """A broken rule, before it is known where: readers of single values raise it."""

    def __init__(self, rule: Rule, problem: Msg, remedy: Msg) -> None:
        super().__init__(rule.name)
        self.rule, self.problem, self.remedy = rule, problem, remedy

    def at(self, place: Place) -> Diagnostic:
        """Return the finding at a place."""
        return Diagnostic(
            self.rule.name, *place, self.problem, self.remedy, severity=self.rule.severity
        )


@dataclass(frozen=True, slots=True)
class Problem(Generic[P]):
    """A rule about one value or one piece of YAML: call it to get the complaint."""

    rule: Rule
    words: Callable[P, Words]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Complaint:
        """Return the complaint in the words of the rule."""
        return Complaint(self.rule, *self.words(*args, **kwargs))


def problem(words: Callable[P, Words]) -> Problem[P]:
    """Make a rule about one value of a function that words its complaint; always an error."""
    return Problem(rule_of(words, Severity.ERROR), words)


def rule_of(function: Callable[..., object], severity: Severity) -> Rule:
    """Return the rule that a function states."""
    name = function.__name__.replace("_", "-")
    return Rule(name, severity, cleandoc(function.__doc__ or ""))
