"""Doubtful figures: what holds of every check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from doubting import UNMEASURED, doubts, entry, numbered, rules
from hypothesis import given
from hypothesis import strategies as st
from small_plan import BASE, END, Figures, a_figure, a_plan, an_indicator, at_least, at_most, said

from sbtrack.assess.doubts.find import CHECKS, acknowledged, doubts_of
from sbtrack.assess.doubts.grounds import is_natural, stated_figure
from sbtrack.domain.acknowledgement import Acknowledgement
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import EntryKind, Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline
from sbtrack.domain.targets import AnnualGrowth, Coverage, Target
from sbtrack.domain.terms import Basis, Vintage

STEADY = {"2011": "32", "2012": "33.3", "2013": "34.7", "2014": "36.1", "2015": "37.5"}


def test_a_plain_steady_series_raises_none() -> None:
    assert doubts(at_least("40"), STEADY, "30.7") == ()


@pytest.mark.parametrize(
    ("target", "baseline", "figures"),
    [
        # Published figures of the nation, in 万人, with their holes.
        ("16000", "13400", {"2011": "14317", "2012": "15225", "2014": "17043"}),
        ("21000", "16200", {"2011": "17695.9", "2012": "19010", "2014": "20639"}),
        (
            "15000",
            "12335.9",
            {"2011": "13892", "2012": "15428.7", "2013": "16392", "2014": "17039"},
        ),
        ("35700", "25707", {"2011": "28391", "2012": "30427", "2013": "32218", "2014": "34124"}),
    ],
)
def test_published_series_raise_none(target: str, baseline: str, figures: Figures) -> None:
    assert doubts(at_least(target), figures, baseline) == ()


def test_every_check_says_what_it_checks_why_and_gives_an_example() -> None:
    for check in CHECKS:
        assert "What it checks: " in check.explanation
        assert "Why it matters: " in check.explanation
        assert "Example: " in check.explanation
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_a_doubt_is_known_by_its_rule_and_its_entries() -> None:
    one = Doubt("jump", "x", (3, 2), Msg("a"), Msg("b"))
    same = Doubt("jump", "x", (2, 3), Msg("said otherwise"), Msg("b"))

    assert one.key == same.key == "jump:2,3"


def test_a_doubt_keeps_its_key_when_more_is_recorded() -> None:
    figures = {"2011": "32", "2012": "30", "2013": "34"}

    before = doubts(at_least("40"), figures, "31")
    after = doubts(at_least("40"), {**figures, "2014": "36", "2015": "37"}, "31")

    assert [d.key for d in before] == [d.key for d in after] == ["count-falls:1,2"]


def test_a_doubt_that_rests_on_a_number_of_the_plan_names_it_plainly() -> None:
    found = [
        Doubt("jump", "x", (1,), Msg("a"), Msg("b"), against=Decimal(number)).key
        for number in ("100", "100.0", "1E+2", "33.70", "-5", "0.000001")
    ]

    assert found == [
        *("jump:1@100", "jump:1@100", "jump:1@100"),
        *("jump:1@33.7", "jump:1@-5", "jump:1@0.000001"),
    ]


class TestAcknowledgements:
    """Statements that name the entries alone were made when all of them did."""

    SINCE = datetime(2014, 3, 1, tzinfo=UTC)
    HELD = Doubt("jump", "x", (1,), Msg("a"), Msg("b"), against=Decimal(100))
    FREE = Doubt("jump", "x", (1, 2), Msg("a"), Msg("b"))

    def stated(self, doubt: str, day: int) -> Acknowledgement:
        return Acknowledgement(1, doubt, "known", datetime(2014, 3, day, tzinfo=UTC), "li")

    @pytest.mark.parametrize(
        ("doubt", "stated", "holds"),
        [
            (HELD, "jump:1@100", True),
            (HELD, "jump:1@10", False),
            (HELD, "jump:1,2", False),
            (FREE, "jump:1,2", True),
        ],
    )
    def test_one_holds_of_the_doubt_that_it_names(
        self, doubt: Doubt, stated: str, holds: bool
    ) -> None:
        before = replace(self.stated(stated, 1), acknowledged_at=datetime(2013, 1, 1, tzinfo=UTC))

        assert (acknowledged([doubt], [before], self.SINCE) == {doubt.key: before}) is holds

    def test_an_earlier_one_holds_while_the_plan_is_what_it_was(self) -> None:
        statement = self.stated("jump:1", 2)

        assert acknowledged([self.HELD], [statement], self.SINCE) == {"jump:1@100": statement}
        assert acknowledged([self.HELD], [statement], None) == {"jump:1@100": statement}
        amended = datetime(2014, 3, 3, tzinfo=UTC)
        assert acknowledged([self.HELD], [statement], amended) == {}

    def test_one_of_the_moment_the_plan_came_into_force_is_of_that_plan(self) -> None:
        at_once = self.stated("jump:1", 1)
        before = replace(at_once, acknowledged_at=self.SINCE - timedelta(microseconds=1))

        assert acknowledged([self.HELD], [at_once], self.SINCE) == {"jump:1@100": at_once}
        assert acknowledged([self.HELD], [before], self.SINCE) == {}


@pytest.mark.parametrize(
    ("value", "unit", "natural"),
    [
        ("0", "万人", True),
        ("-0.01", "万人", False),
        ("0.01", "万人", False),
        ("100", "%", True),
        ("99.99", "%", False),
        ("100.01", "%", False),
        ("100", "万人", False),
    ],
)
def test_nothing_and_all_of_a_whole_are_met_exactly_by_nature(
    value: str, unit: str, natural: bool
) -> None:
    indicator = an_indicator(UNMEASURED, unit_of_measure=unit)

    assert is_natural(indicator, Decimal(value)) is natural


def test_a_ratio_of_two_counts_is_said_with_two_places_and_a_stated_figure_as_it_is() -> None:
    indicator = an_indicator(UNMEASURED, unit_of_measure="%")

    assert stated_figure(indicator, a_figure("33.3333", "2013", ratio=("1", "3"))).places == 2
    assert stated_figure(indicator, a_figure("33.3333", "2013")).places is None


def test_doubts_come_in_the_order_of_the_plan() -> None:
    falling = {"2011": "35", "2012": "30"}
    second = an_indicator(at_least("40"), "30", id="y")

    found = doubts(
        at_least("40"), falling, "30", others=[second], more={"y": numbered(falling, "y", 7)}
    )

    assert [(d.indicator, d.entry_ids) for d in found] == [("x", (1, 2)), ("y", (7, 8))]


def test_what_lies_after_the_day_is_not_doubted() -> None:
    figures = {"2011": "35", "2012": "30"}

    assert doubts(at_least("40"), figures, "30", as_of="2012-12-30") == ()
    assert len(doubts(at_least("40"), figures, "30", as_of="2012-12-31")) == 1


def test_another_regions_figures_are_not_mixed_in() -> None:
    elsewhere = tuple(replace(o, region="county") for o in numbered({"2012": "1", "2013": "2"}))

    assert doubts(at_least("40"), (*numbered({"2011": "35"}), *elsewhere), "30") == ()


periods = st.sampled_from(
    ["2009", "2010", "2011", "2012", "2013", "2014", "2015", "2012-H1", "2013-Q1", "2013-Q2"]
    + [f"2012-{m:02}" for m in range(1, 7)]
    + ["2011-01-01", "2011-01-02", "2015-12-31"]
).map(Period.parse)
values = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-15, 0),
) | st.sampled_from([Decimal(v) for v in ("0", "1", "40", "1E+15", "-1", "1E-15")])
claims = st.builds(
    lambda id, subject, period, value, vintage, source, entered: replace(
        a_figure("0", str(period), id=subject),
        value=value,
        entry_id=id,
        vintage=vintage,
        source=source,
        entered=entered,
    ),
    st.integers(1, 50),
    st.sampled_from(["x", "a", "b"]),
    periods,
    values,
    st.none() | st.sampled_from(Vintage),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "1.34亿人", "abc", "372/400"]),
)
goals: st.SearchStrategy[Target] = st.one_of(
    st.builds(lambda v: at_least(str(v)), values),
    st.builds(lambda v: at_most(str(v)), values),
    st.builds(
        AnnualGrowth, by=st.just(END), rate=st.just(Decimal(10)), basis=st.sampled_from(Basis)
    ),
    st.just(Coverage(by=END)),
    st.just(UNMEASURED),
)


@given(
    goals,
    st.none() | values,
    st.lists(claims, max_size=12, unique_by=lambda claim: claim.entry_id),
    st.lists(st.sampled_from(EntryKind), min_size=12, max_size=12),
    st.sampled_from(["万人", "%", ""]),
    st.dates(date(2009, 1, 1), date(2020, 1, 1)),
)
def test_no_ledger_leaves_it_without_an_answer(
    target: Target,
    baseline: Decimal | None,
    recorded: list[Observation],
    kinds: list[EntryKind],
    unit: str,
    as_of: date,
) -> None:
    indicator = an_indicator(target, unit_of_measure=unit, components=("a", "b"))
    if baseline is not None:
        indicator = replace(indicator, baseline=Baseline(baseline, BASE))
    plan = a_plan(
        indicator, *(an_indicator(UNMEASURED, id=id, unit_of_measure=unit) for id in ("a", "b"))
    )
    series = {id: [o for o in recorded if o.indicator == id] for id in ("x", "a", "b", "gone")}
    history = {
        id: [entry(o, kind) for o, kind in zip(recorded, kinds, strict=False) if o.indicator == id]
        for id in ("x", "a", "b", "gone")
    }

    found = doubts_of(plan, series, history, as_of)

    ids = {o.entry_id for o in recorded}
    for doubt in found:
        assert doubt.entry_ids
        assert set(doubt.entry_ids) <= ids
        assert said(doubt.finding).endswith(".")
    assert len({d.key for d in found}) == len(found)


@given(
    values.filter(lambda value: value not in (Decimal(40), Decimal(0))),
    st.lists(periods, unique=True, max_size=10),
    st.sampled_from(["万人", "%"]),
)
def test_a_constant_series_raises_none_but_for_being_so_or_for_its_periods(
    value: Decimal, when: list[Period], unit: str
) -> None:
    figures = tuple(replace(a_figure("0", str(p)), value=value, entered="") for p in when)
    indicator = replace(
        an_indicator(at_least("40"), unit_of_measure=unit), baseline=Baseline(value, BASE)
    )
    history = {"x": [entry(replace(o, source="A")) for o in figures]}

    found = doubts_of(a_plan(indicator), {"x": figures}, history, date(2020, 1, 1))

    assert set(rules(found)) <= {"repeated-unchanged", "only-of-its-length"}


@given(st.decimals(1, 10**6, places=1), st.decimals(-20, 40, places=1), st.integers(0, 8))
def test_steady_growth_raises_no_jump(start: Decimal, rate: Decimal, count: int) -> None:
    level, figures = start, []
    for year in range(2011, 2011 + count):
        level = level * (1 + rate / 100)
        figures.append(replace(a_figure("0", str(year)), value=level))

    assert "jump" not in rules(doubts(UNMEASURED, figures, str(start), as_of="2030-01-01"))
