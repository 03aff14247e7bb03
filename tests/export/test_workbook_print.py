"""What is printed can be read: letters of eight points, pages that end where they should."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from workbook_sample import (
    ABOUT,
    CHINESE,
    END,
    ENGLISH,
    LEDGER,
    MILESTONES,
    MONDAY,
    PLAN,
    STATUS,
    TASKS,
    UNITS,
    VALUES,
    WEEK,
    begun,
    export,
    figure,
    header_row,
    opened,
    put,
    sheet_of,
    went_on,
)

from sbtrack.domain.codec import digest
from sbtrack.domain.message import Name
from sbtrack.domain.plan import NoBaseline, Plan, Unit
from sbtrack.domain.targets import AtLeast
from sbtrack.domain.terms import Constraint
from sbtrack.export.workbook.layout import LINE_HEIGHT
from sbtrack.export.workbook.widths import PAGED_ROOM, ROOM
from sbtrack.locale.words import Words
from sbtrack.store.writes.writer import create_database, load_plan

FRIDAY = MONDAY + timedelta(days=4)
NEXT_FRIDAY = FRIDAY + WEEK
#: Points between the margins of A4 landscape, and to a half-width character of a column where a
#: wide font stands in for one that is not installed.
PAGE, CHARACTER = 841.9 - 2 * 0.3 * 72, 6.45


def wordy() -> Plan:
    """Return a plan with long names of everything, and numbers with long units."""
    units = tuple(replace(u, name=Name(f"某市{u.name.text}及其所属各有关单位")) for u in PLAN.units)
    indicators = tuple(
        replace(i, name=Name(f"{i.name.text}（按可比口径计算并扣除重复部分之后的全口径数据）"))
        for i in PLAN.indicators
    )
    milestones = tuple(
        replace(m, title=Name(f"{m.title.text}，并出台与之配套的全部实施细则和管理办法"))
        for m in PLAN.milestones
    )
    return replace(PLAN, units=units, indicators=indicators, milestones=milestones)


def weeks(folder: Path, plan: Plan, words: Words) -> Workbook:
    """Return the workbook of the second week, in which much happened."""
    path = folder / "plan.db"
    entries = begun(path)
    if plan is not PLAN:
        load_plan(path, plan, digest(plan), MONDAY + timedelta(hours=1))
    export(path, folder, FRIDAY, words)
    went_on(path, entries)
    return opened(export(path, folder, NEXT_FRIDAY, words).path)


@pytest.fixture(scope="module", params=["zh", "en"])
def wide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return weeks(tmp_path_factory.mktemp("wide"), wordy(), Words(request.param))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return weeks(tmp_path_factory.mktemp("plain"), PLAN, ENGLISH)


def columns(sheet: Worksheet) -> list[tuple[str, ColumnDimension]]:
    """Return the headings of a table, and its columns."""
    headings = enumerate(sheet[header_row(sheet)], 1)
    return [(str(c.value), sheet.column_dimensions[get_column_letter(n)]) for n, c in headings]


def breadth(sheet: Worksheet) -> float:
    """Return the widths of the columns of a table that are not folded away."""
    shown = (column for _, column in columns(sheet))
    return sum(float(c.width) for c in shown if not c.hidden)


def is_fitted(sheet: Worksheet) -> bool:
    properties = sheet.sheet_properties.pageSetUpPr
    return properties is not None and bool(properties.fitToPage)


def folded(sheet: Worksheet) -> set[str]:
    """Return the headings of the columns that are folded away."""
    return {heading for heading, column in columns(sheet) if column.hidden}


def test_every_table_is_printed_in_letters_of_eight_points_at_least(wide: Workbook) -> None:
    for sheet in wide.worksheets:
        if sheet.print_title_rows is None:
            continue
        scale = float(sheet.page_setup.scale or 100)
        if is_fitted(sheet):
            assert sheet.page_setup.fitToWidth == 1
            scale = 100 * PAGE / (CHARACTER * breadth(sheet))
        assert scale >= 80, sheet.title
        assert breadth(sheet) * CHARACTER * min(scale, 100) / 100 <= PAGE + 1, sheet.title


def test_what_is_too_wide_even_so_is_printed_on_two_pages_with_the_names_repeated(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.db"
    unit = "亿元人民币每平方公里建成区面积每年"
    item = replace(
        PLAN.indicators[0],
        unit_of_measure=unit,
        target=AtLeast(by=END, value=Decimal("1234567890.12345")),
    )
    plan = replace(PLAN, indicators=(item,), milestones=())
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    put(path, figure("injury", "2013", "987654321.54321"), MONDAY)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, CHINESE).path), STATUS)
    assert breadth(sheet) > ROOM
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$B"
    assert folded(sheet) == {"属性", "基期值", "时间进度", "预计期末值", "今后年均所需"}


def test_columns_with_nothing_in_them_are_folded_away_and_others_are_not(plain: Workbook) -> None:
    values, ledger = sheet_of(plain, VALUES), sheet_of(plain, LEDGER)
    assert {"Evidence"} <= folded(values)
    assert not {"Vintage", "Note", "Recorded by"} & folded(values)
    assert {"Vintage", "Evidence"} <= folded(ledger)
    assert not {"Supersedes", "Reason"} & folded(ledger)
    assert "Type" in folded(sheet_of(plain, STATUS))
    assert "Type" not in folded(sheet_of(plain, MILESTONES))
    for sheet in (values, ledger):
        assert sheet.sheet_format.outlineLevelCol == 1
        hidden = [d for d in sheet.column_dimensions.values() if d.hidden]
        assert {d.outlineLevel for d in hidden} == {1}


def test_a_table_without_lines_keeps_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, PLAN, digest(PLAN), MONDAY)
    workbook = opened(export(path, tmp_path, FRIDAY, ENGLISH, allow_empty=True).path)
    assert folded(sheet_of(workbook, VALUES)) == {"Period end"}


def test_each_unit_begins_a_page(plain: Workbook) -> None:
    sheet = sheet_of(plain, UNITS)
    starts = [c.row - 1 for c in sheet["A"] if str(c.value).startswith("leads: tasks ")]
    assert len(starts) == len(PLAN.units)
    breaks = [b.id for b in sheet.row_breaks.brk]
    assert [row - 1 for row in starts[1:]] == breaks
    assert not is_fitted(sheet)  # some programs ignore the breaks of a sheet that is
    assert breadth(sheet) <= PAGED_ROOM + 0.5


@pytest.mark.sample(2)
def test_no_heading_of_the_last_sheet_stands_alone_at_the_end_of_a_page(plain: Workbook) -> None:
    sheet = sheet_of(plain, ABOUT)
    page = (595.3 - (0.55 + 0.6) * 72) / ((sheet.page_setup.scale or 100) / 100)
    breaks = {b.id for b in sheet.row_breaks.brk}
    top, used, ends = header_row(sheet), 0.0, set()
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height or 0
        if used + height > page or row - 1 in breaks:
            ends.add(row - 1)
            used = sheet.row_dimensions[top].height or 0
        used += height
    headings = {c.row for c in sheet["A"] if c.value and c.font.b and c.row > top}
    assert ends
    assert not ends & headings
    assert not {row - 1 for row in ends} & headings


def test_many_units_are_still_found_by_their_links(tmp_path: Path) -> None:
    more = tuple(Unit(f"u{n}", Name(f"单位{n}")) for n in range(30))
    plan = replace(PLAN, units=(*PLAN.units, *more))
    path = tmp_path / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, ENGLISH, allow_empty=True).path), UNITS)
    assert len(sheet.row_breaks.brk) == len(plan.units) - 1


def test_bars_are_flat_with_an_edge_and_the_same_every_time(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    begun(path)
    parts = []
    for name in ("one", "two"):
        file = export(path, tmp_path / name, FRIDAY, ENGLISH).path
        with ZipFile(file) as archive:
            parts.append(archive.read("xl/worksheets/sheet1.xml").decode())
    assert parts[0] == parts[1]
    ids = re.findall(r"<x14:id>(.*?)</x14:id>", parts[0])
    assert ids == re.findall(r'<x14:cfRule type="dataBar" id="(.*?)">', parts[0])
    assert len(ids) == 1
    assert 'border="1" gradient="0"' in parts[0]
    cells = re.findall(r"<xm:sqref>(.*?)</xm:sqref>", parts[0])
    assert f'<conditionalFormatting sqref="{cells[0]}"><cfRule type="dataBar"' in parts[0]


def test_headings_do_not_lie_under_the_buttons_of_the_filter(wide: Workbook) -> None:
    for number in (STATUS, MILESTONES, VALUES):
        sheet = sheet_of(wide, number)
        headings = sheet[header_row(sheet)]
        assert {c.alignment.vertical for c in headings} == {"top"}
        assert {c.alignment.wrap_text for c in headings} == {True}


def page_ends(sheet: Worksheet) -> set[int]:
    """Return the last rows of the pages, as they come out at the sheet's scale."""
    page = (595.3 - (0.55 + 0.6) * 72) / ((sheet.page_setup.scale or 100) / 100)
    breaks, top = {b.id for b in sheet.row_breaks.brk}, header_row(sheet)
    used, found = 0.0, set()
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height or LINE_HEIGHT
        if used + height > page or row - 1 in breaks:
            found.add(row - 1)
            used = sheet.row_dimensions[top].height or 0
        used += height
    assert found <= breaks  # each is ours, so that no program has to find its own
    return found


def many(count: int) -> Plan:
    """Return a plan with so many binding indicators and twenty others, each with a milestone."""
    item = PLAN.indicators[0]
    more = tuple(
        replace(
            item,
            code=f"X{n}",
            id=f"x{n}",
            constraint=Constraint.BINDING if n < count else Constraint.ANTICIPATORY,
        )
        for n in range(count + 20)
    )
    kept = tuple(i for i in PLAN.indicators if i.constraint is not Constraint.ANTICIPATORY)
    return replace(PLAN, indicators=(*kept, *more))


@pytest.mark.parametrize("count", range(10, 17))
def test_no_heading_stands_alone_at_the_end_of_a_page_nor_notes_without_a_line(
    tmp_path: Path, count: int
) -> None:
    plan, path = many(count), tmp_path / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    workbook = opened(export(path, tmp_path, FRIDAY, ENGLISH, allow_empty=True).path)
    for number in (STATUS, TASKS):
        sheet = sheet_of(workbook, number)
        assert not is_fitted(sheet)
        ends = page_ends(sheet)
        lines = range(header_row(sheet) + 1, sheet.max_row + 1)
        headings = {row for row in lines if sheet.cell(row, 1).font.b}
        assert headings
        assert ends
        assert not ends & headings
    sheet = sheet_of(workbook, STATUS)
    last = max(c.row for c in sheet["B"] if c.value)
    assert sheet.cell(sheet.max_row, 1).value  # a note
    assert not page_ends(sheet) & {*range(last - 1, sheet.max_row)}


@pytest.mark.sample(3)
@pytest.mark.parametrize("count", range(9))
def test_the_last_lines_of_a_table_are_on_the_page_of_its_notes(tmp_path: Path, count: int) -> None:
    first = replace(PLAN.indicators[0], baseline=NoBaseline())
    items = tuple(replace(first, code=f"{n}", id=f"x{n}") for n in range(10 + count))
    plan, path = replace(PLAN, indicators=items), tmp_path / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    sheet = sheet_of(opened(export(path, tmp_path, FRIDAY, ENGLISH, allow_empty=True).path), STATUS)
    last = max(c.row for c in sheet["B"] if c.value)
    assert not page_ends(sheet) & {*range(last - 1, sheet.max_row)}


def test_a_long_sheet_is_fitted_to_the_width_of_a_page(
    tmp_path: Path,
) -> None:
    sheet = sheet_of(weeks(tmp_path, PLAN, ENGLISH), VALUES)
    assert is_fitted(sheet)  # how many rows there will be is not known beforehand
    assert [*sheet.row_breaks.brk] == []
