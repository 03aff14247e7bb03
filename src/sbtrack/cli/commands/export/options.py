"""What `export` was asked for, and which options go together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg


class FileFormat(StrEnum):
    """What an export can be written as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


TABLES = ("status", "changes", "values", "ledger", "tasks", "units")
_SUFFIXES = {
    ".xlsx": FileFormat.XLSX,
    ".csv": FileFormat.CSV,
    ".json": FileFormat.JSON,
    ".md": FileFormat.MARKDOWN,
}


@dataclass(frozen=True, slots=True)
class Request:
    """The options as typed."""

    weekly: bool
    folder: Path | None
    keep: int | None
    output: Path | None
    format: FileFormat | None
    table: str | None
    as_of: str | None
    known_at: str | None
    replace: bool
    allow_empty: bool
    verbose: bool

    @property
    def kind(self) -> FileFormat:
        """The format that is meant: as typed, else by the file's name, else a workbook."""
        if self.format is not None:
            return self.format
        suffix = self.output.suffix.lower() if self.output else ""
        return _SUFFIXES.get(suffix, FileFormat.XLSX)

    def require_sense(self) -> None:
        """Refuse options that do not go together.

        Raises:
            UsageError: they do not.
        """
        if self.table is not None and self.table not in TABLES:
            raise UsageError(
                Msg(
                    "There is no table {table} to export; choose one of {tables}.",
                    table=quoted(self.table),
                    tables=TABLES,
                )
            )
        if self.weekly:
            self._require_weekly()
        else:
            self._require_single()

    def _require_weekly(self) -> None:
        if self.folder is None:
            raise UsageError(Msg("Say into which folder: sbtrack export --weekly --dir snapshots."))
        if self.output is not None or self.table is not None or self.kind is not FileFormat.XLSX:
            raise UsageError(
                Msg("--weekly writes a whole workbook; leave out --output, --table and --format.")
            )
        if self.keep is not None and self.keep < 1:
            raise UsageError(
                Msg("--keep needs a number of at least 1: how many workbooks are to stay.")
            )

    def _require_single(self) -> None:
        if self.folder is not None or self.keep is not None:
            raise UsageError(
                Msg("--dir and --keep belong to --weekly; add it, or give --output instead.")
            )
        if self.kind is not FileFormat.XLSX:
            return
        if self.table is not None:
            raise UsageError(
                Msg("One table is written as csv, json or markdown; say which with --format.")
            )
        if self.output is None:
            raise UsageError(
                Msg(
                    "Say what to write: --weekly --dir FOLDER, --output FILE.xlsx, or --format "
                    "csv, json or markdown with --table."
                )
            )
