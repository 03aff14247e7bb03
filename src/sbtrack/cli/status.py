"""`sbtrack status`: how far each target still is, and whether the pace gets there."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from sbtrack.cli.choosing import chosen
from sbtrack.cli.groups import Command, command_app
from sbtrack.cli.language import tell, words
from sbtrack.cli.options import AsOf, ItemNames, KnownAt, Output, UnitNames
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Constraint, Verdict
from sbtrack.reports.answer import Answer

ALARMING = frozenset({Verdict.BEHIND, Verdict.REVERSED, Verdict.MISSED})
FINDINGS = 1

app = command_app()


class Part(StrEnum):
    """The parts of the table."""

    HEADLINE = "headline"
    COMMITMENT = "commitment"
    MILESTONE = "milestone"


@app.command(
    cls=Command,
    help=tell(Msg("Print the gap to every target, attainment, pace and verdict.")),
)
def status(
    context: typer.Context,
    units: UnitNames = None,
    constraints: Annotated[
        list[str] | None,
        typer.Option(
            "--constraint",
            metavar="TYPE",
            help=tell(Msg("Only binding, anticipatory or unspecified indicators; repeatable.")),
        ),
    ] = None,
    items: ItemNames = None,
    verdicts: Annotated[
        list[str] | None,
        typer.Option(
            "--verdict",
            metavar="VERDICT",
            help=tell(Msg("Only this verdict, such as behind or overdue; repeatable.")),
        ),
    ] = None,
    parts: Annotated[
        list[Part] | None,
        typer.Option("--part", help=tell(Msg("Only this part of the table; repeatable."))),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help=tell(Msg("Print only what changed since the end of this day or period, and why.")),
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=tell(
                Msg(
                    "Leave with exit code 1 when a binding indicator is behind, reversed or missed."
                )
            ),
        ),
    ] = False,
    output: Output = Format.TABLE,
) -> int:
    """Print the table."""
    from sbtrack.reports.status import status_table  # noqa: PLC0415
    from sbtrack.reports.status_data import status_data  # noqa: PLC0415

    with consult(context.obj, as_of, known_at, output) as consulted:
        selection = chosen(
            consulted.plan,
            units=units,
            constraints=constraints,
            items=items,
            verdicts=verdicts,
            groups=parts,
        )
        answer = consulted.answer(selection)
        voice = words(answer.plan.language)
        if since is not None:
            from sbtrack.cli.since import put_changes  # noqa: PLC0415

            put_changes(consulted, since, selection, output, voice)
        else:
            put_table(status_table(answer), output, voice, lambda: status_data(answer, voice))
    return FINDINGS if check and _alarming(answer) else 0


def _alarming(answer: Answer) -> bool:
    """Say whether a binding indicator among the chosen ones is in trouble."""
    return any(
        found.indicator.constraint is Constraint.BINDING and found.verdict in ALARMING
        for found in answer.assessed.indicators
    )
