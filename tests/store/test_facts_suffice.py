"""The few facts that a status reads are all it takes: the whole ledger would say the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from store_sample import START, WHO

from sbtrack.assess.plan import assess_plan
from sbtrack.domain.codec import digest
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Draft, Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline, Plan, Region
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
from sbtrack.store.reads.reader import open_reader
from sbtrack.store.writes.writer import create_database, load_plan, record_all

BASE, EARLY, END = Period.of_year(2010), Period.of_year(2013), Period.of_year(2015)
TARGETS: dict[str, Target] = {
    "level": AtLeast(by=END, value=Decimal(40)),
    "early": AtMost(by=EARLY, value=Decimal(4)),
    "near": About(by=END, value=Decimal(20), tolerance=Decimal(2)),
    "growth": AnnualGrowth(by=END, rate=Decimal(10)),
    "rates": CumulativeChange(by=EARLY, change=Decimal(20), basis=Basis.RATES),
    "yearly": EveryPeriod(by=EARLY, bound=Bound.AT_LEAST, value=Decimal(9)),
    "quarterly": EveryPeriod(by=END, bound=Bound.AT_MOST, value=Decimal(30), every=Grain.QUARTER),
    "ceiling": MultipleOf(by=EARLY, factor=Decimal(2), reference="wage", floor=Decimal(3)),
    "whole": Coverage(by=END),
    "early-whole": AtLeast(by=EARLY, value=Decimal(50)),
    "yearly-whole": EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(30)),
    "nested": AtLeast(by=END, value=Decimal(60)),
    "built-ceiling": MultipleOf(by=END, factor=Decimal(2), reference="built-wage"),
    "words": Undetermined(by=END, text=Name("稳定增长")),
}
COMPONENTS = {
    "whole": ("part", "other"),
    "early-whole": ("young", "old"),
    "yearly-whole": ("men", "women"),
    "nested": ("built-part", "plain-part"),
    "built-part": ("inner", "outer"),
    "built-wage": ("base-pay", "extra-pay"),
}
#: No two indicators share one, so that none lives on what another one needs.
SERIES = ("wage", "built-wage", *(id for ids in COMPONENTS.values() for id in ids))
PERIODS = tuple(
    map(
        Period.parse,
        (
            *("2009", "2010", "2011", "2011-H1", "2011-Q1", "2011-Q2", "2012", "2012-Q4"),
            *("2012-12-31", "2013", "2013-H1", "2013-Q3", "2014", "2014-06", "2015", "2015-Q4"),
            *("2016", "2016-H1"),
        ),
    )
)
_COUNTS = (0, 0, 2, 4, 9)
DAYS = (date(2010, 12, 31), date(2011, 6, 30), date(2012, 3, 1), date(2013, 12, 31))
LATER = (date(2014, 8, 1), date(2015, 12, 30), date(2016, 1, 31), date(2018, 1, 1))


def _indicator(id: str, target: Target, group: Group = Group.HEADLINE) -> Indicator:
    known = id in {"level", "early", "growth", "words"}
    return Indicator(
        code=id,
        id=id,
        name=Name(id),
        group=group,
        constraint=Constraint.BINDING,
        unit_of_measure="%" if id in {"whole", "part", "other"} else "万人",
        baseline=Baseline(Decimal(10), BASE) if known else NoBaseline(),
        target=target,
        components=COMPONENTS.get(id, ()),
    )


PLAN = Plan(
    "facts",
    Name("计划"),
    "zh",
    Region("city", Name("市")),
    BASE,
    END,
    indicators=(
        *(_indicator(id, target) for id, target in TARGETS.items()),
        *(_indicator(id, TARGETS["words"], Group.SERIES) for id in SERIES),
    ),
)


def _figures(chance: Random) -> list[Draft]:
    """A ledger with holes: for each indicator some of the periods, rates with and without parts."""
    drafts = []
    for indicator in PLAN.indicators:
        for period in chance.sample(PERIODS, chance.choice(_COUNTS)):
            value = Decimal(chance.randrange(50))
            whole = Decimal(50) if indicator.id in SERIES and chance.random() < 0.7 else None
            claim = Observation(
                indicator.id,
                "city",
                period,
                value * 2 if whole else value,
                value if whole else None,
                whole,
            )
            drafts.append(Draft(claim=claim, entered=str(value)))
    return drafts


@pytest.mark.sample(6)
@pytest.mark.parametrize("seed", range(20))
def test_the_facts_of_a_status_say_what_the_whole_ledger_says(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "facts.db"
    create_database(path, START)
    load_plan(path, PLAN, digest(PLAN), START)
    record_all(path, _figures(Random(seed)), recorded_by=WHO, now=START)

    with open_reader(path) as reader:
        everything = Facts({i.id: reader.series(i.id, "city") for i in PLAN.indicators})
        for day in (*DAYS, *LATER):
            facts = reader.status_facts(PLAN, day)

            assert assess_plan(PLAN, facts, day) == assess_plan(PLAN, everything, day)


def test_a_part_built_from_parts_is_read_for_the_period_that_all_have(tmp_path: Path) -> None:
    path = tmp_path / "nested.db"
    create_database(path, START)
    load_plan(path, PLAN, digest(PLAN), START)
    years = {"inner": (2011, 2013), "outer": (2011, 2013), "plain-part": (2011,)}
    record_all(
        path,
        [
            Draft(claim=Observation(id, "city", Period.of_year(year), Decimal(year - 2000)))
            for id, found in years.items()
            for year in found
        ],
        recorded_by=WHO,
        now=START,
    )

    with open_reader(path) as reader:
        facts = reader.status_facts(PLAN, END.end)
    found = next(
        a for a in assess_plan(PLAN, facts, END.end).indicators if a.indicator.id == "nested"
    )

    assert isinstance(found.actual, Observation)
    assert (found.actual.period, found.actual.value) == (Period.of_year(2011), Decimal(33))
