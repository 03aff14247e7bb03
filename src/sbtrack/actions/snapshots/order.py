"""What is asked of an export and what becomes of it, and the steps that every export has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sbtrack import __version__
from sbtrack.actions.snapshots.files import Fill, Written
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.noting import note
from sbtrack.domain.errors import ExportRefused, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.snapshot import Snapshot
from sbtrack.locale.words import Words
from sbtrack.reports.workbook.book import book_of
from sbtrack.store.reads.reader import Check, accept

#: Told how many of how many rows are written.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for, by whom; `database` is where it is noted.

    `now` is asked for the moment at which the file is noted; `check` looks at the ledger before
    anything is noted in it, and may refuse. `dated` says that the as-of date was asked for, and
    not merely that of today; `remade` that what is told is what was known at a moment that was
    asked for, so that an old workbook may be meant.
    """

    database: Path
    made_by: str
    now: Callable[[], datetime]
    words: Words
    replace: bool = False
    allow_empty: bool = False
    dated: bool = False
    remade: bool = False
    check: Check = accept
    progress: Progress = lambda _done, _of: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it.

    `written` is False where the file was there and nothing was recorded since; it is `as_of` then.
    `noted` is False where that it was written could not be noted in a database.
    """

    path: Path
    week: str
    written: bool
    sha256: str
    as_of: date
    removed: tuple[Path, ...] = ()
    noted: bool = True


def week_of(survey: Survey) -> str:
    """Return the ISO week of the moment that is told of, in the plan's clock: 2026-W48."""
    return iso_week(survey.known_at)


def iso_week(day: date) -> str:
    """Return the ISO week of a day: 2026-W48."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


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


def drawn(survey: Survey, week: str, previous: Snapshot | None, order: Order) -> Fill:
    """Return what writes the workbook into a file."""
    from sbtrack.export.workbook import write_workbook  # noqa: PLC0415  heavy

    book = book_of(survey.material(week, previous))
    before = previous.last_entry or 0 if previous else 0
    of, done = 2 * survey.last_entry - before, 0

    def written_more(rows: int) -> None:
        nonlocal done
        done = min(done + rows, of)
        order.progress(done, of)

    return lambda file: write_workbook(book, order.words, file, written_more)


def record_of(survey: Survey, new: Written, format: str, order: Order) -> Snapshot:
    """Return what is to be noted of a file that is complete."""
    return Snapshot(
        made_at=order.now(),
        made_by=order.made_by,
        path=str(new.path),
        sha256=new.sha256,
        size=new.size,
        as_of=survey.as_of,
        known_at=survey.until,
        plan_version=survey.version.number or None,
        last_entry=survey.last_entry or None,
        language=order.words.language,
        format=format,
        program_version=__version__,
    )


def note_made(made: Snapshot, survey: Survey, order: Order) -> None:
    """Note a file in the database; without one there is nowhere to note it."""
    if survey.reader is not None:
        note(order.database, made, order.check)
