"""Line charts of the planned path against the actual figures, told apart without colour too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break

from sbtrack.domain.message import Msg
from sbtrack.export.workbook.layout import Layout
from sbtrack.locale.words import Words
from sbtrack.reports.workbook import Chart, Tab

WIDTH, HEIGHT = 13.0, 7.8  # centimetres
_ROWS, _COLUMNS, _ACROSS = 16, 7, 2  # of the grid in which the charts stand
_TALL = 2  # rows of charts on a page
_PLANNED, _ACTUAL = "7F7F7F", "1F3864"


def add_charts(workbook: Workbook, layouts: Mapping[Tab, Layout], words: Words) -> None:
    """Put the charts of every sheet onto it, two abreast."""
    data = layouts.get(Tab.PATHS)
    for layout in layouts.values():
        sheet = workbook[layout.name]
        if data is None or not layout.sheet.charts:
            continue
        for index, chart in enumerate(layout.sheet.charts):
            down, across = divmod(index, _ACROSS)
            row = layout.first_row + 1 + down * _ROWS
            anchor = f"{get_column_letter(1 + across * _COLUMNS)}{row}"
            sheet.add_chart(_drawn(chart, workbook, data, words), anchor)
            if index and not across and not down % _TALL:
                sheet.row_breaks.append(Break(id=row - 1))


def _drawn(chart: Chart, workbook: Workbook, data: Layout, words: Words) -> LineChart:
    drawn = LineChart()
    drawn.title = words.say(Msg("{title} ({unit})", title=chart.title, unit=chart.unit_of_measure))
    drawn.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1100, b=True)
    drawn.title.overlay = False
    drawn.width, drawn.height = WIDTH, HEIGHT
    drawn.legend.position = "b"
    drawn.display_blanks = "span"
    drawn.series.extend(_series(chart, workbook, data, words))
    drawn.set_categories(_cells(chart, workbook, data, "period"))
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.txPr = RichText(
            p=[
                Paragraph(
                    pPr=ParagraphProperties(defRPr=CharacterProperties(sz=800)), endParaRPr=None
                )
            ]
        )
    drawn.x_axis.tickLblPos = "low"
    drawn.y_axis.number_format, drawn.y_axis.numFmt.sourceLinked = "General", False
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    return drawn


def _series(chart: Chart, workbook: Workbook, data: Layout, words: Words) -> Iterator[Series]:
    for key, label, colour, dash, marker in (
        ("planned", Msg("Planned"), _PLANNED, "dash", "diamond"),
        ("actual", Msg("Actual"), _ACTUAL, "solid", "circle"),
    ):
        series = Series(_cells(chart, workbook, data, key))
        series.tx = SeriesLabel(v=words.say(label))
        line = series.graphicalProperties.line
        line.solidFill, line.dashStyle, line.width = colour, dash, 19050
        series.marker.symbol, series.marker.size = marker, 6
        fill = "FFFFFF" if key == "planned" else colour
        series.marker.graphicalProperties = GraphicalProperties(solidFill=fill)
        series.marker.graphicalProperties.line.solidFill = colour
        series.smooth = False
        yield series


def _cells(chart: Chart, workbook: Workbook, data: Layout, key: str) -> Reference:
    column, row = data.column(key), data.keys[chart.first]
    return Reference(
        workbook[data.name],
        min_col=column,
        max_col=column,
        min_row=row,
        max_row=row + chart.points - 1,
    )
