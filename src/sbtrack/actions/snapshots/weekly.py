"""The weekly workbook: written, noted and put in place, or refused, or found to be there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sbtrack import __version__
from sbtrack.actions.snapshots.clearing import clear_away
from sbtrack.actions.snapshots.files import (
    Fill,
    Written,
    alone_in,
    explained,
    fingerprint,
    sweep,
    written,
)
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.record import WORKBOOK, files_of, previous_week, with_hash
from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.book import book_of

_NOT_IN_NAMES = re.compile(r"[^\w-]")  # a database from elsewhere may have any id

#: Told how many of how many rows are written.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for, by whom; `database` is where it is noted.

    `now` is asked for the moment at which the file is noted. `dated` says that the as-of date was
    asked for, and not merely that of today.
    """

    database: Path
    made_by: str
    now: Callable[[], datetime]
    words: Words
    replace: bool = False
    allow_empty: bool = False
    dated: bool = False
    progress: Progress = lambda _done, _of: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it; `written` is False where the file was there and says the same."""

    path: Path
    week: str
    written: bool
    sha256: str
    removed: tuple[Path, ...] = ()


def week_of(survey: Survey) -> str:
    """Return the ISO week of the moment that is told of, in the plan's clock: 2026-W48."""
    year, week, _ = survey.known_at.isocalendar()
    return f"{year:04d}-W{week:02d}"


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
    with alone_in(place, plan):
        sweep(place, plan)
        week = week_of(survey)
        path = place / f"{plan}-{week}.xlsx"
        outcome = _written_or_there(survey, path, week, order)
        removed = clear_away(survey, place, keep, path, order.made_by, order.now, order.database)
        return replace(outcome, removed=removed)


def export_workbook(survey: Survey, path: Path, order: Order) -> Outcome:
    """Write one workbook to a file of any name, outside the weekly series.

    Raises:
        ExportRefused, StoreError: as for `export_weekly`.
    """
    require_something(survey, order)
    require_free(path, order)
    return put_file(survey, path, WORKBOOK, order, _drawn(survey, "", order))


def require_something(survey: Survey, order: Order) -> None:
    """Refuse an export that would be empty, unless that is wanted.

    Raises:
        ExportRefused: nothing is recorded.
    """
    if order.allow_empty or survey.last_entry:
        return
    if survey.reader is None:
        raise ExportRefused(
            Msg(
                "There is no database at {path}, so there is nothing to export; check --db and "
                "SBTRACK_DB, or add --allow-empty.",
                path=quoted(str(order.database), 300),
            )
        )
    raise ExportRefused(
        Msg(
            "Nothing was recorded in {path} by {moment}, so there is nothing to export; "
            "add --allow-empty to write it all the same.",
            path=quoted(str(order.database), 300),
            moment=survey.until,
        )
    )


def require_free(path: Path, order: Order) -> None:
    """Refuse to write over a file, unless that is wanted, and over anything else in any case.

    Raises:
        ExportRefused: something is there.
    """
    if path.exists() and not path.is_file():
        raise ExportRefused(
            Msg(
                "{path} is no file that could be written over; give the name of a file.",
                path=quoted(str(path), 300),
            )
        )
    if path.exists() and not order.replace:
        raise ExportRefused(
            Msg(
                "{path} is there already; add --replace to write over it.",
                path=quoted(str(path), 300),
            )
        )


def put_file(
    survey: Survey,
    path: Path,
    format: str,
    order: Order,
    fill: Fill,
    week: str = "",
    replaces: int | None = None,
) -> Outcome:
    """Write a file, note it, and only then put it in place: every file in place is on record.

    Raises:
        ExportRefused: it cannot be written.
        StoreError: it cannot be noted; nothing is in place then.
    """
    target = Path(os.path.realpath(path.parent)) / path.name
    with written(target, fill, alone=bool(week)) as new:
        _note(survey, new, format, order, week, replaces)
        new.put_in_place()
        return Outcome(target, week, True, new.sha256)


def _written_or_there(survey: Survey, path: Path, week: str, order: Order) -> Outcome:
    there, hashed = None, ""
    if path.exists():
        with explained(path):
            hashed, _ = fingerprint(path)
        there = with_hash(survey.snapshots(), hashed)
        difference = _difference(survey, there, order)
        if difference is None:
            return Outcome(path, week, False, hashed)
        if not order.replace:
            raise ExportRefused(
                Msg(
                    "{path} is there already, and {difference}; add --replace to write it anew.",
                    path=quoted(str(path), 300),
                    difference=difference,
                )
            )
    fill = _drawn(survey, week, order)
    replaces = there.number if there else None
    return put_file(survey, path, WORKBOOK, order, fill, week, replaces)


def _drawn(survey: Survey, week: str, order: Order) -> Fill:
    """Return what writes the workbook into a file."""
    from sbtrack.export.workbook import write_workbook  # noqa: PLC0415  heavy

    first = _first_time(survey, week, order)
    previous = previous_week(survey.snapshots(), week_of(survey), first)
    book = book_of(survey.material(week, previous))
    before = previous.last_entry or 0 if previous else 0
    of, done = 2 * survey.last_entry - before, 0

    def written_more(rows: int) -> None:
        nonlocal done
        done = min(done + rows, of)
        order.progress(done, of)

    return lambda file: write_workbook(book, order.words, file, written_more)


def _first_time(survey: Survey, week: str, order: Order) -> Snapshot | None:
    """Return the record of the first export of the very same workbook."""
    return next(
        (
            s
            for s in files_of(survey.snapshots())
            if (s.format, s.week, s.as_of) == (WORKBOOK, week, survey.as_of)
            and s.language == order.words.language
            and survey.tells_the_same(s)
        ),
        None,
    )


def _difference(survey: Survey, there: Snapshot | None, order: Order) -> Msg | None:
    """Return in what a workbook that is there would be another now; None if in nothing."""
    if there is None:
        return Msg("it is not on record as written by sbtrack")
    if not survey.tells_the_same(there):
        return Msg("the data has changed since it was written")
    if order.dated and there.as_of != survey.as_of:
        return Msg("it is as of {as_of}", as_of=there.as_of)
    if there.language != order.words.language:
        return Msg("it is in the other language")
    return None


def _note(
    survey: Survey, new: Written, format: str, order: Order, week: str, replaces: int | None
) -> None:
    """Note a file in the database; without one there is nowhere to note it."""
    if survey.reader is None:
        return
    from sbtrack.store.writes.notes import note_snapshot  # noqa: PLC0415  heavy

    note_snapshot(
        order.database,
        Snapshot(
            made_at=order.now(),
            made_by=order.made_by,
            path=str(new.path),
            sha256=new.sha256,
            size=new.size,
            as_of=survey.as_of,
            known_at=survey.until,
            plan_version=survey.version.number or None,
            last_entry=survey.last_entry or None,
            week=week,
            language=order.words.language,
            format=format,
            program_version=__version__,
            replaces=replaces,
        ),
    )
