"""The styles of cells: one for each combination that occurs, shared by all cells that have it."""

from __future__ import annotations

from openpyxl.cell import Cell as DrawnCell
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Edge
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.export.workbook.formats import GENERAL
from sbtrack.reports.workbook.sheets import Kind, Side

FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}
SIZE = 10
DARK, LINK, FAINT = "1F3864", "0563C1", "7F7F7F"
_EDGE = Edge(style="thin", color="BFBFBF")
_STRONG_EDGE = Edge(style="medium", color=DARK)
_GRID = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_OPEN = {  # by whether it is the first cell of several, or the last
    (first, last): Border(
        left=_EDGE if first else None, right=_EDGE if last else None, top=_EDGE, bottom=_EDGE
    )
    for first in (True, False)
    for last in (True, False)
}
_FILLS = {
    Kind.HEADING: PatternFill("solid", fgColor="E7ECF4"),
    Kind.QUIET: PatternFill(),
    Kind.PLAIN: PatternFill(),
}


class Brush:
    """The styles of the cells of one column in one kind of line; each is made when it is used.

    A number's style depends on its format, a text's on whether it is `quoted` (a spreadsheet
    would take it for a formula once it is edited) or `faint`; a cell that leads somewhere looks it.
    """

    def __init__(
        self, styles: Styles, kind: Kind, side: Side, wrap: bool, border: Border = _GRID
    ) -> None:
        self._styles, self._border = styles, border
        self._kind, self._side, self._wrap = kind, side, wrap
        self._numbers: dict[tuple[str, bool], int] = {}
        self._texts: dict[tuple[bool, bool, bool], int] = {}

    def number(self, format: str, linked: bool) -> int:
        """Return the style of a number."""
        key = (format, linked)
        if key not in self._numbers:
            self._numbers[key] = self._made(format, linked)
        return self._numbers[key]

    def text(self, linked: bool = False, quoted: bool = False, faint: bool = False) -> int:
        """Return the style of a text, or of a cell with nothing in it."""
        key = (linked, quoted, faint)
        if key not in self._texts:
            self._texts[key] = self._made(GENERAL, linked, quoted, faint)
        return self._texts[key]

    def _made(self, format: str, linked: bool, quoted: bool = False, faint: bool = False) -> int:
        cell, quiet = self._styles.spare(), faint or self._kind is Kind.QUIET
        cell.font = Font(
            name=self._styles.font,
            size=SIZE,
            bold=self._kind is Kind.HEADING,
            italic=self._kind is Kind.QUIET,
            underline="single" if linked else None,
            color=LINK if linked else FAINT if quiet else "000000",
        )
        cell.fill, cell.border = _FILLS[self._kind], self._border
        cell.alignment = Alignment(
            horizontal=self._side.value,
            vertical="center",
            wrap_text=self._wrap and format == GENERAL,
            indent=1 if self._side is Side.LEFT and self._kind is not Kind.HEADING else 0,
        )
        cell.number_format, cell.quotePrefix = format, quoted
        return int(cell.style_id)


class Styles:
    """Hands out the numbers of styles, as a workbook counts them."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, language: str) -> None:
        self._sheet = sheet
        self.font = FONTS.get(language, FONTS["en"])
        normal = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
        normal.font = Font(name=self.font, size=SIZE)  # column widths are counted in its digits

    def brush(self, side: Side, kind: Kind = Kind.PLAIN, *, wrap: bool = False) -> Brush:
        """Return the styles of one column in one kind of line."""
        return Brush(self, kind, side, wrap)

    def across(self, columns: int) -> tuple[Brush, ...]:
        """Return the styles of a heading that runs over so many cells, with nothing between."""
        return tuple(
            Brush(self, Kind.HEADING, Side.LEFT, False, _OPEN[index == 0, index == columns - 1])
            for index in range(columns)
        )

    def spare(self) -> DrawnCell:
        """Return a cell that is never put on a sheet: openpyxl makes styles from cells only."""
        return DrawnCell(self._sheet, row=1, column=1)

    def title(self) -> int:
        """Return the style of a sheet's title."""
        return self._special(Font(name=self.font, size=16, bold=True, color=DARK))

    def prose(self, *, link: bool = False) -> int:
        """Return the style of sentences above and below a table."""
        return self._special(
            Font(name=self.font, size=SIZE, color=LINK, underline="single")
            if link
            else Font(name=self.font, size=SIZE)
        )

    def header(self, side: Side = Side.LEFT) -> int:
        """Return the style of a column's heading."""
        return self._special(
            Font(name=self.font, size=SIZE, bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor=DARK),
            Border(left=_EDGE, right=_EDGE, top=_STRONG_EDGE, bottom=_STRONG_EDGE),
            "left" if side is Side.LEFT else "center",
            "top",  # at the bottom is the filter's button
            indent=int(side is Side.LEFT),
        )

    def _special(
        self,
        font: Font,
        fill: PatternFill | None = None,
        border: Border | None = None,
        horizontal: str = "left",
        vertical: str = "center",
        indent: int = 0,
    ) -> int:
        cell = self.spare()
        cell.font, cell.fill, cell.border = font, fill or PatternFill(), border or Border()
        cell.alignment = Alignment(
            horizontal=horizontal, vertical=vertical, wrap_text=True, indent=indent
        )
        return int(cell.style_id)
