"""What stands otherwise than in the snapshot before, item by item, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.change import Cause, Change, Finding
from sbtrack.domain.ledger import Observation
from sbtrack.domain.lookup import name_of
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Milestone
from sbtrack.domain.snapshot import Snapshot
from sbtrack.domain.terms import Constraint
from sbtrack.reports.answer import Answer
from sbtrack.reports.changes.words import causes_of, explained
from sbtrack.reports.ledger import value_cell
from sbtrack.reports.quantities import actual_cell, share
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
from sbtrack.reports.workbook.status import verdict_mark

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 7),
    Field("name", Msg("Indicator"), widest=36),
    Field("verdict_before", Msg("Verdict before"), Look.MARK, 24),
    Field("verdict_after", Msg("Verdict after"), Look.MARK, 24),
    Field("period_before", Msg("Period before"), Look.LABEL, 12),
    Field("actual_before", Msg("Actual before"), Look.FIGURE),
    Field("period_after", Msg("Period after"), Look.LABEL, 12),
    Field("actual_after", Msg("Actual after"), Look.FIGURE),
    Field("attainment_before", Msg("Attainment before"), Look.BAR),
    Field("attainment_after", Msg("Attainment after"), Look.BAR),
    Field("causes", Msg("Cause"), widest=16),
    Field("why", Msg("Why"), widest=50),
)
_HEADINGS: dict[Constraint | None, Msg] = {
    Constraint.BINDING: Msg("Binding indicators"),
    Constraint.ANTICIPATORY: Msg("Anticipatory indicators"),
    Constraint.UNSPECIFIED: Msg("Indicators that the plan does not label"),
}
_MILESTONES = Msg("Milestones")
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
            _counted(answer, compared.changes),
        ),
        counts=tuple(_by_cause(compared.changes)),
        fields=FIELDS,
        lines=tuple(_lines(answer, compared)),
        notes=(_PARTLY,) if compared.partly else (),
    )


def _counted(answer: Answer, changes: Sequence[Change]) -> Msg:
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
        code = Linked(change.item.code, Place(Tab.STATUS, change.item.id))
    return (
        code,
        name_of(change.item),
        None if then is None else verdict_mark(then),
        None if now is None else verdict_mark(now),
        _period(then),
        _actual(then),
        _period(now),
        _actual(now),
        _attainment(then),
        _attainment(now),
        causes_of(change),
        explained(change, before, after),
    )


def _period(found: Finding | None) -> Cell:
    if isinstance(found, MilestoneAssessment):
        return found.report.period if found.report else None
    if isinstance(found, Assessment) and isinstance(found.actual, Observation):
        return found.actual.period
    return None


def _actual(found: Finding | None) -> Cell:
    if isinstance(found, MilestoneAssessment):
        return value_cell(found.report, found.milestone) if found.report else None
    return actual_cell(found.actual, found.indicator.unit_of_measure) if found else None


def _attainment(found: Finding | None) -> Cell:
    return share(found.attainment) if isinstance(found, Assessment) else None
