"""What Datasette, DBeaver or a spreadsheet reads is what the reader says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from store_sample import (
    AMENDED,
    HOUR,
    PLAN,
    START,
    WHO,
    corrected,
    figure,
    load,
    new_database,
    note,
    report,
)

from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import MilestoneReport, Observation
from sbtrack.domain.plan import Baseline, Indicator, Plan
from sbtrack.planfile import builtin_plan
from sbtrack.store.moments import moment_to_text
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.notes import acknowledge, withdraw_acknowledgement
from sbtrack.store.writes.writer import create_database, load_plan, retract


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = new_database(tmp_path / "a.db")
    first = note(database, figure(period="2011", value="34.10"), 1)
    note(database, figure("jobless-rate", "2012-H1", "4.2"), 2)
    note(
        database,
        figure("regions", "2012", "87.5", numerator=Decimal(35), denominator=Decimal(40)),
        3,
    )
    note(database, report(), 4)
    note(database, report("review", done=False), 5)
    corrected(database, first, "34.25", 6)
    retract(database, 2, reason="x", recorded_by=WHO, now=START + 7 * HOUR)
    retract(database, 5, reason="x", recorded_by=WHO, now=START + 7 * HOUR)
    note(database, replace(figure(period="2011", value="7"), region="county"), 8)
    load(database, AMENDED, START + 9 * HOUR)
    note(database, figure(period="2011-H1", value="33.9"), 10)
    return database


def _rows(path: Path, view: str) -> Iterator[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.execute(f"SELECT * FROM {view}")
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))


def test_the_ledger_view_has_every_entry(path: Path) -> None:
    with open_reader(path) as reader:
        entries = {entry.id: entry for entry in reader.entries()}
    seen = {row["id"]: row for row in _rows(path, "ledger")}

    assert seen.keys() == entries.keys()
    for id, entry in entries.items():
        row, claim = seen[id], entry.claim
        assert (row["kind"], row["period"], row["region"]) == (
            entry.kind.value, str(claim.period), claim.region,
        )  # fmt: skip
        assert row["recorded_at"] == moment_to_text(entry.recorded_at)
        assert (row["supersedes"], row["reason"]) == (entry.supersedes, entry.reason)
        if isinstance(claim, Observation):
            assert (row["subject_id"], row["value"]) == (claim.indicator, str(claim.value))
            assert row["value_number"] == float(claim.value)
            stated = PLAN.indicator(claim.indicator)
            assert row["unit_of_measure"] == stated.unit_of_measure
            assert (row["code"], row["name"]) == (stated.code, stated.name.text)
        else:
            assert (row["subject_id"], row["state"]) == (
                claim.milestone, "done" if claim.done else "not_done",
            )  # fmt: skip


def test_the_current_figures_are_the_readers(path: Path) -> None:
    with open_reader(path) as reader:
        told = {
            (o.entry_id, o.indicator, o.region, str(o.period), str(o.value))
            for i in PLAN.indicators
            for region in ("city", "county")
            for o in reader.series(i.id, region)
        }
    assert told == {
        tuple(row[c] for c in ("entry_id", "indicator_id", "region", "period", "value"))
        for row in _rows(path, "current_observation")
    }
    assert {id for id, *_ in told} == {3, 6, 9, 10}


def test_the_current_reports_are_the_readers(path: Path) -> None:
    with open_reader(path) as reader:
        told = reader.milestone_reports()
    assert [
        MilestoneReport(r.milestone, r.region, r.period, r.done, r.source, r.note, r.entry_id)
        for r in told
    ] == [replace(report(), entry_id=4)]
    assert [(row["entry_id"], row["milestone_id"], row["done"])
            for row in _rows(path, "current_report")] == [(4, "pooling", 1)]  # fmt: skip


def test_the_acknowledgements_that_stand_are_the_readers(path: Path) -> None:
    for doubt in ("a", "b", "c"):
        acknowledge(path, doubt, reason=doubt, acknowledged_by=WHO, now=START)
    withdraw_acknowledgement(path, "b", reason="x", acknowledged_by=WHO, now=START)
    acknowledge(path, "c", reason="again", acknowledged_by=WHO, now=START)

    with open_reader(path) as reader:
        told = {(a.id, a.doubt, a.reason) for a in reader.acknowledgements()}
    assert told == {(1, "a", "a"), (5, "c", "again")}
    assert told == {
        (row["id"], row["doubt"], row["reason"]) for row in _rows(path, "current_acknowledgement")
    }


@pytest.mark.parametrize("plan", [AMENDED, builtin_plan()], ids=lambda p: p.id)
def test_the_list_of_indicators_is_the_plans(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "b.db"
    create_database(path)
    load_plan(path, plan, digest(plan), START)

    assert [
        (r["indicator_id"], r["code"], r["name"], r["baseline_value"], r["lead_units"],
         r["cooperating_units"])
        for r in sorted(_rows(path, "indicator_list"), key=lambda r: r["position"])
    ] == [_listed(plan, indicator) for indicator in plan.indicators]  # fmt: skip


def _listed(plan: Plan, indicator: Indicator) -> tuple[object, ...]:
    lead, helping = plan.lead_units(indicator), plan.cooperating_units(indicator)
    baseline = indicator.baseline
    return (
        indicator.id,
        indicator.code,
        indicator.name.text,
        str(baseline.value) if isinstance(baseline, Baseline) else None,
        "; ".join(u.name.text for u in lead) or None,
        "; ".join(u.name.text for u in helping) or None,
    )


def test_the_facts_of_a_status_are_among_the_current_figures(path: Path) -> None:
    with open_reader(path) as reader:
        facts = reader.status_facts(AMENDED, date(2012, 12, 31))
    current = {row["entry_id"] for row in _rows(path, "current_observation")}
    used = {o.entry_id for series in facts.observations.values() for o in series}
    assert used == {3, 6} < current, "neither the county's figure nor the half year's"
