"""`sbtrack snapshot verify`: are the exported files as they were written?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.message import Msg

FINDINGS = 1

app = command_app()


@app.command(
    cls=Command,
    help=tell(
        Msg(
            "Hash the exported files again; exit code 1 when one was changed, or is not there "
            "although nothing cleared it away."
        )
    ),
)
def snapshot_verify(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--dir",
            metavar="DIR",
            help=tell(Msg("Check what lies in this folder: a copy, or one that was moved.")),
        ),
    ] = None,
    output: Output = Format.TABLE,
) -> int:
    """Print how each file is found."""
    from sbtrack.actions.snapshots.check import (  # noqa: PLC0415
        check_files,
        check_folder,
        told_apart,
    )
    from sbtrack.actions.snapshots.record import files_of  # noqa: PLC0415
    from sbtrack.reports.snapshots import WRONG, snapshot_data, snapshot_table  # noqa: PLC0415

    with consult(context.obj, output=output) as asked:
        noted = asked.reader.snapshots() if asked.reader else ()
        checks = check_folder(noted, folder) if folder else check_files(noted, asked.path)
        checks = told_apart(checks, noted, asked.reader, asked.plan) if asked.reader else checks
        found = [s for s in files_of(noted) if s.number in checks]
        table = asked.headed(snapshot_table(found, asked.known_at.tzinfo, checks))
        voice = words(asked.plan.language)
        put_table(table, output, voice, lambda: snapshot_data(found, checks))
    return FINDINGS if WRONG & {check.state for check in checks.values()} else 0
