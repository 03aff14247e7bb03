"""One voice: renders a `Msg` and every typed value in one language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from pathlib import Path

from sbtrack.domain.message import POINTS, Msg, Name, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain
from sbtrack.domain.undefined import Undefined
from sbtrack.locale.catalogue import Catalogue

LANGUAGES = ("zh", "en")
MINUS = "-"

#: Room for a share of 10^30, which two figures of 15 digits can make.
_SIXTY_DIGITS = Context(prec=60)

CATALOGUES = Path(__file__).parent / "catalogues"


class Words:
    """Says messages and values in `language` ("zh" or "en").

    >>> Words("en").say(Msg("{share} done", share=Percent(Decimal("0.558"))))
    '55.8% done'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._translated = _translator(language)

    def say(self, message: Msg) -> str:
        """Return the message as a sentence in this language."""
        template = self.text(message.template)
        return template.format(**{k: self.value(v) for k, v in message.pairs})

    def sentences(self, *messages: Msg) -> str:
        """Return whole sentences one after the other; in Chinese no space parts them."""
        return ("" if self.language == "zh" else " ").join(map(self.say, messages))

    def text(self, template: str) -> str:
        """Return a fixed text in this language."""
        # The empty text is the key of the catalogue's header.
        return self._translated(template) if template else ""

    def value(self, value: object) -> str:
        """Return any typed value as text; an undefined one is its reason."""
        kind = type(value)
        return (_METHODS.get(kind) or _method_for(kind))(self, value)

    def term(self, word: StrEnum) -> str:
        """Return the term for a word of the glossary."""
        from sbtrack.locale.terms import TERMS  # noqa: PLC0415  help and completion need none

        return self.say(TERMS[type(word)][word])

    def listed(self, values: tuple[object, ...]) -> str:
        """Return values as a list in one line."""
        return ("、" if self.language == "zh" else ", ").join(map(self.value, values))

    def quantity(self, quantity: Quantity) -> str:
        """Return a value with its unit of measure, which in Chinese follows closely.

        So do % and ‰ in every language, and a word in Latin letters in none.
        """
        unit = self._unit(quantity.unit_of_measure)
        close = unit.startswith(("%", "‰")) or (self.language == "zh" and not unit[:1].isascii())
        space = "" if close or not unit else " "
        said = f"{figure(quantity.value, quantity.places)}{space}{unit}"
        if quantity.qualifier is None:
            return said
        before, after = self.around(quantity.qualifier)
        return f"{before}{said}{after}"

    def around(self, qualifier: Msg) -> tuple[str, str]:
        """Return what a qualifier says before and after its value.

        >>> Words("en").around(Msg("at most {value}"))
        ('at most ', '')
        """
        before, _, after = self.text(qualifier.template).partition("{value}")
        return before, after

    def _unit(self, unit_of_measure: str) -> str:
        """Return a unit of measure: the plan's own word, but percentage points in ours."""
        return self.say(Msg("pp")) if unit_of_measure == POINTS else unit_of_measure

    def percent(self, percent: Percent) -> str:
        """Return a share in percent."""
        return f"{figure(percent.share * 100, percent.places)}%"

    def points(self, points: Points) -> str:
        """Return a difference of shares in percentage points, without the word."""
        number = figure(points.share * 100, points.places)
        ahead = points.share > 0 and number.strip("0.")
        return f"+{number}" if points.signed and ahead else number

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
                return self.day(period.start)

    def day(self, day: date) -> str:
        """Return a day as people write it: 2013年6月30日, 2013-06-30."""
        if self.language != "zh":
            return day.isoformat()
        return f"{day.year}年{day.month}月{day.day}日"

    def moment(self, moment: datetime) -> str:
        """Return a moment to the minute, in the clock that it is given in; UTC is named."""
        zone = "" if moment.utcoffset() else " UTC"
        return f"{self.day(moment.date())} {moment:%H:%M}{zone}"


def figure(value: Decimal, places: int | None = None) -> str:
    """Return a number as written, without an exponent; `places` rounds half up (四舍五入).

    >>> figure(Decimal("2.345"), 2), figure(Decimal("-0.04"), 1)
    ('2.35', '0.0')
    """
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _SIXTY_DIGITS)
    if not value:
        value = abs(value)
    return format(value, "f").replace("-", MINUS)


def _translator(language: str) -> Callable[[str], str]:
    """Return what translates a template; templates are English already."""
    if language == "en":
        return str
    return Catalogue(CATALOGUES / language / "LC_MESSAGES" / "sbtrack.mo")


def _method_for(kind: type) -> Callable[[Words, object], str]:
    """Return how values of a class are said: as those of the class it extends, else as they are."""
    methods = (method for of, method in _METHODS.items() if issubclass(kind, of))
    return _METHODS.setdefault(kind, next(methods, lambda _, v: str(v)))


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
    datetime: lambda w, v: w.moment(v),  # type: ignore[arg-type]
    date: lambda w, v: w.day(v),  # type: ignore[arg-type]
    str: lambda _, v: v,  # type: ignore[dict-item,return-value]
}
