"""Every figure of a workbook is the one that the program says on screen for the same dates."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, at_work, make_national, say
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from since_sample import grown

from sbtrack.domain.ledger import Draft, MilestoneReport, Observation
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Vintage
from sbtrack.export.text import times_hundred
from sbtrack.store.writes.writer import record_all

EVERYTHING = ROOT / "tests" / "planfile" / "plans" / "english.yaml"
FIGURES = """
homes-connected 2025 124.5; homes-connected 2026 131.25; homes-connected 2027-06 140
water-lost 2025 29.9; debt-ratio 2025 121; nurses-per-bed 2026 1.09
farm-output 2025 861.7; farm-output 2026 905; road-deaths 2025 55; road-deaths 2026 41
income-growth 2025 2.5; income-growth 2026 1.2
energy-intensity 2025 -2.1; energy-intensity 2026 -2.6; energy-intensity 2027 -1.9
new-flats 2025 410; new-flats 2026 377; waiting-time 2025-Q1 17; waiting-time 2025-Q2 18.5
sick-pay-ceiling 2026 71000; average-wage 2026 32000; villages-served 2026 80
air-quality 2026 72.4; town-insured 2025 61.4; village-insured 2025 31250
town-insured 2026 66.1; village-insured 2026 33100.5
"""
HEADINGS = ("Baseline", "Target", "Actual", "Gap", "Attainment", "Elapsed")
STATUS, MILESTONES, VALUES = "Overview", "Milestones", "Recorded values"
TASKS, UNITS, LEDGER, PATHS = "Tasks and milestones", "By unit", "New entries", "Chart data"

Line = dict[str, Any]


@dataclass(frozen=True)
class Ledger:
    """A database and the days to judge it on."""

    path: Path
    days: tuple[str, ...]

    def says(self, *arguments: str) -> Any:
        said = say("--db", str(self.path), *arguments, "--format", "json", "--lang", "en")
        assert said.code == 0, said.err
        return json.loads(said.out, parse_float=Decimal)


def of_everything(folder: Path) -> Ledger:
    """Return a ledger of test figures for a plan with one of every kind of target, all headline."""
    path, plan = folder / "everything.db", folder / "plan.yaml"
    text = EVERYTHING.read_text(encoding="utf-8")
    plan.write_text(text.replace("\ncommitments:\n", "\n"), encoding="utf-8")
    assert say("plan", "load", str(plan), "--db", str(path)).code == 0
    drafts = [Draft(claim=_claim(*line.split())) for line in FIGURES.replace("\n", ";").split(";")
              if line.strip()]  # fmt: skip
    drafts.append(Draft(claim=MilestoneReport("accounts", "lakeland", Period.of_year(2026), True)))
    record_all(path, drafts, recorded_by="tester", now=datetime.now(UTC))
    return Ledger(path, ("2025-06", "2026", "2027-11-30", "2031"))


def _claim(id: str, period: str, value: str) -> Observation:
    return Observation(
        id, "lakeland", Period.parse(period), Decimal(value), vintage=Vintage.FINAL, source=f"@{id}"
    )


@pytest.fixture(scope="module", params=["everything", "national", "spring"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("ledger")
    with at_work(folder, SBTRACK_LANG="en"):
        if request.param == "everything":
            return of_everything(folder)
        if request.param == "national":
            return Ledger(make_national(folder), ("2012", "2014", "2016"))
        return Ledger(grown(folder / "spring.db"), ("2012", "2014-03-31", "2015"))


@pytest.fixture(scope="module")
def pairs(
    ledger: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Workbook, dict[str, Any], str]]:
    """Return workbooks, each with what the status says of the same day."""
    found = []
    folder = tmp_path_factory.mktemp("workbooks")
    with at_work(folder, SBTRACK_LANG="en"):
        for day in ledger.days:
            file = folder / f"{day}.xlsx"
            line = ("export", "--yes", "-o", str(file), "--as-of", day, "--db", str(ledger.path))
            assert say(*line).code == 0
            found.append((load_workbook(file), ledger.says("status", "--as-of", day), day))
    return found


def table(workbook: Workbook, name: str) -> Iterator[Line]:
    """Yield the lines of a sheet's table by its headings; none where there is no such sheet."""
    if name not in workbook.sheetnames:
        return
    sheet = workbook[name]
    top = int(str(sheet.print_title_rows).replace("$", "").partition(":")[0])
    headings, *lines = sheet.iter_rows(min_row=top)
    for line in lines:
        yield {str(h.value): shown(cell) for h, cell in zip(headings, line, strict=True)}


def shown(cell: Any) -> Any:
    """Return what a cell holds; the day that stands for a period as the period that is shown."""
    day, format = cell.value, str(cell.number_format)
    if not isinstance(day, datetime) or "hh" in format:
        return day
    if format == "yyyy-mm-dd":
        return day.date().isoformat()
    assert format.startswith("yyyy")
    return f"{day.year}{format.removeprefix('yyyy').replace(chr(34), '')}"


def number(value: object, *, points: bool = False) -> object:
    """Return a number of the status as a workbook holds it; what is undefined is a dash."""
    if value is None:
        return "-"
    exact = Decimal(str(value))
    return float(times_hundred(exact) if points else exact)


def told(data: dict[str, Any]) -> Line:
    """Return the figures of an indicator as a line of a workbook should have them."""
    found = {heading: number(data[heading.lower()]) for heading in HEADINGS}
    pace = number(data["pace"], points=True)
    return found | {"Pace (pp)": pace, "Period": data["actual_period"]}


def matches(line: Line, data: dict[str, Any]) -> None:
    """Check every figure that a line has against the status."""
    for heading, value in told(data).items():
        if heading == "Target" and data["target"] is None:
            assert isinstance(line.get(heading, "-"), str)  # the plan's own words
        elif heading in line:
            assert line[heading] == value, (data["code"], heading)
    assert data["verdict"].replace("_", " ") in line["Verdict"]
    assert ("provisional" in line["Verdict"]) == data["provisional"]


Pairs = list[tuple[Workbook, dict[str, Any], str]]


@pytest.mark.sample(1)
def test_the_overview_has_the_figures_of_the_status(pairs: Pairs) -> None:
    for workbook, said, _ in pairs:
        lines = {line["No."]: line for line in table(workbook, STATUS) if line["Verdict"]}
        assert {*lines} == {item["code"] for item in said["indicators"]}
        for data in said["indicators"]:
            matches(lines[data["code"]], data)
            assert lines[data["code"]]["Explanation"] == data["explanation"]
        milestones = {line["No."]: line for line in table(workbook, MILESTONES)}
        assert {*milestones} == {item["code"] for item in said["milestones"]}
        for data in said["milestones"]:
            line = milestones[data["code"]]
            assert line["Verdict"].endswith(data["state"])
            assert line["Explanation"] == data["explanation"]
            assert (line["Due"], line["Period"]) == (data["due"], data["reported"])


def test_tasks_and_units_say_the_same_of_each_indicator(pairs: Pairs) -> None:
    for workbook, said, _ in pairs:
        by_code = {data["code"]: data for data in said["indicators"]}
        for sheet in (TASKS, UNITS):
            lines = [line for line in table(workbook, sheet) if line["What"] == "indicator"]
            assert len(lines) >= len({d["code"] for d in by_code.values() if d["lead_units"]})
            for line in lines:
                data = by_code[line["No."]]
                matches({k: v for k, v in line.items() if k != "Due"}, data)


def test_names_of_the_workbook_lead_to_the_figures_of_the_status(pairs: Pairs) -> None:
    for workbook, said, _ in pairs:
        for data in said["indicators"]:
            word = data["id"].replace("-", "_")
            for heading in ("actual", "gap", "attainment"):
                place = workbook.defined_names[f"{heading}.{word}"].attr_text
                title, cell = place.rsplit("!", 1)
                value = workbook[title.strip("'")][cell.replace("$", "")].value
                assert value == number(data[heading])


@pytest.mark.sample(1)
def test_charts_draw_the_path_and_the_series_that_show_lists(ledger: Ledger, pairs: Pairs) -> None:
    drawn = set()
    for workbook, said, day in pairs:
        lines = list(table(workbook, PATHS))
        for data in said["indicators"]:
            points = [line for line in lines if line["No."] == data["code"]]
            if not points:
                continue
            drawn.add(data["id"])
            shown = ledger.says("show", data["id"], "--as-of", day)
            path = {p["period"]: number(p["value"]) for p in shown["planned_path"]}
            series = shown["compounded"] or shown["series"]
            figures = {p["period"]: number(p["value"]) for p in series}
            for line in points:
                if path:
                    assert line["Planned"] in (path.get(line["Period"]), None, path.get(day))
                if line["Actual"] is not None:
                    assert line["Actual"] == figures[line["Period"]], data["code"]
            if path:
                assert {p["Period"] for p in points if p["Planned"] is not None} >= {
                    p for p in path if p not in figures
                }
            base, last = said["plan"]["base"], min(day[:4], data["target_by"][:4])
            years = {p for p in figures if len(p) == len(base) and base < p < last}
            assert years <= {p["Period"] for p in points if p["Actual"] is not None}
            newest = data["actual_period"]
            if newest and not shown["compounded"] and data["target_kind"] != "every_period":
                assert newest in [p["Period"] for p in points if p["Actual"] is not None]
    assert drawn


def test_every_value_is_an_entry_of_the_ledger(ledger: Ledger, pairs: Pairs) -> None:
    entries = {entry["id"]: entry for entry in ledger.says("log")}
    for workbook, _, _ in pairs:
        values = {line["Entry"]: line for line in table(workbook, VALUES)}
        recorded = {
            id for id, entry in entries.items()
            if entry.get("value") is not None and entry["kind"] != "retraction"
        }  # fmt: skip
        assert {*values} == recorded
        for id, line in values.items():
            entry = entries[id]
            assert (line["No."], line["Period"]) == (entry["code"], entry["period"])
            gone = " (no longer in the plan)" if entry["subject"] == "jobs" else ""
            assert line["Indicator"] == entry["name"] + gone
            assert line["Value"] == number(entry["value"])
            assert (line["Source"], line["Vintage"]) == (entry["source"], entry["vintage"])


def test_the_ledger_is_that_of_log_what_is_no_longer_in_the_plan_included(
    ledger: Ledger, pairs: Pairs
) -> None:
    entries = ledger.says("log")
    for workbook, _, _ in pairs:
        lines = list(table(workbook, LEDGER))
        assert [line["Entry"] for line in lines] == [entry["id"] for entry in entries]
        for line, entry in zip(lines, entries, strict=True):
            said = (entry["code"], entry["name"], entry["period"], entry["supersedes"])
            assert said == tuple(line[h] for h in ("No.", "Indicator", "Period", "Supersedes"))
            if "value" in entry:
                assert line["Value"] == number(entry["value"])
    assert ledger.says("export", "--table", "ledger") == entries


def test_what_a_clock_that_was_ahead_has_dated_later_is_not_left_out(home: Path) -> None:
    grown(home / "work.db")
    ahead = datetime.now(UTC) + timedelta(days=40)
    late = Observation("injury", "city", Period.of_year(2014), Decimal("38.25"))
    record_all(home / "work.db", [Draft(claim=late)], recorded_by="t", now=ahead)
    ledger = Ledger(home / "work.db", ())
    weekly = ("export", "--yes", "--weekly", "--dir", "snapshots")
    assert say(*weekly).code == 0
    (file,) = Path("snapshots").glob("*.xlsx")
    lines = {line["No."]: line for line in table(load_workbook(file), STATUS)}
    assert lines["1"]["Actual"] == 38.25
    by_code = {data["code"]: data for data in ledger.says("status")["indicators"]}
    assert by_code["1"]["actual"] == 38.25
    year, week, _ = datetime.now(UTC).astimezone().isocalendar()
    assert file.stem.rpartition("-W")[2] in {f"{week:02d}", f"{week + 1:02d}"}
    assert year <= int(file.stem.split("-")[1]) <= year + 1
    assert say("record", "1", "39", "-p", "2015", "--yes").code == 0
    assert "the data has changed since" in say(*weekly).err
    assert say(*weekly, "--replace").code == 0
    assert [s["last_entry"] for s in ledger.says("snapshot", "list")] == [17, 18]
