"""`sbtrack retract`: withdraw an entry that should not have been made."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell
from sbtrack.cli.options import Yes
from sbtrack.domain.errors import UsageError
from sbtrack.domain.message import Msg

app = command_app()


@app.command(cls=Command, help=tell(Msg("Withdraw an entry; it stays in the ledger, marked so.")))
def retract(
    context: typer.Context,
    entry: Annotated[
        int, typer.Argument(metavar="ENTRY", help=tell(Msg("Its number; see `sbtrack log`.")))
    ],
    reason: Annotated[str, typer.Option(help=tell(Msg("Why it is withdrawn (required).")))] = "",
    yes: Yes = False,
) -> None:
    """Withdraw it and say how things stand now."""
    from sbtrack.cli.commands.record.recording import retract as withdraw  # noqa: PLC0415

    if not reason.strip():
        raise UsageError(Msg("A withdrawal needs its reason; give it with --reason."))
    withdraw(context.obj, entry, reason, confirmed=yes)
