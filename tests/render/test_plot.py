from decimal import Decimal
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from status_sample import ENGLISH

from sbtrack.domain.period import Period
from sbtrack.render.plot import Point, draw_plot


def _plotted(points: list[Point], width: int = 60) -> list[str]:
    out = StringIO()
    draw_plot(points, ENGLISH, Console(file=out, width=width))
    return out.getvalue().splitlines()


def _points(*values: tuple[str, str]) -> list[Point]:
    def number(text: str) -> Decimal | None:
        return Decimal(text) if text else None

    return [
        (Period.of_year(2010 + i), number(planned), number(actual))
        for i, (planned, actual) in enumerate(values)
    ]


WORK_INJURY = _points(
    ("33.66", "33.66"), ("34.928", "34.2"), ("36.196", ""), ("37.464", "37.2"),
    ("38.732", ""), ("40", ""),
)  # fmt: skip


def test_planned_and_actual_are_told_apart_without_colour() -> None:
    assert _plotted(WORK_INJURY) == [
        "40.00 |                                                  ..+",
        "      |                                             .....",
        "      |                                      ....+..",
        "      |                              ..+.....",
        "36.83 |                        ......  o",
        "      |                 ....+..",
        "      |         ..+.....",
        "      |    .....  o",
        "33.66 | @..",
        "      +-----------------------------------------------------",
        "        2010    2011      2012       2013      2014     2015",
        "        + planned   o actual   @ both",
    ]


def test_a_missing_actual_value_leaves_a_gap_and_is_never_zero() -> None:
    lines = _plotted(_points(("", "5"), ("", ""), ("", "6"), ("", "")))
    assert sum(line.count("o") for line in lines[:9]) == 2
    assert lines[8].startswith("5 |")
    assert not any("0" in line.split("|")[0].split() for line in lines)


def test_a_missing_planned_value_interrupts_the_path() -> None:
    lines = _plotted(_points(("1", ""), ("", ""), ("3", "")))
    assert sum(line.count(".") for line in (line.split("|")[1] for line in lines[:9])) == 0


def test_periods_stand_where_they_end_in_time() -> None:
    points: list[Point] = [
        (Period.parse(text), None, Decimal(value))
        for text, value in (("2010", "1"), ("2013", "2"), ("2014", "3"))
    ]
    lines = _plotted(points, 49)
    places = sorted(line.index("o") - line.index("|") for line in lines[:9] if "o" in line)
    assert places == [2, 35, 46]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (("500", "520"), ["520", "510", "500"]),
        (("500", "521"), ["521", "510", "500"]),
        (("500", "501"), ["501", "500"]),
        (("500", "509"), ["509", "504", "500"]),
        (("500.0", "520"), ["520", "510", "500"]),
        (("500", "520.5"), ["520.5", "510.2", "500.0"]),
        (("0.1", "0.4"), ["0.4", "0.2", "0.1"]),
        (("1", "1000.25"), ["1000", "501", "1"]),
        (("33.333333333", "66.666666667"), ["66.7", "50.0", "33.3"]),
    ],
)
def test_the_axis_is_no_more_exact_than_the_figures(
    values: tuple[str, str], labels: list[str]
) -> None:
    lines = _plotted(_points(*(("", value) for value in values)))
    found = [line.split("|")[0].strip() for line in lines if "|" in line]
    assert [label for label in found if label] == labels


@pytest.mark.parametrize("width", [1, 20, 40, 80, 1_000_000])
def test_a_plot_is_as_wide_as_the_terminal_but_no_wider_than_it_helps(width: int) -> None:
    lines = _plotted(WORK_INJURY, width)
    assert max(map(cell_len, lines[:11])) <= max(20, min(width, 72))


def test_equal_values_and_a_single_period_are_drawn() -> None:
    assert _plotted(_points(("4", "4")))[4] == "4 | @"
    assert sum(line.count("o") for line in _plotted(_points(("", "4"), ("", "4")))[:9]) == 2


def test_without_any_value_nothing_is_drawn() -> None:
    assert _plotted(_points(("", ""))) == []
    assert _plotted([]) == []
