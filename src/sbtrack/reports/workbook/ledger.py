"""The ledger's entries since the snapshot before, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo

from sbtrack.domain.ledger import Entry
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.reports.ledger import COLUMNS, Subjects, ledger_row
from sbtrack.reports.table import Align, Column
from sbtrack.reports.workbook.sheets import Field, Line, Look, Sheet, Tab

_WIDTHS = {
    "code": 7,
    "name": 30,
    "by": 16,
    "at": 18,
    "kind": 10,
    "period": 15,
    "value": 18,
    "source": 36,
    "reason": 30,
    "evidence": 24,
    "supersedes": 10,
    "entry": 9,
    "vintage": 12,
}
_LABELS = frozenset({"entry", "code", "at", "kind", "period", "vintage"})


def _look(column: Column) -> Look:
    if column.key in _LABELS:
        return Look.LABEL
    return Look.FIGURE if column.align is Align.RIGHT else Look.TEXT


FIELDS = tuple(
    Field(
        c.key,
        c.heading,
        _look(c),
        _WIDTHS.get(c.key, 20),
    )
    for c in COLUMNS
)


def ledger_sheet(
    entries: Iterable[Entry],
    subjects: Subjects,
    previous: Snapshot | None,
    clock: tzinfo | None,
) -> Sheet:
    """Return the sheet of `entries`, which are those since `previous`; moments in `clock`."""
    since = Msg("Every entry of the ledger, since there is no snapshot before this one.")
    if previous is not None:
        since = Msg(
            "Entries since the snapshot of week {week}, known at {moment}.",
            week=previous.week,
            moment=previous.known_at.astimezone(clock),
        )
    return Sheet(
        tab=Tab.LEDGER,
        title=Msg("Ledger entries since the last snapshot"),
        intro=(since,),
        fields=FIELDS,
        lines=_lines(entries, subjects, clock),
        long=True,
    )


def _lines(entries: Iterable[Entry], subjects: Subjects, clock: tzinfo | None) -> Iterator[Line]:
    for entry in entries:
        told = replace(entry, recorded_at=entry.recorded_at.astimezone(clock))
        yield Line(ledger_row(told, subjects))
