"""What changed between two standings: one line an item, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sbtrack.assess.limit import standing_places
from sbtrack.domain.assessment import Assessment, MilestoneAssessment
from sbtrack.domain.change import Change, Finding
from sbtrack.domain.ledger import Observation
from sbtrack.domain.lookup import name_of
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Milestone, PlanVersion
from sbtrack.domain.terms import Group
from sbtrack.reports.answer import Answer
from sbtrack.reports.changes.wording import Wording, wordings
from sbtrack.reports.changes.words import explained
from sbtrack.reports.ledger import value_cell
from sbtrack.reports.quantities import actual_cell
from sbtrack.reports.selection import Selection
from sbtrack.reports.status.reasons import reason_notes
from sbtrack.reports.table import Align, Cell, Column, Mark, Section, Table

_RIGHT = Align.RIGHT
COLUMNS = (
    Column("code", Msg("No.")),
    Column("name", Msg("Indicator"), flexible=True),
    Column("verdict_before", Msg("Verdict before")),
    Column("verdict_after", Msg("Verdict after")),
    Column("period_before", Msg("Period before"), priority=4),
    Column("actual_before", Msg("Actual before"), _RIGHT, 3),
    Column("period_after", Msg("Period after"), priority=3),
    Column("actual_after", Msg("Actual after"), _RIGHT, 2),
    Column("causes", Msg("Cause"), flexible=True),
)
_HEADLINE, _COMMITMENTS = Msg("Headline indicators"), Msg("Commitments in the text")
_MILESTONES = Msg("Milestones")
_RECORDED = Msg("Recorded without changing a standing")
_SERIES = Msg("Supporting series (recorded, never rated)")
_HEADINGS = (_HEADLINE, _COMMITMENTS, _MILESTONES, _RECORDED, _SERIES)
#: The heading over what a new version of the plan says otherwise without moving a standing.
REWORDED = Msg("What else the plan says otherwise")


def changes_table(before: Answer, after: Answer, changes: Sequence[Change]) -> Table:
    """Return what changed, what was recorded without changing a standing, what was reworded."""
    changed = [change for change in changes if change.seen]
    reworded = wordings(before, after, changes)
    below = (Section(tuple(map(_reworded, reworded)), REWORDED),) if reworded else ()
    return Table(
        title=Msg("Changes: {title}", title=after.plan.title),
        columns=COLUMNS,
        sections=(*_sections(before, after, changes), *below),
        subtitle=Msg("{before} → {after}", before=before.dates(), after=after.dates()),
        notes=(
            *after.notices(),
            *amendments(after),
            *_counted(changes, after, bool(reworded)),
            *reason_notes([c.after for c in changed if isinstance(c.after, Assessment)]),
        ),
    )


def amendments(after: Answer) -> Iterator[Msg]:
    """Yield which versions of the plan were loaded in between, and what approved them."""
    for version in after.amendments:
        said = Msg(
            "Plan version {number}, loaded {at}", number=version.number, at=_loaded(version, after)
        )
        why = version.approved_by or version.note
        yield Msg("{what} ({reason})", what=said, reason=why) if why else said


def _loaded(version: PlanVersion, after: Answer) -> datetime | None:
    return version.loaded_at and version.loaded_at.astimezone(after.known_at.tzinfo)


def selected(
    changes: Iterable[Change], selection: Selection, before: Answer, after: Answer
) -> tuple[Change, ...]:
    """Return the changes of the lines that are asked for, as they were or as they are now.

    `before` and `after` hold those lines. A series, which has none, is asked for by name, or with
    everything.
    """
    ids = _ids(before) | _ids(after)
    everything = selection == Selection()
    return tuple(
        change
        for change in changes
        if (
            change.item.id in ids
            if _rated(change)
            else everything or change.item.id in selection.items
        )
    )


def _sections(before: Answer, after: Answer, changes: Sequence[Change]) -> Iterator[Section]:
    for heading, found in _sorted(changes).items():
        if found:
            yield Section(tuple(_row(change, before, after) for change in found), heading)


def _sorted(changes: Iterable[Change]) -> dict[Msg, list[Change]]:
    """Return the changes by heading: those of each group, then what changed no standing."""
    found: dict[Msg, list[Change]] = {heading: [] for heading in _HEADINGS}
    for change in changes:
        found[_heading(change)].append(change)
    return found


def _heading(change: Change) -> Msg:
    if not _rated(change):
        return _SERIES
    if not change.seen:
        return _RECORDED
    if isinstance(change.item, Milestone):
        return _MILESTONES
    return _HEADLINE if change.item.group is Group.HEADLINE else _COMMITMENTS


def _row(change: Change, before: Answer, after: Answer) -> tuple[Cell, ...]:
    return (
        change.item.code,
        name_of(change.item),
        _mark(change.before),
        _mark(change.after),
        period_cell(change.before),
        claim_cell(change.before),
        period_cell(change.after),
        claim_cell(change.after),
        explained(change, before, after),
    )


def _reworded(found: Wording) -> tuple[Cell, ...]:
    blank: tuple[Cell, ...] = (None,) * (len(COLUMNS) - 3)
    return (found.code, found.name, *blank, found.said)


def _mark(found: Finding | None) -> Cell:
    match found:
        case None:
            return None
        case MilestoneAssessment():
            return Mark(found.state, found.light)
        case Assessment():
            return Mark(found.verdict, found.light, found.provisional is not None)


def period_cell(found: Finding | None) -> Period | None:
    """Return the period of what was recorded last, of the figure or of the report.

    One that recurs stands at the first period that is not done; where nothing is reported for
    that, it is the last one that is done.
    """
    if isinstance(found, MilestoneAssessment):
        done = [i.period for i in found.instances if i.held]
        return found.report.period if found.report else next(reversed(done), None)
    if found is None or not isinstance(found.actual, Observation):
        return None
    return found.actual.period


def claim_cell(found: Finding | None) -> Cell:
    """Return the figure, or what was reported for that period."""
    if isinstance(found, MilestoneAssessment):
        if found.report is not None:
            return value_cell(found.report, found.milestone)
        return Msg("done") if period_cell(found) is not None else None
    if found is None:
        return None
    return actual_cell(found.actual, found.indicator.unit_of_measure, standing_places(found))


def _counted(changes: Sequence[Change], after: Answer, reworded: bool) -> Iterator[Msg]:
    changed = {change.item.id for change in changes if change.seen}
    if not changes and not reworded:
        yield Msg("Nothing changed.")
    elif not changed:
        yield Msg("No standing changed.")
    else:
        unchanged = len(_ids(after) - changed)
        yield Msg(
            "{changed} changed, {unchanged} unchanged", changed=len(changed), unchanged=unchanged
        )


def _rated(change: Change) -> bool:
    return change.before is not None or change.after is not None


def _ids(answer: Answer) -> set[str]:
    assessed = answer.assessed
    return {a.indicator.id for a in assessed.indicators} | {
        m.milestone.id for m in assessed.milestones
    }
