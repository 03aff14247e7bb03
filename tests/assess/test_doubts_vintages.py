"""Doubts about how settled figures are."""

from __future__ import annotations

import pytest
from doubting import UNMEASURED, doubts, entry, rules, told
from small_plan import a_figure, at_least

from sbtrack.domain.doubt import Doubt
from sbtrack.domain.ledger import EntryKind, Observation
from sbtrack.domain.terms import Vintage


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


class TestPreliminaryAgain:
    def found(self, *vintages: Vintage | None) -> tuple[Doubt, ...]:
        history = [
            entry(self.claim(id, vintage), EntryKind.REVISION if id > 1 else EntryKind.RECORD)
            for id, vintage in enumerate(vintages, 1)
        ]
        return doubts(UNMEASURED, {}, history=history)

    def claim(self, id: int, vintage: Vintage | None) -> Observation:
        return a_figure(str(17030 + id), "2014", entry_id=id, vintage=vintage)

    def test_a_final_figure_that_a_preliminary_one_replaced_is_doubted(self) -> None:
        (doubt,) = self.found(Vintage.FINAL, Vintage.PRELIMINARY)

        assert doubt.key == "preliminary-again:1,2"
        assert told(doubt) == (
            "指标x for 2014 was 17031 万人 (final), and is now the preliminary 17032 万人."
        )

    def test_the_newest_settled_figure_is_named(self) -> None:
        found = self.found(Vintage.FINAL, Vintage.REVISED, None, Vintage.PRELIMINARY)

        assert [d.entry_ids for d in found] == [(2, 4)]

    @pytest.mark.parametrize(
        "vintages",
        [
            (Vintage.PRELIMINARY, Vintage.FINAL),
            (Vintage.PRELIMINARY, Vintage.PRELIMINARY),
            (Vintage.FINAL, Vintage.REVISED),  # a census corrects what was final
            (Vintage.FINAL, None),
            (None, Vintage.PRELIMINARY),
        ],
    )
    def test_what_is_ordinary_is_left_alone(self, vintages: tuple[Vintage | None, ...]) -> None:
        assert self.found(*vintages) == ()

    def test_a_withdrawn_figure_is_not_replaced(self) -> None:
        history = [
            entry(self.claim(1, Vintage.FINAL)),
            entry(self.claim(2, Vintage.FINAL), EntryKind.RETRACTION),
            entry(self.claim(3, Vintage.PRELIMINARY)),
        ]

        assert rules(doubts(UNMEASURED, {}, history=history)) == []

    @pytest.mark.parametrize(("as_of", "count"), [("2014-12-30", 0), ("2014-12-31", 1)])
    def test_a_period_that_ends_on_the_day_has_ended(self, as_of: str, count: int) -> None:
        kinds = ((1, Vintage.FINAL), (2, Vintage.PRELIMINARY))
        history = [entry(self.claim(id, vintage)) for id, vintage in kinds]

        assert len(doubts(UNMEASURED, {}, history=history, as_of=as_of)) == count
