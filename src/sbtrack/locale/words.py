"""One voice: renders a `Msg` and every typed value in one language."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from pathlib import Path

from sbtrack.domain.message import Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.terms import TERMS

LANGUAGES = ("zh", "en")
MINUS = "-"


class Words:
    """Says messages and values in `language` ("zh" or "en").

    >>> Words("en").say(Msg("{share} done", share=Percent(Decimal("0.558"))))
    '55.8% done'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(
            "sbtrack",
            Path(__file__).parent / "catalogues",
            languages=[language],
            fallback=language == "en",
        )

    def say(self, message: Msg) -> str:
        """Return the message as a sentence in this language."""
        template = self._catalogue.gettext(message.template)
        return template.format(**{k: self.value(v) for k, v in message.pairs})

    def text(self, template: str) -> str:
        """Return a fixed text in this language."""
        return self._catalogue.gettext(template)

    def value(self, value: object) -> str:
        """Return any typed value as text; an undefined one is its reason."""
        for kind, method in _METHODS.items():
            if isinstance(value, kind):
                return method(self, value)
        return str(value)

    def term(self, word: StrEnum) -> str:
        """Return the term for a word of the glossary."""
        return self.say(TERMS[word])

    def listed(self, values: tuple[object, ...]) -> str:
        """Return values as a list in one line."""
        return ("、" if self.language == "zh" else ", ").join(map(self.value, values))

    def quantity(self, quantity: Quantity) -> str:
        """Return a value with its unit of measure; % and ‰ follow the number closely."""
        number = figure(quantity.value, quantity.places)
        unit = quantity.unit_of_measure
        space = "" if self.language == "zh" or unit in ("", "%", "‰") else " "
        return f"{number}{space}{unit}"

    def percent(self, percent: Percent) -> str:
        """Return a share in percent."""
        return f"{figure(percent.share * 100, percent.places)}%"

    def points(self, points: Points) -> str:
        """Return a difference of shares in percentage points, without the word."""
        number = figure(points.share * 100, points.places)
        return f"+{number}" if points.signed and points.share > 0 else number

    def period(self, period: Period) -> str:
        """Return a period as people write it: 2013年上半年, 2013-H1."""
        if self.language != "zh":
            return str(period)
        year, month = period.start.year, period.start.month
        match period.grain:
            case Grain.YEAR:
                return f"{year}年"
            case Grain.HALF:
                return f"{year}年{'上' if month == 1 else '下'}半年"
            case Grain.QUARTER:
                return f"{year}年{'一二三四'[(month - 1) // 3]}季度"
            case Grain.MONTH:
                return f"{year}年{month}月"
            case _:
                return period.start.isoformat()


def figure(value: Decimal, places: int | None = None) -> str:
    """Return a number as written, without an exponent; `places` rounds half up (四舍五入).

    >>> figure(Decimal("2.345"), 2), figure(Decimal("-0.04"), 1)
    ('2.35', '0.0')
    """
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not value:
        value = abs(value)
    return format(value, "f").replace("-", MINUS)


_METHODS: dict[type, Callable[[Words, object], str]] = {
    Msg: lambda w, v: w.say(v),  # type: ignore[arg-type]
    Name: lambda w, v: v.in_language(w.language),  # type: ignore[attr-defined]
    Quantity: lambda w, v: w.quantity(v),  # type: ignore[arg-type]
    Percent: lambda w, v: w.percent(v),  # type: ignore[arg-type]
    Points: lambda w, v: w.points(v),  # type: ignore[arg-type]
    Period: lambda w, v: w.period(v),  # type: ignore[arg-type]
    Undefined: lambda w, v: w.say(v.reason),  # type: ignore[attr-defined]
    Decimal: lambda _, v: figure(v),  # type: ignore[arg-type]
    StrEnum: lambda w, v: w.term(v),  # type: ignore[arg-type]
    tuple: lambda w, v: w.listed(v),  # type: ignore[arg-type]
    datetime: lambda _, v: v.isoformat(timespec="seconds"),  # type: ignore[attr-defined]
    date: lambda _, v: v.isoformat(),  # type: ignore[attr-defined]
}
