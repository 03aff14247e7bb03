"""Where a command's answer goes: a table on the terminal, or one of the formats for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from sbtrack.domain.errors import SbtrackError, Unsaid
from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of
from sbtrack.locale.words import Words
from sbtrack.render.console import make_console, put_text
from sbtrack.render.messages import say
from sbtrack.reports.table import Table, without_blanks


class Format(StrEnum):
    """The formats that every table command takes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


@contextmanager
def kept(said: Msg, *, told: bool = False) -> Iterator[None]:
    """Have it known that something was kept, `said`, also where the rest of the answer fails.

    `told` says that standard output has taken `said`: who leaves early then is left in peace.

    Raises:
        Unsaid: nothing more could be told.
    """
    try:
        yield
    except SbtrackError as error:
        raise Unsaid(
            Msg(
                "{kept} How things stand now could not be told: {why}", kept=said, why=error.message
            )
        ) from error
    except OSError as error:
        if error.filename is not None or (told and isinstance(error, BrokenPipeError)):
            raise
        raise Unsaid(
            Msg(
                "{kept} Only the answer could not be written ({detail}); check where the output "
                "goes.",
                kept=said,
                detail=detail_of(error),
            )
        ) from error


def note(message: Msg, voice: Words) -> None:
    """Say on standard error what somebody at the terminal should know beside the answer."""
    say(make_console(stderr=True), message, voice)


def put_table(
    table: Table, output: Format, words: Words, data: Callable[[], object] | None = None
) -> None:
    """Write a table in the chosen format; `data` makes what JSON says."""
    match output:
        case Format.TABLE:
            from sbtrack.render.table import draw  # noqa: PLC0415

            draw(without_blanks(table), words, make_console())
        case Format.JSON:
            from sbtrack.export.json_text import to_json  # noqa: PLC0415

            put_text(to_json(data() if data else None))
        case Format.CSV:
            from sbtrack.export.csv_text import table_to_csv  # noqa: PLC0415

            put_text(table_to_csv(table, words))
        case Format.MARKDOWN:
            from sbtrack.export.markdown_text import table_to_markdown  # noqa: PLC0415

            put_text(table_to_markdown(table, words))
