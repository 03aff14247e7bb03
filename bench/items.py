"""`status` of a plan of 3,000 items against one of 23."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

from bench.timing import cpu_ratio, surroundings
from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Plan
from sbtrack.domain.targets import MultipleOf
from sbtrack.domain.terms import Group
from sbtrack.planfile import builtin_plan

MANY, HALF, FEW = 3000, 1500, 23
LIMIT = 12.0
GROWTH = 2.4  # twice as many items; 2 is linear, 4 quadratic
RUNS = 3


def main() -> bool:
    """Print the times and their ratios; say whether they are within the limits."""
    program = str(Path(sys.executable).parent / "sbtrack")
    with tempfile.TemporaryDirectory() as made:
        env, lines = surroundings(made), {}
        for count in (MANY, HALF, FEW):
            path = Path(made, f"{count}.db")
            prepare(path, plan_of(count))
            lines[count] = [program, "--db", str(path), "status", "--as-of", "2013"]
        whole = cpu_ratio(lines[MANY], lines[FEW], RUNS, env)
        growth = cpu_ratio(lines[MANY], lines[HALF], RUNS, env)
    print(f"status of {MANY:,} items against {FEW}: ratio {whole:.2f} (limit {LIMIT})")
    print(f"against {HALF:,} items: ratio {growth:.2f} (limit {GROWTH})")
    return whole <= LIMIT and growth <= GROWTH


def plan_of(count: int) -> Plan:
    """Return a plan with so many items: those of the built-in plan, over and over."""
    plan = builtin_plan()
    alone = [
        i
        for i in plan.in_group(Group.HEADLINE, Group.COMMITMENT)
        if not i.components and not isinstance(i.target, MultipleOf)
    ]
    indicators = tuple(
        replace(item, id=f"{item.id}-{number}", code=f"X{number}")
        for number, item in enumerate(islice(cycle(alone), count))
    )
    return replace(plan, id="many", indicators=indicators, milestones=())


def prepare(path: Path, plan: Plan) -> None:
    """Make a database that follows a plan, with three figures for each of its indicators."""
    from sbtrack.store.writes.writer import create_database, load_plan, record_all  # noqa: PLC0415

    now = datetime.now(UTC)
    create_database(path, now)
    load_plan(path, plan, digest(plan), now)
    drafts = [
        Draft(claim=Observation(i.id, plan.region.id, Period.of_year(year), Decimal(year - 1990)))
        for year in (2011, 2012, 2013)
        for i in plan.indicators
    ]
    record_all(path, drafts, recorded_by="bench", now=now)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
