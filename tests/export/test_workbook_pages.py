"""What a reader sees on the pages: nothing cut off, no empty charts, counts that can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbook_sample import (
    ABOUT,
    BASE,
    CHARTS,
    CHINESE,
    END,
    ENGLISH,
    MILESTONES,
    MONDAY,
    PATHS,
    PLAN,
    STATUS,
    TASKS,
    UNITS,
    at,
    begun,
    column,
    export,
    figure,
    header_row,
    lines,
    opened,
    put,
    sheet_of,
    surveyed,
    table,
)

from sbtrack.domain.codec import digest
from sbtrack.domain.message import Name
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline, Plan
from sbtrack.domain.targets import AtLeast
from sbtrack.domain.terms import Constraint, Group
from sbtrack.export.workbook.layout import LINE_HEIGHT
from sbtrack.export.workbook.text_width import BOLD, drawn_width, lines_needed
from sbtrack.locale.words import Words
from sbtrack.reports.status.data import status_data
from sbtrack.store.writes.writer import create_database, load_plan

FRIDAY = MONDAY + timedelta(days=4)
LONG = "A measure with a name that is too long for a column of any sheet in this workbook, surely"
ONE_LINE = LINE_HEIGHT * 1.5


def wordy() -> Plan:
    """Return the plan with long names, many lights under one task, and shared leads."""
    units = tuple(replace(u, name=Name(f"某市{u.name.text}及其所属各有关单位")) for u in PLAN.units)
    item = PLAN.indicators[0]
    more = tuple(
        replace(
            item,
            code=f"X{number}",
            id=f"more-{number}",
            name=Name(f"{LONG} {number}"),
            target=AtLeast(by=END, value=Decimal(30 + number)),
            baseline=NoBaseline() if number % 3 else item.baseline,
        )
        for number in range(12)
    )
    first, *rest = PLAN.indicators
    shared = replace(first, lead=("hr", "finance"))
    task = replace(PLAN.tasks[0], summary=Name("第一段。\n第二段。"))
    return replace(
        PLAN,
        note=Name("第一行\n第二行"),
        units=units,
        tasks=(task, *PLAN.tasks[1:]),
        indicators=(shared, *rest, *more),
    )


def made(folder: Path, plan: Plan, words: Words) -> Workbook:
    path = folder / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    return opened(export(path, folder, FRIDAY, words, allow_empty=True).path)


@pytest.fixture(scope="module", params=["zh", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return made(tmp_path_factory.mktemp("wordy"), wordy(), Words(request.param))


def width(sheet: Worksheet, cell: Cell | MergedCell) -> float:
    return float(sheet.column_dimensions[get_column_letter(cell.column or 1)].width)


@pytest.mark.parametrize("number", [STATUS, MILESTONES, TASKS, UNITS, PATHS, ABOUT])
def test_every_line_is_high_enough_for_what_wraps_in_it(pages: Workbook, number: int) -> None:
    sheet = sheet_of(pages, number)
    wrapped = 0
    for row in sheet.iter_rows(min_row=header_row(sheet) + 1):
        for cell in row:
            if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
                continue
            if cell.coordinate in sheet.merged_cells:
                continue
            needed = lines_needed(cell.value, width(sheet, cell))
            height = sheet.row_dimensions[cell.row].height or 0
            assert height >= needed * LINE_HEIGHT, cell.value
            wrapped += needed > 1
    assert wrapped


@pytest.mark.parametrize("number", [STATUS, MILESTONES, TASKS, UNITS, PATHS])
def test_what_does_not_wrap_fits_in_its_column(pages: Workbook, number: int) -> None:
    sheet = sheet_of(pages, number)
    for line in table(sheet):
        for cell in line:
            if isinstance(cell.value, str) and not cell.alignment.wrap_text:
                assert drawn_width(cell.value) < width(sheet, cell), cell.value


@pytest.mark.parametrize("number", [MILESTONES, TASKS, UNITS, PATHS])
def test_no_link_is_at_a_text_of_several_lines_which_libreoffice_would_cut(
    pages: Workbook, number: int
) -> None:
    sheet = sheet_of(pages, number)
    linked = [c for line in table(sheet) for c in line if c.hyperlink]
    assert linked
    for cell in linked:
        assert lines_needed(str(cell.value), width(sheet, cell)) == 1


def test_a_lead_that_is_shared_leads_to_neither_of_the_two(tmp_path: Path) -> None:
    sheet = sheet_of(made(tmp_path, wordy(), ENGLISH), STATUS)
    by_code = lines(sheet)
    place = column(sheet, "Lead unit")
    assert by_code["1"][place].hyperlink is None
    assert str(by_code["1"][place].value).count("及其所属各有关单位") == 2


def test_a_line_break_of_the_plan_is_one_in_its_cell(tmp_path: Path) -> None:
    sheet = sheet_of(made(tmp_path, wordy(), ENGLISH), ABOUT)
    note = next(row[1] for row in sheet.iter_rows() if row[0].value == "Note")
    assert note.value == "第一行\n第二行"
    assert (sheet.row_dimensions[note.row].height or 0) > ONE_LINE


def test_counts_are_numbers_under_their_headings_milestones_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, ENGLISH).path), STATUS)
    with surveyed(path, FRIDAY) as survey:
        summary = status_data(survey.answer, ENGLISH)["summary"]
    above = [[c.value for c in row] for row in sheet.iter_rows(max_row=header_row(sheet) - 1)]
    place = next(i for i, row in enumerate(above) if row[1] == "Milestones")
    told = dict(zip(above[place - 1], above[place], strict=True))
    states = {state: told[state] for state in ("done", "due", "overdue")}
    assert told["Total"] == len(PLAN.milestones)
    assert states == summary["milestones"] == {"done": 0, "due": 1, "overdue": 1}


def test_a_count_has_the_room_that_its_heading_needs(tmp_path: Path) -> None:
    path, plan = tmp_path / "plan.db", replace(PLAN, indicators=PLAN.indicators[3:4])
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    put(path, figure("new-jobs", "2011", "2.5"), MONDAY)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, CHINESE).path), STATUS)
    headings = [
        cell
        for row in sheet.iter_rows(max_row=header_row(sheet) - 1)
        for cell in row
        if cell.fill.fill_type == "solid"
    ]
    assert "基本符合预期" in [cell.value for cell in headings]  # above a narrow column
    for cell in headings:
        if not sheet.column_dimensions[get_column_letter(cell.column or 1)].hidden:
            needed = lines_needed(str(cell.value), width(sheet, cell) * BOLD)
            assert (sheet.row_dimensions[cell.row or 1].height or 0) >= needed * LINE_HEIGHT


def test_a_gap_is_drawn_with_the_decimals_of_the_plan_as_on_screen(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    gini = replace(
        PLAN.indicators[0],
        unit_of_measure="点",
        baseline=Baseline(Decimal("0.4625"), BASE),
        target=AtLeast(by=END, value=Decimal("0.5")),
    )
    plan = replace(PLAN, indicators=(gini,))
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    put(path, figure("injury", "2013", "0.4819"), MONDAY)
    workbook = opened(export(path, tmp_path, FRIDAY, ENGLISH).path)
    for number in (STATUS, UNITS):
        sheet = sheet_of(workbook, number)
        gap = next(x for x in table(sheet) if at(sheet, x, "No.") == "1" and at(sheet, x, "Gap"))
        assert gap[column(sheet, "Gap")].value == 0.0181
        assert gap[column(sheet, "Gap")].number_format == '#,##0.0000" 点"'


def lone(code: str) -> Indicator:
    return Indicator(
        code=code,
        id=f"lone-{code}",
        name=Name("支付比例"),
        group=Group.HEADLINE,
        constraint=Constraint.BINDING,
        unit_of_measure="%",
        baseline=NoBaseline(),
        target=AtLeast(by=END, value=Decimal(75)),
    )


def test_a_target_alone_makes_no_chart_and_the_sheet_says_so_below(tmp_path: Path) -> None:
    plan = replace(PLAN, indicators=(PLAN.indicators[0], lone("8"), lone("9")))
    workbook = made(tmp_path, plan, ENGLISH)
    charts, data = sheet_of(workbook, CHARTS), sheet_of(workbook, PATHS)
    assert len(charts._charts) == 1  # type: ignore[attr-defined]
    assert charts.cell(charts.max_row, 1).value == "No chart (8, 9): fewer than two values to draw."
    assert {at(data, line, "No.") for line in table(data)} == {"1"}


def test_however_many_have_no_chart_the_others_stay_where_they_are(tmp_path: Path) -> None:
    plan = replace(PLAN, indicators=(PLAN.indicators[0], *(lone(str(n)) for n in range(100, 220))))
    few = replace(PLAN, indicators=plan.indicators[:1])
    places = []
    for name, wanted in (("many", plan), ("few", few)):
        folder = tmp_path / name
        folder.mkdir()
        sheet = sheet_of(made(folder, wanted, ENGLISH), CHARTS)
        (chart,) = sheet._charts  # type: ignore[attr-defined]
        above = sum(sheet.row_dimensions[row].height or LINE_HEIGHT for row in range(1, 5))
        places.append((chart.anchor.pos.y, above))
    assert places[0] == places[1]
    assert places[0][0] > places[0][1] * 12_700  # below what is said above it


def test_letters_are_measured_by_how_wide_they_are_drawn() -> None:
    assert lines_needed("Residents' pension scheme in place everywhere", 42) == 1
    assert lines_needed("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", 42) == 2
    assert lines_needed("工伤保险参保人数", 17) == 1
    assert lines_needed("工伤保险参保人数", 15) == 2
    assert lines_needed("一\n二\n三", 40) == 3


@pytest.mark.parametrize(
    ("unit", "target", "value", "required", "format"),
    [
        ("%", "95", "94", "0.3333333333333333", '#,##0.00" pp"'),
        ("%", "97", "94", "1", '#,##0" pp"'),
        ("%", "104.5", "94", "3.5", '#,##0.0" pp"'),
        ("万人", "400", "399", "0.3333333333333333", '#,##0.00" 万人"'),
        ("万人", "94.002", "94", "0.0006666666666667", '#,##0.000" 万人"'),
    ],
)
def test_what_is_required_a_year_is_drawn_as_on_screen_and_never_as_nothing(
    tmp_path: Path, unit: str, target: str, value: str, required: str, format: str
) -> None:
    sheet, line = lone_line(tmp_path, unit, target, value)
    cell = line[column(sheet, "Required a year")]
    assert cell.value == pytest.approx(float(required))
    assert cell.number_format == format


def test_a_projected_value_beside_the_target_does_not_look_like_it(tmp_path: Path) -> None:
    sheet, line = lone_line(tmp_path, "万人", "98", "39")
    cell = line[column(sheet, "Projected")]
    assert (cell.value, cell.number_format) == (97.5, '#,##0.0" 万人"')
    (tmp_path / "near").mkdir()
    sheet, line = lone_line(tmp_path / "near", "万人", "100", "40")
    cell = line[column(sheet, "Projected")]
    assert (cell.value, cell.number_format) == (100, '#,##0" 万人"')


def lone_line(folder: Path, unit: str, target: str, value: str) -> tuple[Worksheet, list[Cell]]:
    """Return the line of an indicator that stood at zero in 2010, with a figure of 2012."""
    item = replace(
        PLAN.indicators[0],
        unit_of_measure=unit,
        baseline=Baseline(Decimal(0), BASE),
        target=AtLeast(by=END, value=Decimal(target)),
    )
    path, plan = folder / "plan.db", replace(PLAN, indicators=(item,))
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    put(path, figure("injury", "2012", value), MONDAY)
    sheet = sheet_of(opened(export(path, folder, FRIDAY, ENGLISH).path), STATUS)
    return sheet, lines(sheet)["1"]


@pytest.mark.parametrize(("as_of", "said"), [("2015-12-30", 1.4), ("2015-12-31", "-")])
def test_nothing_is_required_a_year_once_the_target_period_is_over(
    tmp_path: Path, as_of: str, said: object
) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    day = date.fromisoformat(as_of)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, ENGLISH, as_of=day).path), STATUS)
    assert at(sheet, lines(sheet)["1"], "Required a year") == said


def test_a_short_name_that_leads_somewhere_has_a_column_that_it_fits_in(tmp_path: Path) -> None:
    units = (
        replace(PLAN.units[0], name=Name("人社局", (("en", "Civil Affairs"),))),
        *PLAN.units[1:],
    )
    plan = replace(wordy(), units=units)
    plan = replace(plan, indicators=tuple(replace(i, lead=("hr",)) for i in plan.indicators))
    workbook = made(tmp_path, plan, ENGLISH)
    for number, heading in ((STATUS, "Lead unit"), (MILESTONES, "Lead unit"), (TASKS, "Lead")):
        sheet = sheet_of(workbook, number)
        place = column(sheet, heading)
        leads = [x[place] for x in table(sheet) if x[place].value == "Civil Affairs"]
        assert leads
        assert all(cell.hyperlink for cell in leads), sheet.title
        assert width(sheet, leads[0]) < 15
