"""`sbtrack snapshot verify`: are the exported files as they were written?"""

from __future__ import annotations

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
def snapshot_verify(context: typer.Context, output: Output = Format.TABLE) -> int:
    """Print how each file is found."""
    from sbtrack.actions.snapshots.check import check_files  # noqa: PLC0415
    from sbtrack.actions.snapshots.record import files_of  # noqa: PLC0415
    from sbtrack.reports.snapshots import WRONG, snapshot_data, snapshot_table  # noqa: PLC0415

    with consult(context.obj, output=output) as asked:
        everything = asked.reader.snapshots() if asked.reader else ()
        found, states = files_of(everything), check_files(everything)
        table = asked.headed(snapshot_table(found, asked.known_at.tzinfo, states))
        voice = words(asked.plan.language)
        put_table(table, output, voice, lambda: snapshot_data(found, states))
    return FINDINGS if WRONG & set(states.values()) else 0
