"""What is kept and never counts says so when it is recorded."""

from dataclasses import replace

import pytest

from sbtrack.actions.idle import why_idle_claim
from sbtrack.domain.lookup import find_tracked
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Milestone
from sbtrack.domain.terms import Grain
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan

PLAN = builtin_plan()


def idle(code: str, period: str, **other: object) -> str:
    item = find_tracked(code, PLAN)
    changed = replace(item, **other) if isinstance(item, Milestone) else item  # type: ignore[arg-type]
    why = why_idle_claim(PLAN, changed, Period.parse(period))
    return Words("en").say(why) if why else ""


@pytest.mark.parametrize("period", ["2013", "2014", "2015-06", "2013-01-01"])
def test_a_report_within_a_period_that_is_asked_for_counts(period: str) -> None:
    assert idle("M22", period) == ""


@pytest.mark.parametrize("period", ["2011", "2012", "2012-12-31"])
def test_a_report_before_the_first_period_asked_for_never_counts(period: str) -> None:
    assert idle("M22", period) == "Kept but not judged: it is asked for from 2013 on."


def test_a_report_after_the_last_period_never_counts() -> None:
    assert idle("M22", "2016") == "Kept but not judged: it is asked for until 2015."


def test_a_report_for_longer_than_each_period_never_counts() -> None:
    said = idle("M22", "2014", every=Grain.QUARTER)
    assert said == "Kept but not judged: it is to be reported for each quarter."
    assert idle("M22", "2014-Q1", every=Grain.QUARTER) == ""


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2013-12-31", "it is to be reported for each quarter."),
        ("2014-01-01", "it is asked for from 2014-01-01 on."),
    ],
)
def test_a_report_is_early_that_ends_before_it_is_asked_for(since: str, said: str) -> None:
    told = idle("M22", "2013", every=Grain.QUARTER, since=Period.parse(since))
    assert told == f"Kept but not judged: {said}"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2015", "it is to be reported for each quarter."),
        ("2015-12-30", "it is asked for until 2015-12-30."),
    ],
)
def test_a_report_is_late_that_ends_after_it_is_due(due: str, said: str) -> None:
    told = idle("M22", "2015", every=Grain.QUARTER, due=Period.parse(due))
    assert told == f"Kept but not judged: {said}"


def test_what_is_to_be_done_once_takes_any_report() -> None:
    assert idle("M8", "2012") == idle("M8", "2016") == ""


def test_a_figure_after_the_target_period_is_still_told_so() -> None:
    assert idle("4", "2015") == idle("4", "2015-12-31") == ""
    assert idle("4", "2016-01-01") == "Kept but not judged: the target was for 2015."
    assert idle("4", "2016") == "Kept but not judged: the target was for 2015."
    assert idle("S4", "2016") == ""
