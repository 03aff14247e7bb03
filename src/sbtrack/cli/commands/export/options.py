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
    ".markdown": FileFormat.MARKDOWN,
}
_STANDARD_OUTPUT = "-"


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
    def file(self) -> Path | None:
        """The file to write to; None for standard output, as which `-` counts."""
        return None if str(self.output) == _STANDARD_OUTPUT else self.output

    @property
    def kind(self) -> FileFormat:
        """The format that is meant: as typed, else by the file's name, else a workbook."""
        return self.format or self._named or FileFormat.XLSX

    @property
    def _named(self) -> FileFormat | None:
        """The format that the file's name ends in."""
        return _SUFFIXES.get(self.file.suffix.lower()) if self.file else None

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
        self._require_name()
        if self.kind is not FileFormat.XLSX:
            return
        if self.table is not None:
            raise UsageError(
                Msg("One table is written as csv, json or markdown; say which with --format.")
            )
        if self.output is not None and self.file is None:
            raise UsageError(self._not_to_output())
        if self.file is None:
            raise UsageError(
                Msg(
                    "Say what to write: --weekly --dir FOLDER, --output FILE.xlsx, or --format "
                    "csv, json or markdown with --table."
                )
            )

    def _not_to_output(self) -> Msg:
        """Return why standard output cannot be written to: no format is given, or a workbook's."""
        if self.format is None:
            return Msg(
                "Standard output has no name that says in which format to write; add --format csv, "
                "json or markdown."
            )
        return Msg(
            "A workbook cannot go to standard output; give --output FILE.xlsx, or --format csv, "
            "json or markdown."
        )

    def _require_name(self) -> None:
        """Refuse a name that does not say what will be in the file, or says something else."""
        if self.file is None:
            return
        name, meant = quoted(self.file.name), self.kind
        if self.format is None and self._named is None:
            raise UsageError(
                Msg(
                    "{file} does not say in which format to write; end it in `.xlsx`, `.csv`, "
                    "`.json` or `.md`, or add --format.",
                    file=name,
                )
            )
        other = meant is FileFormat.XLSX and self.file.suffix and self._named is not meant
        if other or self._named not in (None, meant):
            raise UsageError(
                Msg(
                    "{file} is not what a file of the format {format} is called; give another name "
                    "or another --format.",
                    file=name,
                    format=meant.value,
                )
            )
