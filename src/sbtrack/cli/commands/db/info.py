"""`sbtrack db info`: what the file holds, and the fingerprint of its ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.message import Msg

app = command_app()


@app.command(cls=Command, help=tell(Msg("Show what the database holds, and its fingerprint.")))
def db_info(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=tell(Msg("Print it as JSON.")))] = False,
) -> None:
    """Print the facts."""
    from sbtrack.cli.settings import now  # noqa: PLC0415
    from sbtrack.export.json_text import to_json  # noqa: PLC0415
    from sbtrack.render.console import make_console, put_text  # noqa: PLC0415
    from sbtrack.render.messages import draw_facts  # noqa: PLC0415
    from sbtrack.reports.database import info_data, info_facts  # noqa: PLC0415
    from sbtrack.store.care.info import database_info  # noqa: PLC0415
    from sbtrack.store.moments import is_ahead  # noqa: PLC0415

    info = database_info(context.obj.existing)
    ahead = info.newest_moment is not None and is_ahead(info.newest_moment, now())
    if as_json:
        put_text(to_json(info_data(info, ahead)))
        return
    facts = tuple(info_facts(info, info.clock, ahead))
    draw_facts(facts, words(info.language), make_console(), Msg("Database"))
