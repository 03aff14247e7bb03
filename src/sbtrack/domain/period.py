"""Reporting periods (报告期): a year, half, quarter, month or day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Context, Decimal

from sbtrack.domain.characters import look_alike, plainly
from sbtrack.domain.errors import BadPeriod, quoted
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Grain

#: Days divide a month into parts that no decimal holds; sixty digits whatever the caller uses.
_SIXTY_DIGITS = Context(prec=60)
_MONTHS = {Grain.YEAR: 12, Grain.HALF: 6, Grain.QUARTER: 3, Grain.MONTH: 1}
_YEAR, _D = "(?P<year>[0-9]{4})", "[0-9]{1,2}"  # a month or a day
_TO = "[-~−–—至到]"
#: Ways to write a period, compiled when the ones before them do not fit.
_WRITTEN = (
    rf"(?i){_YEAR}(?:-?(?:H(?P<half>[12])|Q(?P<quarter>[1-4])))?",
    rf"{_YEAR}(?P<separator>[-/.])(?P<month>{_D})(?:(?P=separator)(?P<day>{_D}))?",
    rf"{_YEAR}(?P<month>[0-9]{{2}})",
    rf"{_YEAR}年?(?:(?P<half>[上下])半年[末底]?|第?(?P<quarter>[1-4一二三四])季度?[末底]?"
    rf"|(?P<month>{_D})月(?:份?[末底]?|(?P<day>{_D})[日号]?)|年?[末底终]|全年|度)?",
    rf"{_YEAR}[年./]?(?P<first>{_D})月?份?{_TO}(?P<last>{_D})月份?",
    rf"{_YEAR}年?前(?P<last>[2-9]|1[0-2]|两)个?月",
    rf"{_YEAR}年?(?:第?(?P<opening>[1-4一二三四])季?度?{_TO}第?|前)"
    r"(?P<closing>[2-4二两三四])个?季度?",
)
#: A spreadsheet takes 2013.10 for a number, and leaves out its last zero.
_ZERO_LOST = r"[0-9]{4}\.1"
_FIGURES = {"上": 1, "下": 2, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


class Period(Frozen):
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

        So are forms that can mean nothing else: 2013/6, 2013.06, 2013.6, 201306, 2013年1-6月.
        2013.1 is not: a spreadsheet makes it of 2013.10. The end of a year is the year: a period
        is judged by its end, and 2013年底 beside 2013 would be one thing twice.

        Raises:
            BadPeriod: when the text is none of these or names no real day.
        """
        plain = plainly(text).replace(" ", "")
        found = _parts(plain)
        if found is None:
            raise BadPeriod(text, misread(text) or _without_year(text, plain))
        try:
            return _build(found)
        except ValueError:
            raise BadPeriod(text, _why_none(text, found)) from None

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


def years_alike(period: Period) -> tuple[Period, Period] | None:
    """Return the years for which sources print the same as for a month: 2006-08 is 2006 to 2008.

    None where the second is not later than the first.

    >>> [str(year) for year in years_alike(Period.parse("2006-08")) or ()]
    ['2006', '2008']
    >>> years_alike(Period.parse("2012-08")), years_alike(Period.parse("2006-H1"))
    (None, None)
    """
    year = period.start.year
    last = year - year % 100 + period.end.month
    if period.grain is not Grain.MONTH or last <= year:
        return None
    return Period.of_year(year), Period.of_year(last)


def misread(text: str) -> Msg | None:
    """Return what a text that looks like a period may really be, None where it looks like none."""
    return _zero_lost(text) or look_alike(text)


def _zero_lost(text: str) -> Msg | None:
    """Return that 2013.1 may be January or October, None of any other text."""
    plain = plainly(text).replace(" ", "")
    if not re.fullmatch(_ZERO_LOST, plain):
        return None
    return Msg(
        "{text} can be January, or October whose last zero a spreadsheet has left out; "
        "write {one} or {ten}.",
        text=quoted(text),
        one=f"{plain[:4]}-01",
        ten=f"{plain[:4]}-10",
    )


def _parts(plain: str) -> dict[str, int] | None:
    """Return the numbers in a written period by what they stand for, None when it is none."""
    if re.fullmatch(_ZERO_LOST, plain):
        return None
    for pattern in _WRITTEN:
        match = re.fullmatch(pattern, plain)
        if match is not None:
            named = {name: text for name, text in match.groupdict().items() if text is not None}
            named.pop("separator", None)
            return {name: _figure(text) for name, text in named.items()}
    return None


def _figure(text: str) -> int:
    return _FIGURES[text] if text in _FIGURES else int(text)


def _build(found: dict[str, int]) -> Period:
    """Return the period made of these numbers.

    Raises:
        ValueError: there is no such day, or no such period.
    """
    year = found["year"]
    if "half" in found:
        return Period.covering(year, 6 * found["half"] - 5, Grain.HALF)
    if "quarter" in found:
        return Period.covering(year, 3 * found["quarter"] - 2, Grain.QUARTER)
    if "day" in found:
        day = date(year, found["month"], found["day"])
        return Period(day, day, Grain.DAY)
    if "month" in found:
        return Period.covering(year, found["month"], Grain.MONTH)
    if "closing" in found or "last" in found:
        return _exactly(year, *_months_of_span(found))
    return Period.covering(year, 1, Grain.YEAR)


def _months_of_span(found: dict[str, int]) -> tuple[int, int]:
    if "closing" in found:
        return 3 * found.get("opening", 1) - 2, 3 * found["closing"]
    return found.get("first", 1), found["last"]


def _exactly(year: int, first: int, last: int) -> Period:
    """Return the period of exactly these months: January to June are a half.

    Raises:
        ValueError: no period has them.
    """
    for grain, length in _MONTHS.items():
        if last - first + 1 == length and (first - 1) % length == 0:
            return Period.covering(year, first, grain)
    raise ValueError


def _why_none(text: str, found: dict[str, int]) -> Msg | None:
    """Return what is wrong with a period that is written right, where there is more to say."""
    try:
        if "day" in found:
            month = Period.covering(found["year"], found["month"], Grain.MONTH)
            return Msg(
                "There is no day {day} in {month}; its last day is {last}.",
                day=found["day"],
                month=month,
                last=month.end,
            )
        first, last = _months_of_span(found)
        month = Period.covering(found["year"], last, Grain.MONTH)
    except (ValueError, KeyError):
        return None
    if not 1 <= first <= last:
        return None
    return Msg(
        "{text} is no year, half, quarter or month; "
        "for a figure as of its end write {month} or {day}.",
        text=quoted(text),
        month=month,
        day=month.end,
    )


def _without_year(text: str, plain: str) -> Msg | None:
    """Return that only the year is lacking (上半年, 1-9月), where that is so."""
    for start in ("2013年", "2013-"):  # any year would do
        found = _parts(start + plain) if plain else None
        if found is not None and 1 <= found.get("month", 1) <= 12:
            return Msg(
                "{text} does not say of which year; write for example 2013-06 or 2013年6月.",
                text=quoted(text),
            )
    return None
