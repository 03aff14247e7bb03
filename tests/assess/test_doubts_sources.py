"""Doubts about figures that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from doubting import UNMEASURED, doubts, entry, rules, told
from small_plan import a_figure, an_indicator, at_least

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import (
    Entry,
    EntryKind,
    Evidence,
    EvidenceKind,
    MilestoneReport,
    Observation,
)
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Group, Vintage


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

    @pytest.mark.parametrize(
        ("part", "count"),
        [("12.2", 0), ("12.1", 1)],  # 0.6 apart, which half of each last place makes together
    )
    def test_what_half_of_each_last_place_explains_is_let_pass(self, part: str, count: int) -> None:
        figure = a_figure("50", "2013", entry_id=10)

        assert len(self.found(figure, self.parts("37.2", part))) == count

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

        assert rules(found).count("sources-disagree") == count

    @pytest.mark.parametrize("same", ["yearbook 2014 ", "YEARBOOK  2014", "Ｙearbook 2014"])
    def test_capitals_and_spaces_make_no_other_source(self, same: str) -> None:
        found = self.found(
            entry(self.claim(1, "17035", "Yearbook 2014")),
            entry(self.claim(2, "17039", same), EntryKind.REVISION),
        )

        assert found == ()

    @pytest.mark.parametrize(("first", "second"), [("", "B"), (" ", "B"), ("A", ""), ("", "")])
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


class TestMissingSources:
    def found(self, *sources: str, evidence: tuple[int, ...] = ()) -> tuple[Doubt, ...]:
        link = Evidence(EvidenceKind.LINK, "https://example.org/2013")
        figures = [
            a_figure(str(30 + n), str(2010 + n), entry_id=n, source=source)
            for n, source in enumerate(sources, 1)
        ]
        history = [
            replace(entry(f), evidence=(link,) if f.entry_id in evidence else ()) for f in figures
        ]
        return doubts(UNMEASURED, figures, history=history)

    def test_a_figure_without_a_source_among_others_that_name_theirs_is_doubted(self) -> None:
        (doubt,) = self.found("A", "A", " ", "B")

        assert doubt.key == "source-missing:3"
        assert told(doubt) == (
            "指标x for 2013, 33 万人, names no source, and 3 of its 4 figures do."
        )

    @pytest.mark.parametrize("sources", [("", "", ""), ("A", ""), ("A", "", "", "B"), ("A", "B")])
    def test_where_sources_are_not_usual_none_is_missed(self, sources: tuple[str, ...]) -> None:
        assert self.found(*sources) == ()

    @pytest.mark.parametrize(
        ("sources", "count"), [(("A", "A", ""), 1), (("A", "A", "", ""), 0), (("A", "", ""), 0)]
    )
    def test_they_are_usual_where_more_than_half_have_one(
        self, sources: tuple[str, ...], count: int
    ) -> None:
        assert len(self.found(*sources)) == count

    def test_evidence_will_do(self) -> None:
        assert self.found("A", "", "A", evidence=(2,)) == ()
