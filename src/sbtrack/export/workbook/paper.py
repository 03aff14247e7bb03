"""How a sheet is printed: A4 landscape, headings repeated, pages numbered, in letters one can read.

A table is as wide as one page; one that cannot be is printed on two, with its first columns
repeated. A sheet that begins pages of its own has a fixed scale, since programs ignore such
breaks where a sheet is fitted to the page, and no heading stands alone at the end of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.domain.message import Msg
from sbtrack.export.workbook.layout import Layout
from sbtrack.export.workbook.widths import ROOM
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.sheets import Kind

_A4 = 9
_SIDE, _TOP, _BOTTOM, _EDGE = 0.3, 0.55, 0.6, 0.25  # inches
_LONG, _SHORT, _INCH = 841.9, 595.3, 72.0  # points
#: Points to a half-width character of a column, in the widest of the usual fonts.
_CHARACTER = 6.45
_REPEATED = 2  # columns, on a second page beside the first
_NOT_LAST = 3  # lines that a heading needs below it on its page


def set_up_print(sheet: Worksheet, layout: Layout, words: Words) -> None:
    """Set up paper, margins, scale, repeated headings and page numbers."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", _A4
    if layout.sheet.fields:
        _fit(sheet, layout)
        sheet.print_title_rows = f"{layout.header_row}:{layout.header_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = _SIDE
    margins.top, margins.bottom = _TOP, _BOTTOM
    margins.header = margins.footer = _EDGE
    page = words.say(Msg("Page {page} of {pages}", page="&P", pages="&N"))
    footer, header = sheet.oddFooter, sheet.oddHeader
    assert footer is not None
    assert header is not None
    for part, text in ((footer.left, "&A"), (footer.center, page), (header.right, "&F")):
        part.text, part.size = text, 9
    sheet.HeaderFooter.scaleWithDoc = False


def break_pages(sheet: Worksheet, layout: Layout, heights: list[float]) -> None:
    """Begin new pages where lines say so, and before headings that would stand alone at an end.

    `heights` are those of the lines of the table, in points.
    """
    for line in _page_ends(layout, heights):
        sheet.row_breaks.append(Break(id=layout.first_row + line - 1))


def scale_of(layout: Layout) -> int:
    """Return the percentage at which a sheet is as wide as a page, at most a hundred.

    >>> round((_LONG - 2 * _SIDE * _INCH) / _CHARACTER)
    124
    """
    width = _LONG - 2 * _SIDE * _INCH
    return min(100, int(100 * width / (_CHARACTER * layout.breadth)))


def _fit(sheet: Worksheet, layout: Layout) -> None:
    pages = max(1, ceil(layout.breadth / ROOM - 0.01))
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(_REPEATED)}"
    if layout.sheet.paged and pages == 1:
        sheet.page_setup.scale = scale_of(layout)
        return
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _page_ends(layout: Layout, heights: list[float]) -> Iterator[int]:
    """Yield the lines, from 0, before which a page ends."""
    page = (_SHORT - (_TOP + _BOTTOM) * _INCH) / (scale_of(layout) / 100)
    used = layout.above + layout.header_height
    lines = [*layout.lines]
    for index, (line, height) in enumerate(zip(lines, heights, strict=True)):
        needed = height
        if line.kind is Kind.HEADING:
            needed += sum(heights[index + 1 : index + _NOT_LAST])
        if index and (line.new_page or (line.kind is Kind.HEADING and used + needed > page)):
            yield index
            used = layout.header_height
        elif used + height > page:
            used = layout.header_height
        used += height
