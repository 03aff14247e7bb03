"""One file of any name, outside the weekly series."""

from __future__ import annotations

import os
from pathlib import Path

from sbtrack.actions.snapshots.before import single_before
from sbtrack.actions.snapshots.files import Fill, written
from sbtrack.actions.snapshots.leftovers import sweep_dead
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.order import (
    Order,
    Outcome,
    drawn,
    note_made,
    record_of,
    require_free,
    require_something,
    week_of,
)
from sbtrack.actions.snapshots.series import WORKBOOK
from sbtrack.domain.errors import StoreReadOnly


def export_workbook(survey: Survey, path: Path, order: Order) -> Outcome:
    """Write one workbook to a file of any name, outside the weekly series.

    Raises:
        ExportRefused, StoreError: as for `export_weekly`.
    """
    require_something(survey, order)
    require_free(path, order)
    before = single_before(survey, _resolved(path), week_of(survey), order.words.language)
    return put_file(survey, path, WORKBOOK, order, drawn(survey, "", before, order))


def put_file(survey: Survey, path: Path, format: str, order: Order, fill: Fill) -> Outcome:
    """Write a file outside the weekly series, and note it; a database may be read-only.

    Raises:
        ExportRefused: it cannot be written.
        StoreError: the database is in no state to note it; nothing is in place then.
    """
    target = _resolved(path)
    sweep_dead(target.parent, target.name)
    with written(target, fill, alone=False) as new:
        noted = True
        try:
            note_made(record_of(survey, new, format, order), survey, order)
        except StoreReadOnly:
            noted = False
        new.put_in_place()
        return Outcome(target, "", True, new.sha256, survey.as_of, noted=noted)


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path.parent)) / path.name
