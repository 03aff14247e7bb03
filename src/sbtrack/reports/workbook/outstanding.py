"""What a reader of the first sheet should see first: red lights, changes, doubtful figures."""

from __future__ import annotations

from collections.abc import Iterator

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Light
from sbtrack.reports.answer import Answer
from sbtrack.reports.workbook.changes import Comparison, how_many_changed
from sbtrack.reports.workbook.doubts import Doubtful
from sbtrack.reports.workbook.sheets import NAMES, Linked, Place, SheetCell, Tab
from sbtrack.reports.workbook.tasks import Found, item_of, name_of

#: Red lights that are named; the table below has them all.
MOST = 12


def outstanding(
    answer: Answer, compared: Comparison | None, doubtful: Doubtful | None
) -> Iterator[SheetCell]:
    """Yield a line each, those that have more to say leading there."""
    yield _red(answer)
    if compared is not None:
        said = Msg(
            "Since week {week}: {what} → {sheet}",
            week=compared.snapshot.week,
            what=how_many_changed(answer, compared.changes),
            sheet=NAMES[Tab.CHANGES],
        )
        yield Linked(said, Place(Tab.CHANGES))
    if doubtful is not None and doubtful.open:
        said = Msg(
            "Doubtful figures: {count} → {sheet}",
            count=len(doubtful.open),
            sheet=NAMES[Tab.DOUBTS],
        )
        yield Linked(said, Place(Tab.DOUBTS))


def _red(answer: Answer) -> Msg:
    everything: tuple[Found, ...] = (*answer.assessed.indicators, *answer.assessed.milestones)
    red = [found for found in everything if found.light is Light.RED]
    if not red:
        return Msg("No red lights.")
    named = tuple(_named(found) for found in red[:MOST])
    said = Msg("Red lights ({count}): {items}", count=len(red), items=named)
    more = len(red) - MOST
    return Msg("{details} and {more} more", details=said, more=more) if more > 0 else said


def _named(found: Found) -> Msg:
    item = item_of(found)
    verdict = found.verdict if isinstance(found, Assessment) else found.state
    return Msg("{code} {name} ({verdict})", code=item.code, name=name_of(item), verdict=verdict)
