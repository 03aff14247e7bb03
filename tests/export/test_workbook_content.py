"""What the workbook says is what the program says, on every sheet, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from workbook_sample import (
    ABOUT,
    CHANGES,
    ENGLISH,
    LEDGER,
    MONDAY,
    PATHS,
    STATUS,
    TASKS,
    UNITS,
    VALUES,
    WEEK,
    begun,
    column,
    export,
    header_row,
    opened,
    sheet_of,
    surveyed,
    table,
    went_on,
)

from sbtrack.domain.message import Name
from sbtrack.domain.terms import Verdict
from sbtrack.export.text import times_hundred
from sbtrack.reports.status_data import status_data

FRIDAY = MONDAY + timedelta(days=4)
NEXT_FRIDAY = FRIDAY + WEEK


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "plan.db"
    went_on(path, begun(path))
    return path


@pytest.fixture
def two_weeks(tmp_path: Path) -> Path:
    """Return a folder with the workbooks of two weeks, each made in its week."""
    path, folder = tmp_path / "plan.db", tmp_path / "snapshots"
    entries = begun(path)
    export(path, folder, FRIDAY, ENGLISH)
    went_on(path, entries)
    export(path, folder, NEXT_FRIDAY, ENGLISH)
    return folder


def sheet(folder: Path, number: int, week: int = 11) -> Worksheet:
    return sheet_of(opened(folder / f"sample-2014-W{week}.xlsx"), number)


def lines(found: Worksheet, key: str = "No.") -> dict[Any, list[Cell]]:
    """Return the lines of a table by what stands in one column."""
    place = column(found, key)
    return {line[place].value: line for line in table(found)}


def at(found: Worksheet, line: list[Cell], heading: str) -> Any:
    return line[column(found, heading)].value


def _number(data: Mapping[str, Any], key: str) -> float | None:
    value = data[key]
    return None if value is None else float(value)


@pytest.mark.parametrize("as_of", [date(2014, 3, 14), date(2013, 12, 31), date(2016, 5, 1)])
def test_every_figure_equals_what_the_status_says_in_json(
    database: Path, tmp_path: Path, as_of: date
) -> None:
    outcome = export(database, tmp_path / "out", NEXT_FRIDAY, ENGLISH, as_of=None) \
        if False else _exported(database, tmp_path / "out", as_of)  # fmt: skip
    found = sheet_of(opened(outcome), STATUS)
    with surveyed(database, NEXT_FRIDAY, as_of) as survey:
        said = status_data(survey.answer, ENGLISH)
    by_code = lines(found)
    for data in said["indicators"]:
        line = by_code[data["code"]]
        for heading, key in (
            ("Baseline", "baseline"),
            ("Target", "target"),
            ("Actual", "actual"),
            ("Gap", "gap"),
            ("Attainment", "attainment"),
            ("Elapsed", "elapsed"),
        ):
            value = at(found, line, heading)
            expected = _number(data, key)
            assert value == ("-" if expected is None else expected), (data["code"], key)
        pace = data["pace"]
        expected_pace = "-" if pace is None else float(times_hundred(pace))
        assert at(found, line, "Pace") == expected_pace
        assert at(found, line, "Explanation") == data["explanation"]
        assert at(found, line, "Period") == data["actual_period"]
        assert ENGLISH.term(Verdict(data["verdict"])) in at(found, line, "Verdict")
    for data in said["milestones"]:
        line = by_code[data["code"]]
        assert at(found, line, "Verdict").endswith(data["state"])
        assert at(found, line, "Explanation") == data["explanation"]


def _exported(database: Path, folder: Path, as_of: date) -> Path:
    from functools import partial

    from workbook_sample import CHINESE  # noqa: F401

    from sbtrack.actions.snapshots import Order, export_weekly

    now = partial(lambda moment: moment, NEXT_FRIDAY + timedelta(seconds=5))
    order = Order(database=database, made_by="cron", now=now, words=ENGLISH)
    with surveyed(database, NEXT_FRIDAY, as_of) as survey:
        return export_weekly(survey, folder, None, order).path
