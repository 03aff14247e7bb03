"""Reporting periods (报告期): a year, half, quarter, month or day."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

from sbtrack.domain.errors import BadPeriod
from sbtrack.domain.terms import Grain

#: Days divide a month into parts that no decimal holds; sixty digits whatever the caller uses.
_SIXTY_DIGITS = Context(prec=60)
_MONTHS = {Grain.YEAR: 12, Grain.HALF: 6, Grain.QUARTER: 3, Grain.MONTH: 1}
_CANONICAL = re.compile(
    r"(?P<year>\d{4})(?:-?(?:H(?P<half>[12])|Q(?P<quarter>[1-4]))"
    r"|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<year>\d{4})年(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4一二三四])季度?"
    r"|(?P<month>\d{1,2})月(?:末|底|份|(?P<day>\d{1,2})[日号])?|[末底度])?"
)
_FIGURES = {"上": 1, "下": 2, "一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """A closed interval of days with the grain it was stated at.

    >>> Period.parse("2013-Q2").end
    datetime.date(2013, 6, 30)
    >>> str(Period.parse("2013年上半年"))
    '2013-H1'
    """

    start: date
    end: date
    grain: Grain

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2013`, `2013-H1`, `2013-Q2`, `2013-06`, `2013-06-30` or 2013年6月.

        Raises:
            BadPeriod: when the text is none of these or names no real day.
        """
        plain = unicodedata.normalize("NFKC", text).replace(" ", "")
        match = _CANONICAL.fullmatch(plain) or _CHINESE.fullmatch(plain)
        if match is None:
            raise BadPeriod(text)
        found = {k: _figure(v) for k, v in match.groupdict().items() if v is not None}
        try:
            return _build(found)
        except ValueError:
            raise BadPeriod(text) from None

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the calendar year."""
        return cls.covering(year, 1, Grain.YEAR)

    @classmethod
    def covering(cls, year: int, month: int, grain: Grain) -> Period:
        """Return the period of `grain` that starts in `month` of `year`."""
        last = month + _MONTHS[grain] - 1
        return cls(date(year, month, 1), date(year, last, monthrange(year, last)[1]), grain)

    @property
    def end_in_months(self) -> Decimal:
        """Months from the year 0 to the period's end; a month is a twelfth of its year.

        Counting months, not days, makes the end of 2013 exactly three fifths of 2011-2015,
        as planning documents count it.
        """
        year, month, day = self.end.year, self.end.month, self.end.day
        part = _SIXTY_DIGITS.divide(Decimal(day), Decimal(monthrange(year, month)[1]))
        return _SIXTY_DIGITS.add(Decimal(year * 12 + month - 1), part)

    def covers(self, other: Period) -> bool:
        """Say whether the whole of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def split(self, grain: Grain) -> tuple[Period, ...]:
        """Return the periods of a finer `grain` from first to last day of this one."""
        return periods_between(self.start, self.end, grain)

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match self.grain:
            case Grain.YEAR:
                return f"{year:04d}"
            case Grain.HALF:
                return f"{year:04d}-H{(month + 5) // 6}"
            case Grain.QUARTER:
                return f"{year:04d}-Q{(month + 2) // 3}"
            case Grain.MONTH:
                return f"{year:04d}-{month:02d}"
            case _:
                return self.start.isoformat()


def periods_between(first: date, last: date, grain: Grain) -> tuple[Period, ...]:
    """Return the calendar periods of `grain` that lie wholly in `first`..`last`.

    >>> [str(p) for p in periods_between(date(2013, 1, 1), date(2013, 12, 31), Grain.HALF)]
    ['2013-H1', '2013-H2']
    """
    if grain is Grain.DAY:
        days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return tuple(Period(day, day, grain) for day in days)
    step = _MONTHS[grain]
    found = []
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, step):
            period = Period.covering(year, month, grain)
            if first <= period.start and period.end <= last:
                found.append(period)
    return tuple(found)


def _figure(text: str) -> int:
    return _FIGURES[text] if text in _FIGURES else int(text)


def _build(found: dict[str, int]) -> Period:
    year = found["year"]
    if year == 0:
        raise ValueError("there is no year 0")
    if "half" in found:
        return Period.covering(year, 6 * found["half"] - 5, Grain.HALF)
    if "quarter" in found:
        return Period.covering(year, 3 * found["quarter"] - 2, Grain.QUARTER)
    if "day" in found:
        day = date(year, found["month"], found["day"])
        return Period(day, day, Grain.DAY)
    if "month" in found:
        date(year, found["month"], 1)
        return Period.covering(year, found["month"], Grain.MONTH)
    return Period.covering(year, 1, Grain.YEAR)
