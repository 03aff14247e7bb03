"""`sbtrack export`: the weekly workbook, one workbook, or one table in a format for machines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.commands.export.options import TABLES, FileFormat, Request
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell
from sbtrack.cli.options import AsOf, KnownAt, Yes
from sbtrack.domain.message import Msg

Weekly = Annotated[
    bool, typer.Option("--weekly", help=tell(Msg("Leave this week's workbook in a folder.")))
]
Folder = Annotated[
    Path | None,
    typer.Option("--dir", metavar="DIR", help=tell(Msg("The folder for --weekly."))),
]
Keep = Annotated[
    int | None,
    typer.Option(
        "--keep",
        metavar="N",
        help=tell(Msg("Clear away all but the N newest weekly workbooks that are unchanged.")),
    ),
]
File = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=tell(Msg("Write to this file; `-` is standard output.")),
    ),
]
As = Annotated[
    FileFormat | None,
    typer.Option("--format", help=tell(Msg("The format; by default that of the file's name."))),
]
Part = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="|".join(TABLES),
        help=tell(Msg("Which table, for CSV, JSON and Markdown; by default the status.")),
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help=tell(
            Msg("Write over an earlier export that is as it was written; over nothing else.")
        ),
    ),
]
AllowEmpty = Annotated[
    bool, typer.Option("--allow-empty", help=tell(Msg("Write although nothing is recorded.")))
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=tell(Msg("Say what was done.")))]

app = command_app()


@app.command(
    cls=Command,
    help=tell(
        Msg(
            "Write a workbook of the whole plan, weekly or once, or one table as CSV, JSON or "
            "Markdown. Says nothing when all is well."
        )
    ),
)
def export(
    context: typer.Context,
    weekly: Weekly = False,
    folder: Folder = None,
    keep: Keep = None,
    output: File = None,
    format: As = None,
    table: Part = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    replace: Replace = False,
    allow_empty: AllowEmpty = False,
    yes: Yes = False,
    verbose: Verbose = False,
) -> None:
    """Write what was asked for."""
    request = Request(
        weekly, folder, keep, output, format, table, as_of, known_at, replace, allow_empty, verbose
    )
    request.require_sense()
    from sbtrack.cli.commands.export.exporting import carry_out  # noqa: PLC0415

    carry_out(context.obj, request, confirmed=yes)
