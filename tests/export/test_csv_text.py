import csv
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from io import StringIO
from pathlib import Path

import pytest
from exported_sample import NOTHING, TABLE, single
from hypothesis import example, given
from hypothesis import strategies as st

from sbtrack.domain.ledger import EntryKind
from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Light
from sbtrack.export.csv_text import rows_to_csv, table_to_csv
from sbtrack.export.markdown_text import table_to_markdown
from sbtrack.locale.words import Words
from sbtrack.reports.table import Cell, Column, Lights, Noted, Section, Table

ENGLISH = Words("en")


def test_a_table_becomes_csv_with_plain_numbers_and_units_apart() -> None:
    assert table_to_csv(TABLE, ENGLISH) == (
        "Section,No.,Indicator,Type,Unit of measure,Actual,Gap,Attainment (%),Pace (pp),Period,"
        "Verdict,Recorded,Lead unit\r\n"
        "Headline indicators,4,工伤保险,binding,万人,37.255,-2.80,33.333333,"
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


@pytest.mark.parametrize(
    ("computed", "number"),
    [
        ("33.33333333333333333333", "33.333333"),
        ("66.66666666666666666667", "66.666667"),
        ("12.5000000000000000", "12.5"),
        ("99.9999999999", "99.9999999999"),
        ("-0.00000000049", "-0.0000000005"),
        ("0.0000000000", "0"),
    ],
)
def test_a_computed_number_has_six_decimals_or_more_where_six_would_look_exact(
    computed: str, number: str
) -> None:
    share = Decimal(computed).scaleb(-2, Context(prec=60))
    for cell in (Quantity(Decimal(computed), "", 2), Points(share)):
        assert table_to_csv(single(cell), ENGLISH) == f"X\r\n{number}\r\n"
    assert table_to_csv(single(Percent(share)), ENGLISH) == f"X (%)\r\n{number}\r\n"


@example(Decimal("0.195312500000000000000000000046729409930061437345436252378476"))
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-100, max_value=100))
def test_a_share_in_percent_is_off_by_less_than_a_millionth_and_never_looks_exact(
    share: Decimal,
) -> None:
    line = table_to_csv(single(Percent(share)), ENGLISH).split("\r\n")
    exact, written = share.scaleb(2, Context(prec=60)), Decimal(line[1])
    assert abs(written - exact) < Decimal("0.000001")
    plain = written.normalize(Context(prec=60))  # the usual 28 digits would round it
    assert written == exact or -int(plain.as_tuple().exponent) >= 6


def test_a_remark_is_for_readers_and_columns_of_bare_numbers_are_for_files() -> None:
    at_least = Msg("at least {value}", value=Quantity(Decimal(40), "万人"))
    columns = (
        Column("target", Msg("Target")),
        Column("words", Msg("In words"), bare=True),
        Column("lights", Msg("Binding")),
        Column("red", Msg("Binding: red"), bare=True),
    )
    lights = Lights(((Light.RED, 2),))
    rows: tuple[tuple[Cell, ...], ...] = (
        (Noted(Quantity(Decimal(40), "万人"), Msg("10% a year")), at_least, lights, 2),
        (Noted(NOTHING, words=Name("6 times S3")), Name("6 times wages"), lights, 2),
    )
    table = Table(Msg("T"), columns, (Section(rows),))
    assert table_to_csv(table, ENGLISH) == (
        "Unit of measure,Target,In words,Binding: red\r\n"
        "万人,40,at least 40 万人,2\r\n,,6 times wages,2\r\n"
    )
    assert table_to_markdown(table, ENGLISH) == (
        "## T\n\n"
        "| Target               | Binding |\n| -------------------- | ------- |\n"
        "| 40 万人 (10% a year) | ✗2      |\n| 6 times S3           | ✗2      |\n"
    )


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_comes_back_as_one_field_of_one_line(texts: list[str]) -> None:
    columns = tuple(Column(str(i), Msg("C")) for i in range(len(texts)))
    text = table_to_csv(Table(Msg("T"), columns, (Section((tuple(texts),)),)), ENGLISH)
    rows = list(csv.reader(StringIO(text, newline="")))
    assert [len(row) for row in rows] == [len(texts)] * 2
    assert text.encode().count(b"\n") == 2


def test_headings_of_shares_have_the_brackets_of_their_language() -> None:
    share = (Percent(Decimal("0.5")),)
    table = Table(Msg("T"), (Column("a", Msg("Attainment")),), (Section((share,)),))

    assert table_to_csv(table, ENGLISH) == "Attainment (%)\r\n50\r\n"
    assert table_to_csv(table, Words("zh")) == "完成程度（%）\r\n50\r\n"


@pytest.mark.parametrize("bom", [True, False])
def test_a_long_table_comes_in_pieces_that_make_up_the_whole(bom: bool) -> None:
    columns = tuple(Column(key, Msg(key)) for key in "abcdefg")
    rows = [
        (
            number,
            None if number % 3 else f"=区县{number}",
            Name("工伤保险", (("en", f"injury {number % 2}"),)),
            Period.of_year(2011 + number % 5),
            Msg("{kind}", kind=tuple(EntryKind)[number % 3]),
            Decimal(number).scaleb(-2),
            (Name("a"), Name(f"b\x1b{number}")) if number % 2 else (),
        )
        for number in range(9000)
    ]
    pieces = list(rows_to_csv(columns, iter(rows), ENGLISH, bom=bom))
    assert len(pieces) > 1
    whole = Table(Msg("T"), columns, (Section(tuple(rows)),))
    assert "".join(pieces) == table_to_csv(whole, ENGLISH, bom=bom)
    lines = list(csv.reader(StringIO("".join(pieces))))
    assert lines[2] == ["1", "", "injury 1", "2012", "revision", "0.01", "a, b␛1"]


def test_a_long_table_without_rows_has_its_headings() -> None:
    assert "".join(rows_to_csv((Column("a", Msg("A")),), (), ENGLISH)) == "A\r\n"
