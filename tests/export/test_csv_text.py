import csv
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from io import StringIO
from pathlib import Path

import pytest
from exported_sample import TABLE, single
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.export.csv_text import table_to_csv
from sbtrack.locale.words import Words
from sbtrack.reports.table import Cell, Column, Section, Table

ENGLISH = Words("en")


def test_a_table_becomes_csv_with_numbers_unrounded_and_units_apart() -> None:
    assert table_to_csv(TABLE, ENGLISH) == (
        "Section,No.,Indicator,Type,Unit of measure,Actual,Gap,Attainment (%),Pace (pp),Period,"
        "Verdict,Recorded,Lead unit\r\n"
        "Headline indicators,4,工伤保险,binding,万人,37.255,-2.80,33.33333333333333333333333333,"
        '-4.16,2013-H1,behind (provisional),2014-03-01T09:30:00+00:00,"市人社局, 市财政局"\r\n'
        "Headline indicators,7,养老金,anticipatory,元/月,1602,,,,2013,unrated,2014-03-01,\r\n"
        "Milestones,M1,市级统筹,,,,,,,2012,done,,市人社局\r\n"
    )


def test_one_section_needs_no_section_column() -> None:
    assert table_to_csv(single("a"), ENGLISH) == "X\r\na\r\n"


def test_a_table_without_rows_has_its_headings() -> None:
    table = Table(Msg("T"), (Column("a", Msg("A")), Column("b", Msg("B"))), ())
    assert table_to_csv(table, ENGLISH) == "A,B\r\n"


def test_a_byte_order_mark_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "status.csv"
    path.write_text(table_to_csv(TABLE, ENGLISH, bom=True), encoding="utf-8", newline="")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfSection,")
    assert not table_to_csv(TABLE, ENGLISH).startswith("\ufeff")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("=1", "'=1"),
        ("\t=1", "␉=1"),
        ("\r=1", "␍=1"),
        ("\n=1", "␊=1"),
        ("plain=1", "plain=1"),
        ('say "hi", you', 'say "hi", you'),
        ("esc\x1b[2Jape\udcff", "esc␛[2Jape�"),
        ("工伤", "工伤"),
    ],
)
def test_text_is_never_a_formula_nor_more_than_one_line(text: str, field: str) -> None:
    for cell in (text, Name(text), (Name(text),), Msg("{t}", t=text)):
        rows = list(csv.reader(StringIO(table_to_csv(single(cell), ENGLISH), newline="")))
        assert rows == [["X"], [field]]
    headed = list(csv.reader(StringIO(table_to_csv(single(1, text), ENGLISH), newline="")))
    assert headed == [[field], ["1"]]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (Quantity(Decimal("-1.50")), "-1.50"),
        (Quantity(Decimal("1E+3")), "1000"),
        (Quantity(Decimal("1E-9")), "0.000000001"),
        (Quantity(Decimal("-0")), "0"),
        (Decimal("123456789012345.678"), "123456789012345.678"),
        (-5, "-5"),
        (Points(Decimal("-0.125")), "-12.5"),
        (Points(Decimal("0.05")), "5"),
    ],
)
def test_a_number_stays_a_number(cell: Cell, number: str) -> None:
    assert table_to_csv(single(cell), ENGLISH) == f"X\r\n{number}\r\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_days_and_moments_stay_as_programs_read_them(language: str) -> None:
    words = Words(language)
    moment = datetime(2014, 3, 1, 9, 30, tzinfo=UTC)
    assert table_to_csv(single(date(2014, 3, 1)), words) == "X\r\n2014-03-01\r\n"
    assert table_to_csv(single(moment), words) == "X\r\n2014-03-01T09:30:00+00:00\r\n"


def test_a_unit_that_looks_like_a_formula_is_guarded() -> None:
    text = table_to_csv(single(Quantity(Decimal(1), "=A1")), ENGLISH)
    assert text == "Unit of measure,X\r\n'=A1,1\r\n"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-100, max_value=100))
def test_a_share_in_percent_loses_no_digit(share: Decimal) -> None:
    line = table_to_csv(single(Percent(share)), ENGLISH).split("\r\n")
    assert line[0] == "X (%)"
    assert Decimal(line[1]) == share.scaleb(2, Context(prec=60))


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_comes_back_as_one_field_of_one_line(texts: list[str]) -> None:
    columns = tuple(Column(str(i), Msg("C")) for i in range(len(texts)))
    text = table_to_csv(Table(Msg("T"), columns, (Section((tuple(texts),)),)), ENGLISH)
    rows = list(csv.reader(StringIO(text, newline="")))
    assert [len(row) for row in rows] == [len(texts)] * 2
    assert text.encode().count(b"\n") == 2
