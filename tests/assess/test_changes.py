from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from history import History, accounted, besides, causes, named, only
from small_plan import BASE, END, a_plan, an_indicator, at_least

from sbtrack.assess.changes.find import changes_between
from sbtrack.domain.change import Cause
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, Milestone, NoBaseline, Plan, Thresholds
from sbtrack.domain.targets import AtLeast, EveryPeriod, MultipleOf, Undetermined
from sbtrack.domain.terms import Bound, Constraint, Grain, Group, Light, MilestoneState, Verdict

YEARS = [Period.of_year(year) for year in range(2010, 2018)]
X = an_indicator(at_least("100"), "50")
PLAN = a_plan(X)


def milestone(due: str = "2013", **more: object) -> Milestone:
    return Milestone("M", "m", Name("里程碑"), Period.parse(due), **more)  # type: ignore[arg-type]


def series(id: str, unit_of_measure: str = "万人") -> Indicator:
    target = Undetermined(by=END, text=Name("参照"))
    return an_indicator(target, id=id, group=Group.SERIES, unit_of_measure=unit_of_measure)


@pytest.fixture
def history() -> History:
    """One figure for 2012, known to both standings."""
    made = History()
    made.record("70", "2012")
    made.pause()
    return made


def test_nothing_changed_where_nothing_happened(history: History) -> None:
    assert history.changes(PLAN) == ()


def test_a_day_that_brings_nothing_changes_nothing(history: History) -> None:
    assert history.changes(PLAN, then="2014-03-01", now="2014-03-08") == ()


def test_a_figure_for_a_new_period_is_the_cause_and_the_clock_is_not(history: History) -> None:
    history.record("71", "2013")
    change = only(history.changes(PLAN, then="2013-03-01", now="2014-03-01"))
    assert causes(change) == ["new_period"]
    assert named(change.reasons[0]) == [2]
    assert change.before is not None
    assert change.after is not None
    assert (change.before.light, change.after.light) == (Light.GREEN, Light.YELLOW)
    assert {"verdict", "actual", "actual_period", "gap", "attainment"} <= change.seen


def test_a_revision_names_what_it_was_and_what_it_is(history: History) -> None:
    history.revise(history.entries[0], "69")
    (reason,) = only(history.changes(PLAN)).reasons
    (recording,) = reason.recordings
    assert reason.cause is Cause.REVISED
    assert (recording.before, recording.after) == tuple(e.claim for e in history.entries)


def test_a_withdrawn_figure_leaves_the_one_before_it(history: History) -> None:
    late = history.record("71", "2013")
    history.pause()
    history.retract(late)
    change = only(history.changes(PLAN))
    assert causes(change) == ["retracted"]
    assert named(change.reasons[0]) == [3]


def test_an_entry_corrected_in_between_is_told_as_what_it_amounts_to(history: History) -> None:
    history.revise(history.record("17", "2013"), "71")
    (reason,) = only(history.changes(PLAN)).reasons
    assert reason.cause is Cause.NEW_PERIOD
    assert named(reason) == [2, 3]
    assert reason.recordings[0].after == history.entries[2].claim


def test_withdrawing_and_recording_again_is_a_revision(history: History) -> None:
    history.retract(history.entries[0])
    history.record("69", "2012")
    (reason,) = only(history.changes(PLAN)).reasons
    assert (reason.cause, named(reason)) == (Cause.REVISED, [2, 3])


def test_of_many_new_figures_those_that_decide_are_the_cause() -> None:
    history = History()
    for month in range(1, 7):
        history.record("70", f"2012-{month:02d}")
    change = only(history.changes(PLAN))
    assert named(change.reasons[0]) == [6]
    assert accounted(change, "new_period") == change.seen
    assert besides(change) == [1, 2, 3, 4, 5]


def without_a_trace(history: History) -> None:
    history.retract(history.record("71", "2013"))


def to_and_fro(history: History) -> None:
    history.revise(history.revise(history.entries[0], "69"), "70")


def another_source(history: History) -> None:
    history.revise(history.entries[0], source="年鉴")


def another_way_to_write_it(history: History) -> None:
    history.revise(history.entries[0], "70.0")


def an_older_period(history: History) -> None:
    history.record("60", "2011")
    history.record("65", "2012-H1")


def a_period_to_come(history: History) -> None:
    history.record("80", "2014")


@pytest.mark.parametrize(
    "what",
    [
        without_a_trace,
        to_and_fro,
        another_source,
        another_way_to_write_it,
        an_older_period,
        a_period_to_come,
    ],
)
def test_what_changed_nothing_is_listed_without_being_a_cause(
    history: History, what: Callable[[History], None]
) -> None:
    what(history)
    change = only(history.changes(PLAN))
    assert (change.seen, change.reasons) == (frozenset(), ())
    assert besides(change) == [entry.id for entry in history.entries[1:]]


def test_only_the_clock_is_said_when_a_deadline_passes(history: History) -> None:
    change = only(history.changes(PLAN, now="2016-03-01"))
    assert change.only_the_clock
    assert change.seen == {"provisional"}


def test_only_the_clock_is_said_though_something_else_was_recorded(history: History) -> None:
    history.record("60", "2011")
    change = only(history.changes(PLAN, now="2016-03-01"))
    assert change.only_the_clock
    assert besides(change) == [2]


def test_a_figure_that_was_known_already_counts_from_its_time_on(history: History) -> None:
    history.record("71", "2013")
    history.pause()
    change = only(history.changes(PLAN, then="2013-06-30", now="2014-03-01"))
    assert change.only_the_clock
    assert "actual_period" in change.seen


def test_what_the_clock_and_an_entry_did_is_told_apart(history: History) -> None:
    history.record("75", "2014")
    change = only(history.changes(PLAN, now="2016-03-01"))
    assert causes(change) == ["new_period", "clock"]
    assert accounted(change, "clock") == {"provisional"}
    assert accounted(change, "new_period") == change.seen - {"provisional"}


def test_a_figure_that_came_in_time_leaves_nothing_to_the_clock(history: History) -> None:
    history.record("101", "2015")
    change = only(history.changes(PLAN, now="2016-03-01"))
    assert causes(change) == ["new_period"]


def test_a_revised_figure_that_only_now_counts_has_both_causes(history: History) -> None:
    late = history.record("71", "2013")
    history.pause()
    history.revise(late, "72")
    change = only(history.changes(PLAN, then="2013-06-30", now="2014-03-01"))
    assert causes(change) == ["revised", "clock"]
    assert accounted(change, "clock") == {"actual_period", "verdict", "light"}


AMENDMENTS: dict[str, Indicator] = {
    "target": replace(X, target=at_least("110")),
    "another kind": replace(X, target=Undetermined(by=END, text=Name("增长"))),
    "due": replace(X, target=at_least("100", by="2016")),
    "baseline": replace(X, baseline=Baseline(Decimal(51), BASE)),
    "baseline period": replace(X, baseline=Baseline(Decimal(50), Period.parse("2010-06"))),
    "no baseline": replace(X, baseline=NoBaseline()),
    "yearly": replace(X, yearly=((YEARS[2], Decimal(60)),)),
    "unit": replace(X, unit_of_measure="千人"),
    "constraint": replace(X, constraint=Constraint.BINDING),
}


#: Those by which the target stays what it was.
OTHERWISE = {"baseline", "baseline period", "no baseline", "unit", "constraint"}


@pytest.mark.parametrize("what", AMENDMENTS)
@pytest.mark.parametrize("recorded", [True, False])
def test_an_amendment_is_a_change_by_itself(what: str, recorded: bool) -> None:
    history = History()
    if recorded:
        history.record("70", "2012")
    history.pause()
    change = only(history.changes(PLAN, a_plan(AMENDMENTS[what]), now="2014-04-01"))
    cause = "plan_changed" if what in OTHERWISE else "target_amended"
    assert causes(change) == [cause]
    assert accounted(change, cause) == change.seen


def test_a_target_and_a_label_changed_together_are_told_apart(history: History) -> None:
    history.record("60", "2013")
    history.pause()
    new = replace(X, target=at_least("110"), constraint=Constraint.BINDING)
    change = only(history.changes(PLAN, a_plan(new)))
    assert causes(change) == ["target_amended", "plan_changed"]
    assert {"constraint", "light"} <= accounted(change, "plan_changed")
    assert {"target", "target_terms", "gap"} <= accounted(change, "target_amended")
    assert not accounted(change, "plan_changed") & {"target", "target_terms", "gap"}


def test_a_target_whose_reference_the_other_version_lacks_is_an_amended_target() -> None:
    history = History()
    history.record("70", "2012")
    history.pause()
    for old, new in ((PLAN, CEILING), (CEILING, PLAN)):
        assert causes(only(history.changes(old, new))) == ["target_amended"]


REWORDED = {
    "name": replace(X, name=Name("另一名称"), code="9"),
    "print": replace(X, target=replace(X.target, as_printed="达到100万人")),
    "note": replace(X, note=Name("说明"), cite="二"),
    "baseline note": replace(X, baseline=Baseline(Decimal("50.0"), BASE, "50万人", Name("注"))),
    "remark": replace(X, target=AtLeast(by=END, value=Decimal(100), baseline_meets=True)),
    "units": replace(X, lead=("hr",), tasks=()),
}


@pytest.mark.parametrize("reworded", REWORDED.values(), ids=REWORDED)
def test_another_wording_changes_no_standing(history: History, reworded: Indicator) -> None:
    assert history.changes(PLAN, a_plan(reworded)) == ()


def test_a_translated_direction_is_the_same_direction(history: History) -> None:
    told = Undetermined(by=END, text=Name("稳定增长"))
    translated = replace(told, text=Name("稳定增长", (("en", "grow steadily"),)))
    plans = [a_plan(replace(X, target=target)) for target in (told, translated)]
    assert history.changes(*plans) == ()


def test_another_threshold_is_a_changed_rule(history: History) -> None:
    history.record("76", "2013")  # 52 % of the way in 60 % of the time
    history.pause()
    change = only(history.changes(PLAN, replace(PLAN, thresholds=Thresholds(Decimal(10)))))
    assert causes(change) == ["rule_changed"]
    assert change.seen == {"verdict", "light"}
    assert not change.reasons[0].by_program


def test_another_threshold_that_moves_no_verdict_changes_nothing(history: History) -> None:
    assert history.changes(PLAN, replace(PLAN, thresholds=Thresholds(Decimal("4.5")))) == ()


def test_a_rule_and_a_target_changed_together_are_told_apart(history: History) -> None:
    history.record("76", "2013")
    history.pause()
    stricter = a_plan(
        replace(X, target=at_least("99")), thresholds=Thresholds(Decimal(10))
    )  # still more than 5 points behind, but within 10
    change = only(history.changes(PLAN, stricter))
    assert causes(change) == ["target_amended", "rule_changed"]
    assert accounted(change, "rule_changed") == {"verdict", "light"}
    assert "verdict" not in accounted(change, "target_amended")


def test_a_target_and_a_figure_changed_together_are_both_named(history: History) -> None:
    history.record("71", "2013")
    change = only(history.changes(PLAN, a_plan(replace(X, target=at_least("110")))))
    assert causes(change) == ["new_period", "target_amended"]
    assert "target" not in accounted(change, "new_period")
    assert "actual" not in accounted(change, "target_amended")
    assert {"gap", "attainment"} <= accounted(change, "new_period")
    assert {"gap", "attainment"} <= accounted(change, "target_amended")


def test_what_each_of_two_would_have_done_is_put_down_to_both(history: History) -> None:
    history.record("101", "2015")  # settles it, and so would the later deadline
    later = a_plan(replace(X, target=at_least("100", by="2017")), end=Period.of_year(2017))
    change = only(history.changes(PLAN, later, then="2016-03-01"))
    assert "provisional" in accounted(change, "new_period")
    assert "provisional" in accounted(change, "target_amended")


def test_a_verdict_that_this_program_would_not_have_given_is_put_down_to_its_rule(
    history: History,
) -> None:
    standing = history.standing(PLAN, "2014-03-01", 1)
    (found,) = standing.assessed.indicators
    told = replace(found, verdict=Verdict.BEHIND, light=Light.YELLOW)
    before = replace(standing, assessed=replace(standing.assessed, indicators=(told,)))
    change = only(changes_between(before, standing, ()))
    (reason,) = change.reasons
    assert (reason.cause, reason.by_program) == (Cause.RULE_CHANGED, True)
    assert reason.accounts_for == {"verdict", "light"}


COMPOSED = a_plan(replace(X, components=("a", "b")), series("a"), series("b"))


def two_components() -> History:
    history = History()
    history.record("40", "2012", "a")
    history.record("30", "2012", "b")
    history.pause()
    return history


def test_a_components_new_figures_are_the_cause_for_the_composite() -> None:
    history = two_components()
    history.record("42", "2013", "a")
    history.record("31", "2013", "b")
    change = only(history.changes(COMPOSED))
    (reason,) = change.reasons
    assert (reason.cause, named(reason)) == (Cause.NEW_PERIOD, [3, 4])


def test_one_component_without_the_other_changes_only_itself() -> None:
    history = two_components()
    history.record("42", "2013", "a")
    (change,) = history.changes(COMPOSED)
    assert (change.item.id, change.reasons, besides(change)) == ("a", (), [3])
    assert (change.before, change.after) == (None, None)


def test_revisions_that_cancel_out_change_nothing() -> None:
    history = two_components()
    history.revise(history.entries[0], "41")
    history.revise(history.entries[1], "29")
    assert [c.item.id for c in history.changes(COMPOSED) if c.seen] == []


def test_revisions_that_cancel_out_leave_the_rest_to_the_clock() -> None:
    history = two_components()
    late = [history.record("42", "2013", "a"), history.record("31", "2013", "b")]
    history.pause()
    history.revise(late[0], "43")
    history.revise(late[1], "30")
    change = only(history.changes(COMPOSED, then="2013-06-30", now="2014-03-01"))
    assert change.only_the_clock


def test_a_new_component_is_a_change_of_the_plan() -> None:
    history = two_components()
    history.record("5", "2012", "c")
    parts = (replace(X, components=("a", "b", "c")), series("a"), series("b"), series("c"))
    change = only(history.changes(COMPOSED, a_plan(*parts)))
    assert causes(change) == ["new_period", "plan_changed"]
    assert "actual" in accounted(change, "new_period") & accounted(change, "plan_changed")


CEILING = a_plan(
    replace(X, target=MultipleOf(by=END, factor=Decimal(6), reference="w")), series("w")
)


def test_a_revised_reference_is_the_cause_for_the_multiple() -> None:
    history = History()
    history.record("70", "2012")
    wage = history.record("20", "2012", "w")
    history.pause()
    history.revise(wage, "21")
    change = only(history.changes(CEILING))
    assert causes(change) == ["revised"]
    assert [r.subject for r in change.reasons[0].recordings] == ["w"]
    assert {"target", "gap", "attainment"} <= change.seen
    assert "actual" not in change.seen


def test_another_unit_of_the_reference_is_a_change_of_the_plan() -> None:
    history = History()
    history.record("70", "2012")
    history.record("20", "2012", "w")
    history.pause()
    change = only(history.changes(CEILING, a_plan(CEILING.indicator("x"), series("w", "千人"))))
    assert causes(change) == ["plan_changed"]


def test_an_older_period_filled_in_later_counts_where_each_does() -> None:
    each = EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(4), every=Grain.YEAR)
    history = History()
    history.record("5", "2012")
    history.pause()
    history.record("3", "2011")
    change = only(history.changes(a_plan(replace(X, target=each))))
    assert causes(change) == ["new_period"]
    assert {"verdict", "periods"} <= change.seen


def test_an_item_that_is_new_in_the_plan_is_told_with_its_figures(history: History) -> None:
    history.record("20", "2013", "y")
    new = a_plan(X, an_indicator(at_least("30"), "10", id="y"))
    change = only(history.changes(PLAN, new), "y")
    assert (change.before, causes(change)) == (None, ["item_added", "new_period"])


def test_an_item_that_is_gone_comes_last(history: History) -> None:
    gone, kept = an_indicator(at_least("30"), "10", id="g"), replace(X, target=at_least("90"))
    changes = history.changes(a_plan(gone, X), a_plan(kept))
    assert [change.item.id for change in changes] == ["x", "g"]
    assert (changes[1].after, causes(changes[1])) == (None, ["item_dropped"])


def test_an_item_that_becomes_a_series_is_no_longer_rated(history: History) -> None:
    history.record("71", "2013")
    change = only(history.changes(PLAN, a_plan(replace(X, group=Group.SERIES))))
    assert causes(change) == ["item_dropped"]
    assert besides(change) == [2]


def test_changes_come_in_the_order_of_the_later_plan(history: History) -> None:
    def plan(*ids: str, value: str) -> Plan:
        indicators = [an_indicator(at_least(value), "10", id=id) for id in ids]
        return a_plan(*indicators, series("s"), milestones=(milestone(),))

    history.record("1", "2013", "s")
    history.report("2013")
    changes = history.changes(plan("a", "b", "c", value="30"), plan("c", "d", "a", value="40"))
    assert [change.item.id for change in changes] == ["c", "d", "a", "b", "m", "s"]


def test_figures_for_another_region_are_none_of_the_plans(history: History) -> None:
    history.record("71", "2013")
    other = replace(history.entries[-1], claim=replace(history.entries[-1].claim, region="q"))
    same = history.standing(PLAN, "2014-03-01", 1)
    assert changes_between(same, same, [other]) == ()


DUE = a_plan(milestones=(milestone(),))


def test_a_milestone_falls_overdue_by_the_clock_alone() -> None:
    change = only(History().changes(DUE, then="2013-12-31", now="2014-01-01"), "m")
    assert change.only_the_clock
    assert change.seen == {"state", "light"}


def test_a_milestone_done_late_owes_nothing_to_the_clock() -> None:
    history = History()
    history.report("2014-01")
    change = only(history.changes(DUE, then="2013-12-31", now="2014-03-01"), "m")
    assert causes(change) == ["reported_done"]


def test_a_report_that_it_is_not_done_is_a_change() -> None:
    history = History()
    history.report("2013-06", done=False)
    change = only(history.changes(DUE, then="2013-07-01"), "m")
    assert causes(change) == ["new_period"]
    assert change.seen == {"report"}


def test_a_withdrawn_report_leaves_it_overdue() -> None:
    history = History()
    made = history.report("2013-06")
    history.pause()
    history.retract(made)
    change = only(history.changes(DUE), "m")
    assert causes(change) == ["retracted"]
    assert change.after is not None
    assert change.after.light is Light.RED


def test_a_later_deadline_is_an_amendment() -> None:
    change = only(History().changes(DUE, a_plan(milestones=(milestone("2015"),))), "m")
    assert causes(change) == ["target_amended"]
    assert {"state", "due"} <= change.seen


def test_two_reports_that_each_would_do_are_both_named() -> None:
    yearly = a_plan(milestones=(milestone("2013", every=Grain.YEAR),))
    history = History()
    history.report("2012-03")
    history.report("2012-09")
    change = only(history.changes(yearly), "m")
    assert named(change.reasons[0]) == [1, 2]
    assert change.after is not None
    assert getattr(change.after, "state", None) is MilestoneState.OVERDUE
