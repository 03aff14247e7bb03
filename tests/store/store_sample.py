"""A small plan with every kind of target, and short ways to record on it, for the store's tests."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import Entry, EntryKind, Evidence, MilestoneReport, Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    PlanVersion,
    Region,
    Task,
    Thresholds,
    Unit,
)
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound, Constraint, Grain, Group
from sbtrack.store.writes.writer import create_database, load_plan, record

BASE, END = Period.of_year(2010), Period.of_year(2015)
START = datetime(2012, 1, 10, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHO = "测试员"
_NOBODY = 65534


def _indicator(code: str, id: str, target: Target, **more: Any) -> Indicator:
    given: dict[str, Any] = {
        "name": Name(f"指标{code}", (("en", f"Indicator {code}"),)),
        "group": Group.HEADLINE,
        "constraint": Constraint.BINDING,
        "unit_of_measure": "万人",
        "baseline": Baseline(Decimal("33.66"), BASE, "33.66万人"),
        **more,
    }
    return Indicator(code=code, id=id, target=target, **given)


PLAN = Plan(
    id="sample",
    title=Name("样例规划", (("en", "Sample plan"),)),
    language="zh",
    region=Region("city", Name("某市", (("en", "A city"),))),
    base=BASE,
    end=END,
    utc_offset="+08:00",
    issuer=Name("某市政府"),
    thresholds=Thresholds(Decimal("5.0")),
    units=(
        Unit("hr", Name("人社局", (("en", "Labour"),)), Name("人社")),
        Unit("finance", Name("财政局")),
        Unit("civil", Name("民政局")),
    ),
    tasks=(
        Task("1", Name("扩大覆盖面"), ("hr",), ("finance", "civil")),
        Task("2", Name("提高待遇"), ("finance",), ("hr",), summary=Name("逐步提高")),
    ),
    indicators=(
        _indicator(
            "1",
            "injury",
            AtLeast(by=END, value=Decimal("40.0"), as_printed="达到40万人"),
            yearly=((Period.of_year(2013), Decimal("37.00")),),
            tasks=("1", "2"),
        ),
        _indicator("2", "jobless-rate", AtMost(by=END, value=Decimal("4.6")), share=True,
                   unit_of_measure="%", baseline=NoBaseline(Name("未公布")), lead=("hr",),
                   cooperating=("civil",)),
        _indicator("3", "income", AnnualGrowth(by=END, rate=Decimal(10), basis=Basis.RATES)),
        _indicator("4", "intensity", CumulativeChange(by=END, change=Decimal(-16),
                   bound=Bound.AT_MOST), constraint=Constraint.ANTICIPATORY),
        _indicator("5", "new-jobs", EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(2),
                   every=Grain.HALF), baseline=NoBaseline()),
        _indicator("6", "benefit", MultipleOf(by=END, factor=Decimal(6), reference="wage",
                   floor=Decimal(100000)), unit_of_measure="元", baseline=NoBaseline()),
        _indicator("7", "pension", AtLeast(by=END, value=Decimal(300)),
                   components=("rural", "urban"), group=Group.COMMITMENT),
        _indicator("8", "regions", Coverage(by=END), unit_of_measure="%", share=True),
        _indicator("9", "stable", Undetermined(by=END, text=Name("稳定增长"))),
        _indicator("10", "share", About(by=END, value=Decimal(75), tolerance=Decimal("0.5"))),
        _indicator("S1", "wage", Undetermined(by=END, text=Name("参照")), group=Group.SERIES),
        _indicator("S2", "rural", Undetermined(by=END, text=Name("构成")), group=Group.SERIES),
        _indicator("S3", "urban", Undetermined(by=END, text=Name("构成")), group=Group.SERIES),
    ),
    milestones=(
        Milestone("M1", "pooling", Name("市级统筹"), Period.of_year(2012), tasks=("1",)),
        Milestone("M2", "review", Name("年度评估"), END, every=Grain.YEAR,
                  since=Period.of_year(2012), lead=("hr",), cooperating=("finance",)),
    ),
)  # fmt: skip
AMENDED = replace(
    PLAN,
    indicators=(
        replace(PLAN.indicators[0], target=AtLeast(by=END, value=Decimal("42.5"))),
        *PLAN.indicators[1:],
    ),
)


def figure(
    indicator: str = "injury", period: str = "2013", value: str = "37.20", **more: Any
) -> Observation:
    """Return a claim about an indicator."""
    return Observation(indicator, "city", Period.parse(period), Decimal(value), **more)


def report(
    milestone: str = "pooling", period: str = "2012", *, done: bool = True
) -> MilestoneReport:
    """Return a claim about a milestone."""
    return MilestoneReport(milestone, "city", Period.parse(period), done, "某文件")


def load(path: Path, plan: Plan = PLAN, now: datetime = START) -> PlanVersion | None:
    """Load a plan."""
    return load_plan(path, plan, digest(plan), now)


def made_database(path: Path) -> Path:
    """Make a database that follows PLAN."""
    create_database(path, START)
    load(path)
    return path


def new_database(path: Path) -> Path:
    """Make one by copying, which is quicker."""
    path.touch(0o600)
    path.write_bytes(_template())
    return path


@cache
def _template() -> bytes:
    with TemporaryDirectory() as folder:
        return made_database(Path(folder, "template.db")).read_bytes()


def note(
    path: Path,
    claim: Observation | MilestoneReport | None = None,
    hours: int = 1,
    evidence: tuple[Evidence, ...] = (),
    **more: Any,
) -> Entry:
    """Record a claim so many hours after START."""
    return record(
        path,
        claim or figure(),
        recorded_by=WHO,
        now=START + hours * HOUR,
        evidence=evidence,
        **more,
    )


def corrected(path: Path, old: Entry, value: str, hours: int = 2, **more: Any) -> Entry:
    """Record another value in the place of an entry's."""
    assert isinstance(old.claim, Observation)
    claim = replace(old.claim, value=Decimal(value), entered=value)
    return note(
        path,
        claim,
        hours,
        kind=EntryKind.REVISION,
        supersedes=old.id,
        expect=old.id,
        reason="订正",
        **more,
    )


def tampered(path: Path, *statements: str) -> None:
    """Do to a database what somebody does who drops its triggers first."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA synchronous = OFF")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Work as a user to whom permissions apply; the tests may be run by one who has them all."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(_NOBODY)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """Give a folder that every user can enter and read."""
    with TemporaryDirectory(prefix="sbtrack-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def state_of(folder: Path) -> list[tuple[str, int, bytes]]:
    """Return name, time of change and bytes of every file in a folder."""
    return [(p.name, p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.iterdir())]
