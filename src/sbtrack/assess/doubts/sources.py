"""Doubts about where figures come from: two sources that disagree, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sbtrack.assess.doubts.grounds import Found, Grounds, check, stated_figure
from sbtrack.domain.characters import folded
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator
from sbtrack.domain.terms import Vintage

_SETTLED = (Vintage.PRELIMINARY, Vintage.REVISED, Vintage.FINAL)


@check
def sources_disagree(grounds: Grounds) -> Iterator[Found]:
    """Sources agree on one figure for one period.

    What it checks: for each indicator, region and period, the newest figure of each other source
    against the one that stands, through all revisions since the last retraction. A preliminary
    figure that a revised or final one replaced is ordinary, and so are entries without a source.
    Spaces, capitals and full-width letters make no other source.
    Why it matters: a revision hides that two publications differ, and a reader may find the other.
    Example: 17035万人 from the yearbook, revised to 17039万人 from the ministry's communiqué
    """
    for indicator in grounds.plan.indicators:
        for claims in grounds.claims(indicator):
            standing = claims[-1]
            for other in _newest_by_source(claims):
                if other is not standing and _contradicts(other, standing):
                    yield _disagreement(indicator, other, standing)


@check
def source_missing(grounds: Grounds) -> Iterator[Found]:
    """A figure says where it was published, where the others do.

    What it checks: current figures that have neither source nor evidence, of indicators more than
    half of whose figures have one. Who never notes any has decided so, and is not told each time.
    Why it matters: a figure that cannot be traced cannot be defended.
    Example: 2011, 2012 and 2014 from the yearbook, and nothing said of 2013
    """
    for indicator in grounds.plan.indicators:
        figures = grounds.figures(indicator)
        if all(figure.source.strip() for figure in figures):
            continue
        entries = grounds.history.get(indicator.id, ())
        proven = {entry.id for entry in entries if entry.evidence}
        lacking = [f for f in figures if not f.source.strip() and f.entry_id not in proven]
        known = len(figures) - len(lacking)
        for figure in lacking if known > len(lacking) else ():
            yield _untraced(indicator, figure, known, len(figures))


def _disagreement(indicator: Indicator, other: Observation, standing: Observation) -> Found:
    return Found(
        indicator,
        (other.entry_id, standing.entry_id),
        Msg(
            "{name} for {period} is {other} in {other_source}, "
            "and {standing} in {standing_source}.",
            name=indicator.name,
            period=standing.period,
            other=stated_figure(indicator, other),
            other_source=other.source,
            standing=stated_figure(indicator, standing),
            standing_source=standing.source,
        ),
        Msg("Find out why they differ, and note it with the figure that stands."),
    )


def _untraced(indicator: Indicator, figure: Observation, known: int, total: int) -> Found:
    return Found(
        indicator,
        (figure.entry_id,),
        Msg(
            "{name} for {period}, {value}, names no source, and {known} of its {total} figures do.",
            name=indicator.name,
            period=figure.period,
            value=stated_figure(indicator, figure),
            known=known,
            total=total,
        ),
        Msg(
            "Find where it was published, and record it once more with --source, --revise and "
            "--reason."
        ),
    )


def _newest_by_source(claims: Sequence[Observation]) -> tuple[Observation, ...]:
    return tuple({_plain(c.source): c for c in claims if c.source.strip()}.values())


def _plain(source: str) -> str:
    """Return a source as those who write it otherwise mean it.

    >>> _plain("Yearbook 2014") == _plain("yearbook ２０１４ ")
    True
    """
    return "".join(folded(source).split())


def _contradicts(other: Observation, standing: Observation) -> bool:
    if not standing.source.strip() or other.value == standing.value:
        return False
    if other.vintage is None or standing.vintage is None:
        return True
    return _SETTLED.index(other.vintage) >= _SETTLED.index(standing.vintage)
