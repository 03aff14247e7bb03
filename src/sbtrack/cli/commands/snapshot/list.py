"""`sbtrack snapshot list`: every file that was exported."""

from __future__ import annotations

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.message import Msg

app = command_app()


@app.command(cls=Command, help=tell(Msg("List the files that were exported, oldest first.")))
def snapshot_list(context: typer.Context, output: Output = Format.TABLE) -> None:
    """Print the record."""
    from sbtrack.actions.snapshots.record import files_of  # noqa: PLC0415
    from sbtrack.reports.snapshots import snapshot_data, snapshot_table  # noqa: PLC0415

    with consult(context.obj, output=output) as asked:
        found = files_of(asked.reader.snapshots() if asked.reader else ())
        table = asked.headed(snapshot_table(found, asked.known_at.tzinfo))
        put_table(table, output, words(asked.plan.language), lambda: snapshot_data(found))
