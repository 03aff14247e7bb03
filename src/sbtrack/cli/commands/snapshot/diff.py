"""`sbtrack snapshot diff`: what changed from one snapshot to another, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.paths import expanded
from sbtrack.cli.reading import consult
from sbtrack.domain.errors import UsageError
from sbtrack.domain.message import Msg

app = command_app()


@app.command(
    cls=Command, help=tell(Msg("Show what changed from one snapshot to another, and why."))
)
def snapshot_diff(
    context: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar="BEFORE", help=tell(Msg("The earlier one: number, week or file name."))
        ),
    ],
    after: Annotated[
        str, typer.Argument(metavar="AFTER", help=tell(Msg("The later one, named likewise.")))
    ],
    output: Output = Format.TABLE,
) -> None:
    """Print the changes, worked out from the database, not from the files."""
    from sbtrack.actions.snapshots.material import Survey  # noqa: PLC0415
    from sbtrack.actions.snapshots.record import find_snapshot  # noqa: PLC0415
    from sbtrack.reports.changes.data import changes_data  # noqa: PLC0415
    from sbtrack.reports.changes.table import changes_table  # noqa: PLC0415

    with consult(context.obj, output=output) as asked:
        snapshots = asked.reader.snapshots() if asked.reader else ()
        first, second = (find_snapshot(expanded(name), snapshots) for name in (before, after))
        if first.known_at > second.known_at:
            raise UsageError(
                Msg(
                    "Snapshot {before} is later than snapshot {after}; name the earlier one first.",
                    before=first.number,
                    after=second.number,
                )
            )
        today = Survey(asked.reader, asked.version, asked.as_of, asked.known_at)
        then, now = today.earlier(first), today.earlier(second)
        changes = now.changes_since(then)
        voice = words(asked.plan.language)
        put_table(
            changes_table(then.answer, now.answer, changes),
            output,
            voice,
            lambda: changes_data(then.answer, now.answer, changes, voice),
        )
