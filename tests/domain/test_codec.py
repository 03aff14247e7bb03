"""A plan survives being data, to the last digit."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sbtrack.domain.codec import digest, plan_from_data, plan_to_data
from sbtrack.domain.codec_parts import target_from_data, target_to_data
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
    KINDS,
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

texts = st.text(max_size=8)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
days = st.dates(min_value=date(1, 1, 1))
ids = st.lists(texts, max_size=3).map(tuple)
names = st.builds(
    Name,
    texts,
    st.dictionaries(st.sampled_from(["zh", "en", "fr"]), texts).map(lambda d: tuple(d.items())),
)
maybe_names = st.none() | names


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    grain = draw(st.sampled_from(Grain))
    day = draw(days)
    if grain is Grain.DAY:
        return Period(day, day, grain)
    months = {Grain.YEAR: 12, Grain.HALF: 6, Grain.QUARTER: 3, Grain.MONTH: 1}[grain]
    return Period.covering(day.year, day.month - (day.month - 1) % months, grain)


periods = _periods()
BASE = {"by": periods, "as_printed": texts}
GROWTH = {**BASE, "basis": st.sampled_from(Basis), "bound": st.sampled_from(Bound)}
KIND_STRATEGIES: dict[type[Any], st.SearchStrategy[Target]] = {
    AtLeast: st.builds(AtLeast, **BASE, value=decimals, baseline_meets=st.booleans()),
    AtMost: st.builds(AtMost, **BASE, value=decimals, baseline_meets=st.booleans()),
    About: st.builds(About, **BASE, value=decimals, tolerance=decimals),
    AnnualGrowth: st.builds(AnnualGrowth, **GROWTH, rate=decimals),
    CumulativeChange: st.builds(CumulativeChange, **GROWTH, change=decimals),
    EveryPeriod: st.builds(
        EveryPeriod,
        **BASE,
        bound=st.sampled_from(Bound),
        value=decimals,
        every=st.sampled_from(Grain),
    ),
    MultipleOf: st.builds(
        MultipleOf, **BASE, factor=decimals, reference=texts, floor=st.none() | decimals
    ),
    Coverage: st.builds(Coverage, **BASE),
    Undetermined: st.builds(Undetermined, **BASE, text=names),
}
targets = st.one_of(*KIND_STRATEGIES.values())
units = st.builds(Unit, texts, names, maybe_names)
tasks = st.builds(Task, texts, names, ids, ids, st.booleans(), maybe_names, texts)
baselines = st.builds(Baseline, decimals, periods, texts, maybe_names) | st.builds(
    NoBaseline, maybe_names
)
indicators = st.builds(
    Indicator,
    texts,
    texts,
    names,
    st.sampled_from(Group),
    st.sampled_from(Constraint),
    texts,
    baselines,
    targets,
    st.lists(st.tuples(periods, decimals), max_size=3).map(tuple),
    st.booleans(),
    ids,
    ids,
    ids,
    ids,
    maybe_names,
    maybe_names,
    texts,
)
milestones = st.builds(
    Milestone,
    texts,
    texts,
    names,
    periods,
    st.none() | st.sampled_from(Grain),
    st.none() | periods,
    st.sampled_from(Constraint),
    ids,
    ids,
    ids,
    maybe_names,
    texts,
)
plans = st.builds(
    Plan,
    texts,
    names,
    texts,
    st.builds(Region, texts, names),
    periods,
    periods,
    st.sampled_from(["+00:00", "+08:00", "-03:30"]),
    texts,
    maybe_names,
    st.none() | days,
    st.none() | days,
    maybe_names,
    maybe_names,
    st.builds(Thresholds, decimals),
    st.lists(units, max_size=2).map(tuple),
    st.lists(tasks, max_size=2).map(tuple),
    st.lists(indicators, max_size=2).map(tuple),
    st.lists(milestones, max_size=2).map(tuple),
)


def _digits(value: object) -> object:
    """Everything in a value, with decimals by their digits: 70.5 and 70.50 differ."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return tuple(map(_digits, value))
    if is_dataclass(value):
        return type(value), tuple(_digits(getattr(value, f.name)) for f in fields(value) if f.init)
    return value


def _a_plan(**changes: object) -> Plan:
    year = Period.of_year
    plan = Plan("p", Name("计划"), "zh", Region("r", Name("市")), year(2010), year(2015))
    return replace(plan, **changes)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(plans)
def test_a_plan_survives_json_to_the_last_digit(plan: Plan) -> None:
    data = json.loads(json.dumps(plan_to_data(plan)))

    assert _digits(plan_from_data(data)) == _digits(plan)


@given(targets)
def test_every_kind_of_target_survives(target: Target) -> None:
    assert _digits(target_from_data(target_to_data(target))) == _digits(target)


def test_the_strategies_cover_every_kind_of_target() -> None:
    assert set(KIND_STRATEGIES) == set(KINDS.values())


def test_what_has_its_default_is_left_out() -> None:
    assert plan_to_data(_a_plan()) == {
        "id": "p",
        "title": "计划",
        "language": "zh",
        "region": {"id": "r", "name": "市"},
        "base": "2010",
        "end": "2015",
    }


def test_equal_plans_have_equal_digests_and_changed_plans_do_not() -> None:
    plan = _a_plan()

    assert digest(plan) == digest(plan_from_data(plan_to_data(plan)))
    assert len(digest(plan)) == 64
    changed = (
        _a_plan(note=Name("x")),
        _a_plan(thresholds=Thresholds(Decimal("5.0"))),
        _a_plan(title=Name("计划", (("en", "Plan"),))),
    )
    assert len({digest(p) for p in (plan, *changed)}) == 4


def test_the_digest_is_the_same_on_every_machine() -> None:
    assert digest(_a_plan()) == ("acb8a06b14e534dc856ae164b3832b8a2890e66b556e583cbae63252e74a98f3")
