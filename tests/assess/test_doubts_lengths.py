"""Doubts about periods of another length than all the others."""

from __future__ import annotations

import pytest
from doubting import UNMEASURED, doubts, told
from small_plan import Figures, said

RULE = "only-of-its-length"
YEARS = {"2011": "11", "2012": "11.2", "2013": "11.1"}


def odd(figures: Figures, baseline: str | None = None) -> list[str]:
    """Return the keys of the doubts about periods."""
    found = doubts(UNMEASURED, figures, baseline, unit_of_measure="%")
    return [d.key for d in found if d.rule == RULE]


def test_the_only_month_in_a_yearly_series_is_doubted() -> None:
    found = doubts(UNMEASURED, {**YEARS, "2014-08": "11.4"}, unit_of_measure="%")

    (doubt,) = [d for d in found if d.rule == RULE]
    assert doubt.key == "only-of-its-length:4"
    assert told(doubt) == "指标x for 2014-08, 11.4%, is the only month in a yearly series."
    assert said(doubt.remedy) == "Check for which period it was published."


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("2006-08", " “2006-08” can also stand for 2006 to 2008."),
        ("2006-07", " “2006-07” can also stand for 2006 to 2007."),
        ("2006-06", "."),
        ("2011-12", " “2011-12” can also stand for 2011 to 2012."),
        ("2012-12", "."),
        ("1999-12", "."),
        ("2000-01", " “2000-01” can also stand for 2000 to 2001."),
    ],
)
def test_what_can_be_several_years_is_told(period: str, span: str) -> None:
    (doubt,) = [
        d
        for d in doubts(UNMEASURED, {period: "11.4", **YEARS}, unit_of_measure="%")
        if d.rule == RULE
    ]
    asked = "Check for which period it was published"
    assert said(doubt.remedy) == (f"{asked}:{span}" if len(span) > 1 else f"{asked}{span}")


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"2011": "11", "2012-08": "12"}, []),  # one year is no series
        ({"2011": "11", "2012": "11", "2013-08": "12"}, [f"{RULE}:3"]),
        ({**YEARS, "2013-08": "12"}, [f"{RULE}:4"]),  # though it lies in one of the years
        ({**YEARS, "2013-07": "12", "2013-08": "12"}, []),  # two are on purpose
        ({**YEARS, "2014-06-30": "12"}, [f"{RULE}:4"]),
        ({"2011-01": "1", "2011-02": "1", "2012": "12"}, [f"{RULE}:3"]),
        ({"2011-01": "1", "2011-02": "1", "2011": "12"}, []),  # their sum
        ({"2011-Q1": "1", "2011-Q2": "1", "2011-H1": "2", "2011": "4"}, []),
        ({**YEARS, "2014-H1": "12"}, []),  # the newest: the year is not over
        ({**YEARS, "2014-Q1": "12"}, []),
        ({**YEARS, "2013-H1": "12"}, []),  # within a year that is recorded
        ({"2011": "11", "2012-H1": "12", "2013": "11"}, [f"{RULE}:2"]),
        ({**YEARS, "2014-08": "12", "2015-06-30": "12"}, [f"{RULE}:4", f"{RULE}:5"]),
        ({}, []),
    ],
)
def test_what_is_meant_so_is_left_alone(figures: Figures, found: list[str]) -> None:
    assert odd(figures) == found


def test_a_baseline_is_no_figure_of_the_series() -> None:
    assert odd({"2011": "11", "2012-08": "12"}, "10") == []


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"2011-H1": "1", "2011-H2": "1", "2012": "2"}, "the only year in a half-yearly series"),
        ({"2011": "1", "2012-H1": "1", "2013": "2"}, "the only half-year in a yearly series"),
        (
            {"2011-05": "1", "2011-06": "1", "2011-Q4": "2", "2012-05": "1"},
            "the only quarter in a monthly series",
        ),
        ({"2011-Q1": "1", "2011-Q2": "1", "2012-08": "2"}, "the only month in a quarterly series"),
        (
            {"2011-05-31": "1", "2011-06-30": "1", "2012": "2"},
            "the only year in a daily series",
        ),
        ({"2011": "1", "2012": "1", "2012-06-30": "2"}, "the only day in a yearly series"),
    ],
)
def test_each_length_is_named(figures: Figures, words: str) -> None:
    found = [d for d in doubts(UNMEASURED, figures, unit_of_measure="%") if d.rule == RULE]
    assert [told(d).rpartition(", is ")[2] for d in found] == [f"{words}."]
