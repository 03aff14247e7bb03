"""Doubts about periods: a figure of another length than all the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.domain.errors import quoted
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, years_alike
from sbtrack.domain.plan import Indicator
from sbtrack.domain.terms import Grain

#: So many figures for periods of one length make a series.
SERIES = 2

_ONLY = {
    Grain.YEAR: Msg("the only year"),
    Grain.HALF: Msg("the only half-year"),
    Grain.QUARTER: Msg("the only quarter"),
    Grain.MONTH: Msg("the only month"),
    Grain.DAY: Msg("the only day"),
}
_AMONG = {
    Grain.YEAR: Msg("a yearly series"),
    Grain.HALF: Msg("a half-yearly series"),
    Grain.QUARTER: Msg("a quarterly series"),
    Grain.MONTH: Msg("a monthly series"),
    Grain.DAY: Msg("a daily series"),
}


@check
def only_of_its_length(grounds: Grounds) -> Iterator[Found]:
    """A figure is for a period as long as those of the others.

    What it checks: figures for a year, half, quarter, month or day that are the only one of that
    length, where two or more are of another one. A longer period is let pass where shorter ones
    within it are recorded: it sums them up. So is a half or a quarter that lies within a longer
    period, or is the newest: it came first, and can be read in one way only.
    Why it matters: a source that prints 2006-08 may mean three years and not a month.
    Example: 2006-08 beside 2009, 2010 and 2011
    """
    for indicator in grounds.plan.indicators:
        figures = grounds.figures(indicator)
        lengths = Counter(figure.period.grain for figure in figures)
        for usual, count in lengths.most_common(1):
            for figure in figures if count >= SERIES else ():
                if lengths[figure.period.grain] == 1 and not _is_ordinary(figure, figures):
                    yield _odd(indicator, figure, usual)


def _is_ordinary(figure: Observation, figures: tuple[Observation, ...]) -> bool:
    """Say whether a period belongs to others, or comes before the figure of its whole year."""
    others = [o.period for o in figures if o is not figure]
    if any(figure.period.covers(other) for other in others):
        return True
    if figure.period.grain not in (Grain.HALF, Grain.QUARTER):
        return False
    return figure is figures[-1] or any(other.covers(figure.period) for other in others)


def _odd(indicator: Indicator, figure: Observation, usual: Grain) -> Found:
    return Found(
        indicator,
        (figure.entry_id,),
        Msg(
            "{name} for {period}, {value}, is {only} in {series}.",
            name=indicator.name,
            period=figure.period,
            value=stated_figure(indicator, figure),
            only=_ONLY[figure.period.grain],
            series=_AMONG[usual],
        ),
        _remedy(figure.period),
    )


def _remedy(period: Period) -> Msg:
    years = years_alike(period)
    if years is None:
        return Msg("Check for which period it was published.")
    return Msg(
        "Check for which period it was published: {written} can also stand for {first} to {last}.",
        written=quoted(str(period)),
        first=years[0],
        last=years[1],
    )
