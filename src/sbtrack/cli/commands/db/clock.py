"""`sbtrack db clock`: what was recorded while a clock was ahead does not date all that follows."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.message import Msg

app = command_app()


@app.command(
    cls=Command,
    help=tell(Msg("Set the ledger's clock right, where a wrong one has dated something ahead.")),
)
def db_clock(
    context: typer.Context,
    reason: Annotated[str, typer.Option(help=tell(Msg("What happened; it is kept.")))] = "",
) -> None:
    """Note it, and say from when on what counts."""
    from sbtrack.cli.output import kept  # noqa: PLC0415
    from sbtrack.cli.reading import consult  # noqa: PLC0415
    from sbtrack.cli.settings import current_user, in_plan_clock, now  # noqa: PLC0415
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415
    from sbtrack.store.moments import moment_from_text  # noqa: PLC0415
    from sbtrack.store.writes.notes import set_clock  # noqa: PLC0415

    with consult(context.obj) as consulted:
        plan = consulted.plan
    setting = set_clock(context.obj.database, reason=reason, set_by=current_user(), now=now)
    said = Msg(
        "The ledger's clock is set: what is recorded from now on is dated by this computer's "
        "clock. What was recorded before keeps its date, and counts as known from {moment} on.",
        moment=in_plan_clock(plan, moment_from_text(setting.set_at)),
    )
    with kept(said):
        say(make_console(), said, words(plan.language))
