"""Charts stand in time, say what their lines are, and hold their figures themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.line_chart import LineChart
from openpyxl.workbook import Workbook
from workbook_sample import (
    BASE,
    CHARTS,
    ENGLISH,
    MONDAY,
    PATHS,
    PLAN,
    begun,
    export,
    figure,
    opened,
    put,
    sheet_of,
)

from sbtrack.domain.codec import digest
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline
from sbtrack.domain.targets import AtLeast
from sbtrack.export.workbook.formats import serial
from sbtrack.reports.workbook.charts import axis_places
from sbtrack.store.writes.writer import create_database, load_plan

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook with yearly figures, and monthly ones of one year."""
    folder = tmp_path_factory.mktemp("charts")
    path = folder / "plan.db"
    begun(path)
    for month in range(1, 12):
        put(path, figure("injury", f"2013-{month:02d}", str(36 + month)), MONDAY)
    return export(path, folder, FRIDAY, ENGLISH).path


@pytest.fixture(scope="module")
def workbook(file: Path) -> Workbook:
    return opened(file)


def charts(workbook: Workbook) -> list[LineChart]:
    found: list[LineChart] = sheet_of(workbook, CHARTS)._charts  # type: ignore[attr-defined]
    return found


def test_points_are_as_far_apart_as_their_days(workbook: Workbook) -> None:
    (chart, *_) = charts(workbook)
    axis = chart.x_axis
    assert isinstance(axis, DateAxis)
    assert (axis.baseTimeUnit, axis.majorTimeUnit, axis.majorUnit) == ("days", "years", 1)
    assert chart.y_axis.crossAx == axis.axId
    data = sheet_of(workbook, PATHS)
    for series in chart.series:
        cells = series.cat.numRef.f.rsplit("!", 1)[1].replace("$", "")
        days = [row[0].value.date() for row in data[cells]]
        cached = {point.idx: point.v for point in series.cat.numRef.numCache.pt}
        assert cached == {i: float(serial(day)) for i, day in enumerate(days)}
        assert days == sorted(days)
    assert days[2:5] == [date(2012, 12, 31), date(2013, 1, 31), date(2013, 2, 28)]


def test_a_chart_holds_the_figures_that_it_draws(workbook: Workbook) -> None:
    data = sheet_of(workbook, PATHS)
    for chart in charts(workbook):
        for series in chart.series:
            cells = series.val.numRef.f.rsplit("!", 1)[1].replace("$", "")
            values = [row[0].value for row in data[cells]]
            cache = series.val.numRef.numCache
            assert cache.ptCount == len(values)
            cached = {point.idx: float(point.v) for point in cache.pt}
            assert cached == {i: v for i, v in enumerate(values) if v is not None}


def test_a_limit_for_every_period_is_no_planned_path(workbook: Workbook) -> None:
    names = [[series.tx.v for series in chart.series] for chart in charts(workbook)]
    assert names == [["Planned", "Actual"]] * 3 + [["Floor", "Actual"]]


def test_an_indicator_without_figures_has_no_line_of_figures(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    create_database(path, MONDAY)
    load_plan(path, PLAN, digest(PLAN), MONDAY)
    file = export(path, tmp_path, FRIDAY, ENGLISH, allow_empty=True).path
    names = [[series.tx.v for series in chart.series] for chart in charts(opened(file))]
    assert names == [["Planned"]] * 3 + [["Floor"]]


def test_the_axis_has_separators_and_the_decimals_of_its_steps(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    large = replace(
        PLAN.indicators[0],
        target=AtLeast(by=Period.of_year(2015), value=Decimal(140_000_000_000)),
        baseline=Baseline(Decimal(0), BASE),
    )
    plan = replace(PLAN, indicators=(large, *PLAN.indicators[1:]))
    create_database(path, MONDAY)
    load_plan(path, plan, digest(plan), MONDAY)
    put(path, figure("jobless", "2013", "4.9"), MONDAY)
    found = charts(opened(export(path, tmp_path, FRIDAY, ENGLISH).path))
    formats = [chart.y_axis.number_format.formatCode for chart in found[:2]]
    assert formats == ["#,##0", "#,##0.00"]


@pytest.mark.parametrize(
    ("values", "places"),
    [(("0", "100"), 0), (("0", "4.3"), 1), (("70", "75"), 1), (("0.4625", "0.4819"), 3)],
)
def test_steps_need_so_many_decimals(values: tuple[str, str], places: int) -> None:
    points = [(Period.of_year(2010 + n), Decimal(v), None) for n, v in enumerate(values)]
    assert axis_places(points) == places


def test_letters_in_a_chart_are_large_enough_on_paper(file: Path) -> None:
    with ZipFile(file) as archive:
        xml = archive.read("xl/charts/chart1.xml").decode()
        sheet = archive.read(f"xl/worksheets/sheet{CHARTS + 1}.xml").decode()
    scale = int(re.findall(r'scale="(\d+)"', sheet)[0])
    sizes = [int(size) for size in re.findall(r'sz="(\d+)"', xml)]
    assert min(sizes) / 100 * scale / 100 >= 8


def test_every_year_ends_with_a_tick_and_no_program_guesses_what_the_axis_is(file: Path) -> None:
    with ZipFile(file) as archive:
        xml = archive.read("xl/charts/chart1.xml").decode()
    (axis,) = re.findall(r"<dateAx>.*?</dateAx>", xml, re.DOTALL)
    assert '<majorTickMark val="out"' in axis
    assert '<auto val="0"' in axis
