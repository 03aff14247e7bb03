"""A plan whose ledger grew in the spring of 2014, for the tests of what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    Region,
    Thresholds,
    Unit,
)
from sbtrack.domain.targets import AtLeast, AtMost, EveryPeriod, MultipleOf, Target, Undetermined
from sbtrack.domain.terms import Bound, Constraint, Group
from sbtrack.store.writes.writer import create_database, load_plan, record, retract

BASE, END = Period.of_year(2010), Period.of_year(2015)


def named(zh: str, en: str) -> Name:
    return Name(zh, (("en", en),))


def indicator(code: str, id: str, zh: str, en: str, target: Target, **more: object) -> Indicator:
    given: dict[str, object] = {
        "group": Group.HEADLINE,
        "constraint": Constraint.BINDING,
        "unit_of_measure": "万人",
        "baseline": NoBaseline(),
        **more,
    }
    return Indicator(code=code, id=id, name=named(zh, en), target=target, **given)  # type: ignore[arg-type]


def level(value: int) -> AtLeast:
    return AtLeast(by=END, value=Decimal(value))


def baseline(value: int) -> Baseline:
    return Baseline(Decimal(value), BASE)


NO_NUMBER = Undetermined(by=END, text=Name("参照"))
INJURY = indicator(
    "1", "injury", "工伤保险参保人数", "Work-injury insured", level(40), baseline=baseline(30)
)
JOBLESS = indicator(
    "2", "jobless", "城镇登记失业率", "Unemployment rate", AtMost(by=END, value=Decimal("4.6")),
    unit_of_measure="%", baseline=baseline(5), lead=("labour",),
)  # fmt: skip
CEILING = indicator(
    "3", "ceiling", "最高支付限额", "Payment ceiling",
    MultipleOf(by=END, factor=Decimal(6), reference="wage"),
    unit_of_measure="元", constraint=Constraint.ANTICIPATORY,
)  # fmt: skip
PENSION = indicator(
    "T1", "pension", "城乡居民养老保险参保人数", "Pension insured", level(300),
    baseline=baseline(200), components=("rural", "urban"), group=Group.COMMITMENT,
)  # fmt: skip
JOBS = indicator(
    "T2", "jobs", "每年新增就业", "New jobs",
    EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(4)),
    group=Group.COMMITMENT,
)  # fmt: skip
SERIES = (
    indicator(
        "S1",
        "wage",
        "职工年平均工资",
        "Average wage",
        NO_NUMBER,
        group=Group.SERIES,
        unit_of_measure="元",
    ),
    indicator("S2", "rural", "新农保参保人数", "Rural pension", NO_NUMBER, group=Group.SERIES),
    indicator("S3", "urban", "城居保参保人数", "Urban pension", NO_NUMBER, group=Group.SERIES),
)
PLAN = Plan(
    id="sample",
    title=named("样例规划", "Sample plan"),
    language="zh",
    region=Region("city", named("某市", "A city")),
    base=BASE,
    end=END,
    utc_offset="+08:00",
    units=(Unit("labour", named("人社局", "Labour bureau")),),
    indicators=(INJURY, JOBLESS, CEILING, PENSION, JOBS, *SERIES),
    milestones=(
        Milestone("M1", "pooling", named("市级统筹", "City-wide pooling"), Period.of_year(2013)),
        Milestone("M2", "review", named("中期评估", "Mid-term review"), Period.of_year(2014)),
    ),
)
#: The target of injury is higher, jobs are no longer promised, and the band is wider.
AMENDED = replace(
    PLAN,
    thresholds=Thresholds(Decimal(6)),
    indicators=(replace(INJURY, target=level(42)), JOBLESS, CEILING, PENSION, *SERIES),
)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


class Ledger:
    """A database to record in, day by day."""

    def __init__(self, path: Path) -> None:
        self.path = path
        create_database(path, at(2012, 1, 10))
        self.load(PLAN, at(2012, 1, 10))

    def load(self, plan: Plan, when: datetime, approved_by: str = "") -> None:
        load_plan(self.path, plan, digest(plan), when, approved_by)

    def figure(self, id: str, period: str, value: str, when: datetime) -> Entry:
        claim = Observation(id, "city", Period.parse(period), Decimal(value), entered=value)
        return record(self.path, claim, recorded_by="测试员", now=when)

    def report(self, id: str, period: str, when: datetime) -> Entry:
        claim = MilestoneReport(id, "city", Period.parse(period), True)
        return record(self.path, claim, recorded_by="测试员", now=when)

    def revise(self, old: Entry, value: str, reason: str, when: datetime) -> Entry:
        assert isinstance(old.claim, Observation)
        return record(
            self.path,
            replace(old.claim, value=Decimal(value), entered=value),
            kind=EntryKind.REVISION,
            supersedes=old.id,
            expect=old.id,
            reason=reason,
            recorded_by="测试员",
            now=when,
        )

    def withdraw(self, old: Entry, reason: str, when: datetime) -> Entry:
        return retract(self.path, old.id, reason=reason, recorded_by="测试员", now=when)


def grown(path: Path) -> Path:
    """Make a database, in place of any other, with entries before and after 1 March 2014."""
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_bytes(_grown())
    return path


@cache
def _grown() -> bytes:
    with TemporaryDirectory() as folder:
        return _grow(Path(folder, "grown.db")).read_bytes()


def _grow(path: Path) -> Path:
    ledger = Ledger(path)
    before = at(2013, 2, 1)
    injury = ledger.figure("injury", "2012", "35.8", before)
    jobless = ledger.figure("jobless", "2012", "4.9", before)
    wage = ledger.figure("wage", "2012", "30000", before)
    ledger.figure("ceiling", "2012", "190000", before)
    ledger.figure("rural", "2012", "150", before)
    urban = ledger.figure("urban", "2012", "90", before)
    jobs = ledger.figure("jobs", "2012", "4.2", before)
    after = at(2014, 3, 5)
    ledger.figure("injury", "2013", "36.5", after)
    ledger.revise(injury, "35.9", "统计年鉴", after)
    ledger.revise(jobless, "4.7", "两个来源不同", after)
    ledger.revise(wage, "31000", "年报", after)
    ledger.revise(urban, "96", "年报", after)
    ledger.withdraw(jobs, "口径不符", after)
    ledger.withdraw(ledger.figure("ceiling", "2013", "1900", after), "录错", at(2014, 3, 6))
    ledger.report("pooling", "2014-02", after)
    ledger.load(AMENDED, at(2014, 4, 1), "市政发〔2014〕5号")
    return path
