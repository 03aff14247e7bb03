"""What the workbook says is what the program says, on every sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from workbook_sample import (
    ABOUT,
    CHANGES,
    CHARTS,
    END,
    ENGLISH,
    LEDGER,
    MILESTONES,
    MONDAY,
    PATHS,
    PLAN,
    STATUS,
    TASKS,
    UNITS,
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
    surveyed,
    table,
    went_on,
)

from sbtrack import __version__
from sbtrack.actions.snapshots import material as snapshot_material
from sbtrack.domain.codec import digest
from sbtrack.domain.terms import Verdict
from sbtrack.export.text import times_hundred
from sbtrack.reports.status.data import status_data
from sbtrack.store.writes.writer import create_database, load_plan

FRIDAY = MONDAY + timedelta(days=4)
NEXT_FRIDAY = FRIDAY + WEEK
FIGURES = ("Baseline", "Target", "Actual", "Gap", "Attainment", "Elapsed")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "plan.db"
    went_on(path, begun(path))
    return path


@pytest.fixture(scope="module")
def two_weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the workbooks of two weeks, each made in its week."""
    folder = tmp_path_factory.mktemp("snapshots")
    path = folder / "plan.db"
    entries = begun(path)
    export(path, folder, FRIDAY, ENGLISH)
    went_on(path, entries)
    export(path, folder, NEXT_FRIDAY, ENGLISH)
    return folder


def sheet(folder: Path, number: int, week: int = 11) -> Worksheet:
    return sheet_of(opened(folder / f"sample-2014-W{week}.xlsx"), number)


@pytest.mark.parametrize("as_of", [date(2014, 3, 14), date(2013, 12, 31), date(2016, 5, 1)])
def test_every_figure_equals_what_the_status_says_in_json(
    database: Path, tmp_path: Path, as_of: date
) -> None:
    outcome = export(database, tmp_path, NEXT_FRIDAY, ENGLISH, as_of=as_of)
    found = sheet_of(opened(outcome.path), STATUS)
    with surveyed(database, NEXT_FRIDAY, as_of) as survey:
        said = status_data(survey.answer, ENGLISH)
    by_code = lines(found)
    assert {*by_code} == {line["code"] for line in said["indicators"]}
    for data in said["indicators"]:
        line = by_code[data["code"]]
        for heading in FIGURES:
            value = data[heading.lower()]
            assert at(found, line, heading) == ("-" if value is None else float(value))
        pace = data["pace"]
        assert at(found, line, "Pace (pp)") == ("-" if pace is None else float(times_hundred(pace)))
        for heading, key in (("Projected", "projected"), ("Required a year", "required_per_year")):
            ahead = at(found, line, heading)
            unsaid = data[key] is None or (key == "required_per_year" and as_of > END.end)
            assert ahead == ("-" if unsaid else pytest.approx(float(data[key])))
        assert at(found, line, "Explanation") == data["explanation"]
        period = data["actual_period"]
        assert at(found, line, "Period") == (None if period is None else ends(period))
        assert ENGLISH.term(Verdict(data["verdict"])) in at(found, line, "Verdict")
        assert ("provisional" in at(found, line, "Verdict")) == data["provisional"]
    found = sheet_of(opened(outcome.path), MILESTONES)
    by_code = lines(found)
    assert {*by_code} == {line["code"] for line in said["milestones"]}
    for data in said["milestones"]:
        line = by_code[data["code"]]
        assert at(found, line, "Verdict").endswith(data["state"])
        assert at(found, line, "Explanation") == data["explanation"]
        assert at(found, line, "Due") == ends(data["due"])
        assert at(found, line, "Entry") == data["report_entry"]


def test_the_counts_on_top_are_those_of_the_status_and_constraint_types_are_apart(
    database: Path, tmp_path: Path
) -> None:
    found = sheet_of(opened(export(database, tmp_path, NEXT_FRIDAY, ENGLISH).path), STATUS)
    with surveyed(database, NEXT_FRIDAY) as survey:
        summary = status_data(survey.answer, ENGLISH)["summary"]
    above = [[c.value for c in row] for row in found.iter_rows(max_row=header_row(found) - 1)]
    headings = next(row for row in above if row[1] == "Counts")
    for name in ("binding", "anticipatory"):
        counted = dict(zip(headings, next(row for row in above if row[1] == name), strict=True))
        assert counted["Total"] == summary[name]["total"]
        assert counted["Provisional"] == summary[name]["provisional"]
        for verdict, count in summary[name]["by_verdict"].items():
            assert counted[ENGLISH.term(Verdict(verdict))] == count
    below = [c.value for c in found["A"][header_row(found) :]]
    parts = ["Binding indicators", "Anticipatory indicators"]
    assert [value for value in below if value in parts] == parts
    assert below.index("2") < below.index("Anticipatory indicators") < below.index("3")


def test_every_recorded_value_is_listed_with_its_source_and_entry(two_weeks: Path) -> None:
    found = sheet(two_weeks, VALUES)
    by_entry = lines(found, "Entry")
    assert sorted(by_entry) == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]
    injury = by_entry[1]
    assert [at(found, injury, h) for h in ("No.", "Period", "Value", "Vintage", "Source")] == [
        *("1", ends("2012"), 35.1, "final", "公报"),
    ]
    assert at(found, injury, "Period end") == datetime(2012, 12, 31)
    assert at(found, injury, "Recorded at") == datetime(2014, 3, 3, 9, 1)  # the plan's clock
    assert at(found, by_entry[3], "State") == "corrected by entry 10"
    assert at(found, by_entry[6], "State") == "withdrawn by entry 12"
    assert at(found, by_entry[10], "State") == "current"
    assert (at(found, by_entry[7], "Numerator"), at(found, by_entry[7], "Denominator")) == (1, 3)
    assert by_entry[3][1].font.italic
    assert not by_entry[10][1].font.italic
    codes = [at(found, line, "No.") for line in table(found)]
    assert codes == sorted(codes, key=[i.code for i in PLAN.indicators].index)


def test_a_value_later_than_the_as_of_date_is_listed_and_marked(
    database: Path, tmp_path: Path
) -> None:
    outcome = export(database, tmp_path, NEXT_FRIDAY, ENGLISH, as_of=date(2013, 12, 31))
    found = sheet_of(opened(outcome.path), VALUES)
    assert at(found, lines(found, "Entry")[11], "State") == "current, after the as-of date"


def test_tasks_come_with_what_they_serve_and_milestones_with_their_state(two_weeks: Path) -> None:
    found = sheet(two_weeks, TASKS)
    listed = [
        (at(found, line, "Task"), at(found, line, "What"), at(found, line, "No."))
        for line in table(found)
    ]
    assert listed == [
        *[("1", "task", "1"), ("1", "indicator", "1"), ("1", "indicator", "2")],
        *[("1", "indicator", "4"), ("1", "milestone", "M1")],
        *[("2", "task", "2"), ("2", "indicator", "3")],
        *[(None, "indicator", "T1"), (None, "milestone", "M2")],
    ]
    by_code = lines(found)
    assert at(found, by_code["M1"], "Verdict") == "✗ overdue"
    assert at(found, by_code["M1"], "Lead") == "人社局"
    assert at(found, by_code["M1"], "Cooperating") == "财政局"


def test_a_unit_is_told_what_it_leads_what_it_supports_and_how_that_stands(
    two_weeks: Path,
) -> None:
    found = sheet(two_weeks, UNITS)
    finance = [
        tuple(at(found, line, h) for h in ("Part", "What", "No.", "Verdict"))
        for line in table(found)
        if line[0].value == "财政局"
    ]
    assert finance == [
        ("leads", "task", "2", "Anticipatory !1"),
        ("leads", "indicator", "3", "! behind"),
        ("supports", "task", "1", "Binding ✗2; Anticipatory ✓1; Milestones ✗1"),
        ("supports", "indicator", "1", "✗ behind"),
        ("supports", "indicator", "2", "✗ reversed"),
        ("supports", "indicator", "4", "✓ on track"),
        ("supports", "milestone", "M1", "✗ overdue"),
    ]
    said = [str(c.value) for c in found["A"]]
    idle = said.index("闲局")
    nothing = "tasks 0, indicators and milestones 0 (nothing to judge)"
    assert said[idle + 1 : idle + 3] == [f"leads: {nothing}", f"supports: {nothing}"]


def test_each_change_has_its_cause(two_weeks: Path) -> None:
    found = sheet(two_weeks, CHANGES)
    by_code = lines(found)
    causes = {code: at(found, line, "Cause") for code, line in by_code.items()}
    assert causes == {
        "1": "target amended",
        "2": "revised value",
        "3": "new period",
        "4": "withdrawn",
        "M1": "only the clock",
    }
    assert at(found, by_code["2"], "Verdict before") == "✗ behind"
    assert at(found, by_code["2"], "Verdict after") == "✗ reversed"
    assert (at(found, by_code["2"], "Actual before"), at(found, by_code["2"], "Actual after")) == (
        *(4.9, 5.6),
    )
    why = at(found, by_code["2"], "Why")
    assert "entry 10" in why
    assert "统计局修订" in why
    assert "样政〔2014〕2号" in at(found, by_code["1"], "Why")


def test_after_very_many_entries_every_change_still_has_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    entries = begun(path)
    export(path, tmp_path, FRIDAY, ENGLISH)
    went_on(path, entries)
    monkeypatch.setattr(snapshot_material, "MOST_ENTRIES", 2)
    put(path, figure("injury", "2011", "34"), NEXT_FRIDAY - timedelta(hours=1))
    export(path, tmp_path, NEXT_FRIDAY, ENGLISH)
    found = sheet(tmp_path, CHANGES)
    causes = {code: at(found, line, "Cause") for code, line in lines(found).items()}
    assert causes == {
        "1": "target amended",
        "2": "revised value",
        "3": "new period",
        "4": "withdrawn",
        "M1": "only the clock",
    }
    assert str(found.cell(found.max_row, 1).value).startswith("Very much was recorded in between")


def test_a_week_in_which_nothing_happened_has_no_changes_and_no_entries(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    export(path, tmp_path, FRIDAY - timedelta(days=1), ENGLISH, as_of=date(2014, 3, 7))
    export(path, tmp_path, NEXT_FRIDAY, ENGLISH, as_of=date(2014, 3, 7))
    changes, ledger = sheet(tmp_path, CHANGES), sheet(tmp_path, LEDGER)
    said = [c.value for c in changes["A"]]
    assert "No standing changed." in said
    assert table(changes) == []
    assert table(ledger) == []


def test_the_first_workbook_says_that_there_is_nothing_to_compare_with(two_weeks: Path) -> None:
    found = sheet(two_weeks, CHANGES, week=10)
    assert found["A2"].value == "There is no snapshot of an earlier week to compare with."
    assert sorted(lines(sheet(two_weeks, LEDGER, week=10), "Entry")) == [*range(1, 10)]


def test_the_ledger_has_the_entries_since_the_last_snapshot_newest_first(two_weeks: Path) -> None:
    found = sheet(two_weeks, LEDGER)
    entries = [at(found, line, "Entry") for line in table(found)]
    assert entries == [12, 11, 10]
    by_entry = lines(found, "Entry")
    assert at(found, by_entry[10], "Kind") == "revision"
    assert at(found, by_entry[10], "Supersedes") == 3
    assert at(found, by_entry[12], "Kind") == "withdrawal"
    assert at(found, by_entry[12], "Reason") == "口径有误"
    assert "2014-W10" in str(found["A2"].value)


def test_the_last_sheet_says_what_the_workbook_rests_on(two_weeks: Path) -> None:
    found = sheet(two_weeks, ABOUT)
    facts = {row[0].value: row[1].value for row in found.iter_rows()}
    assert facts["Document number"] == "样政〔2013〕1号"
    assert facts["Plan version"] == 2
    assert facts["Week"] == "2014-W11"
    assert facts["As of"] == datetime(2014, 3, 14)
    assert facts["Known at"] == datetime(2014, 3, 10, 9, 3)  # when the plan was amended
    assert facts["Program version"] == f"sbtrack {__version__}"
    assert facts["✓ on track"] == "pace within ±5 points"
    assert facts["✗ behind"] == facts["! behind"]
    assert str(facts["! yellow"]).startswith("behind, of an indicator")
    assert facts["Title"] == "Sample plan"
    assert "2014-W10" in str(facts["Compared with"])
    path = two_weeks / "plan.db"
    with surveyed(path, NEXT_FRIDAY) as survey:
        assert survey.reader is not None
        head = survey.reader.head(NEXT_FRIDAY)
    assert facts["Fingerprint of the database"] == f"{head.count}:{head.hash}"
    assert facts["The same on screen"] == (
        "sbtrack status --as-of 2014-03-14 --known-at 2014-03-10T09:03:00+08:00"
    )


def test_each_headline_indicator_has_its_planned_path_and_its_figures(two_weeks: Path) -> None:
    charts, data = sheet(two_weeks, CHARTS), sheet(two_weeks, PATHS)
    headline = ["1", "2", "3", "4"]
    assert len(charts._charts) == len(headline)  # type: ignore[attr-defined]
    injury = [line for line in table(data) if at(data, line, "No.") == "1"]
    told = [(at(data, x, "Period"), at(data, x, "Planned"), at(data, x, "Actual")) for x in injury]
    assert [(period, actual) for period, _, actual in told] == [
        *[(ends("2010"), None), (ends("2011"), None), (ends("2012"), 35.1)],
        *[(ends("2013"), 37.2), (ends("2014"), None), (ends("2015"), None)],
    ]
    assert (told[0][1], told[-1][1]) == (33.66, 45)
    assert {at(data, line, "No.") for line in table(data)} == {*headline}


def test_months_between_years_are_points_of_their_own(two_weeks: Path) -> None:
    data = sheet(two_weeks, PATHS)
    pension = [line for line in table(data) if at(data, line, "No.") == "3"]
    told = [(at(data, line, "Period"), at(data, line, "Actual")) for line in pension]
    assert told[4] == (ends("2014-02"), 1700)
    assert told[5] == (ends("2014"), None)


def test_no_plan_id_leads_out_of_the_folder(tmp_path: Path) -> None:
    path, odd = tmp_path / "plan.db", replace(PLAN, id="../某计划 v2.0")
    create_database(path, MONDAY)
    load_plan(path, odd, digest(odd), MONDAY)
    outcome = export(path, tmp_path / "snapshots", FRIDAY, ENGLISH, allow_empty=True)
    assert outcome.path == tmp_path / "snapshots" / "___某计划_v2_0-2014-W10.xlsx"
    assert {p.name for p in tmp_path.iterdir()} == {"plan.db", "snapshots"}


def test_an_empty_plan_gives_every_sheet_with_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, PLAN, digest(PLAN), MONDAY)
    outcome = export(path, tmp_path, FRIDAY, ENGLISH, allow_empty=True)
    workbook = opened(outcome.path)
    assert len(workbook.worksheets) == 11
    assert table(sheet_of(workbook, VALUES)) == []
    assert column(sheet_of(workbook, VALUES), "Source") > 0
