"""`sbtrack unit show`: one unit's tasks, indicators and milestones."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.completion import complete_unit
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, KnownAt, Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.lookup import find
from sbtrack.domain.message import Msg
from sbtrack.reports.responsibility import unit_data, unit_status, unit_tasks

app = command_app()


@app.command(cls=Command, help=tell(Msg("Show what one unit is responsible for.")))
def unit_show(
    context: typer.Context,
    unit: Annotated[
        str,
        typer.Argument(
            help=tell(Msg("Id, or a unique part of the name from two characters on.")),
            autocompletion=complete_unit,
        ),
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
) -> None:
    """Print the unit's tasks and the status of its indicators and milestones."""
    with consult(context.obj, as_of, known_at, output) as consulted:
        answer = consulted.answer()
        found = find(unit, answer.plan.units)
        voice = words(answer.plan.language)
        put_table(
            unit_status(answer, found), output, voice, lambda: unit_data(answer, found, voice)
        )
        if output is Format.TABLE and (tasks := unit_tasks(answer, found)):
            from sbtrack.render.console import make_console  # noqa: PLC0415
            from sbtrack.render.messages import draw_facts  # noqa: PLC0415

            console = make_console()
            console.print()
            draw_facts(tasks, voice, console, Msg("Tasks"))
