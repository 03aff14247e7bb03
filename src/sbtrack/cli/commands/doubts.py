"""`sbtrack doubts`: figures that somebody should look at again."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, ItemNames, KnownAt, Output, UnitNames, Yes
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.cli.settings import Settings
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg

FINDINGS = 1

app = command_app()


@app.command(
    cls=Command, help=tell(Msg("List doubtful figures, or say of one that it was looked into."))
)
def doubts(
    context: typer.Context,
    items: ItemNames = None,
    units: UnitNames = None,
    acknowledge: Annotated[
        str | None,
        typer.Option(metavar="DOUBT", help=tell(Msg("Say that this doubt was looked into."))),
    ] = None,
    withdraw: Annotated[
        str | None,
        typer.Option(metavar="DOUBT", help=tell(Msg("Take an acknowledgement back."))),
    ] = None,
    reason: Annotated[
        str, typer.Option(help=tell(Msg("Why; --acknowledge and --withdraw both need it.")))
    ] = "",
    yes: Yes = False,
    everything: Annotated[
        bool, typer.Option("--all", help=tell(Msg("Also those that were acknowledged.")))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=tell(Msg("Exit code 1 when a doubt is left.")))
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
) -> int:
    """Print the doubts, or note what was said of one."""
    from sbtrack.cli.doubting import acknowledged, found_doubts  # noqa: PLC0415
    from sbtrack.cli.ledgers import Asked, subjects_asked  # noqa: PLC0415
    from sbtrack.reports.doubts import doubt_data, doubt_table  # noqa: PLC0415

    if acknowledge is not None or withdraw is not None:
        _note(context.obj, acknowledge, withdraw, reason, confirmed=yes)
        return 0
    with consult(context.obj, as_of, known_at, output) as consulted:
        plan, voice = consulted.plan, words(consulted.plan.language)
        about = subjects_asked(plan, Asked(items, units))
        wanted = tuple(d for d in found_doubts(consulted) if about is None or d.indicator in about)
        known = acknowledged(consulted, wanted)
    found = tuple(d for d in wanted if everything or d.key not in known)
    put_table(
        consulted.headed(doubt_table(plan, found, known, left_out=len(wanted) - len(found))),
        output,
        voice,
        lambda: doubt_data(plan, found, known, voice),
    )
    return FINDINGS if check and any(d.key not in known for d in found) else 0


def _note(
    settings: Settings,
    acknowledge: str | None,
    withdraw: str | None,
    reason: str,
    *,
    confirmed: bool,
) -> None:
    """Acknowledge a doubt that there is, or take an acknowledgement back."""
    from sbtrack.actions.clocks import clock_check  # noqa: PLC0415
    from sbtrack.cli.doubting import acknowledged, found_doubts  # noqa: PLC0415
    from sbtrack.cli.output import kept  # noqa: PLC0415
    from sbtrack.cli.settings import current_user, now  # noqa: PLC0415
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415
    from sbtrack.store.writes import notes  # noqa: PLC0415  heavy

    if acknowledge is not None and withdraw is not None:
        raise UsageError(Msg("Use --acknowledge or --withdraw, not both at once."))
    path, by = settings.database, current_user()
    with consult(settings) as consulted:
        doubts = found_doubts(consulted)
        known = acknowledged(consulted, doubts)
    check = clock_check(path, consulted.plan, now, confirmed=confirmed)
    if withdraw is not None:
        stated = known[withdraw].doubt if withdraw in known else withdraw
        notes.withdraw_acknowledgement(
            path, stated, reason=reason, acknowledged_by=by, now=now, check=check
        )
        said = Msg("Taken back: {doubt} is open again.", doubt=withdraw)
    else:
        assert acknowledge is not None
        if acknowledge not in {d.key for d in doubts}:
            raise UsageError(
                Msg(
                    "There is no doubt {doubt}; `sbtrack doubts` lists those there are.",
                    doubt=quoted(acknowledge),
                )
            )
        notes.acknowledge(
            path, acknowledge, reason=reason, acknowledged_by=by, now=now, check=check
        )
        said = Msg("Acknowledged: {doubt}.", doubt=acknowledge)
    with kept(said):
        say(make_console(), said, words())
