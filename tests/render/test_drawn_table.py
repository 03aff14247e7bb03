from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from status_sample import GOLDEN, NOTHING, coloured, drawn, golden_cases, status_table

from sbtrack.domain.message import Msg, Name, Percent, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Constraint, Light, Verdict
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan
from sbtrack.render.console import UNLIMITED
from sbtrack.render.table import draw
from sbtrack.reports.narrowing import named_in_unit, slim, units_once
from sbtrack.reports.plan.tables import indicator_table
from sbtrack.reports.table import (
    Align,
    Bar,
    Cell,
    Column,
    Lights,
    Mark,
    Noted,
    Section,
    Table,
)

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
        "Not shown for lack of width: Type, Progress, Lead unit; "
        "widen the terminal or use --format." in text
    )


@pytest.mark.parametrize("width", [1, 10, 30])
def test_columns_of_the_first_priority_are_drawn_even_where_they_cannot_fit(width: int) -> None:
    text = drawn(status_table("en"), width)
    assert "✗ reversed" in text
    assert "1602" in text
    assert "143.3%" not in text


def test_vital_columns_are_kept_by_breaking_names_and_are_named_when_they_cannot_be() -> None:
    assert "143.3%" in drawn(status_table("en"), 76)
    text = " ".join(drawn(status_table("en"), 60).split())
    assert "Attainment" in text.partition("Not shown for lack of width: ")[2]


def test_columns_without_a_value_go_first_and_dropped_ones_are_named_in_full() -> None:
    columns = (
        Column("name", Msg("Indicator"), flexible=True),
        Column("type", Msg("Type"), priority=3, vital=True),
        Column("pace", Msg("Pace (pp)"), Align.RIGHT, 2, short=Msg("Pace, pp"), vital=True),
        Column("lead", Msg("Lead unit"), priority=7),
    )
    hollow: tuple[Cell, ...] = (Name("Buses"), None, NOTHING, "City transport")
    text = drawn(Table(Msg("T"), columns, (Section((hollow,)),)), 30)
    assert "City transport" in text
    assert "Not shown for lack of width: Type, Pace (pp);" in " ".join(text.split())
    said: tuple[Cell, ...] = (Name("Buses"), Constraint.BINDING, NOTHING, "City transport")
    text = drawn(Table(Msg("T"), columns, (Section((hollow, said)),)), 30)
    assert "binding" in text
    assert "City transport" not in text


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


def test_units_stand_once_also_where_that_leaves_room_for_another_column() -> None:
    table = _measured(LONG, LONG, LONG)
    wide = Column("more", Msg("More"), priority=2)
    rows = tuple((*row, "x" * 30) for row in table.sections[0].rows)
    more = replace(table, columns=(*table.columns, wide), sections=(Section(rows),))
    assert drawn(table, 120).count(LONG) == 3
    text = drawn(more, 120)
    assert text.count(LONG) == 1
    assert "x" * 30 in text


def _told(table: Table, width: int, language: str = "zh") -> str:
    out = StringIO()
    draw(table, Words(language), Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", range(60, 125, 5))
def test_a_plan_has_no_unit_twice_behind_a_name_on_any_terminal(width: int) -> None:
    text = "".join(_told(indicator_table(builtin_plan()), width).split())
    assert "（万人）" in text
    assert "（万人）（" not in text
    assert "（元/月）（" not in text


@pytest.mark.parametrize(
    ("name", "zh", "count"),
    [
        (Name("案件数"), "案件数（件）", 1),
        (Name("案件数（件）"), "案件数（件）", 1),
        (Name("案件数(件)", (("en", "Cases (件)"),)), "案件数(件)", 1),
        (Name("案件数（件）", (("en", "Cases"),)), "案件数（件）", 4),  # English needs the units
    ],
)
def test_a_unit_that_is_in_the_name_is_not_put_there_again(name: Name, zh: str, count: int) -> None:
    table = _measured("件", "件", "件")
    (row,) = table.sections[0].rows
    at = next(i for i, column in enumerate(table.columns) if column.key == "name")
    named = (*row[:at], name, *row[at + 1 :])
    text = _told(units_once(replace(table, sections=(Section((named,)),))), 200)
    assert zh in text
    assert "件）（件" not in text
    assert "件)（件" not in text
    assert text.count("件") == count + 1  # that of 案件 itself


def test_a_name_without_a_unit_of_measure_stays_as_it_is() -> None:
    assert named_in_unit(Name("立法"), "") == Name("立法")


def test_differences_of_percentages_keep_their_unit_where_units_stand_once() -> None:
    columns = (
        Column("name", Msg("Indicator"), flexible=True),
        Column("gap", Msg("Gap"), Align.RIGHT),
    )
    row: tuple[Cell, ...] = (Name("Coverage"), Quantity(Decimal("1.9"), "pp"))
    folded = units_once(Table(Msg("T"), columns, (Section((row,)),)))
    assert "1.9 pp" in drawn(folded, 80)
    out = StringIO()
    draw(folded, Words("zh"), Console(file=out, width=80))
    assert "1.9点" in out.getvalue()


def _dated() -> Table:
    """Return figures of 2013 and one of 2012, without title."""
    columns = (
        Column("name", Msg("Indicator"), flexible=True),
        Column("target", Msg("Target"), Align.RIGHT, flexible=True, comfortable=12),
        Column("actual", Msg("Actual"), Align.RIGHT, short=Msg("Actual 2013")),
        Column("period", Msg("Period"), period_of="actual"),
    )
    older = Period.of_year(2012)
    words = Noted(NOTHING, words=Msg("6 times S3, not below 10"))
    growth = Noted(Quantity(Decimal("2100.11")), Msg("10% a year"))
    rows: tuple[tuple[Cell, ...], ...] = (
        (Name("Cards"), growth, Noted(Quantity(Decimal("60.5"))), Period.of_year(2013)),
        (Name("Wages"), words, Noted(Quantity(Decimal("33"), places=0), period=older), older),
    )
    return Table(Msg(""), columns, (Section(rows),))


def test_a_period_is_a_column_where_there_is_room_and_else_a_remark() -> None:
    assert drawn(_dated(), 80) == (
        "Indicator                    Target  Actual  Period\n"
        "Cards          2100.11 (10% a year)    60.5  2013\n"
        "Wages      6 times S3, not below 10    33    2012\n"
    )
    assert drawn(slim(_dated()), 80) == (
        "Indicator                    Target  Actual 2013\n"
        "Cards          2100.11 (10% a year)  60.5\n"
        "Wages      6 times S3, not below 10  33   (2012)\n"
    )
    assert drawn(_dated(), 31) == (
        "                         Actual\n"
        "Indicator        Target    2013\n"
        "Cards           2100.11    60.5\n"
        "           (10% a year)\n"
        "Wages      6 times S3,     33\n"
        "           not below 10  (2012)\n"
    )


def test_a_remark_without_a_value_stands_by_itself() -> None:
    due = Noted(None, period=Period.of_year(2015))
    assert drawn(_single(due), 80).splitlines()[3] == "2015"


def test_lights_are_counted_by_their_signs() -> None:
    lights = Lights(((Light.GREEN, 2), (Light.RED, 13)))
    assert drawn(_single(lights), 80).splitlines()[3] == "✓2 ✗13"
    assert "\x1b[32m✓2\x1b[0m \x1b[1;31m✗13" in coloured(_single(lights), 80)


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
