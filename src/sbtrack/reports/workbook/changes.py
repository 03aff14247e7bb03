"""What stands otherwise than in the snapshot before, item by item, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sbtrack.domain.assessment import Assessment
from sbtrack.domain.change import Cause, Change, Finding
from sbtrack.domain.lookup import name_of
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Milestone
from sbtrack.domain.snapshot import Snapshot
from sbtrack.domain.terms import Constraint
from sbtrack.reports.answer import Answer
from sbtrack.reports.changes.table import REWORDED, claim_cell, period_cell
from sbtrack.reports.changes.wording import Wording, wordings
from sbtrack.reports.changes.words import causes_of, explained
from sbtrack.reports.plan.difference import Part
from sbtrack.reports.table import Cell
from sbtrack.reports.workbook.sheets import (
    Counts,
    Field,
    Kind,
    Line,
    Linked,
    Look,
    Place,
    Sheet,
    SheetCell,
    Tab,
)
from sbtrack.reports.workbook.status import attainment_cell, pace_cell, status_place, verdict_mark

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 6),
    Field("name", Msg("Indicator"), widest=30, narrowest=18),
    Field("verdict_before", Msg("Verdict before"), Look.MARK, 18, 10),
    Field("verdict_after", Msg("Verdict after"), Look.MARK, 18, 10),
    Field("period_before", Msg("Period before"), Look.LABEL, 12, fold=4),
    Field("actual_before", Msg("Actual before"), Look.FIGURE),
    Field("period_after", Msg("Period after"), Look.LABEL, 12, fold=1),
    Field("actual_after", Msg("Actual after"), Look.FIGURE),
    Field("attainment_before", Msg("Attainment before"), Look.BAR, fold=3),
    Field("attainment_after", Msg("Attainment after"), Look.BAR, fold=2),
    Field("pace_before", Msg("Pace before (pp)"), Look.PACE),
    Field("pace_after", Msg("Pace after (pp)"), Look.PACE),
    Field("causes", Msg("Cause"), widest=16, narrowest=10),
    Field("why", Msg("Why"), widest=60, narrowest=28),
)
_HEADINGS: dict[Constraint | None, Msg] = {
    Constraint.BINDING: Msg("Binding indicators"),
    Constraint.ANTICIPATORY: Msg("Anticipatory indicators"),
    Constraint.UNSPECIFIED: Msg("Indicators that the plan does not label"),
}
_MILESTONES = Msg("Milestones")
_TABS = {Part.INDICATOR: Tab.STATUS, Part.MILESTONE: Tab.MILESTONES}
_RECORDED = Msg("Recorded without changing a standing")
_PARTLY = Msg(
    "Very much was recorded in between; of what moved no standing only the entries on the periods "
    "that standings rest on are named here."
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The snapshot before, how everything stood then, and what has changed since.

    `partly` says that not every entry in between was looked at, but each that moved a standing.
    """

    snapshot: Snapshot
    before: Answer
    changes: tuple[Change, ...]
    partly: bool = False


def changes_sheet(answer: Answer, compared: Comparison | None) -> Sheet:
    """Return the sheet; with nothing to compare with, it says so."""
    if compared is None:
        return Sheet(
            tab=Tab.CHANGES,
            title=Msg("What changed since the snapshot before"),
            intro=(Msg("There is no snapshot of an earlier week to compare with."),),
            fields=FIELDS,
        )
    return Sheet(
        tab=Tab.CHANGES,
        title=Msg("What changed since the snapshot before"),
        intro=(
            Msg(
                "Before: week {week}, {dates}",
                week=compared.snapshot.week,
                dates=compared.before.dates(),
            ),
            Msg("Now: {dates}", dates=answer.dates()),
            how_many_changed(answer, compared.changes),
        ),
        counts=tuple(_by_cause(compared.changes)),
        fields=FIELDS,
        lines=tuple(_lines(answer, compared)),
        notes=(_PARTLY,) if compared.partly else (),
    )


def how_many_changed(answer: Answer, changes: Sequence[Change]) -> Msg:
    """Return how many lines stand otherwise than before, and how many do not."""
    changed = sum(1 for change in changes if change.seen)
    if not changed:
        return Msg("No standing changed.")
    total = len(answer.assessed.indicators) + len(answer.assessed.milestones)
    there = sum(1 for change in changes if change.seen and change.after is not None)
    return Msg("{changed} changed, {unchanged} unchanged", changed=changed, unchanged=total - there)


def _by_cause(changes: Sequence[Change]) -> Iterator[Counts]:
    """Yield how often each cause occurs; an item with two causes counts for both."""
    counts = Counter(cause for change in changes for cause in change.causes)
    if not counts:
        return
    causes = [cause for cause in Cause if counts[cause]]
    yield (
        (Msg("Cause"), *(Msg("{cause}", cause=cause) for cause in causes)),
        (Msg("Changes"), *(counts[cause] for cause in causes)),
    )


def _lines(answer: Answer, compared: Comparison) -> Iterator[Line]:
    for heading, found in _parts(compared.changes):
        if found:
            yield Line((heading,), kind=Kind.HEADING)
        for change in found:
            yield Line(_cells(change, compared.before, answer), change.item.id)
    reworded = wordings(compared.before, answer, compared.changes)
    if reworded:
        yield Line((REWORDED,), kind=Kind.HEADING)
    yield from map(_reworded, reworded)


def _parts(changes: Sequence[Change]) -> Iterator[tuple[Msg, list[Change]]]:
    changed = [change for change in changes if change.seen]
    indicators = [c for c in changed if not isinstance(c.item, Milestone)]
    for constraint, heading in _HEADINGS.items():
        yield heading, [c for c in indicators if c.item.constraint is constraint]
    yield _MILESTONES, [c for c in changed if isinstance(c.item, Milestone)]
    yield _RECORDED, [c for c in changes if not c.seen]


def _cells(change: Change, before: Answer, after: Answer) -> tuple[SheetCell, ...]:
    then, now = change.before, change.after
    code: SheetCell = change.item.code
    if now is not None:
        code = Linked(change.item.code, status_place(now))
    return (
        code,
        name_of(change.item),
        None if then is None else verdict_mark(then),
        None if now is None else verdict_mark(now),
        period_cell(then),
        claim_cell(then),
        period_cell(now),
        claim_cell(now),
        _attainment(then),
        _attainment(now),
        _pace(then, before),
        _pace(now, after),
        causes_of(change),
        explained(change, before, after),
    )


def _reworded(found: Wording) -> Line:
    blank: tuple[Cell, ...] = (None,) * (len(FIELDS) - 4)
    code: SheetCell = found.code
    tab = _TABS.get(found.part)
    if tab is not None:
        code = Linked(found.code, Place(tab, found.key))
    cause = Msg("{cause}", cause=Cause.PLAN_CHANGED)
    return Line((code, found.name, *blank, cause, found.said))


def _attainment(found: Finding | None) -> Cell:
    return attainment_cell(found) if isinstance(found, Assessment) else None


def _pace(found: Finding | None, answer: Answer) -> Cell:
    return pace_cell(found, answer.plan) if isinstance(found, Assessment) else None
