"""A plan and a spring of its ledger, week by week, for the tests of the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.order import Order, Outcome
from sbtrack.actions.snapshots.weekly import export_weekly
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
    Task,
    Unit,
)
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    EveryPeriod,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Bound, Constraint, Grain, Group, Vintage
from sbtrack.locale.words import Words
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database, load_plan, record, retract

BASE, END = Period.of_year(2010), Period.of_year(2015)
CLOCK = timezone(timedelta(hours=8))
MONDAY = datetime(2014, 3, 3, 1, 0, tzinfo=UTC)  # of ISO week 2014-W10
WEEK = timedelta(days=7)
ENGLISH, CHINESE = Words("en"), Words("zh")

#: Texts that a spreadsheet would take for formulas, and worse.
HOSTILE = ('=HYPERLINK("http://x")', "+1+2", "-3", "@SUM(A1)", "a\tb <&> ]]> _x0041_ \u202e")


def _indicator(code: str, id: str, name: str, target: Target, **more: object) -> Indicator:
    given: dict[str, object] = {
        "group": Group.HEADLINE,
        "constraint": Constraint.BINDING,
        "unit_of_measure": "万人",
        "baseline": Baseline(Decimal("33.66"), BASE),
        "tasks": ("1",),
        **more,
    }
    return Indicator(code=code, id=id, name=Name(name), target=target, **given)  # type: ignore[arg-type]


PLAN = Plan(
    id="sample",
    title=Name("样例规划", (("en", "Sample plan"),)),
    language="zh",
    region=Region("city", Name("某市")),
    base=BASE,
    end=END,
    utc_offset="+08:00",
    document_number="样政〔2013〕1号",
    issuer=Name("某市政府"),
    units=(Unit("hr", Name("人社局")), Unit("finance", Name("财政局")), Unit("idle", Name("闲局"))),
    tasks=(
        Task("1", Name("扩大覆盖面"), ("hr",), ("finance",)),
        Task("2", Name("提高待遇"), ("finance",), ("hr",)),
    ),
    indicators=(
        _indicator("1", "injury", "工伤保险参保人数", AtLeast(by=END, value=Decimal("40.0"))),
        _indicator(
            "2", "jobless", "登记失业率", AtMost(by=END, value=Decimal("4.6")),
            unit_of_measure="%", baseline=Baseline(Decimal(5), BASE), share=True,
        ),
        _indicator(
            "3", "pension", "养老金", AnnualGrowth(by=END, rate=Decimal(10)),
            unit_of_measure="元/月", constraint=Constraint.ANTICIPATORY,
            baseline=Baseline(Decimal(1304), BASE), tasks=("2",),
        ),
        _indicator(
            "4", "new-jobs", "新增就业",
            EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(2), every=Grain.YEAR),
            baseline=NoBaseline(), constraint=Constraint.ANTICIPATORY,
        ),
        _indicator(
            "T1", "ratio", "支付比例", About(by=END, value=Decimal(75), tolerance=Decimal(1)),
            unit_of_measure="%", group=Group.COMMITMENT, constraint=Constraint.UNSPECIFIED,
            baseline=NoBaseline(Name("未公布")), tasks=(),
        ),
        _indicator("S1", "series", HOSTILE[0], Undetermined(by=END, text=Name("参照")),
                   group=Group.SERIES),
    ),
    milestones=(
        Milestone("M1", "pooling", Name("市级统筹"), Period.parse("2014-03-12"), tasks=("1",)),
        Milestone("M2", "review", Name("年度评估"), END, every=Grain.YEAR, lead=("hr",)),
    ),
)  # fmt: skip
AMENDED = replace(
    PLAN,
    indicators=tuple(
        replace(i, target=AtLeast(by=END, value=Decimal(45))) if i.id == "injury" else i
        for i in PLAN.indicators
    ),
)


def figure(indicator: str, period: str, value: str, **more: object) -> Observation:
    return Observation(indicator, "city", Period.parse(period), Decimal(value), **more)  # type: ignore[arg-type]


def put(path: Path, claim: Observation | MilestoneReport, now: datetime, **more: object) -> Entry:
    return record(path, claim, recorded_by="测试员", now=now, **more)  # type: ignore[arg-type]


def revise(path: Path, old: Entry, value: str, now: datetime, reason: str) -> Entry:
    assert isinstance(old.claim, Observation)
    claim = replace(old.claim, value=Decimal(value))
    corrected = {"kind": EntryKind.REVISION, "supersedes": old.id, "expect": old.id}
    return put(path, claim, now, reason=reason, **corrected)


def begun(path: Path) -> dict[str, Entry]:
    """Make the database of the first week; return its entries by indicator and period."""
    create_database(path, MONDAY)
    load_plan(path, PLAN, digest(PLAN), MONDAY)
    claims: tuple[Observation | MilestoneReport, ...] = (
        figure("injury", "2012", "35.10", source="公报", vintage=Vintage.FINAL),
        figure("injury", "2013", "37.2", source=HOSTILE[1], note=HOSTILE[4]),
        figure("jobless", "2013", "4.9", source=HOSTILE[2]),
        figure("pension", "2013", "1602", source=HOSTILE[3], vintage=Vintage.PRELIMINARY),
        figure("new-jobs", "2011", "2.5"),
        figure("new-jobs", "2012", "1.9"),
        figure("ratio", "2013", "33.3333333333333", numerator=Decimal(1), denominator=Decimal(3)),
        figure("series", "2013", "0.0000001"),
        MilestoneReport("review", "city", Period.of_year(2011), True, "通报"),
    )
    found = {}
    for number, claim in enumerate(claims, 1):
        entry = put(path, claim, MONDAY + timedelta(minutes=number))
        subject = getattr(claim, "indicator", None) or getattr(claim, "milestone", "")
        found[f"{subject} {claim.period}"] = entry
    return found


def went_on(path: Path, entries: dict[str, Entry]) -> None:
    """Let the second week happen: a new figure, a correction, a withdrawal, an amended target."""
    now = MONDAY + WEEK
    revise(path, entries["jobless 2013"], "5.6", now, "统计局修订")
    put(path, figure("pension", "2014-02", "1700"), now + timedelta(minutes=1))
    retract(path, entries["new-jobs 2012"].id, reason="口径有误", recorded_by="测试员",
            now=now + timedelta(minutes=2))  # fmt: skip
    load_plan(path, AMENDED, digest(AMENDED), now + timedelta(minutes=3), "样政〔2014〕2号")


@contextmanager
def surveyed(path: Path, known_at: datetime, as_of: date | None = None) -> Iterator[Survey]:
    with open_reader(path) as reader:
        version = reader.plan_version(known_at)
        assert version is not None
        moment = known_at.astimezone(CLOCK)
        yield Survey(reader, version, as_of or moment.date(), moment)


def export(
    path: Path,
    folder: Path,
    known_at: datetime,
    words: Words = CHINESE,
    *,
    keep: int | None = None,
    now: datetime | None = None,
    as_of: date | None = None,
    **more: object,
) -> Outcome:
    """Leave a weekly workbook, as if at that moment."""
    made = partial(_same, now or known_at + timedelta(seconds=5))
    order = Order(database=path, made_by="cron", now=made, words=words, **more)  # type: ignore[arg-type]
    with surveyed(path, known_at, as_of) as survey:
        return export_weekly(survey, folder, keep, order)


def opened(file: Path) -> Workbook:
    return load_workbook(file)


def lines(sheet: Worksheet, key: str = "No.") -> dict[Any, list[Cell]]:
    """Return the lines of a table by what stands in one column."""
    place = column(sheet, key)
    return {line[place].value: line for line in table(sheet)}


def at(sheet: Worksheet, line: list[Cell], heading: str) -> Any:
    """Return what stands in a line under a heading."""
    return line[column(sheet, heading)].value


def sheet_of(workbook: Workbook, number: int) -> Worksheet:
    """Return a sheet by its place, whatever its name is in the language it is in."""
    sheet = workbook.worksheets[number]
    assert isinstance(sheet, Worksheet)
    return sheet


def header_row(sheet: Worksheet) -> int:
    """Return the row of the headings: what is repeated on every page."""
    titles = sheet.print_title_rows
    assert titles is not None
    return int(titles.replace("$", "").partition(":")[0])


def table(sheet: Worksheet) -> list[list[Cell]]:
    """Return the lines of a sheet's table that are filled in the second column."""
    rows = sheet.iter_rows(min_row=header_row(sheet) + 1)
    return [[*row] for row in rows if row[1].value is not None]  # type: ignore[list-item]


def column(sheet: Worksheet, heading: str) -> int:
    """Return the place of a column, from 0."""
    found = [cell.value for cell in sheet[header_row(sheet)]]
    return found.index(heading)


STATUS, MILESTONES, CHANGES, CHARTS, VALUES, TASKS, UNITS, DOUBTS, LEDGER, PATHS, ABOUT = range(11)


def ends(period: str) -> datetime:
    """Return the day on which a period ends, as a cell of a workbook holds it."""
    return datetime.combine(Period.parse(period).end, datetime.min.time())


def _same(moment: datetime) -> datetime:
    return moment
