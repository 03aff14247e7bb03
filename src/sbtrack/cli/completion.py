"""Shell completion: codes and names from the plan in the database, else from the built-in one.

Shells paste a suggestion unquoted into the line, and zsh evaluates it together with its
explanation; so nothing is suggested but letters, digits and signs that no shell acts on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

import typer

from sbtrack.domain.errors import SbtrackError
from sbtrack.domain.lookup import Item, code_of, labels_of, may_name, name_of
from sbtrack.domain.plan import Plan

Suggestions = list[tuple[str, str]]

_HARMLESS = frozenset("-_./，、（）《》“”·")


def complete_tracked(context: typer.Context, incomplete: str) -> Suggestions:
    """Suggest indicators and milestones."""
    plan = _plan(context)
    return _suggested((*plan.indicators, *plan.milestones), plan, incomplete) if plan else []


def complete_unit(context: typer.Context, incomplete: str) -> Suggestions:
    """Suggest units."""
    plan = _plan(context)
    return _suggested(plan.units, plan, incomplete) if plan else []


def complete_task(context: typer.Context, incomplete: str) -> Suggestions:
    """Suggest tasks."""
    plan = _plan(context)
    return _suggested(plan.tasks, plan, incomplete) if plan else []


def _suggested(items: Iterable[Item], plan: Plan, incomplete: str) -> Suggestions:
    from sbtrack.cli.frame.language import words  # noqa: PLC0415

    pool, language = tuple(items), words(plan.language).language
    by_code = [
        (code_of(item), _readable(name_of(item).in_language(language)))
        for item in pool
        if code_of(item).startswith(incomplete)
    ]
    if by_code or not incomplete:
        return by_code
    labels = [(label, item) for item in pool for label in {*map(_typable, labels_of(item))}]
    times = Counter(label for label, _ in labels)
    return [
        (label, code_of(item))
        for label, item in labels
        if label.startswith(incomplete)
        and times[label] == 1
        and may_name(label, item, pool)  # the beginning of a name may be too short, or like a code
    ]


def _typable(name: str) -> str:
    """Return the beginning of a name that a shell takes for one word: a part of it will do."""
    return "".join(takewhile(_harmless, name))


def _readable(text: str) -> str:
    return "".join(c if _harmless(c) else " " for c in text)


def _harmless(character: str) -> bool:
    return character.isalnum() or character in _HARMLESS


def _plan(context: typer.Context) -> Plan | None:
    """Return the plan; a database that cannot be read completes nothing and says nothing."""
    from sbtrack.cli.paths import path_typed  # noqa: PLC0415
    from sbtrack.cli.reading import consult  # noqa: PLC0415
    from sbtrack.cli.settings import Settings  # noqa: PLC0415

    path = context.find_root().params.get("db")
    try:
        with consult(Settings(path_typed(path) if path else None, quiet=True)) as consulted:
            return consulted.plan
    except SbtrackError:
        return None
