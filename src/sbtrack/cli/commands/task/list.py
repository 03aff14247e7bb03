"""`sbtrack task list`: one line a task."""

from __future__ import annotations

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, KnownAt, Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.message import Msg
from sbtrack.reports.responsibility import task_data, task_table

app = command_app()


@app.command(cls=Command, help=tell(Msg("List the tasks with their units.")))
def task_list(
    context: typer.Context,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
) -> None:
    """Print the list."""
    with consult(context.obj, as_of, known_at, output) as consulted:
        answer = consulted.answer()
        voice = words(answer.plan.language)
        put_table(
            task_table(answer),
            output,
            voice,
            lambda: [task_data(answer, task, voice) for task in answer.plan.tasks],
        )
