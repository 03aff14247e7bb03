"""`sbtrack record`: keep an actual value, or that a milestone is done."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.completion import complete_tracked
from sbtrack.cli.groups import Command, command_app
from sbtrack.cli.language import tell
from sbtrack.domain.errors import UsageError
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Vintage

app = command_app()


@app.command(cls=Command, help=tell(Msg("Record an actual value, or that a milestone is done.")))
def record(
    context: typer.Context,
    indicator: Annotated[
        str | None,
        typer.Argument(
            help=tell(Msg("Code, id or any unique part of the name.")),
            autocompletion=complete_tracked,
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            help=tell(Msg("Such as 62.3, 62.3万人, 623000人 or 93%; done or not-done."))
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=tell(Msg("2013, 2013-H1, 2013-Q2, 2013-06 or 2013-06-30.")),
        ),
    ] = None,
    numerator: Annotated[
        str | None, typer.Option(metavar="NUMBER", help=tell(Msg("Numerator of a rate.")))
    ] = None,
    denominator: Annotated[
        str | None, typer.Option(metavar="NUMBER", help=tell(Msg("Denominator of a rate.")))
    ] = None,
    source: Annotated[
        str, typer.Option("--source", "-s", help=tell(Msg("Where the figure was published.")))
    ] = "",
    note: Annotated[str, typer.Option(help=tell(Msg("What a reader should know about it.")))] = "",
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            "-e",
            metavar="LINK|FILE",
            help=tell(Msg("What it rests on; a file is kept by path and hash. Repeatable.")),
        ),
    ] = None,
    vintage: Annotated[
        Vintage | None, typer.Option(help=tell(Msg("How settled the figure is.")))
    ] = None,
    revise: Annotated[
        bool, typer.Option("--revise", help=tell(Msg("Correct what is recorded for the period.")))
    ] = False,
    reason: Annotated[str, typer.Option(help=tell(Msg("Why the figure is corrected.")))] = "",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=tell(Msg("Record although it looks implausible.")))
    ] = False,
) -> int:
    """Record one claim, or ask for each."""
    from sbtrack.actions.claims import Typed  # noqa: PLC0415
    from sbtrack.cli.recording import Recorder  # noqa: PLC0415

    recorder = Recorder(context.obj, revise=revise, reason=reason, confirmed=yes)
    typed = Typed(
        period or "", value, numerator, denominator, vintage, source, note, tuple(evidence or ())
    )
    if indicator is None:
        from sbtrack.cli.interview import interview  # noqa: PLC0415

        return interview(recorder, typed)
    if not typed.period:
        raise UsageError(
            Msg("Say which period the figure is for, for example --period 2013 or -p 2013-06.")
        )
    recorder.record(indicator, typed)
    return 0
