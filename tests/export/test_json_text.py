import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbtrack.domain.period import Period
from sbtrack.domain.terms import Verdict
from sbtrack.export.json_text import to_json

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-10**9, max_value=10**9
    ),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


def test_plain_data_is_written_in_the_order_given() -> None:
    data = {
        "plan": "邢台",
        "as_of": date(2013, 12, 31),
        "known_at": datetime(2014, 3, 1, 9, 30, tzinfo=UTC),
        "indicators": [
            {"code": "4", "value": Decimal("37.20"), "period": Period.parse("2013-H1")},
            {"verdict": Verdict.MET_EARLY, "gap": None, "provisional": False, "count": 3},
        ],
        "empty": {},
        "none": (),
    }
    assert to_json(data) == (
        "{\n"
        '  "plan": "邢台",\n'
        '  "as_of": "2013-12-31",\n'
        '  "known_at": "2014-03-01T09:30:00+00:00",\n'
        '  "indicators": [\n'
        "    {\n"
        '      "code": "4",\n'
        '      "value": 37.20,\n'
        '      "period": "2013-H1"\n'
        "    },\n"
        "    {\n"
        '      "verdict": "met_early",\n'
        '      "gap": null,\n'
        '      "provisional": false,\n'
        '      "count": 3\n'
        "    }\n"
        "  ],\n"
        '  "empty": {},\n'
        '  "none": []\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1E+5", "100000"),
        ("1E-7", "0.0000001"),
        ("-0.0", "0.0"),
        ("0.1", "0.1"),
        ("123456789012345678901234567890.12345", "123456789012345678901234567890.12345"),
    ],
)
def test_a_decimal_is_written_digit_by_digit(value: str, written: str) -> None:
    assert to_json(Decimal(value)) == f"{written}\n"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_decimal_that_is_not_finite_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="has no place in JSON"):
        to_json([Decimal(value)])


@pytest.mark.parametrize("value", [0.1, {1, 2}, b"x", object(), {1: "x"}])
def test_anything_but_plain_data_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_json({"x": value})


@given(PLAIN)
def test_a_reader_gets_back_exactly_what_was_written(data: object) -> None:
    text = to_json(data)
    text.encode()
    assert json.loads(text, parse_float=Decimal) == data


def test_characters_that_could_steer_a_terminal_are_escaped() -> None:
    text = to_json({"\x1b[2J": "\x9b\u202e\x7f\u2028\udcff\ufeff"})
    assert text == '{\n  "\\u001b[2J": "\\u009b\\u202e\\u007f\\u2028\\udcff\\ufeff"\n}\n'
