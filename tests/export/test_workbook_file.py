"""The file is a real workbook: numbers, dates, links, charts, print set-up, and always the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.chart.line_chart import LineChart
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbook_sample import (
    ABOUT,
    CHANGES,
    CHARTS,
    DOUBTS,
    ENGLISH,
    HOSTILE,
    LEDGER,
    MILESTONES,
    MONDAY,
    PATHS,
    STATUS,
    TASKS,
    UNITS,
    VALUES,
    WEEK,
    at,
    begun,
    column,
    export,
    header_row,
    lines,
    opened,
    sheet_of,
    table,
    went_on,
)

from sbtrack.export.workbook.layout import LINE_HEIGHT

FRIDAY = MONDAY + timedelta(days=4)
NEXT_FRIDAY = FRIDAY + WEEK
TABLES = (STATUS, MILESTONES, CHANGES, VALUES, TASKS, UNITS, DOUBTS, LEDGER, PATHS, ABOUT)
_MAKE = """
import sys
from datetime import datetime
from pathlib import Path
from workbook_sample import CHINESE, export
export(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]), CHINESE)
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "plan.db"
    entries = begun(path)
    export(path, path.parent / "first", FRIDAY)
    went_on(path, entries)
    return path


@pytest.fixture(scope="module")
def file(database: Path) -> Path:
    return export(database, database.parent / "second", NEXT_FRIDAY).path


@pytest.fixture(scope="module")
def workbook(file: Path) -> Workbook:
    return opened(file)


@pytest.fixture(scope="module")
def english(database: Path) -> Workbook:
    return opened(export(database, database.parent / "english", NEXT_FRIDAY, ENGLISH).path)


def cell(sheet: Worksheet, code: str, heading: str) -> Cell:
    return lines(sheet)[code][column(sheet, heading)]


def test_numbers_have_the_format_of_their_unit(english: Workbook, workbook: Workbook) -> None:
    sheet = sheet_of(english, STATUS)
    formats = {
        h: cell(sheet, "1", h).number_format for h in ("Baseline", "Gap", "Attainment", "Pace (pp)")
    }
    assert formats == {
        "Baseline": '#,##0.00" 万人"',
        "Gap": '#,##0.0" 万人"',
        "Attainment": "0.0%",
        "Pace (pp)": "+0.0;-0.0;0.0",
    }
    assert cell(sheet, "2", "Target").number_format == '"at most "#,##0.0"%"'
    assert cell(sheet, "2", "Gap").number_format == '#,##0" pp"'
    assert cell(sheet, "3", "Actual").value == 1700
    chinese = {c.number_format for row in sheet_of(workbook, STATUS).iter_rows() for c in row}
    assert '#,##0.00"万人"' in chinese
    assert '"不高于"#,##0.0"%"' in chinese


def test_the_sheets_have_their_names_in_both_languages(
    workbook: Workbook, english: Workbook
) -> None:
    chinese = {number: workbook.sheetnames[number] for number in TABLES if number != PATHS}
    assert chinese == {
        STATUS: "总表",
        MILESTONES: "里程碑",
        CHANGES: "本期变化",
        VALUES: "指标明细",
        TASKS: "任务与里程碑",
        UNITS: "责任单位",
        DOUBTS: "存疑数据",
        LEDGER: "台账",
        ABOUT: "说明",
    }
    assert english.sheetnames == [
        *("Overview", "Milestones", "What changed", "Charts", "Recorded values"),
        *("Tasks and milestones", "By unit", "Doubtful figures", "New entries", "Chart data"),
        "Explanations",
    ]


def test_dates_are_dates(english: Workbook) -> None:
    sheet = sheet_of(english, VALUES)
    line = lines(sheet, "Entry")[1]
    day, moment = (line[column(sheet, h)] for h in ("Period end", "Recorded at"))
    assert (day.is_date, day.value, day.number_format) == (
        *(True, datetime(2012, 12, 31), "yyyy-mm-dd"),
    )
    assert (moment.is_date, moment.number_format) == (True, "yyyy-mm-dd hh:mm")


def test_periods_are_the_days_on_which_they_end_and_are_shown_as_what_they_are(
    english: Workbook, workbook: Workbook
) -> None:
    found = []
    for book, heading in ((english, "Due"), (workbook, "时限")):
        sheet = sheet_of(book, MILESTONES)
        for line in table(sheet):
            due = line[column(sheet, heading)]
            found.append((due.is_date, due.value, due.number_format))
    assert found == [
        (True, datetime(2014, 3, 12), "yyyy-mm-dd"),
        (True, datetime(2012, 12, 31), "yyyy"),
        (True, datetime(2014, 3, 12), "yyyy-mm-dd"),
        (True, datetime(2012, 12, 31), 'yyyy"年"'),
    ]
    month = lines(sheet_of(english, VALUES), "Entry")[11][
        column(sheet_of(english, VALUES), "Period")
    ]
    assert (month.value, month.number_format) == (datetime(2014, 2, 28), 'yyyy"-02"')


def test_a_number_keeps_its_last_digit(file: Path) -> None:
    with ZipFile(file) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    third = 33.3333333333333
    assert f"<v>{third!r}</v>" in xml
    assert all(repr(float(v)) == v for v in re.findall(r"<v>(\d+\.\d+)</v>", xml))


def test_text_that_looks_like_a_formula_is_text(english: Workbook) -> None:
    values, ledger = sheet_of(english, VALUES), sheet_of(english, LEDGER)
    by_entry = lines(values, "Entry")
    name = by_entry[8][column(values, "Indicator")]
    sources = [by_entry[n][column(values, "Source")] for n in (2, 3, 4)]
    assert [c.value for c in (name, *sources)] == [*HOSTILE[:4]]
    for found in (name, *sources):
        assert found.data_type == "s"
        assert found.quotePrefix  # so it stays text when somebody edits it
    everything = [c for s in english.worksheets for row in s.iter_rows() for c in row]
    assert not [c for c in everything if c.data_type in ("f", "e")]
    assert not [c for c in everything if c.value == ""]  # nothing is a blank, not a text
    assert table(ledger)


def test_characters_that_no_workbook_can_hold_are_made_visible(file: Path) -> None:
    with ZipFile(file) as archive:
        xml = archive.read(f"xl/worksheets/sheet{VALUES + 1}.xml").decode()
    assert "a␉b &lt;&amp;&gt; ]]&gt; _x005F_x0041_ �" in xml


@pytest.mark.parametrize("number", TABLES)
def test_headings_stay_in_sight_and_are_repeated_on_every_page(
    workbook: Workbook, number: int
) -> None:
    sheet = sheet_of(workbook, number)
    top = header_row(sheet)
    assert str(sheet.freeze_panes).endswith(str(top + 1))
    assert sheet.print_title_rows == f"${top}:${top}"
    if number != ABOUT:
        assert sheet.auto_filter.ref is not None
        left, first, right, last = range_boundaries(sheet.auto_filter.ref)
        assert (left, first, right) == (1, top, len(sheet[top]))
        framed = [c.row for c in sheet["A"] if c.border.left and c.border.left.style]
        assert last == max(framed)


def test_every_sheet_prints_on_a4_landscape_with_page_numbers(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter is not None
        footer = str(sheet.oddFooter.center.text)
        assert (footer.count("&P"), footer.count("&N")) == (1, 1)
        if sheet in (sheet_of(workbook, VALUES), sheet_of(workbook, LEDGER)):
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        elif sheet.auto_filter.ref:
            assert 80 <= (sheet.page_setup.scale or 0) <= 100


def test_columns_are_wide_enough_for_chinese(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, STATUS)
    name = sheet.column_dimensions["B"].width
    assert name >= 2 * len("工伤保险参保人数")
    heading = [c.value for c in sheet[header_row(sheet)]].index("完成程度")
    letter = "ABCDEFGHIJKLMN"[heading]
    assert sheet.column_dimensions[letter].width >= 2 * len("完成程度")
    heights = sheet.row_dimensions[header_row(sheet)].height
    assert heights is not None
    assert heights >= LINE_HEIGHT + 12  # the filter's button is below the words


def test_verdicts_are_told_apart_without_colour_and_attainment_has_bars(
    workbook: Workbook,
) -> None:
    sheet = sheet_of(workbook, STATUS)
    rules = {str(cells.sqref)[0]: [*cells.rules] for cells in sheet.conditional_formatting}
    kinds = {letter: [rule.type for rule in found] for letter, found in rules.items()}
    assert kinds == {"I": ["dataBar"], "K": ["cellIs"], "N": ["expression"] * 4}
    bar = rules["I"][0].dataBar
    assert [(float(end.val), end.type) for end in bar.cfvo] == [(0, "num"), (1, "num")]
    styles = [(r.dxf.font.b, r.dxf.font.i, r.dxf.fill.bgColor.rgb) for r in rules["N"]]
    assert len(set(styles)) == 4
    marks = {str(line[13].value)[0] for line in table(sheet)}
    assert marks == {"✓", "!", "✗", "◦"}


def test_headline_charts_draw_the_planned_path_dashed_and_the_figures_with_markers(
    workbook: Workbook,
) -> None:
    charts = sheet_of(workbook, CHARTS)._charts  # type: ignore[attr-defined]
    data = sheet_of(workbook, PATHS)
    assert len(charts) == 4
    for chart in charts:
        assert isinstance(chart, LineChart)
        planned, actual = chart.series
        assert planned.graphicalProperties.line.dashStyle == "dash"
        assert actual.marker.symbol == "circle"
        for series, letter in ((planned, "F"), (actual, "G")):
            name, cells = series.val.numRef.f.rsplit("!", 1)
            assert name.strip("'") == data.title
            assert cells.replace("$", "")[0] == letter
    first = charts[0].series[1].val.numRef.f.rsplit("!", 1)[1].replace("$", "")
    values = [row[0].value for row in data[first]]
    assert values == [None, None, 35.1, 37.2, None, None]


def test_links_lead_to_places_that_are_there(workbook: Workbook) -> None:
    names = workbook.defined_names
    links = [
        (sheet, c.hyperlink)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for c in row
        if c.hyperlink is not None
    ]
    assert {sheet.title for sheet, _ in links} >= {
        sheet_of(workbook, n).title
        for n in (STATUS, MILESTONES, CHANGES, CHARTS, TASKS, UNITS, PATHS, ABOUT)
    }
    for sheet, link in links:
        assert sheet[str(link.ref)].value
        location = str(link.location)
        if "!" not in location:
            location = names[location].attr_text
        title, place = location.rsplit("!", 1)
        target = workbook[title.strip("'")]
        row = target[place.replace("$", "")].row
        assert any(c.value is not None for c in target[row]), location
    status = sheet_of(workbook, STATUS)
    values = sheet_of(workbook, VALUES)
    code, name = lines(status, "编号")["1"][:2]
    assert code.hyperlink is not None
    place = names[str(code.hyperlink.location)].attr_text.rsplit("!", 1)[1].replace("$", "")
    assert values[place].row == next(c.row for c in values["B"] if c.value == name.value)


def test_names_lead_to_tables_dates_and_the_figures_of_each_indicator(workbook: Workbook) -> None:
    names = {name: found.attr_text for name, found in workbook.defined_names.items()}

    def value(name: str) -> object:
        title, place = names[name].rsplit("!", 1)
        return workbook[title.strip("'")][place.replace("$", "")].value

    assert value("as_of") == datetime(2014, 3, 14)
    assert value("actual.injury") == 37.2
    assert value("actual.new_jobs") == 2.5
    assert value("attainment.jobless") == -1.5
    title, cells = names["values_table"].rsplit("!", 1)
    sheet = workbook[title.strip("'")]
    assert cells.replace("$", "") == sheet.auto_filter.ref
    assert {f"{t}_table" for t in ("status", "changes", "values", "tasks", "units", "ledger")} <= {
        *names
    }


def test_properties_say_what_it_is_and_never_when_or_where_it_was_made(workbook: Workbook) -> None:
    found = workbook.properties
    assert (found.title, found.creator, found.language) == ("样例规划", "某市政府", "zh")
    assert found.created == found.modified == datetime(2014, 3, 10, 1, 3)  # UTC, of the amendment
    custom = {p.name: p.value for p in workbook.custom_doc_props.props}  # type: ignore[attr-defined]
    assert custom["as of"] == "2014-03-14"
    assert custom["week"] == "2014-W11"
    assert len(custom["fingerprint"].partition(":")[2]) == 64


def test_the_same_bytes_come_from_another_process_another_day_and_another_place(
    database: Path, file: Path, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4711",
        "TZ": "America/New_York",
        "LC_ALL": "C",
        "TMPDIR": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parent),
    }
    subprocess.run(
        [sys.executable, "-c", _MAKE, database, tmp_path, NEXT_FRIDAY.isoformat()],
        check=True,
        env=environment,
    )
    assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_the_same_is_told_for_every_moment_until_something_is_recorded(
    database: Path, file: Path, tmp_path: Path
) -> None:
    just_recorded = MONDAY + WEEK + timedelta(minutes=3)
    later = export(database, tmp_path, just_recorded, as_of=NEXT_FRIDAY.date(), now=NEXT_FRIDAY)
    assert later.path.read_bytes() == file.read_bytes()


def test_parts_of_the_package_bear_no_moment_and_nothing_is_left_behind(
    database: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(file) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        for part in archive.namelist():
            ElementTree.parse(BytesIO(archive.read(part)))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    export(database, tmp_path, NEXT_FRIDAY)
    assert [*(tmp_path / "scratch").iterdir()] == []


def test_chinese_and_english_workbooks_hold_the_same_figures(
    workbook: Workbook, english: Workbook
) -> None:
    for ours, theirs in zip(workbook.worksheets, english.worksheets, strict=True):
        assert ours.dimensions == theirs.dimensions
        for row, other in zip(ours.iter_rows(), theirs.iter_rows(), strict=True):
            for one, two in zip(row, other, strict=True):
                if one.data_type == "n" or two.data_type == "n":
                    assert one.value == two.value


@pytest.mark.slow
def test_libreoffice_reads_every_sheet_and_prints_them(file: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    for kind in ("pdf", every_sheet):
        line = [*command, "--convert-to", kind, "--outdir", str(tmp_path), str(file)]
        subprocess.run(line, check=True, capture_output=True)
    names = opened(file).sheetnames
    read = {
        p.stem.removeprefix(f"{file.stem}-"): p.read_text("utf-8") for p in tmp_path.glob("*.csv")
    }
    assert {*read} == {*names}
    injury = next(x for x in read[names[STATUS]].splitlines() if x.startswith("1,"))
    assert injury.split(",")[3:6] == ["33.66", "45", "37.2"]
    assert '"=HYPERLINK(""http://x"")"' in read[names[VALUES]]
    assert (tmp_path / file.with_suffix(".pdf").name).read_bytes().startswith(b"%PDF")


def test_an_indicator_line_finds_its_way_back(workbook: Workbook) -> None:
    sheet = sheet_of(workbook, UNITS)
    line = next(x for x in table(sheet) if "工伤保险参保人数" in [c.value for c in x])
    linked = line[column(sheet, "编号")]
    assert linked.hyperlink is not None
    title, place = str(linked.hyperlink.location).rsplit("!", 1)
    status = workbook[title.strip("'")]
    assert isinstance(status, Worksheet)
    assert status.cell(status[place].row, 2).value == "工伤保险参保人数"
    assert at(sheet, table(sheet)[0], "编号") == "1"
