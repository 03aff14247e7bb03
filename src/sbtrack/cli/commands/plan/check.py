"""`sbtrack plan check`: every problem of a plan file at once, each with its place and a remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.commands.plan.findings import put_findings
from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.message import Msg
from sbtrack.planfile import check_plan
from sbtrack.render.console import make_console
from sbtrack.render.messages import say

FINDINGS = 1

app = command_app()


@app.command(cls=Command, help=tell(Msg("Check a plan file; exit code 1 when it has errors.")))
def plan_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=tell(Msg("The plan file.")))],
) -> int:
    """Print the findings, then what they mean."""
    reading = check_plan(file)
    voice = words(reading.plan.language if reading.plan else None)
    put_findings(str(file), reading.diagnostics, voice)
    if reading.plan is None:
        return FINDINGS
    say(
        make_console(),
        Msg(
            "{state} Indicators: {indicators}; tasks: {tasks}; milestones: {milestones}; "
            "units: {units}.",
            state=_state(str(file), len(reading.diagnostics)),
            indicators=len(reading.plan.indicators),
            tasks=len(reading.plan.tasks),
            milestones=len(reading.plan.milestones),
            units=len(reading.plan.units),
        ),
        voice,
    )
    return 0


def _state(file: str, warnings: int) -> Msg:
    if not warnings:
        return Msg("{file} is sound.", file=file)
    return Msg("{file} has no errors; warnings: {count}.", file=file, count=warnings)
