"""What a week's workbook tells first, and what it keeps: red lights, doubts, reports, wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbook_sample import (
    ABOUT,
    CHANGES,
    DOUBTS,
    ENGLISH,
    LEDGER,
    MILESTONES,
    MONDAY,
    PLAN,
    STATUS,
    TASKS,
    VALUES,
    WEEK,
    at,
    begun,
    column,
    ends,
    export,
    figure,
    header_row,
    lines,
    opened,
    put,
    sheet_of,
    table,
)

from sbtrack.actions.snapshots import material as snapshot_material
from sbtrack.domain.codec import digest
from sbtrack.domain.ledger import Evidence, EvidenceKind, MilestoneReport
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint
from sbtrack.store.writes.notes import acknowledge
from sbtrack.store.writes.writer import create_database, load_plan

FRIDAY = MONDAY + timedelta(days=4)
NEXT_FRIDAY = FRIDAY + WEEK
LATER = MONDAY + WEEK
PROTOCOL = Evidence(EvidenceKind.LINK, "https://example.test/protocol")


def reworded() -> dict[str, object]:
    """Return what a new version says otherwise: a handover, a rename, a label, a unit's name."""
    first, second, *rest = PLAN.indicators
    finance = replace(PLAN.units[1], name=Name("财政厅"))
    return {
        "units": (PLAN.units[0], finance, PLAN.units[2]),
        "indicators": (
            replace(first, name=Name("工伤参保人数"), lead=("finance",)),
            replace(second, constraint=Constraint.ANTICIPATORY),
            *rest,
        ),
        "milestones": (replace(PLAN.milestones[0], lead=("finance",)), PLAN.milestones[1]),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two weeks: then a milestone was reported and the plan reworded."""
    found = tmp_path_factory.mktemp("weeks")
    path = found / "plan.db"
    begun(path)
    export(path, found, FRIDAY, ENGLISH)
    done = MilestoneReport("pooling", "city", Period.parse("2014-03-07"), True, "办公室通报")
    put(path, done, LATER, evidence=(PROTOCOL,))
    put(path, figure("injury", "2011", "34.5", source="=年报"), LATER, evidence=(PROTOCOL,))
    put(path, figure("pension", "2012", "1500", source="\uff0d1;=3"), LATER)
    plan = replace(PLAN, **reworded())  # type: ignore[arg-type]
    load_plan(path, plan, digest(plan), LATER + timedelta(minutes=1), "样政〔2014〕3号")
    export(path, found, NEXT_FRIDAY, ENGLISH)
    return found


@pytest.fixture(scope="module")
def workbook(folder: Path) -> Workbook:
    return opened(folder / "sample-2014-W11.xlsx")


def above(sheet: Worksheet) -> list[str]:
    """Return what is said above the table, in the first column."""
    return [str(c.value) for c in sheet["A"][: header_row(sheet) - 1] if c.value is not None]


def test_the_first_sheet_says_what_is_red_and_what_changed_and_leads_there(
    workbook: Workbook,
) -> None:
    sheet = sheet_of(workbook, STATUS)
    said = above(sheet)
    assert "Red lights (1): M2 年度评估 (overdue)" in said
    assert "Since week 2014-W10: 2 changed, 5 unchanged → What changed" in said
    leading = {str(c.value): c.hyperlink.location for c in sheet["A"] if c.hyperlink}
    assert leading["Since week 2014-W10: 2 changed, 5 unchanged → What changed"] == (
        "'What changed'!A1"
    )


def test_the_count_of_the_milestones_leads_to_them(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, STATUS)
    counted = next(c for c in sheet["B"] if c.value == "Milestones")
    assert counted.hyperlink is not None
    assert counted.hyperlink.location == "'Milestones'!A1"


def test_a_milestone_that_is_reported_done_keeps_its_source_entry_and_evidence(
    workbook: Workbook,
) -> None:
    sheet = sheet_of(workbook, MILESTONES)
    line = lines(sheet)["M1"]
    told = [at(sheet, line, h) for h in ("Verdict", "Period", "Source", "Evidence", "Entry")]
    assert told == ["✓ done", ends("2014-03-07"), "办公室通报", PROTOCOL.location, 10]
    assert line[column(sheet, "Period")].number_format == "yyyy-mm-dd"
    linked = line[column(sheet, "No.")].hyperlink
    assert linked is not None
    title, place = str(linked.location).rsplit("!", 1)
    assert workbook[title.strip("'")][place].value == "1"  # the task that it serves
    assert title.strip("'") == sheet_of(workbook, TASKS).title


def test_a_milestone_that_is_reported_done_has_a_cause_of_its_own(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, CHANGES)
    line = next(x for x in table(sheet) if x[0].value == "M1")
    assert at(sheet, line, "Cause") == "reported done"
    counted = [[c.value for c in row] for row in sheet.iter_rows(max_row=header_row(sheet) - 1)]
    causes = next(row for row in counted if row[1] == "Cause")
    numbers = next(row for row in counted if row[1] == "Changes")
    assert dict(zip(causes, numbers, strict=True)) == {
        None: None,
        "Cause": "Changes",
        "reported done": 1,
        "plan changed": 1,
    }


def test_values_have_their_evidence(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, VALUES)
    by_entry = lines(sheet, "Entry")
    assert at(sheet, by_entry[11], "Evidence") == PROTOCOL.location
    assert at(sheet, by_entry[1], "Evidence") is None


def test_a_label_is_no_amended_target(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, CHANGES)
    line = next(x for x in table(sheet) if x[0].value == "2")
    assert at(sheet, line, "Cause") == "plan changed"
    assert at(sheet, line, "Verdict before") == "✗ behind"
    assert at(sheet, line, "Verdict after") == "! behind"
    assert at(sheet, line, "Why") == (
        "plan changed: plan version 1 → 2, Type: binding → anticipatory (样政〔2014〕3号)"
    )


def test_what_a_new_version_says_otherwise_is_told_though_no_verdict_moved(
    workbook: Workbook,
) -> None:
    sheet = sheet_of(workbook, CHANGES)
    heading = next(c.row for c in sheet["A"] if c.value == "What else the plan says otherwise")
    told = {
        at(sheet, line, "Indicator"): (at(sheet, line, "Cause"), at(sheet, line, "Why"))
        for line in table(sheet)
        if (line[0].row or 0) > heading
    }
    assert told == {
        "财政厅": ("plan changed", "Name: 财政局 → 财政厅"),
        "工伤参保人数": (
            "plan changed",
            "Name: 工伤保险参保人数 → 工伤参保人数; Lead: none → 财政厅",
        ),
        "市级统筹": ("plan changed", "Lead: none → 财政厅"),
    }


def test_the_pace_before_and_after_stands_beside_each_change(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, CHANGES)
    line = next(x for x in table(sheet) if x[0].value == "2")
    status = sheet_of(workbook, STATUS)
    pace = at(status, lines(status)["2"], "Pace (pp)")
    assert at(sheet, line, "Pace before (pp)") == at(sheet, line, "Pace after (pp)") == pace


def test_every_sheet_tells_one_moment_for_the_snapshot_before(workbook: Workbook) -> None:
    changes, ledger, about = (sheet_of(workbook, n) for n in (CHANGES, LEDGER, ABOUT))
    said = {str(row[0].value): str(row[1].value) for row in about.iter_rows()}
    moment = "2014-03-03 09:09"  # of the newest entry then, not of the Friday
    for text in (*above(changes)[1:2], *above(ledger)[1:2], said["Compared with"]):
        assert f"known at {moment}" in text


def test_a_full_width_sign_at_the_start_of_a_text_is_no_formula_either(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, VALUES)
    by_entry = lines(sheet, "Entry")
    for entry in (11, 12):
        source = by_entry[entry][column(sheet, "Source")]
        assert source.quotePrefix
        assert source.data_type == "s"


def test_doubtful_figures_are_told_with_what_was_said_of_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    put(path, figure("injury", "2014-02", "40"), MONDAY + timedelta(hours=1))
    first = opened(export(path, tmp_path, FRIDAY, ENGLISH).path)
    sheet = sheet_of(first, DOUBTS)
    found = table(sheet)
    assert found
    assert f"Doubtful figures: {len(found)} → Doubtful figures" in above(sheet_of(first, STATUS))
    keys = [str(at(sheet, line, "Doubt")) for line in found]
    assert any(str(at(sheet, line, "Entries")) == "10" for line in found)
    for key in keys:
        acknowledge(path, key, reason="已核对", acknowledged_by="复核员", now=LATER)
    second = opened(export(path, tmp_path, NEXT_FRIDAY, ENGLISH).path)
    sheet = sheet_of(second, DOUBTS)
    assert {at(sheet, line, "Acknowledged") for line in table(sheet)} == {"复核员: 已核对"}
    assert not [said for said in above(sheet_of(second, STATUS)) if "Doubtful" in said]


def test_too_many_figures_are_not_looked_through_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    monkeypatch.setattr(snapshot_material, "MOST_ENTRIES", 2)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, ENGLISH).path), DOUBTS)
    assert above(sheet)[1].startswith("There are too many figures to look through")
    assert table(sheet) == []


def test_a_plan_without_milestones_has_no_sheet_of_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    plan = replace(PLAN, milestones=())
    load_plan(path, plan, digest(plan), LATER)
    workbook = opened(export(path, tmp_path, NEXT_FRIDAY, ENGLISH).path)
    assert "Milestones" not in workbook.sheetnames
    about = workbook["Explanations"]
    assert "Milestones" not in [c.value for c in about["A"]]


def test_one_that_recurs_and_ran_out_says_for_which_period_and_what_was_reported_before(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.db"
    yearly = replace(PLAN.milestones[1], since=Period.of_year(2013))
    plan = replace(PLAN, milestones=(yearly,))
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    put(path, figure("injury", "2013", "37.2"), MONDAY + timedelta(minutes=1))
    export(path, tmp_path, FRIDAY, ENGLISH)
    put(path, MilestoneReport("review", "city", Period.of_year(2013), True, "通报"), LATER)
    shown = []
    for friday in (NEXT_FRIDAY, FRIDAY + 44 * WEEK):
        sheet = sheet_of(opened(export(path, tmp_path, friday, ENGLISH).path), CHANGES)
        line = lines(sheet)["M2"]
        headings = ("Period before", "Actual before", "Period after", "Actual after", "Why")
        shown.append([at(sheet, line, heading) for heading in headings])
    first, then = shown
    assert first[:4] == [None, None, ends("2013"), "done"]
    assert "recorded 2013 done" in first[4]
    assert then[:4] == [ends("2013"), "done", ends("2013"), "done"]
    assert then[4] == ("only the clock: as of 2014-03-14 → 2015-01-09, not reported done for 2014")
