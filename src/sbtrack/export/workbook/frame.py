"""All of a sheet but its rows and its paper: panes, filter, widths, links, bars and lights."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from openpyxl.cell import Cell as DrawnCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.domain.terms import Light
from sbtrack.export.workbook.bars import bar_rule
from sbtrack.export.workbook.layout import Layout
from sbtrack.export.workbook.names import Places
from sbtrack.export.workbook.paper import set_up_print
from sbtrack.locale.signs import SYMBOLS
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.sheets import Linked, Look, Tab

_FILTERED = (
    *(Tab.STATUS, Tab.MILESTONES, Tab.CHANGES, Tab.VALUES, Tab.TASKS, Tab.UNITS, Tab.DOUBTS),
    *(Tab.LEDGER, Tab.PATHS),
)
#: The first column that scrolls.
_NAMED_COLUMNS = {Tab.STATUS: 3, Tab.MILESTONES: 3, Tab.CHANGES: 3, Tab.VALUES: 3, Tab.PATHS: 3}
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
    """Set up a sheet; what depends on the last row of a long one is set when that is written."""
    _view(sheet, layout)
    set_up_print(sheet, layout, words)
    _set_columns(sheet, layout)
    _merge(sheet, layout)
    _link(sheet, layout, places)
    if layout.sheet.fields and layout.sheet.tab in _FILTERED:
        sheet.auto_filter.ref = layout.table.replace("$", "")
    if not layout.sheet.long:
        _light_up(sheet, layout, limit)


def _set_columns(sheet: Worksheet, layout: Layout) -> None:
    for index, width in enumerate(layout.widths):
        column = sheet.column_dimensions[get_column_letter(index + 1)]
        column.width = width
        if index in layout.folded:
            column.hidden, column.outlineLevel = True, 1
    if layout.folded:  # openpyxl looks for it before it has counted
        sheet.column_dimensions.max_outline = 1
    for index in sorted(layout.folded):
        if index + 1 not in layout.folded:  # there stands the [+] that unfolds them
            sheet.column_dimensions[get_column_letter(index + 2)].collapsed = True


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
    counted = chain.from_iterable(layout.sheet.counts)
    for row, cells in enumerate(counted, layout.counts_row):
        for index, cell in zip(layout.shown[1:], cells, strict=False):
            if isinstance(cell, Linked):
                _add_link(sheet, row, index + 1, places.of(cell.to))
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
            sheet.conditional_formatting.add(cells, bar_rule())
        elif field.look is Look.PACE:
            sheet.conditional_formatting.add(cells, _below(-limit))
        elif field.look is Look.MARK:
            for light in _LIGHTS:
                sheet.conditional_formatting.add(cells, _lit(first, light))


def _below(limit: Decimal) -> Rule:
    style = DifferentialStyle(font=Font(bold=True, color="B02318"))
    return Rule(type="cellIs", operator="lessThan", formula=[str(limit)], dxf=style)


def _lit(cell: str, light: Light) -> Rule:
    """The colours of a light, for cells that begin with its symbol."""
    font, colour = _LIGHTS[light]
    style = DifferentialStyle(font=font, fill=PatternFill(bgColor=colour, fill_type="solid"))
    return Rule(type="expression", formula=[f'LEFT({cell},1)="{SYMBOLS[light]}"'], dxf=style)
