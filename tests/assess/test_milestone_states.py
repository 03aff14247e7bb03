"""Milestones: done, due or overdue, once or in each period."""

from __future__ import annotations

from datetime import date

import pytest
from small_plan import a_plan, said

from sbtrack.assess.milestone import assess_milestone
from sbtrack.domain.assessment import MilestoneAssessment
from sbtrack.domain.ledger import MilestoneReport
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Milestone
from sbtrack.domain.terms import Grain, Light, MilestoneState


def report(period: str, done: bool = True, entry_id: int = 1) -> MilestoneReport:
    return MilestoneReport("m", "r", Period.parse(period), done, entry_id=entry_id)


def judged(
    *reports: MilestoneReport,
    as_of: str,
    due: str = "2013",
    every: Grain | None = None,
    since: str | None = None,
) -> MilestoneAssessment:
    begins = None if since is None else Period.parse(since)
    milestone = Milestone("M", "m", Name("建立制度"), Period.parse(due), every, begins)
    return assess_milestone(a_plan(), milestone, reports, date.fromisoformat(as_of))


def states(found: MilestoneAssessment) -> dict[str, bool | None]:
    return {str(i.period): i.held for i in found.instances}


@pytest.mark.parametrize(
    ("as_of", "state", "light", "words"),
    [
        ("2012-06-30", MilestoneState.DUE, Light.GREY, "due by the end of 2013"),
        ("2013-12-31", MilestoneState.DUE, Light.GREY, "due by the end of 2013"),
        ("2014-01-01", MilestoneState.OVERDUE, Light.RED, "not reported done for 2013"),
    ],
)
def test_until_it_is_reported_it_is_due_and_then_overdue(
    as_of: str, state: MilestoneState, light: Light, words: str
) -> None:
    found = judged(as_of=as_of)

    assert (found.state, found.light) == (state, light)
    assert said(found.explanation) == words


def test_once_reported_it_is_done() -> None:
    found = judged(report("2012-06"), as_of="2020-01-01")

    assert found.state is MilestoneState.DONE
    assert found.light is Light.GREEN
    assert found.report == report("2012-06")
    assert said(found.explanation) == "reported done 2012-06, due 2013"


def test_done_late_is_done_and_says_so() -> None:
    found = judged(report("2014-03"), as_of="2014-06-30")

    assert found.state is MilestoneState.DONE
    assert said(found.explanation) == "reported done 2014-03, after 2013"


def test_done_on_the_last_day_is_not_late() -> None:
    in_time = judged(report("2013-12-31"), as_of="2014-06-30")
    late = judged(report("2014-01-01"), as_of="2014-06-30")

    assert said(in_time.explanation) == "reported done 2013-12-31, due 2013"
    assert said(late.explanation) == "reported done 2014-01-01, after 2013"


def test_a_report_of_a_later_day_is_not_known_yet() -> None:
    assert judged(report("2014-03"), as_of="2014-03-30").state is MilestoneState.OVERDUE
    assert judged(report("2014-03"), as_of="2014-03-31").state is MilestoneState.DONE


def test_the_newest_report_counts() -> None:
    undone = judged(report("2013-01"), report("2013-06", done=False), as_of="2013-07-31")
    corrected = judged(
        report("2013-01", entry_id=1), report("2013-01", done=False, entry_id=2), as_of="2014-07-31"
    )

    assert undone.state is MilestoneState.DUE
    assert said(undone.explanation) == "reported not done 2013-06, due 2013"
    assert corrected.state is MilestoneState.OVERDUE


def test_a_later_confirmation_does_not_make_it_late() -> None:
    found = judged(report("2012"), report("2014"), report("2015"), as_of="2016-01-31")

    assert found.report == report("2012")
    assert said(found.explanation) == "reported done 2012, due 2013"


def test_done_again_after_not_done_counts_from_then() -> None:
    reports = (report("2012"), report("2013", done=False), report("2014"), report("2015"))
    found = judged(*reports, as_of="2016-01-31")

    assert found.report == report("2014")
    assert said(found.explanation) == "reported done 2014, after 2013"


def test_of_several_reports_that_it_is_not_done_the_newest_is_told() -> None:
    reports = (report("2012", done=False), report("2012-12", done=False, entry_id=2))
    found = judged(*reports, as_of="2013-01-31")

    assert found.report == reports[1]


def test_reports_on_other_milestones_do_not_count() -> None:
    other = MilestoneReport("other", "r", Period.parse("2012"), True)

    assert judged(other, as_of="2013-06-30").state is MilestoneState.DUE


class TestRecurring:
    def test_each_period_is_asked_for(self) -> None:
        found = judged(
            report("2011"), report("2012-12"), as_of="2013-06-30", due="2015", every=Grain.YEAR
        )

        assert found.state is MilestoneState.DUE
        assert found.due == Period.of_year(2013)
        assert states(found) == {
            "2011": True,
            "2012": True,
            "2013": None,
            "2014": None,
            "2015": None,
        }
        assert said(found.explanation) == "done in 2 of 5 periods, due by the end of 2013"

    def test_one_that_passed_without_a_report_is_overdue_and_named(self) -> None:
        found = judged(
            report("2012"), report("2014"), as_of="2014-12-31", due="2015", every=Grain.YEAR
        )

        assert found.state is MilestoneState.OVERDUE
        assert found.due == Period.of_year(2011)
        assert said(found.explanation) == (
            "done in 2 of 5 periods, not reported done for 2011, 2013"
        )

    def test_all_reported_is_done(self) -> None:
        reports = tuple(report(str(year)) for year in range(2011, 2016))
        found = judged(*reports, as_of="2016-01-01", due="2015", every=Grain.YEAR)

        assert found.state is MilestoneState.DONE
        assert found.report == report("2015")
        assert said(found.explanation) == "done in 5 of 5 periods"

    def test_a_confirmation_within_the_period_adds_nothing(self) -> None:
        reports = (report("2011-03"), report("2011-09"))
        found = judged(*reports, as_of="2011-12-31", due="2011", every=Grain.YEAR)

        assert found.report == reports[0]

    def test_a_report_counts_for_its_own_period_only(self) -> None:
        found = judged(
            report("2011-06", done=True),
            report("2012-06", done=False),
            as_of="2013-01-31",
            due="2012",
            every=Grain.YEAR,
        )

        assert states(found) == {"2011": True, "2012": False}

    def test_periods_before_it_began_are_not_asked_for(self) -> None:
        found = judged(as_of="2013-06-30", due="2015", every=Grain.YEAR, since="2013")

        assert found.state is MilestoneState.DUE
        assert list(states(found)) == ["2013", "2014", "2015"]

    @pytest.mark.parametrize(
        ("since", "first"), [("2012-06", "2012"), ("2012-12-31", "2012"), ("2013-01-01", "2013")]
    )
    def test_a_period_in_which_it_begins_is_asked_for(self, since: str, first: str) -> None:
        found = judged(as_of="2013-06-30", due="2015", every=Grain.YEAR, since=since)

        assert next(iter(states(found))) == first

    def test_quarters_recur_too(self) -> None:
        found = judged(report("2011-03"), as_of="2011-04-01", due="2011", every=Grain.QUARTER)

        assert found.due == Period.parse("2011-Q2")
        assert len(found.instances) == 4

    def test_without_a_whole_period_it_stands_at_its_due_date(self) -> None:
        found = judged(as_of="2011-12-31", due="2011-06", every=Grain.YEAR)

        assert found.state is MilestoneState.OVERDUE
        assert found.instances == ()
