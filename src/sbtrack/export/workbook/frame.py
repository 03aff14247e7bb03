"""All of a sheet but its rows: panes, filter, widths, links, bars, lights and print set-up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from openpyxl.cell import Cell as DrawnCell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Light
from sbtrack.export.workbook.layout import Layout
from sbtrack.export.workbook.names import Places
from sbtrack.locale.signs import SYMBOLS
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.sheets import Linked, Look, Tab

_A4 = 9
_MARGIN, _EDGE_MARGIN = 0.4, 0.25  # inches
_FILTERED = (Tab.STATUS, Tab.CHANGES, Tab.VALUES, Tab.TASKS, Tab.UNITS, Tab.LEDGER, Tab.PATHS)
_NAMED_COLUMNS = {Tab.STATUS: 3, Tab.VALUES: 3, Tab.PATHS: 3}  # the first column that scrolls
_TABS = {
    Tab.STATUS: "1F3864",
    Tab.CHANGES: "C55A11",
    Tab.CHARTS: "2E75B6",
    Tab.ABOUT: "7F7F7F",
}
_LIGHTS = {
    Light.GREEN: (Font(color="1E5631"), "DFF0D8"),
    Light.YELLOW: (Font(color="7F4F00", bold=True), "FFE699"),
    Light.RED: (Font(color="FFFFFF", bold=True), "B02318"),
    Light.GREY: (Font(color="595959", italic=True), "EDEDED"),
}


def frame(sheet: Worksheet, layout: Layout, places: Places, words: Words, limit: Decimal) -> None:
    """Set up a sheet; what depends on the last row of a long one is set by `finish`."""
    _view(sheet, layout)
    _print(sheet, layout, words)
    for index, width in enumerate(layout.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _merge(sheet, layout)
    _link(sheet, layout, places)
    if layout.sheet.fields and layout.sheet.tab in _FILTERED:
        sheet.auto_filter.ref = layout.table.replace("$", "")
    if not layout.sheet.long:
        _light_up(sheet, layout, limit)


def _view(sheet: Worksheet, layout: Layout) -> None:
    tab = layout.sheet.tab
    view = sheet.sheet_view
    view.showGridLines = False
    view.zoomScale = 100
    view.tabSelected = tab is Tab.STATUS
    if layout.sheet.fields:
        column = get_column_letter(_NAMED_COLUMNS.get(tab, 1))
        sheet.freeze_panes = f"{column}{layout.first_row}"
    if tab in _TABS:
        sheet.sheet_properties.tabColor = _TABS[tab]


def _print(sheet: Worksheet, layout: Layout, words: Words) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", _A4
    if layout.sheet.fields:  # else there are page breaks, which fitting would ignore
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top, margins.bottom = 0.55, 0.6
    margins.header = margins.footer = _EDGE_MARGIN
    if layout.sheet.fields:
        sheet.print_title_rows = f"{layout.header_row}:{layout.header_row}"
    page = words.say(Msg("Page {page} of {pages}", page="&P", pages="&N"))
    footer, header = sheet.oddFooter, sheet.oddHeader
    assert footer is not None
    assert header is not None
    for part, text in ((footer.left, "&A"), (footer.center, page), (header.right, "&F")):
        part.text, part.size = text, 9


def _merge(sheet: Worksheet, layout: Layout) -> None:
    """Sentences above and below a table run over its width."""
    above = range(1, 2 + len(layout.sheet.intro))
    below: tuple[int, ...] = ()
    if not layout.sheet.long:
        start = layout.notes_row
        below = tuple(range(start, start + len(layout.sheet.notes)))
    last, merged = get_column_letter(len(layout.prose)), _InOrder()
    if len(layout.prose) > 1:
        for row in (*above, *below):
            merged.add(f"A{row}:{last}{row}")
    sheet.merged_cells = merged


class _InOrder(MultiCellRange):
    """Ranges from the top of the sheet down; openpyxl keeps a set, which has no order."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def _link(sheet: Worksheet, layout: Layout, places: Places) -> None:
    for row, cell in enumerate(layout.sheet.intro, 2):
        if isinstance(cell, Linked):
            _add_link(sheet, row, 1, places.of(cell.to))
    if layout.sheet.long:
        return
    for row, line in enumerate(layout.lines, layout.first_row):
        for column, item in enumerate(line.cells, 1):
            if isinstance(item, Linked):
                _add_link(sheet, row, column, places.of(item.to))


def _add_link(sheet: Worksheet, row: int, column: int, location: str | None) -> None:
    """Openpyxl collects links from cells, so it is given one; its row is not used."""
    if location is None:
        return
    cell = DrawnCell(sheet, row=row, column=column)
    cell.style = "Normal"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
    sheet._cells[row, column] = cell


def _light_up(sheet: Worksheet, layout: Layout, limit: Decimal) -> None:
    if layout.last_row < layout.first_row:
        return
    for field in layout.sheet.fields:
        cells = layout.cells_of(field.key)
        first = cells.partition(":")[0]
        if field.look is Look.BAR:
            sheet.conditional_formatting.add(cells, _bar())
        elif field.look is Look.PACE:
            sheet.conditional_formatting.add(cells, _below(-limit))
        elif field.look is Look.MARK:
            for light in _LIGHTS:
                sheet.conditional_formatting.add(cells, _lit(first, light))


def _bar() -> Rule:
    """A bar over the whole cell at one, and none at nothing or below."""
    ends = [FormatObject(type="num", val=0), FormatObject(type="num", val=1)]
    bar = DataBar(minLength=0, maxLength=100, cfvo=ends, color=Color(rgb="008FAADC"))
    return Rule(type="dataBar", dataBar=bar)


def _below(limit: Decimal) -> Rule:
    style = DifferentialStyle(font=Font(bold=True, color="B02318"))
    return Rule(type="cellIs", operator="lessThan", formula=[str(limit)], dxf=style)


def _lit(cell: str, light: Light) -> Rule:
    """The colours of a light, for cells that begin with its symbol."""
    font, colour = _LIGHTS[light]
    style = DifferentialStyle(font=font, fill=PatternFill(bgColor=colour, fill_type="solid"))
    return Rule(type="expression", formula=[f'LEFT({cell},1)="{SYMBOLS[light]}"'], dxf=style)
