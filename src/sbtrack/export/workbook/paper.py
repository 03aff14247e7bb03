"""How a sheet is printed: A4 landscape, headings repeated, pages numbered, in letters one can read.

A table is as wide as one page; one that cannot be is printed on two, with its first columns
repeated. Where it is known beforehand which rows there are, the scale is fixed and pages end where
we say, since programs ignore breaks where a sheet is fitted to the page: no heading stands alone
at the end of a page, and no notes without a line of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.domain.message import Msg
from sbtrack.export.workbook.layout import Layout
from sbtrack.export.workbook.widths import ROOM
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.sheets import Kind, Line

_A4 = 9
_SIDE, _TOP, _BOTTOM, _EDGE = 0.3, 0.55, 0.6, 0.25  # inches
_LONG, _SHORT, _INCH = 841.9, 595.3, 72.0  # points
#: Points to a half-width character of a column, in the widest of the usual fonts.
_CHARACTER = 6.45
_REPEATED = 2  # columns, on a second page beside the first
_AFTER_HEADING, _BEFORE_NOTES = 2, 2  # lines that stand on a page with a heading, with notes
_SAFE = 0.97  # of a page: some printers have a little less than is reckoned
_MOST_BREAKS = 1000  # Excel takes 1026


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


def break_pages(sheet: Worksheet, layout: Layout, heights: Sequence[float], below: float) -> None:
    """Begin new pages where lines say so, and where what belongs together would be parted.

    `heights` are those of the lines of the table, in points, and `below` of all that follows them.
    """
    for line in islice(_page_ends(layout, heights, below), _MOST_BREAKS):
        sheet.row_breaks.append(Break(id=layout.first_row + line - 1))


def scale_of(layout: Layout) -> int:
    """Return the percentage at which a sheet is as wide as a page, at most a hundred.

    >>> round((_LONG - 2 * _SIDE * _INCH) / _CHARACTER)
    124
    """
    width = _LONG - 2 * _SIDE * _INCH
    return min(100, int(100 * width / (_CHARACTER * layout.breadth)))


def _fit(sheet: Worksheet, layout: Layout) -> None:
    pages = _abreast(layout)
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(_REPEATED)}"
    if not layout.sheet.long and pages == 1:
        sheet.page_setup.scale = scale_of(layout)
        return
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _abreast(layout: Layout) -> int:
    """Return how many pages the table is wide."""
    return max(1, ceil(layout.breadth / ROOM - 0.01))


def _page_ends(layout: Layout, heights: Sequence[float], below: float) -> Iterator[int]:
    """Yield the lines, from 0, before which a page ends."""
    lines = tuple(layout.lines)
    if _abreast(layout) > 1:  # fitted, so that only the pages are sure that lines ask for
        yield from (index for index, line in enumerate(lines) if index and line.new_page)
        return
    whole = _SAFE * (_SHORT - (_TOP + _BOTTOM) * _INCH) / (scale_of(layout) / 100)
    page, room = whole - layout.header_height, whole - layout.header_height - layout.above
    used = 0.0
    for first, last in _blocks(lines, below):
        needed = sum(heights[first:last]) + (below if last == len(lines) else 0.0)
        if first and (lines[first].new_page or (used + needed > room and used)):
            yield first
            used, room = 0.0, page
        for index in range(first, last):  # one that no page can hold goes on over several
            if used and used + heights[index] > room:
                yield index
                used, room = 0.0, page
            used += heights[index]


def _blocks(lines: Sequence[Line], below: float) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that belong on one page: headings with the lines after them.

    So do the last lines, where something stands below the table.
    """
    first = 0
    for index, line in enumerate(lines[1:], 1):
        near = {nearby.kind for nearby in lines[max(0, index - _AFTER_HEADING) : index]}
        under_heading = line.kind is not Kind.HEADING and Kind.HEADING in near
        above_notes = bool(below) and index > len(lines) - _BEFORE_NOTES
        if line.new_page or not (under_heading or above_notes):
            yield first, index
            first = index
    if lines:
        yield first, len(lines)
