"""One table as text: to a file, which is noted like a workbook, or to whoever reads the pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from sbtrack.actions.snapshots.before import table_before
from sbtrack.actions.snapshots.material import Survey
from sbtrack.actions.snapshots.occupied import free_place
from sbtrack.actions.snapshots.order import Order, Outcome, require_something, week_of
from sbtrack.actions.snapshots.single import put_file
from sbtrack.domain.errors import ExportRefused
from sbtrack.domain.message import Msg
from sbtrack.export.csv_text import rows_to_csv, table_to_csv
from sbtrack.export.json_text import to_json
from sbtrack.export.markdown_text import table_to_markdown
from sbtrack.export.stream_text import json_pieces
from sbtrack.locale.words import Words
from sbtrack.reports.changes.data import changes_data
from sbtrack.reports.changes.table import changes_table
from sbtrack.reports.extracts import Extract, ledger_extract, values_extract
from sbtrack.reports.responsibility import task_data, task_table, unit_table, units_data_of
from sbtrack.reports.status.data import status_data
from sbtrack.reports.status.table import status_table
from sbtrack.reports.table import Section, Table


class Wanted(StrEnum):
    """The tables that can be exported one by one."""

    STATUS = "status"
    CHANGES = "changes"
    VALUES = "values"
    LEDGER = "ledger"
    TASKS = "tasks"
    UNITS = "units"


class TextFormat(StrEnum):
    """The formats that are text."""

    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


Short = tuple[Table, Callable[[], object]]


def export_text(
    survey: Survey, wanted: Wanted, format: TextFormat, path: Path, order: Order
) -> Outcome:
    """Write one table to a file; CSV with the mark by which Excel knows that it is UTF-8.

    Raises:
        ExportRefused: nothing is recorded, the file is there already, or cannot be written.
        StoreError: the database cannot be read, or the file not noted in it.
    """
    require_something(survey, order)
    with free_place(path, survey, order) as place:
        pieces = text_pieces(survey, wanted, format, order.words)

        def fill(file: BinaryIO) -> None:
            for piece in pieces:
                file.write(piece.encode())

        return put_file(survey, place, format.value, order, fill)


def text_pieces(
    survey: Survey, wanted: Wanted, format: TextFormat, words: Words, *, bom: bool = True
) -> Iterator[str]:
    """Return one table in pieces; the long ones are read while they are taken.

    Raises:
        ExportRefused: there is nothing to compare with, for the table of changes.
    """
    match wanted:
        case Wanted.VALUES:
            extract = values_extract(survey.values(), survey.as_of, survey.clock, words)
            return _long(extract, format, words, bom)
        case Wanted.LEDGER:
            extract = ledger_extract(
                survey.plan,
                survey.entries(),
                survey.clock,
                words,
                survey.corrected,
                survey.former,
            )
            return _long(extract, format, words, bom)
        case _:
            return iter((_short(_made(survey, wanted, words), format, words, bom),))


def _made(survey: Survey, wanted: Wanted, words: Words) -> Short:
    answer = survey.answer
    match wanted:
        case Wanted.CHANGES:
            compared = survey.compared(table_before(survey, week_of(survey)))
            if compared is None:
                raise ExportRefused(
                    Msg("There is no snapshot of an earlier week to compare with; see "
                        "`sbtrack snapshot list`.")
                )  # fmt: skip
            before, changes = compared.before, compared.changes
            table = changes_table(before, answer, changes)
            return table, lambda: changes_data(before, answer, changes, words)
        case Wanted.TASKS:
            tasks = answer.plan.tasks
            return task_table(answer), lambda: [task_data(answer, t, words) for t in tasks]
        case Wanted.UNITS:
            return unit_table(answer), lambda: units_data_of(answer, words)
        case _:
            return status_table(answer), lambda: status_data(answer, words)


def _short(made: Short, format: TextFormat, words: Words, bom: bool) -> str:
    table, data = made
    match format:
        case TextFormat.CSV:
            return table_to_csv(table, words, bom=bom)
        case TextFormat.JSON:
            return to_json(data())
        case TextFormat.MARKDOWN:
            return table_to_markdown(table, words)


def _long(extract: Extract, format: TextFormat, words: Words, bom: bool) -> Iterator[str]:
    match format:
        case TextFormat.CSV:
            return rows_to_csv(extract.columns, extract.rows, words, bom=bom)
        case TextFormat.JSON:
            return json_pieces(extract.data)
        case TextFormat.MARKDOWN:
            return _markdown(extract, words)


def _markdown(extract: Extract, words: Words) -> Iterator[str]:
    """Its columns are padded, so it has to be held whole."""
    table = Table(extract.title, extract.columns, (Section(tuple(extract.rows)),))
    yield table_to_markdown(table, words)
