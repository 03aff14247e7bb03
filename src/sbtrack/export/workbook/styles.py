"""The styles of cells: one for each combination that occurs, shared by all cells that have it."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.cell import Cell as DrawnCell
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Edge
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.reports.workbook import Kind, Side

FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}
SIZE = 10
DARK, LINK, FAINT = "1F3864", "0563C1", "7F7F7F"
_EDGE = Edge(style="thin", color="BFBFBF")
_STRONG_EDGE = Edge(style="medium", color=DARK)
_GRID = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_FILLS = {
    Kind.HEADING: PatternFill("solid", fgColor="E7ECF4"),
    Kind.QUIET: PatternFill(),
    Kind.PLAIN: PatternFill(),
}


class Look(NamedTuple):
    """What a cell looks like, apart from how its number is shown."""

    kind: Kind = Kind.PLAIN
    side: Side = Side.LEFT
    wrap: bool = False
    link: bool = False
    quoted: bool = False  # text that a spreadsheet would take for a formula once edited
    faint: bool = False


class Styles:
    """Hands out the numbers of styles; each is made once."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, language: str) -> None:
        self._sheet = sheet
        self._font = FONTS.get(language, FONTS["en"])
        self._made: dict[tuple[str, Look], int] = {}
        normal = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
        normal.font = Font(name=self._font, size=SIZE)  # column widths are counted in its digits

    def number(self, format: str, look: Look) -> int:
        """Return the number of the style with that number format."""
        key = (format, look)
        if key not in self._made:
            self._made[key] = self._body(format, look)
        return self._made[key]

    def title(self) -> int:
        """Return the style of a sheet's title."""
        return self._special(Font(name=self._font, size=16, bold=True, color=DARK))

    def prose(self, *, link: bool = False) -> int:
        """Return the style of sentences above and below a table."""
        return self._special(
            Font(name=self._font, size=SIZE, color=LINK, underline="single")
            if link
            else Font(name=self._font, size=SIZE)
        )

    def header(self, side: Side = Side.LEFT) -> int:
        """Return the style of a column's heading."""
        return self._special(
            Font(name=self._font, size=SIZE, bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor=DARK),
            Border(left=_EDGE, right=_EDGE, top=_STRONG_EDGE, bottom=_STRONG_EDGE),
            "left" if side is Side.LEFT else "center",  # on the right is the filter's button
        )

    def _spare(self) -> DrawnCell:
        """A cell that is never put on a sheet: openpyxl makes styles from cells only."""
        return DrawnCell(self._sheet, row=1, column=1)

    def _special(
        self,
        font: Font,
        fill: PatternFill | None = None,
        border: Border | None = None,
        horizontal: str = "left",
    ) -> int:
        cell = self._spare()
        cell.font, cell.fill, cell.border = font, fill or PatternFill(), border or Border()
        cell.number_format, cell.quotePrefix = "General", False
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
        return int(cell.style_id)

    def _body(self, format: str, look: Look) -> int:
        cell = self._spare()
        quiet = look.kind is Kind.QUIET or look.faint
        colour = LINK if look.link else FAINT if quiet else "000000"
        cell.font = Font(
            name=self._font,
            size=SIZE,
            bold=look.kind is Kind.HEADING,
            strike=None,
            italic=look.kind is Kind.QUIET,
            underline="single" if look.link else None,
            color=colour,
        )
        cell.fill, cell.border = _FILLS[look.kind], _GRID
        cell.alignment = Alignment(
            horizontal=look.side.value,
            vertical="center",
            wrap_text=look.wrap,
        )
        cell.number_format, cell.quotePrefix = format, look.quoted
        return int(cell.style_id)
