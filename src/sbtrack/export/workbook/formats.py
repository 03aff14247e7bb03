"""How numbers are shown: formats of a spreadsheet that say the unit of measure with the number."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sbtrack.domain.message import POINTS, Msg, Percent, Points, Quantity
from sbtrack.domain.period import Period
from sbtrack.domain.terms import Grain
from sbtrack.locale.words import Words

GENERAL = "General"
WHOLE = "0"
DAY = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm"
#: Decimals beyond which nobody reads; the cell keeps them all.
MOST_PLACES = 10

_FIRST_DAY = date(1900, 3, 1)  # programs disagree on the days before
_EPOCH = datetime(1899, 12, 30)
_DAY_ZERO = _EPOCH.date()
_DAY_SECONDS = 86400


def of_quantity(quantity: Quantity, words: Words) -> str:
    """Return the format of a value with its unit of measure, and with its qualifier around it.

    What stands before a negative number has to be said apart: else the sign would stand first.

    >>> of_quantity(Quantity(Decimal("37.20"), "万人"), Words("zh"))
    '#,##0.00"万人"'
    >>> of_quantity(Quantity(Decimal(-12), "%", qualifier=Msg("at most {value}")), Words("en"))
    '"at most "#,##0"%";"at most "-#,##0"%"'
    """
    places = quantity.places
    if places is None:
        places = min(max(0, -int(quantity.value.as_tuple().exponent)), MOST_PLACES)
    number = _digits(places) + _literal(_unit(quantity.unit_of_measure, words))
    if quantity.qualifier is None:
        return number
    before, after = map(_literal, words.around(quantity.qualifier))
    positive, negative = f"{before}{number}{after}", f"{before}-{number}{after}"
    return f"{positive};{negative}" if before and quantity.value < 0 else positive


def of_period(period: Period, words: Words) -> str:
    """Return the format in which the day that ends a period is shown as the whole period.

    Nothing for one that ended before the days that every spreadsheet can count.

    >>> quarter = Period.parse("2013-Q2")
    >>> of_period(quarter, Words("en")), of_period(quarter, Words("zh"))
    ('yyyy"-Q2"', 'yyyy"年二季度"')
    """
    if period.end < _FIRST_DAY:
        return ""
    if period.grain is Grain.DAY:
        return DAY
    return f"yyyy{_literal(words.period(period).removeprefix(f'{period.end.year:04d}'))}"


def of_percent(percent: Percent) -> str:
    """Return the format of a share; the cell holds the fraction."""
    return f"{_digits(percent.places, '0')}%"


def of_points(points: Points) -> str:
    """Return the format of a difference of shares; the cell holds the points that its heading says.

    >>> of_points(Points(Decimal("0.042")))
    '+0.0;-0.0;0.0'
    """
    number = _digits(points.places, "0")
    return f"+{number};-{number};{number}" if points.signed else number


def number(value: Decimal | float) -> str:
    """Return a number as a cell holds it: the double nearest to it, to its last digit.

    >>> number(Decimal("0.1") * 3), number(Decimal("-0.0"))
    ('0.3', '0.0')
    """
    return repr(float(value) + 0.0)


def serial(moment: date) -> str:
    """Return a day, or a moment in the clock it is given in, as a spreadsheet counts it.

    >>> serial(date(2014, 12, 31)), serial(datetime(2014, 12, 31, 12))
    ('42004', '42004.5')
    """
    if not isinstance(moment, datetime):
        return str((moment - _DAY_ZERO).days)
    passed = moment.replace(tzinfo=None) - _EPOCH
    return repr(passed.days + passed.seconds / _DAY_SECONDS)


def _digits(places: int, whole: str = "#,##0") -> str:
    return f"{whole}.{'0' * places}" if places else whole


def _unit(unit_of_measure: str, words: Words) -> str:
    """Return a unit as it follows the number, close or with a space."""
    said = words.say(Msg("pp")) if unit_of_measure == POINTS else unit_of_measure
    close = said.startswith(("%", "‰")) or (words.language == "zh" and not said[:1].isascii())
    return said if close or not said else f" {said}"


def _literal(text: str) -> str:
    r"""Return text that a format shows as it is.

    >>> _literal('a"b')
    '"a"\\""b"'
    """
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
