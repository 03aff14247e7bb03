"""`sbtrack task show`: one task, its units, and the status of what it serves."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.completion import complete_task
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, KnownAt, Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.lookup import find, titled
from sbtrack.domain.message import Msg
from sbtrack.reports.responsibility import task_data, task_facts, task_status

app = command_app()


@app.command(cls=Command, help=tell(Msg("Show one task and how what it serves stands.")))
def task_show(
    context: typer.Context,
    task: Annotated[
        str,
        typer.Argument(
            help=tell(Msg("Code, or a unique part of the title from two characters on.")),
            autocompletion=complete_task,
        ),
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
) -> None:
    """Print the task's facts and lines."""
    with consult(context.obj, as_of, known_at, output) as consulted:
        answer = consulted.answer()
        found = find(task, answer.plan.tasks)
        voice = words(answer.plan.language)
        if output is Format.TABLE:
            from sbtrack.render.console import make_console  # noqa: PLC0415
            from sbtrack.render.messages import draw_facts  # noqa: PLC0415

            console = make_console()
            draw_facts(tuple(task_facts(answer, found)), voice, console, titled(found))
            console.print()
        table = task_status(answer, found)
        put_table(table, output, voice, lambda: task_data(answer, found, voice))
