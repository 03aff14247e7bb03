"""Plain data as JSON in which every number has exactly the digits it was given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sbtrack.domain.period import Period
from sbtrack.locale.words import figure

# Characters that JSON allows raw but that could steer a terminal, hide, or not be encoded.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def to_json(data: object) -> str:
    """Return mappings, sequences, text, numbers, dates and periods as JSON, keys in given order.

    A Decimal is written digit by digit, never through a float and never with an exponent.

    >>> print(to_json({"value": Decimal("37.20"), "tiny": Decimal("1E-7"), "none": []}), end="")
    {
      "value": 37.20,
      "tiny": 0.0000001,
      "none": []
    }

    Raises:
        TypeError: for a float, or anything else that is not plain data.
        ValueError: for a Decimal that is not finite.
    """
    return _written(data, "\n") + "\n"


def _written(value: object, margin: str) -> str:
    match value:
        case None | True | False:
            return json.dumps(value)
        case Mapping():
            inner = (f"{_key(k)}: {_written(v, margin + '  ')}" for k, v in value.items())
            return _block("{", inner, "}", margin)
        case str() | Period() | datetime() | date():
            return _text(value)
        case int():
            return str(int(value))
        case Decimal():
            return _number(value)
        case Sequence() if not isinstance(value, bytes | bytearray):
            return _block("[", (_written(item, margin + "  ") for item in value), "]", margin)
        case _:
            raise TypeError(f"{type(value).__name__} is not plain data")


def _block(opening: str, items: Iterable[str], closing: str, margin: str) -> str:
    inside = f",{margin}  ".join(items)
    return f"{opening}{margin}  {inside}{margin}{closing}" if inside else opening + closing


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text, not {type(key).__name__}")
    return _text(key)


def _text(value: str | Period | datetime | date) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    return _HIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} has no place in JSON")
    return figure(value)
