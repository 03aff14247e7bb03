"""The arguments and options of `record`, with their help."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.completion import complete_tracked
from sbtrack.cli.frame.language import tell
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Vintage

Item = Annotated[
    str | None,
    typer.Argument(
        help=tell(Msg("Code, id, or a unique part of the name from two characters on.")),
        autocompletion=complete_tracked,
    ),
]
Value = Annotated[
    str | None,
    typer.Argument(help=tell(Msg("Such as 62.3, 62.3万人, 623000人 or 93%; done or not-done."))),
]
When = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar="PERIOD",
        help=tell(Msg("2013, 2013-H1, 2013-Q2, 2013-06 or 2013-06-30.")),
    ),
]
Numerator = Annotated[
    str | None, typer.Option(metavar="NUMBER", help=tell(Msg("Numerator of a rate.")))
]
Denominator = Annotated[
    str | None, typer.Option(metavar="NUMBER", help=tell(Msg("Denominator of a rate.")))
]
Source = Annotated[
    str, typer.Option("--source", "-s", help=tell(Msg("Where the figure was published.")))
]
Note = Annotated[str, typer.Option(help=tell(Msg("What a reader should know about it.")))]
EvidencePlaces = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        "-e",
        metavar="LINK|FILE",
        help=tell(Msg("What it rests on; a file is kept by path and hash. Repeatable.")),
    ),
]
HowSettled = Annotated[Vintage | None, typer.Option(help=tell(Msg("How settled the figure is.")))]
Revise = Annotated[
    bool, typer.Option("--revise", help=tell(Msg("Correct what is recorded for the period.")))
]
Reason = Annotated[str, typer.Option(help=tell(Msg("Why the figure is corrected.")))]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help=tell(Msg("Record although it looks implausible.")))
]
