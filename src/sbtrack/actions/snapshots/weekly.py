"""The weekly workbook: written, noted and put in place, or refused, or found to be there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sbtrack import __version__
from sbtrack.actions.snapshots.before import Before, weekly_before
from sbtrack.actions.snapshots.clearing import clear_away
from sbtrack.actions.snapshots.files import alone_in, written
from sbtrack.actions.snapshots.leftovers import sweep_dead, sweep_weekly
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.noting import must_be_noted, note_found
from sbtrack.actions.snapshots.occupied import Occupant, occupant_of, stays
from sbtrack.actions.snapshots.order import (
    Order,
    Outcome,
    drawn,
    iso_week,
    note_made,
    record_of,
    require_something,
    week_of,
)
from sbtrack.actions.snapshots.series import WORKBOOK
from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot

_NOT_IN_NAMES = re.compile(r"[^\w-]")  # a database from elsewhere may have any id


def export_weekly(survey: Survey, folder: Path, keep: int | None, order: Order) -> Outcome:
    """Leave the workbook of the survey's week in a folder.

    Raises:
        ExportRefused: nothing is recorded, another run is at it, another workbook has its name,
            or it cannot be written.
        StoreError: the database cannot be read, or the file not noted in it.
    """
    require_something(survey, order)
    place = Path(os.path.realpath(folder))  # resolve() does not survive links that go in circles
    plan = _NOT_IN_NAMES.sub("_", survey.plan.id)
    with alone_in(place, plan), must_be_noted(order.database):
        sweep_weekly(place, plan)
        week = week_of(survey)
        path = place / f"{plan}-{week}.xlsx"
        outcome = _written_or_there(survey, path, week, order)
        removed = clear_away(survey, place, keep, path, order)
        return replace(outcome, removed=removed)


def _written_or_there(survey: Survey, path: Path, week: str, order: Order) -> Outcome:
    found = occupant_of(path, survey, order)
    if found is None:
        return _put_weekly(survey, path, week, None, order)
    there = found.snapshot
    difference = _difference(survey, there, week, order) if there else None
    if there is not None and difference is None and not _anew(survey, found, path, order):
        return Outcome(path, week, False, found.sha256, there.as_of)
    if found.other is not None:
        raise stays(path, found.other)
    if not order.replace:
        assert difference is not None
        raise ExportRefused(
            Msg(
                "{path} is there already, and {difference}; add --replace to write it anew.",
                path=quoted(str(path), 300),
                difference=difference,
            )
        )
    return _put_weekly(survey, path, week, found, order)


def _put_weekly(
    survey: Survey, path: Path, week: str, over: Occupant | None, order: Order
) -> Outcome:
    """Write the workbook, note it, and only then put it in place: every file there is on record."""
    asked = survey.until if order.remade else None
    before = weekly_before(survey, path, week, order.words.language, asked)
    former = over.sha256 if over else None
    replaced = over.snapshot.number if over and over.snapshot else None
    sweep_dead(path.parent, path.name)
    with written(path, drawn(survey, week, before.snapshot, order)) as new:
        new.require_place(former)
        _note_moved(before, order)
        made = record_of(survey, new, WORKBOOK, order)
        note_made(replace(made, week=week, replaces=replaced), survey, order)
        new.put_in_place(former)
        return Outcome(path, week, True, new.sha256, survey.as_of)


def _difference(survey: Survey, there: Snapshot, week: str, order: Order) -> Msg | None:
    """Return in what a workbook that is there is not the one that is asked for; None if in nothing.

    Where no as-of date was asked for it is any day of the week: each run would have its own.
    """
    if not survey.tells_the_same(there):
        return Msg("the data has changed since it was written")
    if there.as_of != survey.as_of and (order.dated or iso_week(there.as_of) != week):
        return Msg("it is as of {as_of}", as_of=there.as_of)
    if there.language != order.words.language:
        return Msg("it is in the other language")
    return None


def _anew(survey: Survey, found: Occupant, path: Path, order: Order) -> bool:
    """Say whether a workbook that says the same is to be written anew, and would be another one."""
    there = found.snapshot
    assert there is not None
    replaceable = order.replace and found.other is None
    return replaceable and (there.path, there.as_of, there.program_version) != (
        *(str(path), survey.as_of, __version__),
    )


def _note_moved(before: Before, order: Order) -> None:
    """Note that a series goes on in this folder, so that its comparison can be made again."""
    if before.snapshot is not None and before.found is not None:
        note_found(
            order.database, before.snapshot, before.found, order.made_by, order.now(), order.check
        )
