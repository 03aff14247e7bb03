"""Doubts about how settled figures are: preliminary too long, or once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Vintage

#: Yearbooks print final figures in the autumn of the next year; half a year more is generous.
OUTDATED_AFTER_MONTHS = 18


@check
def still_preliminary(grounds: Grounds) -> Iterator[Found]:
    """A preliminary figure is replaced within a year and a half.

    What it checks: current figures marked preliminary whose period ended more than 18 months ago.
    Why it matters: final figures have been published by then, and verdicts still rest on this one.
    Example: a preliminary figure for 2012, looked at in August 2014
    """
    for indicator in grounds.plan.indicators:
        for figure in grounds.figures(indicator):
            months = _whole_months(figure.period.end, grounds.as_of)
            if figure.vintage is Vintage.PRELIMINARY and months >= OUTDATED_AFTER_MONTHS:
                yield Found(
                    indicator,
                    (figure.entry_id,),
                    Msg(
                        "{name} for {period} is still the preliminary {value}, "
                        "{months} months after the period ended.",
                        name=indicator.name,
                        period=figure.period,
                        value=stated_figure(indicator, figure),
                        months=months,
                    ),
                    Msg("Look for the final figure and record it, or say that this one is final."),
                )


@check
def preliminary_again(grounds: Grounds) -> Iterator[Found]:
    """A final figure is not replaced by a preliminary one.

    What it checks: preliminary figures that stand, against those that they replaced since the
    last retraction: the newest that was revised or final.
    Why it matters: an older publication was probably recorded after a newer one.
    Example: 17039万人, final, revised to 17043万人, preliminary
    """
    for indicator in grounds.plan.indicators:
        for claims in grounds.claims(indicator):
            *earlier, standing = claims
            settled = [c for c in earlier if c.vintage in (Vintage.REVISED, Vintage.FINAL)]
            if standing.vintage is Vintage.PRELIMINARY and settled:
                yield Found(
                    indicator,
                    (settled[-1].entry_id, standing.entry_id),
                    Msg(
                        "{name} for {period} was {before} ({vintage}), "
                        "and is now the preliminary {after}.",
                        name=indicator.name,
                        period=standing.period,
                        before=stated_figure(indicator, settled[-1]),
                        vintage=settled[-1].vintage,
                        after=stated_figure(indicator, standing),
                    ),
                    Msg("Check which of the two was published last, and record that one."),
                )


def _whole_months(earlier: date, later: date) -> int:
    """Return how many whole months have passed since the end of the earlier day."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day <= earlier.day else months
