"""Shell completion: codes and names from the plan in the database, else from the built-in one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from sbtrack.domain.errors import SbtrackError
from sbtrack.domain.lookup import Item, code_of, name_of
from sbtrack.domain.plan import Plan

Suggestions = list[tuple[str, str]]


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
    from sbtrack.cli.language import words  # noqa: PLC0415

    language = words(plan.language).language
    labelled = [(code_of(item), name_of(item).in_language(language)) for item in items]
    by_code = [pair for pair in labelled if pair[0].startswith(incomplete)]
    by_name = [(name, code) for code, name in labelled if incomplete and incomplete in name]
    return by_code or by_name


def _plan(context: typer.Context) -> Plan | None:
    """Return the plan; a database that cannot be read completes nothing and says nothing."""
    from sbtrack.cli.reading import consult  # noqa: PLC0415
    from sbtrack.cli.settings import Settings  # noqa: PLC0415

    path = context.find_root().params.get("db")
    try:
        with consult(Settings(Path(path) if path else None)) as consulted:
            return consulted.plan
    except SbtrackError:
        return None
