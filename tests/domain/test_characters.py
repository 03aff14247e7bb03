"""Digits are 0-9 and their full-width forms; nothing else becomes one, wherever it is typed."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sbtrack
from sbtrack.domain.characters import folded, full_size, look_alike, plainly, whole_number
from sbtrack.domain.errors import BadPeriod, BadValue
from sbtrack.domain.period import Period
from sbtrack.domain.quantity import parse_count, parse_value
from sbtrack.locale.words import Words

FULL_WIDTH = "０１２３４５６７８９"
UNITS = "㎟㎠㎡㎢㎣㎤㎥㎦㎨㎯㍸㍹〇"  # and a zero that Chinese writes in words


@cache
def like_digits() -> str:
    """Return every character of Unicode that counts something or has a digit for a plain form."""
    characters = map(chr, range(128, sys.maxunicode + 1))
    return "".join(
        c
        for c in characters
        if unicodedata.category(c) in ("Nd", "Nl", "No")
        or any(d.isdigit() for d in unicodedata.normalize("NFKC", c))
    )


def in_both_languages(error: BadValue | BadPeriod) -> tuple[str, str]:
    return Words("en").say(error.message), Words("zh").say(error.message)


def test_there_are_many_characters_that_look_like_digits() -> None:
    assert len(like_digits()) > 1500
    assert {*"①⑳㊱¹²³₁⒈⑴❶➀Ⅳ٣３½㋀㎡"} <= {*like_digits()}


def test_no_character_in_a_figure_is_taken_for_a_digit_of_it() -> None:
    for character in {*like_digits()} - {*FULL_WIDTH}:
        for typed in (f"93.0{character}", f"{character}93", f"9{character}3", character):
            with pytest.raises(BadValue):
                parse_value(typed, "%")
        if character not in UNITS:
            with pytest.raises(BadValue):
                parse_count(f"93.0{character}")


def test_no_character_in_a_period_is_taken_for_a_digit_of_it() -> None:
    for character in {*like_digits()} - {*FULL_WIDTH}:
        for typed in (f"2013{character}", f"2013-0{character}", f"201{character}", character):
            with pytest.raises(BadPeriod):
                Period.parse(typed)


@pytest.mark.parametrize("mark", [*"①⑩⑳㉑㊱㊿⓪⑴⒈❶➀⓵¹²³⁹⁰₁₉㈠㊀", "\u20dd"])
def test_a_footnote_mark_is_named_with_what_to_do(mark: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(f"93.0{mark}", "%")

    shown = f"“{mark}” in “93.0{mark}”"
    assert in_both_languages(raised.value) == (
        f"{shown} is a footnote mark, not a digit; leave it out, or put it into --note.",
        f"“93.0{mark}”中的“{mark}”是注释标记，不是数字；请去掉，或写入--note。",
    )


@pytest.mark.parametrize("text", ["10²", "37.2¹", "37.2万人①", "93%²", "①93", "9①3", "1①2万"])
@pytest.mark.parametrize("unit", ["%", "万人", "", "元/月"])
def test_a_footnote_mark_is_refused_wherever_it_stands(text: str, unit: str) -> None:
    for read in (lambda: parse_value(text, unit), lambda: parse_count(text)):
        with pytest.raises(BadValue) as raised:
            read()
        assert "is a footnote mark, not a digit" in Words("en").say(raised.value.message)


@pytest.mark.parametrize("digit", [*"٣३Ⅳⅻ𝟑𝟛〢㋂㍛"])
def test_the_digits_of_other_scripts_and_styles_are_refused(digit: str) -> None:
    with pytest.raises(BadValue) as raised:
        parse_value(f"93{digit}", "%")

    assert in_both_languages(raised.value) == (
        f"“{digit}” in “93{digit}” is none of the digits 0 to 9; write the number with those.",
        f"“93{digit}”中的“{digit}”不是0至9的数字；请用这些数字书写。",
    )


def test_a_fraction_in_one_character_is_refused() -> None:
    with pytest.raises(BadValue) as raised:
        parse_value("3½", "%")

    assert in_both_languages(raised.value) == (
        "“½” in “3½” is a fraction in one character; write the number in decimals, "
        "for example 0.5.",
        "“3½”中的“½”是合成一个字符的分数；请写成小数，例如0.5。",
    )


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        *(("９３．０％", "%", "93.0"), ("１２，３４５", "人", "12345"), ("−３", "%", "-3")),
        *(("5km²", "km²", "5"), ("5 km2", "km²", "5"), ("5㎢", "km²", "5"), ("5km²", "㎢", "5")),
        *(("37.2万㎡", "万平方米", None), ("37.2万㎡", "m²", "372000"), ("3㎥", "m³", "3")),
        *(("12.5µg/m³", "μg/m³", "12.5"), ("5tCO₂", "tCO2", "5"), ("3立方米", "立方米", "3")),
        *(("5mol⁻¹", "mol⁻¹", "5"), ("5 元/米²", "元/米2", "5"), ("4㎏", "kg", "4")),
    ],
)
def test_full_width_digits_and_small_figures_of_a_unit_are_read(
    text: str, unit: str, value: str | None
) -> None:
    if value is None:
        with pytest.raises(BadValue):
            parse_value(text, unit)
    else:
        assert str(parse_value(text, unit)) == value


@pytest.mark.parametrize("text", ["2013①", "2013②③", "2013-0①", "2013年⑥月", "2013-0６¹", "201₃"])
def test_a_footnote_mark_in_a_period_is_named(text: str) -> None:
    with pytest.raises(BadPeriod) as raised:
        Period.parse(text)

    english, chinese = in_both_languages(raised.value)
    assert english.endswith(" is a footnote mark, not a digit; leave it out.")
    assert chinese.endswith("是注释标记，不是数字；请去掉。")


@given(st.text(alphabet="0123456789.,①②⑩¹²₁⒈❶３４٣½Ⅳ%万人m ", max_size=8))
def test_a_value_is_what_its_own_digits_say_or_refused(text: str) -> None:
    try:
        value = parse_value(text, "万人")
    except BadValue as error:
        Words("zh").say(error.message)
        return
    own = [str(FULL_WIDTH.index(c)) if c in FULL_WIDTH else c for c in text]
    assert {*own} <= {*"0123456789., 万人"}
    digits = "".join(c for c in own if c.isascii() and c.isdigit()).strip("0")
    assert "".join(c for c in format(value, "f") if c.isdigit()).strip("0") == digits


@given(st.text(max_size=20))
def test_what_is_not_folded_is_left_and_nothing_new_becomes_a_digit(text: str) -> None:
    def digits(of: str) -> int:
        return sum(c in "0123456789" for c in of)

    own = sum(c in "0123456789０１２３４５６７８９" for c in text)
    assert digits(plainly(text)) == digits(folded(text)) == own
    assert plainly(plainly(text)) == plainly(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", 0), ("１2", 12), (" 3 ", 3), ("9" * 15, int("9" * 15)), ("9" * 16, None)),
        *(("", None), ("-1", None), ("1②", None), ("٣", None), ("²", None), ("1.0", None)),
    ],
)
def test_a_whole_number_is_one_of_up_to_fifteen_digits(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_small_letters_and_figures_of_a_name_can_be_typed_in_full_size() -> None:
    assert full_size("PM₂.₅浓度 (μg/m³)") == "PM2.5浓度 (μg/m3)"
    assert full_size("人口①") == "人口①"
    assert look_alike("PM₂.₅") is None


def test_nothing_else_decides_what_a_digit_is() -> None:
    """`\\d`, `isdigit` and NFKC take footnote marks or any script's digits for digits."""
    own = re.compile(r"unicodedata\.normalize|\.isdigit\(|\.isnumeric\(|r[f]?\"[^\"\n]*(?<!\\W)\\d")
    source = Path(sbtrack.__file__).parent
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if own.search(path.read_text(encoding="utf-8"))
    }
    drawing = {"export/markdown_text.py", "render/wrapping.py"}  # where lines break, no figure
    assert found == drawing | {"domain/characters.py"}
