"""`sbtrack status`: how far each target still is, and whether the pace gets there."""

from __future__ import annotations

import typer

from sbtrack.cli.choosing import chosen
from sbtrack.cli.commands.status.options import Check, Constraints, Parts, Since, Verdicts
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import AsOf, ItemNames, KnownAt, Output, UnitNames
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import consult
from sbtrack.domain.message import Msg
from sbtrack.domain.terms import Constraint, Verdict
from sbtrack.reports.answer import Answer

ALARMING = frozenset({Verdict.BEHIND, Verdict.REVERSED, Verdict.MISSED})
FINDINGS = 1

app = command_app()


@app.command(
    cls=Command,
    help=tell(Msg("Print the gap to every target, attainment, pace and verdict.")),
)
def status(
    context: typer.Context,
    units: UnitNames = None,
    constraints: Constraints = None,
    items: ItemNames = None,
    verdicts: Verdicts = None,
    parts: Parts = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    since: Since = None,
    check: Check = False,
    output: Output = Format.TABLE,
) -> int:
    """Print the table."""
    from sbtrack.reports.status.data import status_data  # noqa: PLC0415
    from sbtrack.reports.status.table import status_table  # noqa: PLC0415

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
            from sbtrack.cli.commands.status.since import put_changes  # noqa: PLC0415

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
