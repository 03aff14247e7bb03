"""Line charts of the planned path against the actual figures, told apart without colour too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.data_source import AxDataSource, NumData, NumRef, NumVal
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sbtrack.domain.message import Msg
from sbtrack.export.workbook.formats import DAY, GENERAL, number, serial
from sbtrack.export.workbook.layout import ACROSS, LINE_HEIGHT, PITCH, TITLE_HEIGHT, Layout
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.sheets import Chart, Tab

WIDTH, HEIGHT = 15.4, 8.2  # centimetres
SCALE = 85  # percent; at that, two charts fit side by side and one above the other on a page
_TALL, _GAP = 2, 0.6
_INSET = 0.2  # centimetres below the edge at which a page may end
_POINT = 2.54 / 72  # centimetres
_TITLE, _LABELS = 1200, 1000  # hundredths of a point
_TIME_AXIS = 500
_PLANNED, _ACTUAL = "7F7F7F", "1F3864"
_LINE = 19_050  # a point and a half, in the unit of drawings


def add_charts(workbook: Workbook, layouts: Mapping[Tab, Layout], words: Words) -> None:
    """Put the charts of every sheet onto it, two abreast."""
    data = layouts.get(Tab.PATHS)
    for layout in layouts.values():
        sheet = workbook[layout.name]
        if data is None or not layout.sheet.charts or not isinstance(sheet, Worksheet):
            continue
        sheet.page_setup.scale = SCALE
        for index, chart in enumerate(layout.sheet.charts):
            down, across = divmod(index, ACROSS)
            drawn = _drawn(chart, workbook, data, words)
            drawn.anchor = _anchor(layout, down, across)  # type: ignore[assignment]
            sheet.add_chart(drawn)
            if index and not across and not down % _TALL:
                sheet.row_breaks.append(Break(id=layout.first_row + down * PITCH - 1))


def _anchor(layout: Layout, down: int, across: int) -> AbsoluteAnchor:
    """In centimetres, since how wide a column is depends on the fonts that a machine has."""
    above = TITLE_HEIGHT + (layout.first_row - 2) * LINE_HEIGHT
    top = (above + down * PITCH * LINE_HEIGHT) * _POINT + _INSET
    return AbsoluteAnchor(
        pos=XDRPoint2D(_emu(across * (WIDTH + _GAP)), _emu(top)),
        ext=XDRPositiveSize2D(_emu(WIDTH), _emu(HEIGHT)),
    )


def _emu(centimetres: float) -> int:
    """The unit in which drawings are measured: 360 000 to the centimetre."""
    return round(centimetres * 360_000)


def _drawn(chart: Chart, workbook: Workbook, data: Layout, words: Words) -> LineChart:
    drawn = LineChart()
    said = chart.title
    if chart.unit_of_measure:
        said = Msg("{title} ({unit})", title=chart.title, unit=chart.unit_of_measure)
    drawn.title = _title(words.say(said))
    drawn.legend = Legend(legendPos="b")
    drawn.display_blanks = "span"
    drawn.series.extend(_series(chart, workbook, data, words))
    drawn.x_axis = _time_axis()
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.txPr = RichText(p=[_paragraph(CharacterProperties(sz=_LABELS))])
    drawn.y_axis.crossAx = drawn.x_axis.axId
    if chart.floor is not None:
        drawn.y_axis.scaling.min = float(chart.floor)
    drawn.y_axis.number_format = f"#,##0.{'0' * chart.places}" if chart.places else "#,##0"
    drawn.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    )
    return drawn


def _time_axis() -> DateAxis:
    """Days apart by their distance in time, and a tick at the end of every year."""
    axis = DateAxis(axId=_TIME_AXIS, crossAx=100)
    axis.auto = False  # openpyxl forgets it where it is given above
    axis.majorTickMark = "out"
    axis.number_format = "yyyy"
    axis.baseTimeUnit = "days"
    axis.majorUnit, axis.majorTimeUnit = 1, "years"
    axis.tickLblPos = "low"
    return axis


def _title(text: str) -> Title:
    run = RegularTextRun(rPr=CharacterProperties(sz=_TITLE, b=True), t=text)
    return Title(tx=Text(rich=RichText(p=[Paragraph(r=[run])])), overlay=False)


def _paragraph(properties: CharacterProperties) -> Paragraph:
    return Paragraph(pPr=ParagraphProperties(defRPr=properties))


def _series(chart: Chart, workbook: Workbook, data: Layout, words: Words) -> Iterator[Series]:
    days, planned, actual = zip(*chart.points, strict=True)
    for key, label, values, colour, dash, marker in (
        ("planned", chart.path, planned, _PLANNED, "dash", "diamond"),
        ("actual", Msg("Actual"), actual, _ACTUAL, "solid", "circle"),
    ):
        if all(value is None for value in values):
            continue  # a line without a point would stand in the legend all the same
        series = SeriesFactory(_cells(chart, workbook, data, key))
        series.tx = SeriesLabel(v=words.say(label))
        series.val.numRef.numCache = _cached(GENERAL, values)
        until = str(_cells(chart, workbook, data, "until"))
        cached = _cached(DAY, [int(serial(day)) for day in days])
        series.cat = AxDataSource(numRef=NumRef(f=until, numCache=cached))
        line = series.graphicalProperties.line
        line.solidFill, line.dashStyle, line.width = colour, dash, _LINE
        series.marker.symbol, series.marker.size = marker, 6
        fill = "FFFFFF" if key == "planned" else colour
        series.marker.graphicalProperties = GraphicalProperties(solidFill=fill)
        series.marker.graphicalProperties.line.solidFill = colour
        series.smooth = False
        yield series


def _cached(format: str, values: Sequence[Decimal | int | None]) -> NumData:
    """Return values as a chart keeps them, for programs that do not look at the cells."""
    points = [
        NumVal(idx=index, v=number(Decimal(value)) if isinstance(value, Decimal) else str(value))
        for index, value in enumerate(values)
        if value is not None
    ]
    return NumData(formatCode=format, ptCount=len(values), pt=points)


def _cells(chart: Chart, workbook: Workbook, data: Layout, key: str) -> Reference:
    column, row = data.column(key), data.keys[chart.first]
    return Reference(
        workbook[data.name],
        min_col=column,
        max_col=column,
        min_row=row,
        max_row=row + len(chart.points) - 1,
    )
