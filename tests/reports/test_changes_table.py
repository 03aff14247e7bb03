"""Changes as a table and as plain data: which lines, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from sbtrack.assess.changes.case import Standing
from sbtrack.assess.changes.find import changes_between
from sbtrack.assess.plan import assess_plan
from sbtrack.domain.change import Cause, Change, Claim
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Name, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    PlanVersion,
    Region,
    Thresholds,
    Unit,
)
from sbtrack.domain.targets import AtLeast, EveryPeriod, MultipleOf, Undetermined
from sbtrack.domain.terms import Bound, Constraint, Group, Light, MilestoneState, Verdict
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.changes.data import changes_data
from sbtrack.reports.changes.table import COLUMNS, changes_table, selected
from sbtrack.reports.changes.words import causes_of, explained
from sbtrack.reports.selection import Selection
from sbtrack.reports.table import Mark, Table

ENGLISH = Words("en")
BASE, END, YEAR = Period.of_year(2010), Period.of_year(2015), Period.of_year(2012)
WHEN = datetime(2014, 3, 1, 8, tzinfo=UTC)
DAY = date(2014, 3, 1)


def indicator(id: str = "x", **more: Any) -> Indicator:
    given = {
        "group": Group.HEADLINE,
        "constraint": Constraint.BINDING,
        "unit_of_measure": "万人",
        "baseline": Baseline(Decimal(50), BASE),
        "target": AtLeast(by=END, value=Decimal(100)),
        **more,
    }
    return Indicator(code=id.upper(), id=id, name=Name(f"指标{id}"), **given)


def series(id: str, unit_of_measure: str = "元") -> Indicator:
    target = Undetermined(by=END, text=Name("参照"))
    return indicator(id, group=Group.SERIES, target=target, unit_of_measure=unit_of_measure)


def plan_of(*items: Indicator | Milestone, **more: Any) -> Plan:
    indicators = tuple(i for i in items if isinstance(i, Indicator))
    milestones = tuple(m for m in items if isinstance(m, Milestone))
    given = {"base": BASE, "end": END, "indicators": indicators, "milestones": milestones, **more}
    return Plan("p", Name("规划"), "zh", Region("r", Name("市")), **given)


def figure(value: str, id: str = "x", period: Period = YEAR) -> Observation:
    return Observation(id, "r", period, Decimal(value))


def told(
    plan: Plan,
    known: Sequence[Claim] = (),
    new: Plan | None = None,
    recorded: Sequence[tuple[EntryKind, Claim, str]] = (),
    now: date = DAY,
    approved_by: str = "",
) -> tuple[Answer, Answer, tuple[Change, ...]]:
    """Return both answers and the changes; `recorded` are kinds, claims and reasons."""
    numbered = [replace(claim, entry_id=n) for n, claim in enumerate(known, 1)]
    entries = [
        Entry(n, kind, replace(claim, entry_id=n), WHEN, "我", reason=reason)
        for n, (kind, claim, reason) in enumerate(recorded, len(known) + 1)
    ]
    before, after = facts_of(numbered, ()), facts_of(numbered, entries)
    later = new or plan
    standings = (
        Standing(assess_plan(plan, before, DAY), before),
        Standing(assess_plan(later, after, now), after),
    )
    versions = (
        PlanVersion(plan, 1, WHEN, ""),
        PlanVersion(later, 1 if new is None else 2, WHEN, "", approved_by),
    )
    old, young = (
        Answer(version, standing.assessed, WHEN)
        for version, standing in zip(versions, standings, strict=True)
    )
    return old, young, changes_between(*standings, entries)


def facts_of(known: Sequence[Claim], entries: Sequence[Entry]) -> Facts:
    current: dict[tuple[str, Period], Claim] = {(subject(c), c.period): c for c in known}
    for entry in entries:
        current.pop((subject(entry.claim), entry.claim.period), None)
        if entry.kind is not EntryKind.RETRACTION:
            current[subject(entry.claim), entry.claim.period] = entry.claim
    claims = current.values()
    ids = {c.indicator for c in claims if isinstance(c, Observation)}
    return Facts(
        {
            id: tuple(c for c in claims if isinstance(c, Observation) and c.indicator == id)
            for id in ids
        },
        tuple(c for c in claims if isinstance(c, MilestoneReport)),
    )


def subject(claim: Claim) -> str:
    return claim.milestone if isinstance(claim, MilestoneReport) else claim.indicator


def why(found: tuple[Answer, Answer, tuple[Change, ...]], id: str = "x") -> str:
    before, after, changes = found
    change = next(c for c in changes if c.item.id == id)
    return ENGLISH.say(explained(change, before, after))


def table(found: tuple[Answer, Answer, tuple[Change, ...]]) -> Table:
    return changes_table(*found)


RECORD, REVISION, RETRACTION = EntryKind
X = indicator()


def test_a_new_figure_names_its_entry() -> None:
    found = told(plan_of(X), [], recorded=[(RECORD, figure("70"), "")])
    assert why(found) == "new period: entry 1 recorded 2012 70 万人"


def test_a_revision_says_from_what_to_what_and_why() -> None:
    found = told(plan_of(X), [figure("70")], recorded=[(REVISION, figure("71"), "年鉴")])
    assert why(found) == "revised value: entry 2 revised 2012 70 → 71 万人 (年鉴)"


def test_a_withdrawal_says_what_no_longer_counts() -> None:
    found = told(plan_of(X), [figure("70")], recorded=[(RETRACTION, figure("70"), "录错")])
    assert why(found) == "withdrawn: entry 2 withdrew 2012 70 万人 (录错)"


def test_entries_on_one_period_are_told_together() -> None:
    entries = [(RECORD, figure("7"), ""), (REVISION, figure("70"), "笔误")]
    found = told(plan_of(X), recorded=entries)
    assert why(found) == "new period: entries 1, 2 recorded 2012 70 万人 (笔误)"


def test_the_reason_of_a_withdrawal_is_not_said_of_what_was_recorded_after_it() -> None:
    entries = [
        (RECORD, figure("7"), ""),
        (RETRACTION, figure("7"), "误录"),
        (RECORD, figure("70"), ""),
    ]
    found = told(plan_of(X), recorded=entries)
    assert why(found) == (
        "new period: entries 1, 2, 3 recorded 2012 70 万人 "
        "(entry 2 withdrew what stood before: 误录)"
    )


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (
            [(REVISION, replace(figure("70"), source="年鉴"), "补来源")],
            "entry 2 revised 2012, still 70 万人 (补来源)",
        ),
        (
            [(RECORD, figure("60", period=Period.of_year(2011)), "")],
            "entry 2 recorded 2011 60 万人",
        ),
        (
            [
                (RECORD, figure("60", period=Period.of_year(2013)), ""),
                (RETRACTION, figure("60", period=Period.of_year(2013)), "录错"),
            ],
            "entries 2, 3 recorded 2013 and withdrew it again (录错)",
        ),
    ],
)
def test_what_changed_nothing_is_told_below_the_changes(
    entries: list[tuple[EntryKind, Claim, str]], words: str
) -> None:
    found = told(plan_of(X), [figure("70")], recorded=entries)
    (section,) = table(found).sections
    assert ENGLISH.say(section.heading) == "Recorded without changing a standing"  # type: ignore[arg-type]
    assert why(found) == words
    assert [ENGLISH.say(note) for note in table(found).notes] == ["No standing changed."]


def test_what_had_no_effect_is_not_called_a_cause() -> None:
    older = figure("60", period=Period.of_year(2011))
    entries = [(RECORD, older, ""), (REVISION, figure("71"), "年鉴")]
    found = told(plan_of(X), [figure("70")], recorded=entries)
    assert why(found) == (
        "revised value: entry 3 revised 2012 70 → 71 万人 (年鉴); "
        "no effect: entry 2 recorded 2011 60 万人"
    )


def test_of_very_many_entries_the_newest_are_named_and_the_others_counted() -> None:
    months = [Period.parse(f"2012-{month:02d}") for month in range(1, 10)]
    entries: list[tuple[EntryKind, Claim, str]] = [
        (RECORD, figure("60", period=month), "") for month in months
    ]
    found = told(plan_of(X), [figure("70", period=Period.of_year(2013))], recorded=entries)
    assert why(found).startswith("entry 7 recorded 2012-06 60 万人, entry 8 recorded 2012-07")
    assert why(found).endswith("entry 10 recorded 2012-09 60 万人 and 5 more")
    assert len(changes_data(*found, ENGLISH)["recorded"][0]["besides"]) == 9


def test_only_the_clock_is_said_with_both_dates() -> None:
    found = told(plan_of(X), [figure("70")], now=date(2016, 3, 1))
    assert why(found) == "only the clock: as of 2014-03-01 → 2016-03-01"
    assert causes_of(found[2][0]) is not None


def test_the_clock_among_others_is_not_the_only_one() -> None:
    entries = [(REVISION, figure("71"), "年鉴")]
    found = told(plan_of(X), [figure("70")], recorded=entries, now=date(2016, 3, 1))
    assert why(found).endswith("; the clock: as of 2014-03-01 → 2016-03-01")
    (change,) = found[2]
    assert ENGLISH.value(causes_of(change)) == "revised value, the clock"


def test_an_amendment_names_versions_document_and_every_field_that_matters() -> None:
    new = replace(
        X,
        name=Name("新名"),
        constraint=Constraint.ANTICIPATORY,
        baseline=NoBaseline(),
        target=AtLeast(by=END, value=Decimal(110), as_printed="110万人"),
        yearly=((Period.of_year(2013), Decimal(80)),),
    )
    found = told(plan_of(X), [], plan_of(new), approved_by="第5号")
    assert why(found) == (
        "target amended: plan version 1 → 2, Target: at least 100 万人 → at least 110 万人, "
        "Target for 2013: none → 80 万人 (第5号); "
        "plan changed: plan version 1 → 2, Type: binding → anticipatory, "
        "Baseline: 50 万人 → none, Baseline period: 2010 → none (第5号)"
    )


def test_an_amendment_of_what_an_item_rests_on_names_that() -> None:
    target = MultipleOf(by=END, factor=Decimal(6), reference="w")
    x = indicator(target=target, unit_of_measure="元")
    known = [figure("70"), figure("20", "w")]
    found = told(plan_of(x, series("w")), known, plan_of(x, series("w", "千元")))
    assert why(found) == (
        "target 120 元 → 120000 元; plan changed: plan version 1 → 2, "
        "指标w: Unit of measure: 元 → 千元"
    )


def test_an_amendment_of_the_plans_time_names_it() -> None:
    each = EveryPeriod(by=END, bound=Bound.AT_LEAST, value=Decimal(4))
    plan = plan_of(indicator(target=each))
    found = told(plan, [figure("5")], replace(plan, base=Period.of_year(2011)))
    assert why(found) == (
        "attainment 50.0% → 100.0%; plan changed: plan version 1 → 2, Base period: 2010 → 2011"
    )


def reworded(found: tuple[Answer, Answer, tuple[Change, ...]]) -> dict[str, str]:
    """Return what the last section says of each line."""
    section = table(found).sections[-1]
    assert ENGLISH.say(section.heading) == "What else the plan says otherwise"  # type: ignore[arg-type]
    return {ENGLISH.value(row[1]): ENGLISH.value(row[-1]) for row in section.rows}


def test_a_handover_and_a_rename_are_told_though_no_standing_moved() -> None:
    units = (Unit("a", Name("甲局")), Unit("b", Name("乙局")))
    milestone = Milestone("M", "m", Name("统筹"), END, lead=("a",))
    old = plan_of(replace(X, lead=("a",)), milestone, units=units)
    new = plan_of(
        replace(X, lead=("b",), name=Name("新名")),
        replace(milestone, lead=("b",)),
        units=(units[0], replace(units[1], name=Name("乙委"))),
    )
    found = told(old, [figure("70")], new)
    assert found[2] == ()
    assert reworded(found) == {
        "乙委": "Name: 乙局 → 乙委",
        "新名": "Name: 指标x → 新名; Lead: 甲局 → 乙委",
        "统筹": "Lead: 甲局 → 乙委",
    }
    assert [ENGLISH.say(note) for note in table(found).notes] == ["No standing changed."]
    told_all = changes_data(*found, ENGLISH)["plan_changes"]
    assert [(d["part"], d["key"], d["field"]) for d in told_all] == [
        *[("unit", "b", "name"), ("indicator", "x", "name"), ("indicator", "x", "lead")],
        ("milestone", "m", "lead"),
    ]


def test_what_a_cause_tells_of_the_plan_is_not_told_again() -> None:
    y = indicator("y", definition=Name("口径"))
    new = plan_of(replace(X, constraint=Constraint.ANTICIPATORY, name=Name("新名")), y)
    found = told(plan_of(X), [], new)
    assert "Type: binding → anticipatory" in why(found)
    assert reworded(found) == {"新名": "Name: 指标x → 新名"}


def test_of_chosen_lines_only_their_own_wording_is_told() -> None:
    units = (Unit("a", Name("甲局")),)
    old = plan_of(X, indicator("y"), units=units)
    new = plan_of(
        replace(X, name=Name("甲")),
        replace(indicator("y"), name=Name("乙")),
        units=(replace(units[0], name=Name("甲委")),),
    )
    before, after, changes = told(old, [], new)
    chosen = Selection(items=frozenset({"x"}))
    before = replace(before, assessed=chosen.of(before.assessed))
    after = replace(after, assessed=chosen.of(after.assessed))
    assert reworded((before, after, changes)) == {"甲": "Name: 指标x → 甲"}


def test_a_changed_rule_says_both_limits() -> None:
    known = [figure("66.6")]  # 33 % of the way in 40 % of the time
    found = told(plan_of(X), known, plan_of(X, thresholds=Thresholds(Decimal(9))))
    assert why(found) == "rule changed: plan version 1 → 2, on track within ±5 → ±9 points"


def test_a_rule_of_the_program_is_told_as_such() -> None:
    before, after, _ = told(plan_of(X), [figure("70")])
    (found,) = before.assessed.indicators
    other = replace(found, verdict=Verdict.BEHIND, light=Light.RED)
    judged = replace(before.assessed, indicators=(other,))
    facts = facts_of([replace(figure("70"), entry_id=1)], ())
    changes = changes_between(Standing(judged, facts), Standing(after.assessed, facts), ())
    assert why((replace(before, assessed=judged), after, changes)) == (
        "rule changed: this version of the program judges it otherwise than the one before did"
    )


def test_items_that_come_and_go_name_the_version() -> None:
    y = indicator("y")
    assert why(told(plan_of(X), [], plan_of(X, y)), "y") == (
        "added to the plan: not yet in plan version 1"
    )
    assert why(told(plan_of(X, y), [], plan_of(X)), "y") == (
        "dropped from the plan: not in plan version 2"
    )
    assert why(told(plan_of(X), [], plan_of(series("x")))) == (
        "dropped from the plan: a supporting series from plan version 2 on"
    )
    assert why(told(plan_of(series("x")), [], plan_of(X))) == (
        "added to the plan: a supporting series until plan version 1"
    )


def test_what_was_recorded_on_a_component_is_told_with_its_name() -> None:
    plan = plan_of(replace(X, components=("a",)), series("a", "万人"))
    found = told(plan, [figure("70", "a")], recorded=[(REVISION, figure("71", "a"), "年鉴")])
    assert why(found) == "revised value: entry 2 revised 指标a 2012 70 → 71 万人 (年鉴)"
    assert why(found, "a") == "entry 2 revised 2012 70 → 71 万人 (年鉴)"


def test_a_milestone_whose_state_stays_says_what_moved() -> None:
    yearly = Milestone("M", "m", Name("评估"), END, every=Period.of_year(2011).grain)
    report = MilestoneReport("m", "r", Period.of_year(2012), True)
    found = told(plan_of(yearly), recorded=[(RECORD, report, "")])
    assert why(found, "m") == (
        "done in 1 of 5 periods, not reported done for 2011, 2013; "
        "reported done: entry 1 recorded 2012 done"
    )


def everything() -> tuple[Answer, Answer, tuple[Change, ...]]:
    """Two changed lines, one recorded on without effect, a milestone, a series, and one more."""
    old = plan_of(
        *(X, indicator("y", group=Group.COMMITMENT), indicator("z"), indicator("q"), series("s")),
        Milestone("M", "m", Name("统筹"), Period.of_year(2013)),
    )
    report = MilestoneReport("m", "r", Period.parse("2014-01"), True)
    entries: list[tuple[EntryKind, Claim, str]] = [
        (RECORD, figure("71", period=Period.of_year(2013)), ""),
        (RECORD, figure("60", "y"), ""),
        (RECORD, figure("60", "z", Period.of_year(2011)), ""),
        (RECORD, report, ""),
        (RECORD, figure("1", "s"), ""),
    ]
    return told(old, [figure("70"), figure("70", "z")], recorded=entries)


def test_sections_follow_the_status_table() -> None:
    sections = table(everything()).sections
    assert [(ENGLISH.value(s.heading), [row[0] for row in s.rows]) for s in sections] == [
        ("Headline indicators", ["X"]),
        ("Commitments in the text", ["Y"]),
        ("Milestones", ["M"]),
        ("Recorded without changing a standing", ["Z"]),
        ("Supporting series (recorded, never rated)", ["S"]),
    ]


def test_a_line_has_typed_cells_for_then_and_now() -> None:
    headline, _, milestones, *_ = table(everything()).sections
    line = dict(zip((column.key for column in COLUMNS), headline.rows[0], strict=True))
    assert line["verdict_before"] == Mark(Verdict.ON_TRACK, Light.GREEN)
    assert line["verdict_after"] == Mark(Verdict.BEHIND, Light.RED)
    assert (line["period_before"], line["period_after"]) == (YEAR, Period.of_year(2013))
    assert line["actual_before"] == Quantity(Decimal(70), "万人")
    assert line["actual_after"] == Quantity(Decimal(71), "万人")
    assert milestones.rows[0][2:4] == (
        Mark(MilestoneState.OVERDUE, Light.RED),
        Mark(MilestoneState.DONE, Light.GREEN),
    )


def test_what_changed_and_what_did_not_is_counted() -> None:
    assert ENGLISH.say(table(everything()).notes[0]) == "3 changed, 2 unchanged"


def test_nothing_changed_is_said() -> None:
    nothing = table(told(plan_of(X), [figure("70")]))
    assert nothing.sections == ()
    assert [ENGLISH.say(note) for note in nothing.notes] == ["Nothing changed."]


def test_series_are_told_when_everything_or_they_are_asked_for() -> None:
    before, after, changes = everything()

    def ids(selection: Selection) -> list[str]:
        chosen = (replace(a, assessed=selection.of(a.assessed)) for a in (before, after))
        return [change.item.id for change in selected(changes, selection, *chosen)]

    assert ids(Selection()) == ["x", "z", "y", "m", "s"]
    assert ids(Selection(items=frozenset({"s", "z"}))) == ["z", "s"]
    assert ids(Selection(groups=frozenset({Group.COMMITMENT}), milestones=False)) == ["y"]
    assert ids(Selection(verdicts=frozenset({Verdict.ON_TRACK}))) == ["x", "z"]


def test_data_give_every_change_whole() -> None:
    data = changes_data(*everything(), ENGLISH)
    assert [c["id"] for c in data["changes"]] == ["x", "y", "m"]
    assert [c["id"] for c in data["recorded"]] == ["z", "s"]
    first = data["changes"][0]
    assert (first["before"]["verdict"], first["after"]["verdict"]) == ("on_track", "behind")
    assert first["causes"] == [
        {
            "cause": "new_period",
            "accounts_for": first["changed"],
            "details": ["entry 3 recorded 2013 71 万人"],
            "recordings": [
                {
                    "subject": "x",
                    "period": "2013",
                    "before": None,
                    "after": Decimal(71),
                    "entries": [3],
                }
            ],
        }
    ]
    assert data["changes"][2]["causes"][0]["recordings"][0]["after"] is True
    assert [entry["id"] for entry in data["entries"]] == [3, 4, 5, 6, 7]


def test_every_cause_has_its_word() -> None:
    assert len({ENGLISH.term(cause) for cause in Cause}) == len(Cause)
