"""From names as typed to a selection of the plan's lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.lookup import find, find_tracked
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan
from sbtrack.domain.terms import Constraint, Group, MilestoneState, Verdict
from sbtrack.locale.words import LANGUAGES, Words
from sbtrack.reports.selection import Selection

W = TypeVar("W", bound=StrEnum)

_VERDICTS: tuple[Verdict | MilestoneState, ...] = (*Verdict, *MilestoneState)


def chosen(
    plan: Plan,
    *,
    units: Iterable[str] | None = None,
    constraints: Iterable[str] | None = None,
    items: Iterable[str] | None = None,
    verdicts: Iterable[str] | None = None,
    groups: Iterable[str] | None = None,
) -> Selection:
    """Return the selection that these names ask for.

    Raises:
        UnknownName: nothing in the plan has such a name.
        AmbiguousName: several have.
        UsageError: a verdict or group that there is not.
    """
    wanted_groups = tuple(groups or ())
    return Selection(
        units=frozenset(find(text, plan.units).id for text in units or ()),
        constraints=frozenset(
            _word(text, tuple(Constraint), Msg("constraint type")) for text in constraints or ()
        ),
        items=frozenset(find_tracked(text, plan).id for text in items or ()),
        verdicts=frozenset(_word(text, _VERDICTS, Msg("verdict")) for text in verdicts or ()),
        groups=frozenset(Group(text) for text in wanted_groups if text != MILESTONES),
        rated=not wanted_groups or set(wanted_groups) != {MILESTONES},
        milestones=not wanted_groups or MILESTONES in wanted_groups,
    )


MILESTONES = "milestone"


def word_of(text: str, words: Sequence[W]) -> W | None:
    """Return the word of a closed set: by its name in the code, or its term in any language."""
    wanted = _folded(text)
    for word in words:
        if wanted in map(_folded, (word.value, *_terms(word))):
            return word
    return None


def _terms(word: StrEnum) -> tuple[str, ...]:
    from sbtrack.locale.terms import TERMS  # noqa: PLC0415  only for words that are typed

    if type(word) not in TERMS:
        return ()
    return tuple(Words(language).term(word) for language in LANGUAGES)


def _word(text: str, words: Sequence[W], what: Msg) -> W:
    found = word_of(text, words)
    if found is None:
        raise UsageError(
            Msg(
                "There is no {what} {text}; choose from {words}.",
                what=what,
                text=quoted(text),
                words=tuple(word.value for word in words),
            )
        )
    return found


def _folded(text: str) -> str:
    return text.strip().casefold().replace("-", " ").replace("_", " ")
