"""What `plans/english.yaml` means, written out as a domain plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

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

D = Decimal
BASE, END = Period.of_year(2024), Period.of_year(2030)
BINDING, ANTICIPATORY = Constraint.BINDING, Constraint.ANTICIPATORY
UNSPECIFIED = Constraint.UNSPECIFIED
NO_FIGURE = NoBaseline(Name("The plan prints none."))
RATES_ONLY = NoBaseline(Name("Only rates are published."))
RECORDED = Undetermined(by=END, text=Name("recorded, never rated", (("zh", "只记录，不评价"),)))


def _indicator(
    code_id_name: str,
    group: Group,
    constraint: Constraint,
    unit_of_measure: str,
    baseline: Baseline | NoBaseline,
    target: Target,
    **more: Any,
) -> Indicator:
    code, id, name = code_id_name.split(", ", 2)
    return Indicator(
        code, id, Name(name), group, constraint, unit_of_measure, baseline, target, **more
    )


UNITS = (
    Unit("works", Name("Department of Works"), Name("Works")),
    Unit("health", Name("Department of Health", (("zh", "卫生厅"),))),
    Unit("treasury", Name("Treasury")),
    Unit("water-board", Name("Lakeland Water Board"), Name("Water Board")),
)
TASKS = (
    Task(
        "A",
        Name("Repair and extend the water network"),
        lead=("works", "water-board"),
        cooperating=("treasury",),
        summary=Name("Replace the mains of the old town; connect the villages."),
        cite="section 2",
    ),
    Task("B", Name("Publish open accounts"), lead=("treasury",), sole=True),
)
HEADLINE = (
    _indicator(
        "1, homes-connected, Homes connected to the network",
        Group.HEADLINE,
        BINDING,
        "thousand homes",
        Baseline(D(120), BASE),
        AtLeast(by=END, as_printed="180.5 thousand homes by 2030", value=D("180.50")),
        yearly=(
            (Period.of_year(2026), D(130)),
            (Period.parse("2028-H1"), D(150)),
            (END, D("180.5")),
        ),
        tasks=("A",),
        cite="table 1",
    ),
    _indicator(
        "2, water-lost, Water lost in the network",
        Group.HEADLINE,
        BINDING,
        "%",
        Baseline(D("31.4"), Period.of_year(2023), "31.4 per cent", Name("Audited late.")),
        AtMost(by=Period.parse("2029-06"), as_printed="below 20%", value=D(20)),
        share=True,
        lead=("water-board",),
        cooperating=("works",),
    ),
    _indicator(
        "3, debt-ratio, Debt over yearly revenue",
        Group.HEADLINE,
        ANTICIPATORY,
        "%",
        Baseline(D(104), BASE),
        AtMost(by=END, value=D(120), baseline_meets=True),
        lead=("treasury",),
    ),
    _indicator(
        "4, nurses-per-bed, Nurses per hospital bed",
        Group.HEADLINE,
        UNSPECIFIED,
        "nurses per bed",
        NoBaseline(Name("Not counted before 2025.")),
        About(by=END, value=D("1.2"), tolerance=D("0.1")),
        lead=("health",),
    ),
    _indicator(
        "5, farm-output, Farm output",
        Group.HEADLINE,
        ANTICIPATORY,
        "million dollars",
        Baseline(D(840), BASE),
        AnnualGrowth(by=END, as_printed="3.5% a year", rate=D("3.5"), bound=Bound.AT_LEAST),
        yearly=((Period.of_year(2027), D(930)),),
        lead=("works",),
    ),
    _indicator(
        "6, road-deaths, Road deaths",
        Group.HEADLINE,
        BINDING,
        "deaths",
        Baseline(D(60), BASE),
        CumulativeChange(by=END, as_printed="halve the deaths", change=D(-50), bound=Bound.AT_MOST),
        lead=("works",),
    ),
    _indicator(
        "7, income-growth, Growth of household income",
        Group.HEADLINE,
        ANTICIPATORY,
        "%",
        RATES_ONLY,
        AnnualGrowth(by=END, rate=D(2), basis=Basis.RATES, bound=Bound.AT_LEAST),
        lead=("treasury",),
    ),
    _indicator(
        "8, energy-intensity, Yearly change of energy use per unit of output",
        Group.HEADLINE,
        BINDING,
        "%",
        RATES_ONLY,
        CumulativeChange(by=END, change=D(-12), basis=Basis.RATES, bound=Bound.AT_MOST),
        lead=("treasury",),
    ),
)
COMMITMENTS = (
    _indicator(
        "C1, new-flats, New flats each year",
        Group.COMMITMENT,
        UNSPECIFIED,
        "flats",
        NO_FIGURE,
        EveryPeriod(by=END, bound=Bound.AT_LEAST, value=D(400), every=Grain.YEAR),
        lead=("works",),
    ),
    _indicator(
        "C2, waiting-time, Longest wait for an operation",
        Group.COMMITMENT,
        UNSPECIFIED,
        "weeks",
        NO_FIGURE,
        EveryPeriod(by=END, bound=Bound.AT_MOST, value=D(18), every=Grain.QUARTER),
        lead=("health",),
    ),
    _indicator(
        "C3, sick-pay-ceiling, Ceiling of sick pay",
        Group.COMMITMENT,
        UNSPECIFIED,
        "dollars",
        Baseline(D(20000), BASE),
        MultipleOf(
            by=Period.of_year(2028), factor=D("2.5"), reference="average-wage", floor=D(50000)
        ),
        lead=("treasury",),
    ),
    _indicator(
        "C4, villages-served, Villages with a clinic",
        Group.COMMITMENT,
        UNSPECIFIED,
        "%",
        Baseline(D(64), BASE),
        Coverage(by=END, as_printed="every village"),
        share=True,
        lead=("health",),
        definition=Name("Villages with a clinic, over all villages."),
    ),
    _indicator(
        "C5, air-quality, Air quality",
        Group.COMMITMENT,
        UNSPECIFIED,
        "index points",
        Baseline(D(71), BASE),
        Undetermined(by=END, text=Name("to go on improving", (("zh", "持续改善"),))),
        lead=("health",),
        note=Name("The plan names a direction and no number."),
    ),
    _indicator(
        "C6, insured, People insured",
        Group.COMMITMENT,
        UNSPECIFIED,
        "people",
        Baseline(D(90000), BASE),
        AtLeast(by=END, value=D(120000)),
        components=("town-insured", "village-insured"),
        lead=("health",),
    ),
)
SERIES = (
    _indicator(
        "S1, average-wage, Average yearly wage",
        Group.SERIES,
        UNSPECIFIED,
        "dollars",
        NoBaseline(),
        RECORDED,
    ),
    _indicator(
        "S2, town-insured, Townspeople insured",
        Group.SERIES,
        UNSPECIFIED,
        "thousand people",
        NoBaseline(),
        RECORDED,
    ),
    _indicator(
        "S3, village-insured, Villagers insured",
        Group.SERIES,
        ANTICIPATORY,
        "people",
        Baseline(D(30000), BASE),
        RECORDED,
    ),
)
MILESTONES = (
    Milestone("M1", "water-law", Name("Water law passed"), END, constraint=BINDING, tasks=("A",)),
    Milestone(
        "M2",
        "tender",
        Name("Tender held"),
        Period.parse("2026-Q3"),
        lead=("works",),
        cite="section 2",
    ),
    Milestone(
        "M3",
        "accounts",
        Name("Accounts published", (("zh", "公布账目"),)),
        Period.of_year(2029),
        every=Grain.YEAR,
        since=Period.of_year(2026),
        tasks=("B",),
        note=Name("The first accounts are those of 2025."),
    ),
)
PLAN = Plan(
    id="lakeland-2030",
    title=Name("Lakeland Works 2030", (("zh", "湖区2030工作计划"),)),
    language="en",
    region=Region("lakeland", Name("Lakeland")),
    base=BASE,
    end=END,
    utc_offset="-05:00",
    document_number="LC/2025/7",
    issuer=Name("Lakeland Council"),
    adopted=date(2025, 1, 20),
    issued=date(2025, 2, 3),
    source=Name("Council papers, volume 12"),
    note=Name("The council adopted the plan with one vote against.\nIt replaces the plan of 2019."),
    thresholds=Thresholds(on_track=D("2.5")),
    units=UNITS,
    tasks=TASKS,
    indicators=HEADLINE + COMMITMENTS + SERIES,
    milestones=MILESTONES,
)
