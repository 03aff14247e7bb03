"""One file of any name, outside the weekly series."""

from __future__ import annotations

from pathlib import Path

from sbtrack.actions.snapshots.before import single_before
from sbtrack.actions.snapshots.files import Fill, written
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.occupied import Place, free_place
from sbtrack.actions.snapshots.order import (
    Order,
    Outcome,
    drawn,
    note_made,
    record_of,
    require_something,
    week_of,
)
from sbtrack.actions.snapshots.series import WORKBOOK
from sbtrack.domain.errors import StoreReadOnly
from sbtrack.domain.frozen import replace


def export_workbook(survey: Survey, path: Path, order: Order) -> Outcome:
    """Write one workbook to a file of any name, outside the weekly series.

    Raises:
        ExportRefused, StoreError: as for `export_weekly`.
    """
    require_something(survey, order)
    with free_place(path, survey, order) as place:
        before = single_before(survey, place.path, week_of(survey), order.words.language)
        return put_file(survey, place, WORKBOOK, order, drawn(survey, "", before, order))


def put_file(survey: Survey, place: Place, format: str, order: Order, fill: Fill) -> Outcome:
    """Write a file outside the weekly series, and note it; a database may be read-only.

    What would come out the same as what it replaces is left alone.

    Raises:
        ExportRefused: it cannot be written.
        StoreError: the database is in no state to note it; nothing is in place then.
    """
    former = place.over.sha256 if place.over else None
    replaced = place.over.snapshot if place.over else None
    with written(place.path, fill) as new:
        if new.sha256 == former:
            return Outcome(place.path, "", False, new.sha256, survey.as_of)
        new.require_place(former)
        noted, made = True, record_of(survey, new, format, order)
        try:
            number = replaced.number if replaced else None
            note_made(replace(made, replaces=number), survey, order)
        except StoreReadOnly:
            noted = False
        new.put_in_place(former)
        return Outcome(place.path, "", True, new.sha256, survey.as_of, noted=noted)
