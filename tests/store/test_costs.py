"""What a status costs does not depend on how long the ledger is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_sample import HOUR, PLAN, START, WHO, figure, new_database, note, report

from sbtrack.domain.ledger import Draft, EntryKind
from sbtrack.domain.plan import Plan
from sbtrack.store.chain.check import chain_findings
from sbtrack.store.reads.claims import SELECT
from sbtrack.store.reads.known import NEWEST, OF_PERIOD
from sbtrack.store.reads.log import Wanted
from sbtrack.store.reads.reader import Reader
from sbtrack.store.writes.writer import record_all

_DAY = date(2015, 12, 31)


def _cost_of_status(path: Path, plan: Plan = PLAN) -> tuple[int, int]:
    """Return how many statements SQLite runs, and how many of its steps, in hundreds."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        reader = Reader(connection)
        statements: list[str] = []
        steps = [0]

        def step() -> None:
            steps[0] += 1

        connection.set_trace_callback(statements.append)
        connection.set_progress_handler(step, 100)
        reader.status_facts(plan, _DAY)
        return len(statements), steps[0]


def _fill(path: Path) -> None:
    """Record one figure for each indicator, so that every look-up finds something."""
    for indicator in PLAN.indicators:
        for period in ("2011", "2012", "2013", "2014", "2015"):
            note(path, figure(indicator.id, period, "100"))
    note(path, report())


def _lengthen(path: Path) -> None:
    """Record over a thousand entries: other periods and regions, long rows of corrections."""
    days = [
        Draft(claim=replace(figure(i.id, f"2011-{m:02d}-{d:02d}", "1"), region=region))
        for i in PLAN.indicators
        for region in ("city", "county")
        for m in range(1, 9)
        for d in range(1, 6)
    ]
    record_all(path, days, recorded_by=WHO, now=START + HOUR)
    with closing(sqlite3.connect(path)) as connection:
        (last,) = connection.execute("SELECT MAX(id) FROM entry").fetchone()
    first = Draft(claim=figure("stable", "2010-12-31"))
    corrections = [
        Draft(claim=first.claim, kind=EntryKind.REVISION, supersedes=n, expect=n, reason="x")
        for n in range(last + 1, last + 400)
    ]
    record_all(path, [first, *corrections], recorded_by=WHO, now=START + HOUR)


def test_a_status_costs_the_same_on_a_long_ledger(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    _fill(path)
    statements, steps = _cost_of_status(path)
    _lengthen(path)
    statements_later, steps_later = _cost_of_status(path)

    assert statements_later == statements
    assert steps_later <= steps * 1.1 + 1


def test_a_status_on_an_empty_ledger_costs_no_more_than_on_a_full_one(tmp_path: Path) -> None:
    empty, full = new_database(tmp_path / "a.db"), new_database(tmp_path / "b.db")
    _fill(full)
    assert _cost_of_status(empty) <= _cost_of_status(full)


def test_to_see_that_every_record_has_a_seal_costs_the_same_on_a_long_ledger(
    tmp_path: Path,
) -> None:
    path = new_database(tmp_path / "a.db")
    costs = []
    for lengthen in (lambda _: None, _lengthen):
        lengthen(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            reader, steps = Reader(connection), [0]

            def step(steps: list[int] = steps) -> None:
                steps[0] += 1

            connection.set_progress_handler(step, 10)
            assert reader.without_seal() == ()
            costs.append(steps[0])
    assert costs[1] <= costs[0] + 1, "the newest number is where each index ends"


class _Number(int):
    """A number that counts how often one is compared with another."""

    compared = 0

    def __lt__(self, other: int) -> bool:
        _Number.compared += 1
        return int(self) < int(other)

    def __gt__(self, other: int) -> bool:
        _Number.compared += 1
        return int(self) > int(other)


def _numbered(_: sqlite3.Cursor, row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(_Number(value) if isinstance(value, int) else value for value in row)


def test_to_check_twice_as_long_a_chain_takes_twice_as_many_comparisons(tmp_path: Path) -> None:
    path = new_database(tmp_path / "a.db")
    days = [Draft(claim=figure("stable", f"2011-{m:02d}-{d:02d}", "1"))
            for m in range(1, 11) for d in range(1, 21)]  # fmt: skip
    costs = []
    for more in (days[:100], days[100:]):
        record_all(path, more, recorded_by=WHO, now=START + HOUR)
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = _numbered
            _Number.compared = 0
            assert list(chain_findings(connection)) == []
            costs.append(_Number.compared)
    assert 0 < costs[1] < 3 * costs[0], "four times as many, if each were held against all"


@pytest.mark.parametrize("statement", [NEWEST, OF_PERIOD])
def test_each_look_up_is_one_step_down_the_index(tmp_path: Path, statement: str) -> None:
    plan = _plan_of(new_database(tmp_path / "a.db"), statement, [None] * 5)
    (step,) = [line for line in plan if line.startswith(("SEARCH entry", "SCAN entry"))]
    assert step.startswith("SEARCH entry USING INDEX ix_entry_claim (item=? AND region=? AND")
    assert not [line for line in plan if "B-TREE" in line], "no sorting"
    assert not [line for line in plan if line.startswith("SCAN")], (
        "what a number means is looked up"
    )


def test_a_subjects_entries_are_found_by_the_index(tmp_path: Path) -> None:
    condition, values = Wanted(subject_ids=("injury",)).condition()
    plan = _plan_of(new_database(tmp_path / "a.db"), f"{SELECT} WHERE {condition}", values)
    assert any("SEARCH entry USING INDEX ix_entry_claim (item=?)" in line for line in plan)


def _plan_of(path: Path, statement: str, values: list[object]) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row[3] for row in rows.fetchall()]
