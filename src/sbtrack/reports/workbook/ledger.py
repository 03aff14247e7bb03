"""The ledger's entries since the snapshot before, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Entry
from sbtrack.domain.message import Msg
from sbtrack.reports.ledger import COLUMNS, Subjects, ledger_row
from sbtrack.reports.table import Align, Column
from sbtrack.reports.workbook.changes import Comparison
from sbtrack.reports.workbook.sheets import Field, Line, Look, Sheet, Tab

#: How wide a column may be, how narrow, and when it is folded away.
_WIDTHS = {
    "entry": (7, 0, 0),
    "at": (17, 0, 0),
    "by": (14, 9, 1),
    "kind": (8, 0, 0),
    "code": (6, 0, 0),
    "name": (28, 16, 0),
    "period": (12, 0, 0),
    "value": (14, 0, 0),
    "vintage": (10, 0, 5),
    "source": (34, 16, 0),
    "supersedes": (8, 0, 3),
    "reason": (30, 14, 2),
    "evidence": (24, 12, 4),
}
_OTHER = (20, 10, 6)
_LABELS = frozenset({"entry", "code", "at", "kind", "period", "vintage", "supersedes"})


def _field(column: Column) -> Field:
    look = Look.FIGURE if column.align is Align.RIGHT else Look.TEXT
    return Field(
        column.key,
        column.heading,
        Look.LABEL if column.key in _LABELS else look,
        *_WIDTHS.get(column.key, _OTHER),
    )


FIELDS = tuple(map(_field, COLUMNS))


def ledger_sheet(
    entries: Iterable[Entry],
    subjects: Subjects,
    compared: Comparison | None,
    clock: tzinfo | None,
) -> Sheet:
    """Return the sheet of `entries`, which are those since what it is compared with."""
    since = Msg("Every entry of the ledger, since there is no snapshot before this one.")
    if compared is not None:
        since = Msg(
            "Entries since the snapshot of week {week}, known at {moment}.",
            week=compared.snapshot.week,
            moment=compared.before.known_at,
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
