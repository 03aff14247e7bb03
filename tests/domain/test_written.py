"""Values as tables and bulletins print them: read where there is one reading, else refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sbtrack.domain.errors import BadValue
from sbtrack.domain.quantity import last_place, parse_count, parse_value
from sbtrack.domain.written import taken_apart
from sbtrack.locale.words import Words

DASHES = "-‐‑‒–—―−－﹣"
NARROW = " \u00a0\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"


def refusal(text: str, unit: str) -> tuple[str, str]:
    with pytest.raises(BadValue) as raised:
        parse_value(text, unit)
    return Words("en").say(raised.value.message), Words("zh").say(raised.value.message)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        *((f"{dash}2.5", "%", "-2.5") for dash in DASHES),
        *(("△2.5", "%", "-2.5"), ("△ 2.5%", "%", "-2.5"), ("负2.5", "%", "-2.5")),
        *(("(2.5)", "%", "-2.5"), ("(2.5)%", "%", "-2.5"), ("(2.5%)", "%", "-2.5")),
        *(("（2.5）", "%", "-2.5"), ("( 37.2万人 )", "万人", "-37.2"), ("- 2.5", "%", "-2.5")),
        *(("¥1,020.00", "元", "1020.00"), ("￥1,020.00", "元/月", "1020.00")),
        *(("¥3.5万", "万元", "3.5"), ("¥1020", "万元", "0.102"), ("¥5元", "元", "5")),
        *(("¥1,020", "日元", "1020"), ("¥450/月", "元/月", "450"), ("RMB 1,020", "元", "1020")),
        *(("人民币1020元", "元", "1020"), ("1020 RMB", "元", "1020"), ("CNY1020", "元", "1020")),
        *(("$1,500", "美元", "1500"), ("$1,500", "万美元", "0.15"), ("$1.5 million", "USD", None)),
        *(("US$ 450", "美元", "450"), ("US$450", "US dollars", "450"), ("USD 450", "$", "450")),
        *(("$1.5 million", "million dollars", "1.5"), ("$1.5 million", "US$ million", "1.5")),
        *(("HK$ 450", "港元", "450"), ("€1 050.5", "欧元", "1050.5"), ("£3", "pounds", "3")),
        *(("(¥5)", "元", "-5"), ("¥(5)", "元", "-5"), ("-¥5", "元", "-5"), ("¥-5", "元", "-5")),
        *((f"1{space}050", "人", "1050") for space in NARROW),
        *(("12 345 678.9", "人", "12345678.9"), ("1 234万5千人", "人", "12345000")),
        *(("1'100", "人", "1100"), ("1’100’200", "人", "1100200"), ("1＇100", "人", "1100")),
        *(("930‰", "%", "93"), ("12.5‰", "%", "1.25"), ("93%", "‰", "930"), ("3‱", "%", "0.03")),
        *(("千分之5", "%", "0.5"), ("万分之3", "‰", "0.3"), ("93 percent", "%", "93")),
        *(("-百分之5", "%", "-5"), ("百分之-5", "%", "-5"), ("负百分之5", "%", "-5")),
        *((".5", "%", "0.5"), ("-.5", "%", "-0.5"), ("．５", "%", "0.5"), ("+3", "%", "3")),
        *(("12 %", "%", "12"), ("２．５", "%", "2.5"), ("010", "%", "10")),
        *(("-0", "%", "0"), ("-0.00", "%", "0.00"), ("(0)", "%", "0")),
        *(("\ufeff37.2\u200b", "%", "37.2"), ("\u200e 37.2 \u200f", "%", "37.2")),
    ],
)
def test_what_has_one_reading_is_read_exactly(text: str, unit: str, value: str | None) -> None:
    assert str(parse_value(text, unit)) == (value or "1500000")
    assert last_place(text, unit) > 0


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        *(
            (text, "has its sign twice or behind; write “-3” if", "为负数请写“-3”，否则请写“3”")
            for text in ("3-", "3 −", "--3", "+-3", "-(3)", "(-3)", "((3))")
        ),
        ("37.2万-", "write “-37.2万” if it is below zero, else “37.2万”", "“-37.2万”"),
        *(
            (
                f"{sign}2.5",
                f"“{sign}” in “{sign}2.5” can mean a rise or a fall; write “2.5”",
                "“-2.5”",
            )
            for sign in "▲▼▽Δ↑↓"
        ),
        *(
            (text, "is no figure; record nothing where there is none", "没有数据时不必录入")
            for text in (
                "—",
                "——",
                "-",
                "…",
                "……",
                "..",
                "...",
                "/",
                "×",
                "N/A",
                "n.a.",
                "无",
                "#REF!",
            )
        ),
        *(
            (text, "is a range, and only exact figures are kept", "是区间，台账只保存确数")
            for text in ("3%-4%", "3-4万", "3—4", "3~4", "３％～４％", "3至4", "3到4万", "3 to 4")
        ),
        *(
            (text, f"type the number without “{word}”, and put the word", f"“{word}”")
            for text, word in (("≈3", "≈"), (">3", ">"), ("≥3", "≥"), ("±3", "±"), ("3+", "+"))
        ),
        ("12/214", "--numerator 12 --denominator 214.", "--numerator 12 --denominator 214"),
        ("105:100", "--numerator 105 --denominator 100.", "两个数"),
        ("214分之12", "--numerator 12 --denominator 214.", "两个数"),
        *(
            (text, f"if it is meant exactly, write “{percent}”", f"“{percent}”")
            for text, percent in (
                *(("九成三", "93%"), ("九成", "90%"), ("9成5", "95%"), ("九成半", "95%")),
                *(("十成", "100%"), ("一成二", "12%"), ("两成", "20%")),
            )
        ),
        ("1e3", "write all its digits: “1000”", "“1000”"),
        ("1.25E-2%", "write all its digits: “0.0125%”", "“0.0125%”"),
        ("1e14", "write all its digits: “100000000000000”", "“100000000000000”"),
        ("1e15", "in which it has fewer than 16", "不足16位"),
        ("12e13", "write all its digits: “120000000000000”", "“120000000000000”"),
        ("12e14", "in which it has fewer than 16", "不足16位"),
        ("1.23456789012345e2", "write all its digits: “123.456789012345”", "“123.456789012345”"),
        ("1.234567890123456e2", "in which it has fewer than 16", "不足16位"),
        ("1e-15", "write all its digits: “0.000000000000001”", "“0.000000000000001”"),
        ("1e-16", "in which it has fewer than 16", "不足16位"),
        ("12e-16", "write all its digits: “0.0000000000000012”", "“0.0000000000000012”"),
        ("0e15", "in which it has fewer than 16", "不足16位"),
        ("1e-99999", "in which it has fewer than 16", "不足16位"),
        *(
            (text, f"if it is one number, write “{number}”", f"“{number}”")
            for text, number in (
                *(("1.020,00", "1020.00"), ("1 020,5", "1020.5"), ("1,02,000", "102000")),
                *(("12 34", "1234"), ("1\u3000050", "1050"), ("1\t050", "1050")),
                *(("1.020.300", "1020300"), ("1_000", "1000"), ("1,100 200", "1100200")),
                *(("1,45.3%", "145.3%"), ("12,34,567.8", "1234567.8"), ("1050 200", "1050200")),
            )
        ),
        *(
            (text, f"can be read as “{one}” and as “{other}”", f"“{one}”")
            for text, one, other in (
                *(
                    ("3,72", "3.72", "372"),
                    ("0,500", "0.500", "500"),
                    ("1234,567", "1234.567", "1234567"),
                ),
                *(("1,450,00", "1450.00", "145000"), ("37,2000%", "37.2000%", "372000%")),
            )
        ),
        *(
            (f"37.2{sign}", f"ends with “{shown}”; write “37.2”", "“37.2”")
            for sign, shown in ((".", "."), (",", ","), ("，", ","), ("。", "。"), ("！", "!"))
        ),
        *(
            (text, "more than one decimal point", "小数点")
            for text in ("37.2.1", "3..4", "1.2.3%", "1234.567.890")
        ),
        *(
            (f"93.0{mark}", f"“{shown}” in “93.0{mark}” is a footnote mark", f"“{shown}”是注释标记")
            for mark, shown in (
                *(("*", "*"), ("**", "**"), ("(1)", "(1)"), ("（1）", "(1)"), ("[2]", "[2]")),
                *(("†", "†"), ("注1", "注1"), ("注", "注"), ("(a)", "(a)"), ("※", "※")),
            )
        ),
        *(
            (text, "has brackets", "括号")
            for text in ("[2.5]", "〔4500〕", "(2.5", "(37.2) (万人)")
        ),
        *(
            (text, "has its number in Chinese", "汉字")
            for text in ("三十七", "百分之九十", "一2.5")
        ),
        *(
            (text, "more than one number", "不止一个数")
            for text in ("37\n38", "37.2 5", "37、2", "3;2")
        ),
        ("37\u200b.2", "cannot be seen (U+200B)", "U+200B"),
        ("\u00ad5", "cannot be seen (U+00AD)", "U+00AD"),
        ("\u202e2.5", "cannot be seen (U+202E)", "U+202E"),
    ],
)
def test_what_has_none_or_more_is_refused_with_what_to_write(
    text: str, english: str, chinese: str
) -> None:
    for unit in ("%", "万人", "元"):
        said = refusal(text, unit)
        assert english in said[0]
        assert chinese in said[1]
        assert "is not a number; write for example" not in said[0]
    with pytest.raises(BadValue):
        parse_count(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("$1,500", "元"), ("US$ 450", "元/月"), ("¥5", "万美元"), ("£3", "€"), ("5元", "$")],
)
def test_another_currency_is_refused_with_what_to_type(text: str, unit: str) -> None:
    english, chinese = refusal(text, unit)

    assert english == (
        f"“{text}” is in another currency than the indicator, which is measured in {unit}; "
        f"type the figure in that, and put “{text}” into --note."
    )
    assert "币种" in chinese


@pytest.mark.parametrize(
    ("text", "unit"), [("¥5", "万人"), ("$5", "%"), ("¥5人", "人"), ("$5%", "%")]
)
def test_money_is_refused_where_none_is_counted(text: str, unit: str) -> None:
    assert f"but the indicator is measured in {unit}" in refusal(text, unit)[0]


@pytest.mark.parametrize("text", ["(1) 050", "(2.5) 3", "3 (2.5)", "(1)(2)"])
def test_brackets_around_a_part_of_the_digits_are_no_minus(text: str) -> None:
    refusal(text, "%")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("372,000", "372000"),
        ("1,372,000", "1372000"),
        ("1372,000", None),  # one to three digits, and then groups of three
        ("0,500", None),
        ("372,00", None),
        ("372,0000", None),
        ("372,000,00", None),
        ("372,000,0000", None),
        ("37万2000", "372000"),  # bare digits fill the places below 万
        ("37万200", None),
        ("37万02000", None),
        (f"1万零{'5':0>57}", "10005"),  # sixty characters
        (f"1万零{'5':0>58}", None),
        ("1亿2345万", "123450000"),
        ("1亿12345万", None),
        ("1万2千", "12000"),
        ("1亿2千", None),  # short for 1亿2千万
    ],
)
def test_digits_are_grouped_and_added_up_to_the_last_place(text: str, number: str | None) -> None:
    if number is not None:
        assert parse_value(f"{text}人", "人") == Decimal(number)
    else:
        refusal(f"{text}人", "人")


def test_what_is_longer_than_two_hundred_characters_is_not_explained() -> None:
    assert "is a range" in refusal(f"3-4{'万' * 197}", "万人")[0]
    assert "is not a number" in refusal(f"3-4{'万' * 198}", "万人")[0]


def test_a_plan_file_is_told_where_words_may_go_there() -> None:
    for text in ("93.0*", "约37", "3-4"):
        with pytest.raises(BadValue) as raised:
            taken_apart(text, "`note`")
        said = Words("en").say(raised.value.message)
        assert "`note`" in said
        assert "--note" not in said


def strictly(text: str) -> Decimal | None:
    """Read a percentage as a person does, sign by sign; None where that leaves a doubt."""
    typed = "".join(_half_width(c) for c in text).strip(" ")
    bracketed = typed.startswith("(")
    if bracketed:
        inner, closed, behind = typed[1:].partition(")")
        if not closed or {*behind} - {*" %‰"}:
            return None
        typed = (inner + behind).strip(" ")
    minus = bracketed or typed[:1] in ("△", *DASHES)
    if typed[:1] in ("△", "+", *DASHES):
        if bracketed:
            return None
        typed = typed[1:].lstrip(" ")
    per = {"%": Decimal(1), "‰": Decimal("0.1")}.get(typed[-1:])
    size = _unsigned(typed[:-1].rstrip(" ") if per else typed)
    if size is None:
        return None
    return (-size if minus and size else size) * (per or 1)


def _half_width(character: str) -> str:
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    return " " if character in NARROW else character


def _unsigned(text: str) -> Decimal | None:
    whole, point, part = text.partition(".")
    if point and not (part and _are_digits(part)):
        return None
    if not _is_whole(whole) and (whole or not part):
        return None
    return Decimal("".join(filter(_are_digits, whole)) + point + part)


def _are_digits(text: str) -> bool:
    return {*text} <= {*"0123456789"}


def _is_whole(text: str) -> bool:
    parting = {c for c in text if c not in "0123456789"}
    if not parting:
        return text != ""
    first, *groups = text.split(separator := parting.pop())
    grouped = not parting and separator in ", '’" and all(len(g) == 3 for g in groups)
    return grouped and 1 <= len(first) <= 3 and first[0] != "0"


FIGURES = st.text(alphabet="0123456789012,. '’()+-–△%‰①²３．％\u2009", max_size=9)


@given(FIGURES)
@example("1 050")
@example("(2.5)%")
@example("930‰")
@example("0,500")
def test_a_value_is_what_a_strict_reader_reads_or_refused(text: str) -> None:
    try:
        value = parse_value(text, "%")
    except BadValue as error:
        Words("zh").say(error.message)
        assert strictly(text) is None, text
        return
    assert value == strictly(text)


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from(["{:.2f}", "{:,.2f}", "¥{:,.2f}", " {:.2f} 元 ", "{:,.2f}元/月"]),
    st.sampled_from(NARROW + ",'’"),
)
def test_an_amount_is_read_back_however_it_is_printed(
    amount: Decimal, form: str, parting: str
) -> None:
    printed = form.format(amount).replace(",", parting)

    assert parse_value(printed, "元/月") == amount
    if amount < 0:
        assert parse_value(f"({printed.replace('-', '').strip()})", "元/月") == amount


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("37.1 (万人)", ("37.1", "万人")),
        ("37.1（万人）", ("37.1", "万人")),
        ("37.1[万人]", ("37.1", "万人")),
        ("37.1万(人)", ("37.1", "万人")),
        ("-37.1 (万人)", ("-37.1", "万人")),
        ("1,450 ( 元/月 )", ("1450", "元/月")),
        ("93（％）", ("93", "%")),
        ("5 (m²)", ("5", "m²")),
        ("5 (million people)", ("5", "million people")),
        ("(37.1 万人)", ("-37.1", "万人")),
    ],
)
def test_a_unit_in_brackets_is_the_unit(text: str, taken: tuple[str, str]) -> None:
    assert taken_apart(text) == taken


@pytest.mark.parametrize("text", ["37.1 (a)", "37.1(1)", "37.1 (*)", "37.1(注)", "37.1 (3 万人)"])
def test_what_is_no_unit_in_brackets_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        taken_apart(text)


@pytest.mark.parametrize(
    ("text", "advised"),
    [
        ("37.1，万人", ["37.1万人"]),
        ("37.1 ,万人", ["37.1万人"]),
        ("37.1 )", ["37.1"]),
        ("37.1 (万人", ["37.1万人"]),
        ("37.1 ()", ["37.1"]),
        ("1.020,00 (万人)", ["1020.00万人"]),
        ("3,72 (万人)", ["3.72万人", "372万人"]),
        ("(3,72)", ["(3.72)", "(372)"]),
    ],
)
def test_what_is_advised_is_another_text_and_can_be_read(text: str, advised: list[str]) -> None:
    with pytest.raises(BadValue) as raised:
        taken_apart(text)
    said = Words("en").say(raised.value.message)
    for number in advised:
        assert f"“{number}”" in said
        assert taken_apart(number)


_FRONTS = ("", '"', "“", "'", "「", "▲", "约", "-", "--", "(", "=")
_BEHINDS = (
    "",
    '"',
    "”",
    "'",
    "」",
    "*",
    "(1)",
    ".",
    "。",
    "；",
    "-",
    ")",
    "*.",
    "元。",
    "e2*",
    "成",
)
_CORES = ("37.2", "3,72", "1.020,00", "37。2", "1e3", "九成三", "37 2", "1.020.300", "-3")


@pytest.mark.parametrize("core", _CORES)
def test_what_a_refusal_advises_to_write_is_accepted(core: str) -> None:
    advised = 0
    for text in (f"{front}{core}{behind}" for front in _FRONTS for behind in _BEHINDS):
        try:
            taken_apart(text)
        except BadValue as refusal:
            for name, argument in refusal.message.pairs:
                if name in ("text", "mark", "sign", "word") or not isinstance(argument, str):
                    continue
                if argument.startswith("“"):
                    taken_apart(argument[1:-1])
                    advised += 1
    assert advised


@pytest.mark.parametrize("text", ['"37.2"', "“37.2”", "'37.2'", "「37.2」", "''37.2''", '“37.2"'])
def test_quotation_marks_are_left_out(text: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, "万人")
    said = Words("en").say(raised.value.message)
    assert said == f"“{text}” has quotation marks around it; write “37.2”."
    assert Words("zh").say(raised.value.message) == f"“{text}”带有引号；请写作“37.2”。"
