"""`sbtrack db upgrade`: bring the file to this version's schema, after a backup."""

from __future__ import annotations

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.message import Msg

app = command_app()


@app.command(
    cls=Command, help=tell(Msg("Back up the database, and bring it to the newest schema."))
)
def db_upgrade(context: typer.Context) -> None:
    """Upgrade and say where the backup is."""
    from sbtrack.cli.output import kept  # noqa: PLC0415
    from sbtrack.cli.reading import follow_ledger  # noqa: PLC0415
    from sbtrack.cli.settings import now  # noqa: PLC0415
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415
    from sbtrack.store.care.upgrade import upgrade  # noqa: PLC0415

    saved = upgrade(context.obj.existing, now())
    follow_ledger(context.obj.existing)
    said = Msg("The database has the newest schema already; nothing changed.")
    if saved is not None:
        said = Msg("Upgraded. The database as it was is kept at {path}.", path=str(saved))
    with kept(said):
        say(make_console(), said, words())
