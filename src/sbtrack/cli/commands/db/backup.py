"""`sbtrack db backup`: a consistent copy, also while others write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.message import Msg

app = command_app()


@app.command(cls=Command, help=tell(Msg("Copy the database, also while others write.")))
def db_backup(
    context: typer.Context,
    target: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help=tell(Msg("Where the copy goes; no file may be there yet."))
        ),
    ],
) -> None:
    """Make the copy and say where it is."""
    from sbtrack.cli.output import kept  # noqa: PLC0415
    from sbtrack.cli.reading import follow_ledger  # noqa: PLC0415
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415
    from sbtrack.store.care.backup import backup  # noqa: PLC0415

    follow_ledger(context.obj.existing)
    made = backup(context.obj.existing, target)
    said = Msg("Copied to {path} ({bytes} bytes).", path=str(made), bytes=made.stat().st_size)
    with kept(said):
        say(make_console(), said, words())
