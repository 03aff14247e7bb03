"""`sbtrack log`: the ledger, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, ItemNames, KnownAt, Output, UnitNames
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import Consulted, consult
from sbtrack.domain.frozen import replace
from sbtrack.domain.ledger import Entry
from sbtrack.domain.message import Msg

#: Lines on a terminal unless more are asked for; the formats for machines are complete.
USUAL = 50

app = command_app()


Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="NUMBER", min=0, help=tell(Msg("Lines to print; 0 for all."))),
]


@app.command(cls=Command, help=tell(Msg("Print the ledger, newest entries first.")))
def log(
    context: typer.Context,
    items: ItemNames = None,
    units: UnitNames = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help=tell(Msg("Only figures for this period, or in it."))
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=tell(Msg("Only what NAME recorded.")))
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help=tell(Msg("Only what was recorded from then on."))
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help=tell(Msg("Only what was recorded up to then."))),
    ] = None,
    limit: Limit = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
) -> None:
    """Print the wanted entries."""
    from sbtrack.cli.ledgers import Asked, corrections, wanted_entries  # noqa: PLC0415

    asked = Asked(items, units, period, by, since, until, as_of)
    with consult(context.obj, as_of, known_at, output) as consulted:
        found = wanted_entries(consulted, asked)
        most = (USUAL if output is Format.TABLE else 0) if limit is None else limit
        wanted = islice(found, most) if most else found
        if output in (Format.JSON, Format.CSV):
            _put_whole(consulted, wanted, output)
            return
        from sbtrack.reports.ledger import ledger_table  # noqa: PLC0415

        entries = tuple(_in_clock(consulted, wanted))
        more = bool(most) and next(found, None) is not None
        notes = tuple(_notes(entries, more)) if output is Format.TABLE else ()
        voice = words(consulted.plan.language)
        table = ledger_table(consulted.plan, entries, corrections(consulted), notes)
        put_table(consulted.headed(table), output, voice)


def _put_whole(consulted: Consulted, entries: Iterator[Entry], output: Format) -> None:
    """Write entries with all that there is of them, while they are read."""
    from sbtrack.cli.ledgers import corrections, former_subjects  # noqa: PLC0415
    from sbtrack.export.csv_text import rows_to_csv  # noqa: PLC0415
    from sbtrack.export.stream_text import json_pieces  # noqa: PLC0415
    from sbtrack.render.console import put_text  # noqa: PLC0415
    from sbtrack.reports.extracts import ledger_extract  # noqa: PLC0415

    plan, clock, voice = consulted.plan, consulted.known_at.tzinfo, words(consulted.plan.language)
    corrected, former = corrections(consulted), former_subjects(consulted)
    extract = ledger_extract(plan, entries, clock, voice, corrected, former)
    as_json = output is Format.JSON
    pieces = (
        json_pieces(extract.data) if as_json else rows_to_csv(extract.columns, extract.rows, voice)
    )
    for piece in pieces:
        put_text(piece)


def _in_clock(consulted: Consulted, entries: Iterator[Entry]) -> Iterator[Entry]:
    clock = consulted.known_at.tzinfo
    return (replace(e, recorded_at=e.recorded_at.astimezone(clock)) for e in entries)


def _notes(entries: tuple[Entry, ...], more: bool) -> Iterator[Msg]:
    if not entries:
        yield Msg("No entry matches.")
    if more:
        yield Msg("Only the newest entries ({count}); --limit 0 prints all.", count=len(entries))
