"""`sbtrack show`: everything about one indicator or milestone."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.completion import complete_tracked
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, KnownAt, Output
from sbtrack.cli.output import Format
from sbtrack.cli.reading import consult
from sbtrack.domain.lookup import find_tracked
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Indicator

app = command_app()


@app.command(cls=Command, help=tell(Msg("Show everything about one indicator or milestone.")))
def show(
    context: typer.Context,
    indicator: Annotated[
        str,
        typer.Argument(
            help=tell(Msg("Code, id, or a unique part of the name from two characters on.")),
            autocompletion=complete_tracked,
        ),
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    every: Annotated[
        bool,
        typer.Option("--all", help=tell(Msg("List all periods, not only the newest (24)."))),
    ] = False,
    output: Output = Format.TABLE,
) -> None:
    """Draw the dossier of what was named."""
    from sbtrack.cli.commands.show.dossiers import put_indicator, put_milestone  # noqa: PLC0415

    with consult(context.obj, as_of, known_at, output) as consulted:
        item = find_tracked(indicator, consulted.plan)
        voice = words(consulted.plan.language)
        if isinstance(item, Indicator):
            put_indicator(consulted, item, output, voice, every=every)
        else:
            put_milestone(consulted, item, output, voice)
