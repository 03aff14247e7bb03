"""The options of `status`, with their help."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from sbtrack.cli.frame.language import tell
from sbtrack.domain.message import Msg


class Part(StrEnum):
    """The parts of the table."""

    HEADLINE = "headline"
    COMMITMENT = "commitment"
    MILESTONE = "milestone"


Constraints = Annotated[
    list[str] | None,
    typer.Option(
        "--constraint",
        metavar="TYPE",
        help=tell(Msg("Only binding, anticipatory or unspecified indicators; repeatable.")),
    ),
]
Verdicts = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict",
        metavar="VERDICT",
        help=tell(Msg("Only this verdict, such as behind or overdue; repeatable.")),
    ),
]
Parts = Annotated[
    list[Part] | None,
    typer.Option("--part", help=tell(Msg("Only this part of the table; repeatable."))),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help=tell(Msg("Print only what changed since the end of this day or period, and why.")),
    ),
]
Check = Annotated[
    bool,
    typer.Option(
        "--check",
        help=tell(
            Msg("Leave with exit code 1 when a binding indicator is behind, reversed or missed.")
        ),
    ),
]
