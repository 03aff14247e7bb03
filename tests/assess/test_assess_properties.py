"""What holds of every assessment, whatever the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_plan import BASE, END, a_figure, a_plan, an_indicator, said

from sbtrack.assess.attainment import linear_share, log_share
from sbtrack.assess.gap import gap_to_target
from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator
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
from sbtrack.domain.terms import Basis, Bound, Constraint, Grain, Group, Light, Verdict
from sbtrack.domain.undefined import Undefined

#: Levels as plans print them, with up to ten digits, and up to the fifteen that can be kept.
levels = st.decimals(-100_000_000, 100_000_000, places=2)
positive = st.decimals(Decimal("0.01"), 100_000_000, places=2)
extreme = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-15, 0),
)
years = st.integers(2011, 2015)
RANK = [Verdict.REVERSED, Verdict.BEHIND, Verdict.ON_TRACK, Verdict.AHEAD, Verdict.MET_EARLY]
LAST_DAY = date(2016, 6, 30)


def judge(
    target: Target, baseline: Decimal | None, value: Decimal, period: str, unit: str = "万人"
) -> Assessment:
    indicator = an_indicator(target, unit_of_measure=unit)
    if baseline is not None:
        indicator = replace(indicator, baseline=Baseline(baseline, BASE))
    figure = replace(a_figure("0", period), value=value)
    return assess_indicator(a_plan(indicator), indicator, {"x": (figure,)}, LAST_DAY)


@given(levels, levels, levels, years)
def test_mirroring_the_direction_mirrors_the_gap_and_changes_no_verdict(
    target: Decimal, baseline: Decimal, value: Decimal, year: int
) -> None:
    up = judge(AtLeast(by=END, value=target), baseline, value, str(year))
    down = judge(AtMost(by=END, value=-target), -baseline, -value, str(year))

    assert up.gap == down.gap
    assert up.attainment == down.attainment
    assert up.verdict is down.verdict
    assert up.light is down.light


@given(levels, levels, levels, years, st.integers(-4, 4))
def test_scaling_the_unit_changes_no_attainment(
    target: Decimal, baseline: Decimal, value: Decimal, year: int, power: int
) -> None:
    plain = judge(AtLeast(by=END, value=target), baseline, value, str(year))
    scaled = judge(
        AtLeast(by=END, value=target.scaleb(power)),
        baseline.scaleb(power),
        value.scaleb(power),
        str(year),
    )

    assert plain.attainment == scaled.attainment
    assert plain.pace == scaled.pace
    assert plain.verdict is scaled.verdict


@given(positive, st.decimals(-50, 50, places=1), positive, years, st.integers(-4, 4))
def test_scaling_the_unit_changes_no_growth(
    baseline: Decimal, rate: Decimal, value: Decimal, year: int, power: int
) -> None:
    target = AnnualGrowth(by=END, rate=rate)
    plain = judge(target, baseline, value, str(year))
    scaled = judge(target, baseline.scaleb(power), value.scaleb(power), str(year))

    assert plain.attainment == scaled.attainment
    assert plain.verdict is scaled.verdict


@given(levels, levels)
def test_attainment_is_nothing_at_the_baseline_and_all_at_the_target(
    baseline: Decimal, target: Decimal
) -> None:
    assume(baseline != target)

    assert linear_share(baseline, target, baseline) == 0
    assert linear_share(baseline, target, target) == 1


@given(positive, positive)
def test_so_it_is_on_the_logarithmic_scale(baseline: Decimal, target: Decimal) -> None:
    assume(baseline != target)

    assert log_share(baseline, target, baseline) == 0
    assert log_share(baseline, target, target) == 1


@given(levels, levels, levels, levels, st.integers(2011, 2014))
def test_more_never_makes_a_worse_verdict(
    target: Decimal, baseline: Decimal, one: Decimal, other: Decimal, year: int
) -> None:
    assume(baseline < target)
    low, high = sorted((one, other))
    goal = AtLeast(by=END, value=target)

    worse = judge(goal, baseline, low, str(year)).verdict
    better = judge(goal, baseline, high, str(year)).verdict

    assert RANK.index(worse) <= RANK.index(better)


@given(positive, st.decimals(Decimal("0.1"), 40, places=1), years)
def test_equal_yearly_growth_is_as_far_as_time_is(
    baseline: Decimal, rate: Decimal, year: int
) -> None:
    value = baseline * (1 + rate / 100) ** (year - 2010)
    found = judge(AnnualGrowth(by=END, rate=rate), baseline, value, str(year))

    assert isinstance(found.attainment, Decimal)
    assert isinstance(found.elapsed, Decimal)
    assert abs(found.attainment - found.elapsed) < Decimal("1e-20")


@given(st.lists(st.decimals(1, 30, places=1), min_size=1, max_size=5))
def test_rates_and_the_levels_they_lead_to_are_judged_alike(rates: list[Decimal]) -> None:
    level = Decimal(1000)
    for rate in rates:
        level *= 1 + rate / 100
    last = str(2010 + len(rates))
    on_levels = judge(AnnualGrowth(by=END, rate=Decimal(10)), Decimal(1000), level, last)
    on_rates = AnnualGrowth(by=END, rate=Decimal(10), basis=Basis.RATES)
    indicator = an_indicator(on_rates, unit_of_measure="%")
    figures = tuple(a_figure(str(r), str(2011 + n)) for n, r in enumerate(rates))

    found = assess_indicator(a_plan(indicator), indicator, {"x": figures}, LAST_DAY)

    assert found.verdict is on_levels.verdict
    assert isinstance(found.attainment, Decimal)
    assert isinstance(on_levels.attainment, Decimal)
    assert abs(found.attainment - on_levels.attainment) < Decimal("1e-20")


@given(levels, levels, levels, st.integers(2011, 2014))
def test_a_gap_is_above_zero_exactly_while_the_target_is_not_met(
    target: Decimal, baseline: Decimal, value: Decimal, year: int
) -> None:
    assume(baseline < target)
    found = judge(AtLeast(by=END, value=target), baseline, value, str(year))

    assert isinstance(found.gap, Decimal)
    assert (found.gap > 0) == (found.verdict is not Verdict.MET_EARLY)
    assert found.gap == gap_to_target(Bound.AT_LEAST, target, value)


@given(levels, levels, levels, st.integers(2011, 2014))
def test_what_is_required_leads_to_the_target(
    target: Decimal, baseline: Decimal, value: Decimal, year: int
) -> None:
    assume(baseline < target)
    assume(value < target)
    found = judge(AtLeast(by=END, value=target), baseline, value, str(year))

    assert isinstance(found.required_per_year, Decimal)
    assert abs(value + found.required_per_year * (2015 - year) - target) < Decimal("1e-15")


near = st.decimals(-200, 200, places=1)
tolerances = st.decimals(0, 40, places=1)
apart = st.decimals(Decimal("0.1"), 90, places=1)


@given(near, tolerances, apart, apart, st.sampled_from([-1, 1]), st.integers(2011, 2014))
def test_beyond_a_range_that_it_went_through_nothing_is_green(
    target: Decimal, tolerance: Decimal, short: Decimal, over: Decimal, side: int, year: int
) -> None:
    baseline, value = target - side * (tolerance + short), target + side * (tolerance + over)
    found = judge(About(by=END, value=target, tolerance=tolerance), baseline, value, str(year))

    further = over > short
    assert found.verdict is (Verdict.REVERSED if further else Verdict.BEHIND)
    assert found.light is not Light.GREEN
    assert isinstance(found.pace, Undefined)
    if not further:
        where = "above" if value > target else "below"
        assert f" {where} the range of ±" in said(found.explanation)


@given(near, tolerances, near, near, st.integers(2011, 2014))
def test_what_is_required_leads_to_the_nearer_edge_of_a_range_and_nowhere_within_it(
    target: Decimal, tolerance: Decimal, baseline: Decimal, value: Decimal, year: int
) -> None:
    found = judge(About(by=END, value=target, tolerance=tolerance), baseline, value, str(year))

    assert isinstance(found.gap, Decimal)
    assert isinstance(found.required_per_year, Decimal) == (found.gap > 0)
    if isinstance(found.required_per_year, Decimal):
        end = value + found.required_per_year * (2015 - year)
        assert abs(abs(end - value) - found.gap) < Decimal("1e-15")
        assert abs(abs(end - target) - tolerance) < Decimal("1e-15")


@given(near, near, st.integers(2011, 2014), st.booleans())
def test_a_part_of_a_whole_is_projected_to_what_could_be_recorded(
    baseline: Decimal, value: Decimal, year: int, is_share: bool
) -> None:
    target: Target = AtLeast(by=END, value=Decimal(50)) if is_share else Coverage(by=END)
    indicator = an_indicator(target, unit_of_measure="%", share=is_share)
    indicator = replace(indicator, baseline=Baseline(baseline, BASE))
    figure = replace(a_figure("0", str(year)), value=value)
    found = assess_indicator(a_plan(indicator), indicator, {"x": (figure,)}, LAST_DAY)
    kept_up = value + (value - baseline) / (year - 2010) * (2015 - year)

    assert isinstance(found.projected, Decimal)
    assert abs(found.projected - min(max(kept_up, Decimal(0)), Decimal(100))) < Decimal("1e-15")


periods = st.sampled_from(
    ["2009", "2010", "2011-01-01", "2011-01", "2011", "2012-H1", "2013-Q3", "2014", "2015", "2016"]
).map(Period.parse)
ends = st.sampled_from(["2011", "2013-H1", "2015", "2060"]).map(Period.parse)
bounds, bases = st.sampled_from(Bound), st.sampled_from(Basis)
falls = extreme.filter(lambda value: value > -100)
targets: st.SearchStrategy[Target] = st.one_of(
    st.builds(AtLeast, by=ends, value=extreme),
    st.builds(AtMost, by=ends, value=extreme),
    st.builds(About, by=ends, value=extreme, tolerance=extreme.map(abs)),
    st.builds(AnnualGrowth, by=ends, rate=falls, basis=bases, bound=bounds),
    st.builds(CumulativeChange, by=ends, change=falls, basis=bases, bound=bounds),
    st.builds(
        EveryPeriod,
        by=st.just(END),
        bound=bounds,
        value=extreme,
        every=st.sampled_from([Grain.YEAR, Grain.QUARTER]),
    ),
    st.builds(
        MultipleOf,
        by=ends,
        factor=extreme.map(abs),
        reference=st.just("w"),
        floor=st.none() | extreme,
    ),
    st.builds(Coverage, by=ends),
    st.builds(Undetermined, by=ends, text=st.just(Name("稳定增长"))),
)
SERIES = an_indicator(Undetermined(by=END, text=Name("-")), id="w", group=Group.SERIES)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    baseline = draw(st.none() | extreme)
    found = an_indicator(
        draw(targets),
        constraint=draw(st.sampled_from(Constraint)),
        unit_of_measure=draw(st.sampled_from(["万人", "%"])),
        yearly=((Period.of_year(2012), draw(extreme)),) if draw(st.booleans()) else (),
        components=("w",) if draw(st.booleans()) else (),
    )
    return found if baseline is None else replace(found, baseline=Baseline(baseline, BASE))


def recorded(id: str) -> st.SearchStrategy[tuple[Observation, ...]]:
    figure = st.builds(
        lambda period, value: replace(a_figure("0", str(period), id=id), value=value),
        periods,
        extreme,
    )
    return st.lists(figure, max_size=6, unique_by=lambda o: o.period).map(tuple)


@given(indicators(), recorded("x"), recorded("w"), st.dates(date(2010, 1, 1), date(2017, 1, 1)))
def test_nothing_that_can_be_recorded_leaves_it_without_an_answer(
    indicator: Indicator,
    own: tuple[Observation, ...],
    others: tuple[Observation, ...],
    as_of: date,
) -> None:
    plan = a_plan(indicator, SERIES)
    found = assess_indicator(plan, indicator, {"x": own, "w": others}, as_of)

    assert (found.reason is None) == (found.verdict is not Verdict.UNRATED)
    assert (found.light is Light.GREY) == (found.verdict is Verdict.UNRATED)
    assert found.provisional is None or as_of >= indicator.target.by.end
    for value in (found.gap, found.attainment, found.pace, found.projected):
        assert isinstance(value, Undefined) or value.is_finite()
    assert "None" not in said(found.explanation)


@settings(max_examples=50)
@given(indicators(), recorded("x"), recorded("w"), st.permutations(range(6)))
def test_the_order_of_the_figures_does_not_matter(
    indicator: Indicator,
    own: tuple[Observation, ...],
    others: tuple[Observation, ...],
    order: list[int],
) -> None:
    plan = a_plan(indicator, SERIES)
    shuffled = tuple(own[i] for i in order if i < len(own))

    assert assess_indicator(plan, indicator, {"x": own, "w": others}, LAST_DAY) == assess_indicator(
        plan, indicator, {"x": shuffled, "w": others}, LAST_DAY
    )
