from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from status_sample import GOLDEN, NOTHING, coloured, drawn, golden_cases, status_table

from sbtrack.domain.message import Msg, Name, Percent, Quantity
from sbtrack.domain.terms import Light, Verdict
from sbtrack.render.console import UNLIMITED
from sbtrack.reports.table import Align, Bar, Cell, Column, Mark, Section, Table

CASES = golden_cases()


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_status_table_is_drawn_as_agreed(name: str) -> None:
    assert CASES[name] == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    lines = drawn(status_table(language), width).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_colour_changes_no_character() -> None:
    import re

    table = status_table("zh")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured(table, 120)) == drawn(table, 120)


def test_without_a_width_every_column_is_drawn_and_nothing_is_wrapped() -> None:
    table = status_table("en")
    lines = drawn(table, UNLIMITED).splitlines()
    rows = sum(len(section.rows) for section in table.sections)
    assert len([line for line in lines if "Human Resources and Social Security" in line]) == rows
    assert not any("Not shown" in line for line in lines)


def test_dropped_columns_are_named() -> None:
    text = " ".join(drawn(status_table("en"), 120).split())
    assert (
        "Not shown for lack of width: Baseline, Progress, Elapsed, Pace (pp), Lead unit; "
        "widen the terminal or use --format." in text
    )


@pytest.mark.parametrize("width", [1, 10, 30])
def test_columns_of_the_first_priority_are_drawn_even_where_they_cannot_fit(width: int) -> None:
    text = drawn(status_table("en"), width)
    assert "✗ reversed" in text
    assert "1602" in text
    assert "143.3%" in text


LONG = "passengers a day"


def _measured(*units: str) -> Table:
    columns = (
        Column("name", Msg("Indicator"), flexible=True),
        *(Column(f"c{n}", Msg("Value"), Align.RIGHT) for n in range(3)),
    )
    at_most = Msg("at most {value}")
    row: list[Cell] = [Name("Buses")]
    row += [Quantity(Decimal("1204.5"), unit, None, at_most) for unit in units]
    return Table(Msg("T"), columns, (Section((tuple(row),)),))


def test_where_units_leave_no_room_they_stand_once_behind_the_name() -> None:
    table = _measured(LONG, LONG, LONG)
    assert drawn(table, UNLIMITED).count(LONG) == 3
    lines = drawn(table, 80).splitlines()
    assert max(map(cell_len, lines)) <= 80
    said = " ".join(" ".join(lines).split())
    assert said.count("at most 1204.5") == 3
    assert said.count(LONG) == 1
    assert f"({LONG})" in said


def test_a_line_in_several_units_keeps_each_behind_its_number() -> None:
    text = drawn(_measured(LONG, LONG, "a passenger's metres"), 60)
    assert text.count(f"1204.5 {LONG}") == 2


def test_a_provisional_verdict_has_a_question_mark_and_a_note() -> None:
    text = drawn(_single(Mark(Verdict.BEHIND, Light.RED, provisional=True)), 80)
    assert "✗ behind?" in text
    assert "A verdict with ? is provisional: the figure that settles it is missing." in text
    assert "provisional" not in drawn(_single(Mark(Verdict.BEHIND, Light.RED)), 80)


def test_every_light_has_its_own_symbol() -> None:
    texts = [drawn(_single(Mark(Verdict.BEHIND, light)), 80) for light in Light]
    assert [text.split("behind")[0].split()[-1] for text in texts] == ["✓", "!", "✗", "◦"]


def test_an_undefined_value_is_a_dash_and_an_empty_cell_is_blank() -> None:
    assert drawn(_single(NOTHING), 80).splitlines()[3] == "-"
    assert drawn(_single(None), 80).splitlines()[3] == ""


@pytest.mark.parametrize(
    ("share", "bar"),
    [
        ("-0.3", "░░░░░░░░░░"),
        ("0", "░░░░░░░░░░"),
        ("0.001", "▐░░░░░░░░░"),
        ("0.5", "▐▐▐▐▐░░░░░"),
        ("0.999", "▐▐▐▐▐▐▐▐▐░"),
        ("1", "▐▐▐▐▐▐▐▐▐▐"),
        ("12", "▐▐▐▐▐▐▐▐▐▐"),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(share: str, bar: str) -> None:
    assert drawn(_single(Bar(Decimal(share))), 80).splitlines()[3] == bar


def test_numbers_in_one_unit_meet_at_the_decimal_point() -> None:
    cells = [Quantity(Decimal(n), "万人") for n in ("50.25", "7", "-123.5")]
    assert _column(cells) == ["  50.25 万人", "   7 万人", "-123.5 万人"]


def test_numbers_in_mixed_units_meet_where_the_unit_starts() -> None:
    cells: list[Cell] = [Quantity(Decimal("50.25"), "万人"), Quantity(Decimal("95"), "%"), NOTHING]
    assert _column(cells) == ["50.25 万人", "   95%", "    -"]


def test_a_value_is_rounded_only_as_the_report_says() -> None:
    assert _column([Percent(Decimal("0.33333"), 2), Percent(Decimal("1"))]) == [
        " 33.33%",
        "100.0%",
    ]


def test_a_table_without_rows_has_its_headings() -> None:
    table = Table(Msg("Empty"), (Column("a", Msg("Code")), Column("b", Msg("Name"))), ())
    assert drawn(table, 80) == "Empty\n\nCode  Name\n"


SIZES = st.integers(min_value=20, max_value=220)
TEXTS = st.text(max_size=60)
NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=3).map(
    lambda value: Quantity(value, "万人")
)


@given(rows=st.lists(st.tuples(TEXTS, NUMBERS), min_size=1, max_size=6), width=SIZES)
def test_whatever_the_cells_say_the_last_column_ends_at_one_edge(
    rows: list[tuple[str, Quantity]], width: int
) -> None:
    columns = (
        Column("name", Msg("Name"), flexible=True),
        Column("value", Msg("Value"), Align.RIGHT),
        Column("end", Msg("End"), Align.RIGHT),
    )
    table = Table(Msg("T"), columns, (Section(tuple((*row, "|") for row in rows)),))
    lines = drawn(table, width).splitlines()[2:]
    ends = [line for line in lines if line.endswith("|")]
    assert len(ends) >= len(rows)
    assert len({cell_len(line) for line in ends[-len(rows) :]}) == 1


def _single(cell: Cell) -> Table:
    return Table(Msg("T"), (Column("x", Msg("X")),), (Section(((cell,),)),))


def _column(cells: Sequence[Cell]) -> list[str]:
    columns = (Column("x", Msg("X"), Align.RIGHT),)
    table = Table(Msg("T"), columns, (Section(tuple((cell,) for cell in cells)),))
    return drawn(table, 80).splitlines()[3:]


def test_a_name_is_wrapped_between_words_and_never_cut_off() -> None:
    name = Name("Subsidies for the basic old-age insurance of residents with disabilities")
    columns = (Column("name", Msg("Name"), flexible=True), Column("end", Msg("E")))
    lines = drawn(Table(Msg("T"), columns, (Section(((name, "end"),)),)), 40).splitlines()[3:]
    assert lines == [
        "Subsidies for the basic              end",
        "old-age insurance of",
        "residents with disabilities",
    ]
