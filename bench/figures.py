"""The figures that the benches work on: a CSV file of them, and a database that has them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count as years
from itertools import cycle, islice
from pathlib import Path

from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.period import Period
from sbtrack.planfile import builtin_plan


def prepare(path: Path) -> None:
    """Make a database with the built-in plan and no entry."""
    from sbtrack.store.writes.writer import create_database, load_plan  # noqa: PLC0415

    plan, now = builtin_plan(), datetime.now(UTC)
    create_database(path, now)
    load_plan(path, plan, digest(plan), now)


class Lines(Collection[Draft]):
    """The drafts of a file's lines."""

    def __init__(self, path: Path, count: int) -> None:
        self._path, self._count = path, count

    def __len__(self) -> int:
        return self._count

    def __contains__(self, _: object) -> bool:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Draft]:
        with self._path.open(newline="", encoding="utf-8") as file:
            for code, region, period, value, source in islice(csv.reader(file), 1, None):
                span = Period.parse(period)
                claim = Observation(code, region, span, Decimal(value), source=source)
                yield Draft(claim=claim)


def write_figures(path: Path, count: int, regions: int = 1000) -> None:
    """Write a CSV file of figures: each indicator of the built-in plan, region by region, by year.

    The first region is the plan's own; the years go on until there are so many figures.
    """
    values = (f"{number % 90 + 1}.{number % 7}" for number in cycle(range(90 * 7)))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "region", "period", "value", "source"))
        for place, value in islice(zip(_places(regions), values, strict=False), count):
            writer.writerow((*place, value, "统计年鉴"))


def _places(regions: int) -> Iterator[tuple[str, str, int]]:
    plan = builtin_plan()
    ids = [plan.region.id, *(f"region-{number:04d}" for number in range(1, regions))]
    for year in years(2011):
        for region in ids:
            for indicator in plan.indicators:
                yield indicator.id, region, year


def record(database: Path, file: Path, count: int) -> None:
    """Record the figures of a file."""
    from sbtrack.store.writes.writer import record_all  # noqa: PLC0415

    record_all(database, Lines(file, count), recorded_by="bench", now=datetime.now(UTC))
