"""Options that several commands share, with their help."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack.cli.completion import complete_tracked, complete_unit
from sbtrack.cli.frame.language import tell
from sbtrack.cli.output import Format
from sbtrack.domain.message import Msg

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=tell(Msg("Judge the plan at the end of this day or period; default: today.")),
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DATE",
        help=tell(Msg("Use only what was recorded by then; default: now.")),
    ),
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes", "-y", help=tell(Msg("Go on although this computer's clock looks wrong."))
    ),
]
Output = Annotated[
    Format,
    typer.Option("--format", "-f", help=tell(Msg("How to write the answer."))),
]
UnitNames = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        "-u",
        metavar="UNIT",
        help=tell(Msg("Only what this unit leads or cooperates in; repeatable.")),
        autocompletion=complete_unit,
    ),
]
ItemNames = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        "-i",
        metavar="CODE",
        help=tell(Msg("Only this indicator or milestone; repeatable.")),
        autocompletion=complete_tracked,
    ),
]
