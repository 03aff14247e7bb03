"""Values as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.domain.errors import BadValue, WrongUnit, quoted
from sbtrack.domain.message import Quantity
from sbtrack.domain.quantity import (
    Measure,
    holds_unread,
    last_place,
    parse_count,
    parse_value,
    ratio_power,
    ratio_value,
    significant_digits,
)
from sbtrack.locale.words import Words, figure


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("62.3", "万人", "62.3"),
        ("62.3万人", "万人", "62.3"),
        ("623000人", "万人", "62.3"),
        ("62.3万", "万人", "62.3"),
        ("0.00623亿人", "万人", "62.3"),
        ("1.6亿人", "万人", "16000"),
        ("16000万人", "亿人", "1.6"),
        ("1.6亿", "万人", "16000"),
        ("3千人", "人", "3000"),
        ("2万亿元", "亿元", "20000"),
        ("5百万元", "万元", "500"),
        ("4千万", "亿元", "0.4"),
        ("93%", "%", "93"),
        ("93 %", "%", "93"),
        ("93％", "%", "93"),
        ("93", "%", "93"),
        ("-0.5%", "%", "-0.5"),
        ("12.5‰", "‰", "12.5"),
        ("1,450元/月", "元/月", "1450"),
        ("1,450", "元/月", "1450"),
        ("1,450元", "元/月", "1450"),
        ("0.145万元", "元/月", "1450"),
        ("１，４５０元／月", "元/月", "1450"),
        ("６２．３万人", "万人", "62.3"),
        ("−3", "%", "-3"),
        ("－3", "%", "-3"),
        ("+3", "%", "3"),
        ("  62.3 万人 ", "万人", "62.3"),
        ("372,000人", "万人", "37.2"),
        ("1.5 million people", "people", "1500000"),
        ("1500000 people", "million people", "1.5"),
        ("1.5 million", "people", "1500000"),
        ("1.5 Million People", "million people", "1.5"),
        ("2 persons", "person", "2"),
        ("1.5 million", "万人", "150"),
        ("2 trillion yuan", "billion yuan", "2000"),
        ("3 thousand", "件", "3000"),
        ("0", "万人", "0"),
        ("0万人", "人", "0"),
        ("6倍", "倍", "6"),
        ("17", "", "17"),
        ("37.2万 人", "万人", "37.2"),
        ("37.2 万 人", "万人", "37.2"),
        ("37.2\u3000万\u00a0人", "万人", "37.2"),
        ("1,450 元 / 月", "元/月", "1450"),
        ("1.5  million   people", "million people", "1.5"),
        ("37万2千", "万人", "37.2"),
        ("37万2千人", "万人", "37.2"),
        ("37万2000人", "万人", "37.2"),
        ("37万 2千 人", "万人", "37.2"),
        ("3万零500人", "人", "30500"),
        ("3万5百人", "人", "30500"),
        ("1亿2345万6789人", "人", "123456789"),
        ("1亿2千万", "万人", "12000"),
        ("1,234万5千人", "人", "12345000"),
        ("-37万2千人", "万人", "-37.2"),
        ("百分之93", "%", "93"),
        ("百分之 93.5", "%", "93.5"),
        ("千分之5", "‰", "5"),
    ],
)
def test_a_value_is_converted_exactly_to_the_indicators_unit(
    text: str, unit: str, value: str
) -> None:
    assert str(parse_value(text, unit)) == value


#: A percentage point, a permille point and a basis point by all their names.
POINTS = (
    ("百分点", "个百分点", "pp", "p.p.", "ppt", "percentage point", "percentage points",
     "percent points", "percentage-points", "pct pts", "PP"),
    ("千分点", "个千分点", "per mille points"),
    ("基点", "个基点", "bp", "bps", "basis points", "个万分点"),
)  # fmt: skip


@pytest.mark.parametrize("unit", [name for names in POINTS for name in names])
def test_a_point_of_a_share_may_be_called_by_any_of_its_names(unit: str) -> None:
    for names in POINTS:
        for name in names:
            for text in (f"0.5{name}", f"0.5 {name}", f"０.５ {name}"):
                if unit in names:
                    assert str(parse_value(text, unit)) == "0.5"
                    continue
                with pytest.raises(BadValue):
                    parse_value(text, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5%", "个百分点"), ("5个百分点", "%"), ("5 pp", "万人"), ("5点", "个百分点"), ("5 pps", "p")],
)
def test_a_point_is_no_percent_and_nothing_else(text: str, unit: str) -> None:
    with pytest.raises(WrongUnit):
        parse_value(text, unit)


def test_the_digits_that_were_typed_are_kept() -> None:
    assert str(parse_value("62.30", "万人")) == "62.30"
    assert str(parse_value("62.30万人", "万人")) == "62.30"


@pytest.mark.parametrize(
    ("text", "unit", "typed"),
    [
        ("62.3元", "万人", "“元”"),
        ("62.3万元", "万人", "“万元”"),
        ("93%", "万人", "“%”"),
        ("62.3万人", "%", "“万人”"),
        ("62.3万", "%", "“万”"),
        ("3元/年", "元/月", "“元/年”"),
    ],
)
def test_another_unit_is_refused_by_name(text: str, unit: str, typed: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, unit)

    assert isinstance(raised.value, WrongUnit)
    assert Words("en").say(raised.value.message) == (
        f"“{text}” is in {typed}, but the indicator is measured in {unit}; "
        "type the number alone or with that unit."
    )


def test_a_unit_where_there_is_none_is_refused() -> None:
    with pytest.raises(WrongUnit) as raised:
        parse_value("3人", "")

    assert Words("en").say(raised.value.message) == (
        "“3人” is in “人”, but the indicator has no unit of measure; type the number alone."
    )


@pytest.mark.parametrize("text", ["NaN", "nan", "inf", "-inf", "Infinity", "∞", "-∞", "无穷大"])
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, "万人")

    assert Words("en").say(raised.value.message) == f"“{text}” is not a finite number."


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "万人", "many", "百分之", "=37", "%37", "%", "e5", "x" * 500, "？37"),
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, "万人")

    assert "is not a number; write for example 37.2" in Words("en").say(raised.value.message)


@pytest.mark.parametrize("sign", ["。", "·", "•", "｡"])
def test_another_point_than_the_decimal_one_is_named(sign: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(f"37{sign}2万人", "万人")

    said = Words("en").say(raised.value.message)
    assert said.endswith("where the decimal point should be; write “37.2万人”.")
    assert "。" in said or sign in said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *(("约37万人", "约"), ("大约37", "大约"), ("近37万人", "近"), ("超过37", "超过")),
        *(("37万余人", "余"), ("37万多", "多"), ("10多万人", "多"), ("37.2万人左右", "左右")),
        *(("37万人以上", "以上"), ("about 37", "about"), (">37", ">"), ("≈ 37.2", "≈")),
    ],
)
def test_what_is_not_exact_is_refused_with_its_reason(text: str, word: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, "万人")
    with pytest.raises(BadValue):
        parse_count(text)

    assert Words("en").say(raised.value.message) == (
        f"“{text}” is not an exact figure, and only those are kept; "
        f"type the number without “{word}”, and put the word into --note."
    )


def test_a_unit_may_be_worded_like_an_approximation() -> None:
    assert parse_value("3多人间", "多人间") == 3


@pytest.mark.parametrize(
    "text",
    [
        *("37万2", "37万2人", "1亿2千", "1亿2百", "2千5百万", "37万20千", "37万2万", "37.2万3千"),
        *("3万05人", "9" * 5000 + "万2千"),
    ],
)
def test_a_number_in_parts_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, "万人")

    assert "can be read in more than one way" in Words("en").say(raised.value.message)


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_number_in_parts_is_their_sum(ten_thousands: int, rest: int) -> None:
    assert parse_value(f"{ten_thousands}万{rest:04}人", "人") == ten_thousands * 10000 + rest
    if rest < 10:
        assert parse_value(f"{ten_thousands}万{rest}千", "千人") == ten_thousands * 10 + rest
        assert last_place(f"{ten_thousands}万{rest}千人", "人") == 1000


@pytest.mark.parametrize(
    "text",
    [
        "1234567890.1234567",
        "10000000000000000",
        "0.0000000000000001",
        "1234567890123456人",
        "9" * 500,
    ],
)
def test_more_digits_than_can_be_kept_are_refused(text: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(text, "人")

    assert "more digits than can be kept (15)" in Words("en").say(raised.value.message)


@pytest.mark.parametrize("text", ["0.000000000000001", "999999999999999", "-1.23456789012345"])
def test_fifteen_digits_and_as_many_decimals_are_kept(text: str) -> None:
    assert str(parse_value(text, "人").normalize()) == str(Decimal(text).normalize())


def test_a_value_that_only_grows_too_long_by_its_multiplier_is_refused() -> None:
    assert parse_value("123456789012.345", "人") == Decimal("123456789012.345")
    with pytest.raises(BadValue):
        parse_value("123456789012亿人", "人")


def test_hostile_text_stays_one_short_line_in_the_message() -> None:
    with pytest.raises(BadValue) as raised:
        parse_value("x\x1b[31m\n" * 100, "万人")

    said = Words("en").say(raised.value.message)
    assert said.isprintable()
    assert len(said) < 160


def test_of_a_text_sixty_characters_are_quoted() -> None:
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 61) == f"“{'x' * 60}…”"
    assert quoted("xyz", limit=2) == "“xy…”"


@given(
    st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-8, 0), st.sampled_from(["", "万", "亿"])
)
def test_a_written_figure_is_read_back_exactly(digits: int, exponent: int, prefix: str) -> None:
    value = Decimal(digits).scaleb(exponent)

    assert parse_value(f"{figure(value)}{prefix}人", f"{prefix}人") == value


@given(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-8, 0),
    st.sampled_from(["万人", "%", "‰", "元/月", "", "倍", "million people", "吨标准煤/万元"]),
    st.sampled_from(["zh", "en"]),
)
def test_what_is_printed_is_read_back_as_the_same_value(
    digits: int, exponent: int, unit: str, language: str
) -> None:
    value = Decimal(digits).scaleb(exponent)
    said = Words(language).quantity(Quantity(value, unit))

    assert parse_value(said, unit) == value
    assert parse_value(said.replace(" ", "  "), unit) == value


@given(st.integers(1, 10**9), st.sampled_from(["千", "万", "百万", "亿"]))
def test_a_larger_unit_and_back_changes_nothing(count: int, prefix: str) -> None:
    larger = parse_value(f"{count}人", f"{prefix}人")

    assert parse_value(f"{figure(larger)}{prefix}人", "人") == count


@given(
    st.one_of(
        st.text(max_size=12),
        st.text(alphabet="0123456789.,。 万亿千百零人元%约多左右百分之+-−", max_size=14),
    )
)
def test_any_text_is_a_finite_value_or_refused(text: str) -> None:
    try:
        value = parse_value(text, "万人")
    except BadValue as error:
        Words("zh").say(error.message)
        return
    assert last_place(text, "万人") > 0
    assert value.is_finite()
    assert significant_digits(value) <= 15


@pytest.mark.parametrize(
    ("text", "count", "base"),
    [("37.2万人", "372000", "人"), ("400,000", "400000", ""), ("3户", "3", "户"), ("0", "0", "")],
)
def test_counts_come_in_their_base(text: str, count: str, base: str) -> None:
    value, found = parse_count(text)

    assert (str(value), found) == (count, base)


@pytest.mark.parametrize(
    ("unit", "power"), [("%", 2), ("％", 2), ("‰", 3), ("", 0), ("倍", 0), ("万人", None)]
)
def test_which_units_are_of_ratios(unit: str, power: int | None) -> None:
    assert ratio_power(unit) == power


def test_a_ratio_is_worked_out_in_its_unit() -> None:
    assert ratio_value(Decimal(372), Decimal(400), "%") == 93
    assert ratio_value(Decimal(372), Decimal(400), "‰") == 930
    assert ratio_value(Decimal(372), Decimal(400), "倍") == Decimal("0.93")


def test_a_ratio_without_a_denominator_is_refused() -> None:
    with pytest.raises(BadValue) as raised:
        ratio_value(Decimal(1), Decimal(0), "%")

    assert "The denominator is zero" in Words("en").say(raised.value.message)


def test_a_ratio_for_what_is_no_ratio_is_refused() -> None:
    with pytest.raises(BadValue) as raised:
        ratio_value(Decimal(1), Decimal(2), "万人")

    assert "measured in 万人; type its value alone" in Words("en").say(raised.value.message)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("万人", Measure(4, "人")),
        ("亿千瓦时", Measure(8, "千瓦时")),
        ("万亿元", Measure(12, "元")),
        ("吨标准煤/万元", Measure(0, "吨标准煤/万元")),
        ("hundred", Measure(2, "")),
        ("%", Measure(0, "%")),
    ],
)
def test_a_unit_is_a_power_of_ten_and_a_base(text: str, measure: Measure) -> None:
    assert Measure.parse(text) == measure


@pytest.mark.parametrize(("value", "digits"), [("0", 1), ("0.000", 1), ("0.0120", 3), ("100", 3)])
def test_significant_digits(value: str, digits: int) -> None:
    assert significant_digits(Decimal(value)) == digits


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("500 million", "hundred million yuan", "5"),
        ("500 million yuan", "hundred million yuan", "5"),
        ("500 million", "100 million yuan", "5"),
        ("5亿", "100 million yuan", "5"),
        ("37.2万", "10,000 people", "37.2"),
        ("37.2万", "10 000 people", "37.2"),
        ("37.2万", "ten thousand people", "37.2"),
        ("37.2万", "tens of thousands of people", "37.2"),
        ("5亿", "千亿元", "0.005"),
        ("5亿", "百亿元", "0.05"),
        ("5亿", "十亿元", "0.5"),
        ("5千", "百元", "50"),
        ("5百", "元", "500"),
        ("37万", "10万人", "3.7"),
        ("37万人", "10万人", "3.7"),
        ("1.5 million", "mn people", "1.5"),
        ("3 billion", "bn yuan", "3"),
        ("3 bn", "million yuan", "3000"),
        ("5 thousand", "thousands of people", "5"),
        ("500 million", "RMB 100 million", "5"),
        ("500 million", "RMB100 million", "5"),
        ("5亿元", "RMB 100 million", "5"),
        ("5 million", "US$ million/year", "5"),
        ("5 million", "US$m", "5"),
        ("$5bn", "US$ million", "5000"),
        ("$5m", "US$", "5000000"),
        ("¥5百亿", "亿元", "500"),
        ("500亿", "万亿元", "0.05"),
        ("3 thousand million yuan", "million yuan", "3000"),
        ("5万亿", "亿元（2020年价）", "50000"),
        ("5亿", "亿元(十四五累计)", "5"),
        ("5亿", "亿千瓦时", "5"),
        ("5万千瓦", "千瓦", "50000"),
        ("5000米", "千米", "5"),
        ("5千瓦", "万千瓦", "0.0005"),
        ("3万", "万m²", "3"),
        ("3万", "万个5G基站", "3"),
        ("5亿", "万吨二氧化碳当量", "50000"),
        ("5千", "件/万人", "5000"),
        ("5 thousand", "deaths per 100,000", "5000"),
        ("5千", "个百分点", "5000"),
        ("5千", "1/10万", "5000"),
        ("5千人", "1人", "5000"),
    ],
)
def test_a_multiplier_is_held_against_what_the_unit_of_measure_multiplies(
    text: str, unit: str, value: str
) -> None:
    assert str(parse_value(text, unit)) == value


UNREAD = [
    *("m yuan", "k people", "lakh people", "dozen", "million-yuan", "GDP, billion yuan"),
    *("RMB million (2020 prices)", "people (thousands)", "12人", "103人", "5人", "10⁴吨", "10³人"),
    *(
        "×10^4 t",
        "元(万)",
        "人民币百万元",
        "一百万元",
        "两千人",
        "兆瓦",
        "万分之一",
        "million hundred",
    ),
]


@pytest.mark.parametrize(
    "unit", [*UNREAD, "千瓦", "千克", "千瓦时", "百帕", "MW", "GWh", "Mt", "kt"]
)
def test_a_multiplier_is_not_converted_where_the_unit_may_be_a_multiple_itself(unit: str) -> None:
    for text in ("500 million", "5亿", "5千"):
        with pytest.raises(BadValue) as raised:
            parse_value(text, unit)
        assert Words("en").say(raised.value.message) == (
            f"“{text}” cannot be converted for certain, since the unit of measure, “{unit}”, may "
            f"be a multiple itself; work it out in “{unit}” and type that number without "
            f"“{text.lstrip('50 ')}”."
        )


@pytest.mark.parametrize("unit", [*UNREAD, "千瓦", "MW", "hundred million yuan", "10,000 people"])
def test_a_number_alone_is_in_the_unit_of_measure_whatever_that_is(unit: str) -> None:
    assert parse_value("37.20", unit) == Decimal("37.2")
    assert str(last_place("37.20", unit)) == "0.01"


def test_a_thousand_of_a_kilo_may_be_the_kilo_itself() -> None:
    assert parse_value("5万", "万千瓦") == 5
    with pytest.raises(BadValue):
        parse_value("5千", "万千瓦")


@pytest.mark.parametrize("text", ["5 RMB 100 million", "5元100", "5元万", "5m", "5k", "5十"])
def test_no_multiplier_is_read_out_of_what_stands_behind_a_unit(text: str) -> None:
    with pytest.raises(WrongUnit):
        parse_value(text, "元")


@pytest.mark.parametrize(
    ("unit", "unread"),
    [*((unit, True) for unit in UNREAD), *((u, False) for u in ("千瓦", "MW", "m", "km", "m3"))],
)
def test_which_units_hold_a_number_that_is_not_read(unit: str, unread: bool) -> None:
    assert holds_unread(unit) is unread
