"""Doubtful figures, check by check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from doubting import doubts, entry, numbered, told
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import (
    BASE,
    END,
    Figures,
    a_figure,
    a_plan,
    an_indicator,
    at_least,
    at_most,
    said,
)

from sbtrack.assess.doubts import CHECKS, doubts_of
from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    Coverage,
    EveryPeriod,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound, Group, Vintage

UNMEASURED = Undetermined(by=END, text=Name("-"))
STEADY = {"2011": "32", "2012": "33.3", "2013": "34.7", "2014": "36.1", "2015": "37.5"}


def rules(found: Sequence[Doubt]) -> list[str]:
    return [doubt.rule for doubt in found]


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


class TestFalls:
    def test_a_count_that_should_rise_and_falls_is_doubted(self) -> None:
        (doubt,) = doubts(at_least("40"), {"2012": "37.2", "2013": "32.7"}, "33.66")

        assert doubt.rule == "count-falls"
        assert doubt.entry_ids == (1, 2)
        assert told(doubt) == (
            "指标x falls from 37.2 万人 in 2012 to 32.7 万人 in 2013, and the plan has it rise."
        )
        assert said(doubt.remedy) == "Check the digits and the scope of both figures."

    def test_each_fall_is_a_doubt_of_its_own(self) -> None:
        found = doubts(at_least("40"), {"2011": "34", "2012": "33.8", "2013": "33.5"}, "33")

        assert [d.entry_ids for d in found] == [(1, 2), (2, 3)]

    def test_only_periods_of_one_length_are_compared(self) -> None:
        assert doubts(at_least("40"), {"2012": "37", "2013-H1": "35"}, "33") == ()

    def test_growth_that_is_wanted_should_not_fall_either(self) -> None:
        target = AnnualGrowth(by=END, rate=Decimal(10))

        assert rules(doubts(target, {"2011": "1450", "2012": "1400"}, "1304")) == ["count-falls"]

    @pytest.mark.parametrize(
        ("target", "baseline", "unit"),
        [
            (at_most("20"), "40", "万人"),  # is to fall
            (at_least("95"), "30", "%"),  # percentages move both ways
            (at_least("20"), "40", "万人"),  # a limit, not a rise
            (at_least("40"), None, "万人"),  # nothing says whether it rises
            (AnnualGrowth(by=END, rate=Decimal(-2)), "40", "万人"),
            (AnnualGrowth(by=END, rate=Decimal(8), basis=Basis.RATES), None, "%"),
            (
                EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(4)),
                None,
                "万人",
            ),
        ],
    )
    def test_what_may_fall_is_left_alone(
        self, target: Target, baseline: str | None, unit: str
    ) -> None:
        found = doubts(target, {"2012": "37", "2013": "36"}, baseline, unit_of_measure=unit)

        assert found == ()


class TestJumps:
    def test_a_lost_digit_stands_out_once(self) -> None:
        figures = {"2011": "35.1", "2012": "36.4", "2013": "3.79", "2014": "39.2", "2015": "40.6"}
        found = [d for d in doubts(UNMEASURED, figures, "33.7") if d.rule == "jump"]

        assert [d.key for d in found] == ["jump:2,3"]
        assert told(found[0]) == (
            "指标x goes from 36.4 万人 in 2012 to 3.79 万人 in 2013, a change of -89.6% "
            "where 3.7% is usual."
        )

    def test_people_recorded_for_ten_thousands_stand_out(self) -> None:
        figures = {"2011": "35.1", "2012": "36.4", "2013": "37.9", "2014": "392000"}

        assert [d.entry_ids for d in doubts(UNMEASURED, figures, "33.7")] == [(3, 4)]

    def test_the_first_figure_can_jump_from_the_baseline(self) -> None:
        figures = {"2011": "351", "2012": "364", "2013": "379", "2014": "392"}

        assert [d.entry_ids for d in doubts(UNMEASURED, figures, "33.7")] == [(1,)]

    def test_fewer_than_three_changes_have_no_usual_size(self) -> None:
        assert doubts(UNMEASURED, {"2011": "35", "2012": "36", "2013": "370"}) == ()
        assert len(doubts(UNMEASURED, {"2011": "35", "2012": "36", "2013": "370"}, "34")) == 1

    def test_a_change_over_two_years_may_be_twice_as_large(self) -> None:
        figures = {"2011": "110", "2012": "121", "2014": "146.41"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_levels_that_reach_zero_are_compared_by_their_differences(self) -> None:
        figures = {"2011": "5", "2012": "9", "2013": "14", "2014": "18", "2015": "1800"}
        (doubt,) = doubts(UNMEASURED, figures, "0")

        assert told(doubt) == (
            "指标x goes from 18 万人 in 2014 to 1800 万人 in 2015, a change of 1782 万人 "
            "where 5 万人 is usual."
        )

    def test_percentages_that_reach_zero_change_by_points(self) -> None:
        figures = {"2011": "1", "2012": "2", "2013": "3.1", "2014": "60"}
        (doubt,) = doubts(UNMEASURED, figures, "0", unit_of_measure="%")

        assert "a change of 56.9 pp where 1.05 pp is usual" in told(doubt)

    def test_ordinary_unevenness_is_no_jump(self) -> None:
        figures = {"2011": "105", "2012": "118", "2013": "122", "2014": "139", "2015": "141"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_steady_growth_that_slows_a_little_is_no_jump(self) -> None:
        figures = {"2011": "110", "2012": "121", "2013": "133.1", "2014": "142"}

        assert doubts(UNMEASURED, figures, "100") == ()

    def test_yearly_rates_are_not_compared_with_a_level_as_baseline(self) -> None:
        target = AnnualGrowth(by=END, rate=Decimal(10), basis=Basis.RATES)
        figures = {"2011": "10", "2012": "10.2", "2013": "9.9"}

        assert doubts(target, figures, "1304", unit_of_measure="%") == ()

    def test_months_and_quarters_are_compared_among_themselves(self) -> None:
        months = {f"2011-{m:02}": str(30 + m) for m in range(1, 13)}
        quarters = {f"2011-Q{q}": str(1000 + q) for q in range(1, 5)}

        assert doubts(UNMEASURED, {**months, **quarters}) == ()


class TestExactlyOnTarget:
    def test_arriving_at_the_target_to_the_digit_is_doubted(self) -> None:
        (doubt,) = doubts(at_least("40"), {"2013": "37.2", "2014": "40"}, "33.66")

        assert doubt.key == "exactly-on-target:2"
        assert told(doubt) == "指标x is exactly 40 万人 in 2014, which is the target for 2015."

    @pytest.mark.parametrize(
        ("target", "baseline", "unit"),
        [
            (at_most("40"), "45", "万人"),
            (About(by=END, value=Decimal(40), tolerance=Decimal(2)), None, "%"),
            (at_least("40.0"), None, "万人"),
        ],
    )
    def test_so_it_is_for_every_level(
        self, target: Target, baseline: str | None, unit: str
    ) -> None:
        found = doubts(target, {"2014": "40"}, baseline, unit_of_measure=unit)

        assert rules(found) == ["exactly-on-target"]

    def test_staying_there_is_no_second_doubt(self) -> None:
        found = doubts(at_least("40"), {"2013": "40", "2014": "40"}, "33.66")

        assert [d.entry_ids for d in found] == [(1,)]

    @pytest.mark.parametrize(
        ("target", "figures", "baseline", "unit"),
        [
            (at_least("40"), {"2015": "40"}, "33.66", "万人"),  # its own period
            (at_least("40"), {"2014": "40.1"}, "33.66", "万人"),
            (at_least("40"), {"2014": "40"}, "40", "万人"),  # never moved
            (at_least("100"), {"2014": "100"}, "90", "%"),  # full is full
            (at_most("0"), {"2014": "0"}, "5", "件"),
            (Coverage(by=END), {"2014": "100"}, "90", "%"),
        ],
    )
    def test_what_is_ordinary_is_left_alone(
        self, target: Target, figures: Figures, baseline: str, unit: str
    ) -> None:
        assert doubts(target, figures, baseline, unit_of_measure=unit) == ()

    def test_a_ratio_of_two_counts_is_left_alone(self) -> None:
        figures = (a_figure("95", "2014", ratio=("380", "400"), entry_id=1),)

        assert doubts(at_least("95"), figures, "92", unit_of_measure="%") == ()


class TestStillPreliminary:
    def preliminary(self, period: str, as_of: str) -> tuple[Doubt, ...]:
        figures = (a_figure("35", period, entry_id=9, vintage=Vintage.PRELIMINARY),)
        return doubts(at_least("40"), figures, "33", as_of=as_of)

    def test_after_a_year_and_a_half_it_is_doubted(self) -> None:
        (doubt,) = self.preliminary("2012", "2014-08-31")

        assert doubt.key == "still-preliminary:9"
        assert told(doubt) == (
            "指标x for 2012 is still the preliminary 35 万人, 19 months after the period ended."
        )

    @pytest.mark.parametrize(
        ("period", "as_of", "count"),
        [
            ("2012", "2014-06-30", 0),
            ("2012", "2014-07-01", 1),
            ("2012-H1", "2013-12-31", 1),
            ("2012-H1", "2013-12-30", 0),
        ],
    )
    def test_not_a_day_before(self, period: str, as_of: str, count: int) -> None:
        assert len(self.preliminary(period, as_of)) == count

    @pytest.mark.parametrize("vintage", [None, Vintage.REVISED, Vintage.FINAL])
    def test_other_vintages_stand(self, vintage: Vintage | None) -> None:
        figures = (a_figure("35", "2012", vintage=vintage),)

        assert doubts(at_least("40"), figures, "33") == ()


class TestComponents:
    def found(
        self,
        own: Observation,
        parts: Mapping[str, Observation],
        unit: str = "万人",
        part_unit: str = "万人",
    ) -> tuple[Doubt, ...]:
        others = [
            an_indicator(UNMEASURED, id=id, group=Group.SERIES, unit_of_measure=part_unit)
            for id in ("a", "b")
        ]
        return doubts(
            UNMEASURED,
            (own,),
            others=others,
            more={id: (figure,) for id, figure in parts.items()},
            unit_of_measure=unit,
            components=("a", "b"),
        )

    def parts(self, a: str, b: str) -> dict[str, Observation]:
        return {
            "a": a_figure(a, "2013", id="a", entry_id=11),
            "b": a_figure(b, "2013", id="b", entry_id=12),
        }

    def test_a_whole_that_is_not_their_sum_is_doubted(self) -> None:
        (doubt,) = self.found(a_figure("35000", "2013", entry_id=10), self.parts("32218", "2379"))

        assert doubt.key == "components-do-not-add-up:10,11,12"
        assert told(doubt) == (
            "指标x was recorded for 2013 as 35000 万人, and its 2 components make 34597 万人."
        )

    def test_a_whole_that_is_their_sum_stands(self) -> None:
        own = a_figure("34597", "2013")

        assert self.found(own, self.parts("32218", "2379")) == ()
        assert self.found(own, self.parts("322180000", "23790000"), part_unit="人") == ()

    @pytest.mark.parametrize(("own", "count"), [("49.4", 0), ("49.2", 0), ("49.6", 1)])
    def test_rounding_of_all_of_them_is_let_pass(self, own: str, count: int) -> None:
        figure = a_figure(own, "2013", entry_id=10)

        assert len(self.found(figure, self.parts("37.2", "12.1"))) == count

    @pytest.mark.parametrize(("entered", "count"), [("1.34亿人", 0), ("13400万人", 1), ("", 1)])
    def test_the_digits_that_were_typed_say_how_exact_a_figure_is(
        self, entered: str, count: int
    ) -> None:
        figure = a_figure("13400", "2013", entered=entered)

        assert len(self.found(figure, self.parts("13000", "438.2"))) == count

    def test_rates_are_pooled_before_they_are_compared(self) -> None:
        parts = {
            "a": a_figure("93.33", "2013", id="a", ratio=("280", "300"), entry_id=11),
            "b": a_figure("50", "2013", id="b", ratio=("20", "40"), entry_id=12),
        }
        (doubt,) = self.found(a_figure("97", "2013", entry_id=10), parts, "%", "%")

        assert told(doubt) == (
            "指标x was recorded for 2013 as 97%, and its 2 components make 88.24%."
        )
        assert self.found(a_figure("88.2", "2013"), parts, "%", "%") == ()

    def test_a_missing_part_leaves_nothing_to_compare(self) -> None:
        own = a_figure("35000", "2013")
        one = {"a": a_figure("1", "2013", id="a")}
        another_year = {**one, "b": a_figure("1", "2012", id="b")}

        assert self.found(own, one) == ()
        assert self.found(own, another_year) == ()

    def test_rates_without_their_parts_leave_nothing_to_compare(self) -> None:
        assert self.found(a_figure("97", "2013"), self.parts("93", "50"), "%", "%") == ()


class TestSources:
    """The nation's maternity insurance in 2014: 17035 or 17039, two official sources differ."""

    YEARBOOK, COMMUNIQUE = "卫生计生统计年鉴2015", "人社部2014年度统计公报"

    def claim(
        self, id: int, value: str, source: str, vintage: Vintage | None = None
    ) -> Observation:
        return a_figure(value, "2014", entry_id=id, source=source, vintage=vintage)

    def found(self, *entries: Entry, as_of: str = "2016-06-30") -> tuple[Doubt, ...]:
        return doubts(at_least("15000"), {}, "12335.9", history=entries, as_of=as_of)

    def test_a_revision_does_not_hide_that_they_differ(self) -> None:
        (doubt,) = self.found(
            entry(self.claim(17, "17039", self.COMMUNIQUE), EntryKind.REVISION),
            entry(self.claim(16, "17035", self.YEARBOOK)),
        )

        assert doubt.key == "sources-disagree:16,17"
        assert told(doubt) == (
            "指标x for 2014 is 17035 万人 in 卫生计生统计年鉴2015, "
            "and 17039 万人 in 人社部2014年度统计公报."
        )

    def test_a_slip_that_was_corrected_is_no_disagreement(self) -> None:
        assert (
            self.found(
                entry(self.claim(1, "17093", self.YEARBOOK)),
                entry(self.claim(2, "17039", self.YEARBOOK), EntryKind.REVISION),
            )
            == ()
        )

    def test_only_the_newest_of_each_source_counts(self) -> None:
        assert (
            self.found(
                entry(self.claim(1, "17035", self.YEARBOOK)),
                entry(self.claim(2, "17039", self.COMMUNIQUE), EntryKind.REVISION),
                entry(self.claim(3, "17039", self.YEARBOOK), EntryKind.REVISION),
            )
            == ()
        )

    def test_each_source_that_differs_from_what_stands_is_named(self) -> None:
        found = self.found(
            entry(self.claim(1, "17035", self.YEARBOOK)),
            entry(self.claim(2, "17030", "新闻发布会"), EntryKind.REVISION),
            entry(self.claim(3, "17039", self.COMMUNIQUE), EntryKind.REVISION),
        )

        assert [d.entry_ids for d in found] == [(1, 3), (2, 3)]

    def test_a_retracted_figure_no_longer_disagrees(self) -> None:
        assert (
            self.found(
                entry(self.claim(1, "17035", self.YEARBOOK)),
                entry(self.claim(2, "17035", self.YEARBOOK), EntryKind.RETRACTION),
                entry(self.claim(3, "17039", self.COMMUNIQUE)),
            )
            == ()
        )

    @pytest.mark.parametrize(
        ("before", "after", "count"),
        [
            (Vintage.PRELIMINARY, Vintage.FINAL, 0),
            (Vintage.PRELIMINARY, Vintage.REVISED, 0),
            (Vintage.REVISED, Vintage.FINAL, 0),
            (Vintage.FINAL, Vintage.FINAL, 1),
            (Vintage.FINAL, Vintage.PRELIMINARY, 1),
            (Vintage.PRELIMINARY, None, 1),
        ],
    )
    def test_a_more_settled_figure_replaces_a_less_settled_one(
        self, before: Vintage, after: Vintage | None, count: int
    ) -> None:
        found = self.found(
            entry(self.claim(1, "17035", self.YEARBOOK, before)),
            entry(self.claim(2, "17039", self.COMMUNIQUE, after), EntryKind.REVISION),
        )

        assert len(found) == count

    @pytest.mark.parametrize(("first", "second"), [("", "B"), ("A", ""), ("", "")])
    def test_without_a_source_nothing_disagrees(self, first: str, second: str) -> None:
        found = self.found(
            entry(self.claim(1, "17035", first)),
            entry(self.claim(2, "17039", second), EntryKind.REVISION),
        )

        assert found == ()

    def test_other_periods_and_regions_are_other_figures(self) -> None:
        claim = self.claim(2, "17039", self.COMMUNIQUE)

        found = self.found(
            entry(self.claim(1, "17035", self.YEARBOOK)),
            entry(replace(claim, period=Period.of_year(2013))),
            entry(replace(claim, region="county", entry_id=3)),
        )

        assert found == ()

    def test_reports_on_milestones_have_no_figures(self) -> None:
        report = MilestoneReport("x", "r", Period.of_year(2014), True, source="A")

        assert (
            self.found(
                Entry(1, EntryKind.RECORD, report, entry(self.claim(1, "1", "")).recorded_at, "w")
            )
            == ()
        )


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


@settings(max_examples=150, deadline=None)
@given(
    goals,
    st.none() | values,
    st.lists(claims, max_size=12),
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
    assert len({d.key for d in found}) <= len(found)


@given(
    values.filter(lambda value: value not in (Decimal(40), Decimal(0))),
    st.lists(periods, unique=True, max_size=10),
    st.sampled_from(["万人", "%"]),
)
def test_a_constant_series_raises_none(value: Decimal, when: list[Period], unit: str) -> None:
    figures = tuple(replace(a_figure("0", str(p)), value=value) for p in when)
    indicator = replace(
        an_indicator(at_least("40"), unit_of_measure=unit), baseline=Baseline(value, BASE)
    )
    history = {"x": [entry(replace(o, source="A")) for o in figures]}

    assert doubts_of(a_plan(indicator), {"x": figures}, history, date(2020, 1, 1)) == ()


@given(st.decimals(1, 10**6, places=1), st.decimals(-20, 40, places=1), st.integers(0, 8))
def test_steady_growth_raises_no_jump(start: Decimal, rate: Decimal, count: int) -> None:
    level, figures = start, []
    for year in range(2011, 2011 + count):
        level = level * (1 + rate / 100)
        figures.append(replace(a_figure("0", str(year)), value=level))

    assert "jump" not in rules(doubts(UNMEASURED, figures, str(start), as_of="2030-01-01"))
