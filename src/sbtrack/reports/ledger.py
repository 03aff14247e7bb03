"""The ledger as a table and as plain data: what was recorded, when, by whom, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sbtrack.domain.ledger import Correction, Entry, EntryKind, MilestoneReport, Observation
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.plan import Indicator, Milestone, Plan
from sbtrack.locale.words import Words
from sbtrack.reports.dossier.data import entry_data
from sbtrack.reports.quantities import actual_cell
from sbtrack.reports.table import Align, Cell, Column, Section, Table

Data = dict[str, Any]
Subjects = Mapping[str, Indicator | Milestone]  # by id
Corrected = Callable[[Entry], Correction | None]  # says after which entry another does not count

COLUMNS = (
    Column("entry", Msg("Entry"), Align.RIGHT),
    Column("at", Msg("Recorded at"), priority=2),
    Column("by", Msg("Recorded by"), priority=4),
    Column("kind", Msg("Kind")),
    Column("code", Msg("No.")),
    Column("name", Msg("Indicator"), priority=3, flexible=True, vital=True),
    Column("period", Msg("Period")),
    Column("value", Msg("Value"), Align.RIGHT),
    Column("vintage", Msg("Vintage"), priority=6),
    Column("source", Msg("Source"), priority=5, flexible=True),
    Column("supersedes", Msg("Supersedes"), Align.RIGHT, 5),
    Column("reason", Msg("Reason"), priority=2, flexible=True),
    Column("evidence", Msg("Evidence"), priority=7, flexible=True),
)
_KINDS = {kind: Msg("{kind}", kind=kind) for kind in EntryKind}
_DROPPED = Msg("no longer in the plan")
_AFTER_VALUE = [c.key for c in COLUMNS].index("value") + 1
#: Where entries are listed that others may have corrected, listed or not.
LOG_COLUMNS = (
    *COLUMNS[:_AFTER_VALUE],
    Column("fate", Msg("No longer counts")),
    *COLUMNS[_AFTER_VALUE:],
)


def ledger_table(
    plan: Plan, entries: Sequence[Entry], corrected: Corrected, notes: tuple[Msg, ...] = ()
) -> Table:
    """Return one line an entry, in the order given; moments are in the clock they come in."""
    subjects = subjects_of(plan)
    rows = tuple(log_row(entry, subjects, corrected(entry)) for entry in entries)
    return Table(Msg("Ledger"), LOG_COLUMNS, (Section(rows),), notes=notes)


def log_row(entry: Entry, subjects: Subjects, correction: Correction | None) -> tuple[Cell, ...]:
    """Return one entry's line, a cell for each of `LOG_COLUMNS`."""
    item = subjects.get(subject_of(entry.claim))
    return log_cells(entry, item, value_cell(entry.claim, item), correction)


def log_cells(
    entry: Entry, item: Indicator | Milestone | None, value: Cell, correction: Correction | None
) -> tuple[Cell, ...]:
    """Return a line of the log about an item, the claim said as `value`."""
    return (*_until_value(entry, item), value, _fate(correction), *_after_value(entry))


def counts(entry: Entry, correction: Correction | None) -> bool:
    """Say whether what an entry claims stands; what a retraction repeats does not."""
    return correction is None and entry.kind is not EntryKind.RETRACTION


def _fate(correction: Correction | None) -> Cell:
    if correction is None:
        return None
    if correction.kind is EntryKind.RETRACTION:
        return Msg("withdrawn by {id}", id=correction.id)
    return Msg("corrected by {id}", id=correction.id)


def ledger_row(entry: Entry, subjects: Subjects) -> tuple[Cell, ...]:
    """Return one entry's line, a cell for each of `COLUMNS`."""
    item = subjects.get(subject_of(entry.claim))
    return (*_until_value(entry, item), value_cell(entry.claim, item), *_after_value(entry))


def _until_value(entry: Entry, item: Indicator | Milestone | None) -> tuple[Cell, ...]:
    return (
        entry.id,
        entry.recorded_at,
        entry.recorded_by,
        _KINDS[entry.kind],
        item.code if item else subject_of(entry.claim),
        _name(item) if item else _DROPPED,
        entry.claim.period,
    )


def _after_value(entry: Entry) -> tuple[Cell, ...]:
    claim, evidence = entry.claim, entry.evidence
    vintage = claim.vintage if isinstance(claim, Observation) else None
    return (
        Msg("{vintage}", vintage=vintage) if vintage else None,
        claim.source,
        entry.supersedes,
        entry.reason,
        tuple(Name(e.location) for e in evidence) if evidence else (),
    )


def ledger_data(
    subjects: Subjects, entries: Iterable[Entry], words: Words, corrected: Corrected
) -> Iterator[Data]:
    """Yield every entry whole, with the name of its subject and whether it counts."""
    for entry in entries:
        item, correction = subjects.get(subject_of(entry.claim)), corrected(entry)
        yield {
            "code": item.code if item else None,
            "name": words.value(_name(item)) if item else None,
            "unit_of_measure": item.unit_of_measure if isinstance(item, Indicator) else None,
            **entry_data(entry),
            "superseded_by": correction.id if correction else None,
            "counts": counts(entry, correction),
        }


def subjects_of(plan: Plan) -> dict[str, Indicator | Milestone]:
    """Return the indicators and milestones by id."""
    return {i.id: i for i in plan.indicators} | {m.id: m for m in plan.milestones}


def value_cell(claim: Observation | MilestoneReport, item: Indicator | Milestone | None) -> Cell:
    """Return what a claim says: a value in its unit of measure, or whether it is done."""
    if isinstance(claim, MilestoneReport):
        return Msg("done") if claim.done else Msg("not done")
    return actual_cell(claim, item.unit_of_measure if isinstance(item, Indicator) else "")


def subject_of(claim: Observation | MilestoneReport) -> str:
    """Return the id of the indicator or milestone that a claim is about."""
    return claim.milestone if isinstance(claim, MilestoneReport) else claim.indicator


def _name(item: Indicator | Milestone) -> Name:
    return item.title if isinstance(item, Milestone) else item.name
