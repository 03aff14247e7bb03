"""Cross checks of a plan file: one check is one function whose docstring states its rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sbtrack.domain.diagnostic import Diagnostic
from sbtrack.planfile.checks import (
    cells,
    dates,
    kinds,
    measures,
    multiples,
    names,
    printed,
    references,
    responsibility,
    targets,
    yearly,
)
from sbtrack.planfile.checks.check import Check
from sbtrack.planfile.draft import Draft

CHECKS: tuple[Check, ...] = (
    *names.CHECKS,
    *references.CHECKS,
    *responsibility.CHECKS,
    *targets.CHECKS,
    *printed.CHECKS,
    *kinds.CHECKS,
    *yearly.CHECKS,
    *dates.CHECKS,
    *measures.CHECKS,
    *multiples.CHECKS,
    *cells.CHECKS,
)


def check_draft(draft: Draft, limit: int) -> Iterator[Diagnostic]:
    """Yield what the checks find in the sound part of a plan, at most `limit` of each kind."""
    for check in CHECKS:
        yield from islice(check(draft), limit)
