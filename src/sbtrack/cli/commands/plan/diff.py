"""`sbtrack plan diff`: what changed between two plans, files or loaded versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.paths import path_typed
from sbtrack.cli.settings import Settings
from sbtrack.domain.characters import whole_number
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import Plan

FINDINGS = 1

app = command_app()


@app.command(
    cls=Command, help=tell(Msg("Compare two plans; exit code 1 when they say different things."))
)
def plan_diff(
    context: typer.Context,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help=tell(Msg("A plan file, or a version such as v1.")))
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help=tell(Msg("A plan file, or a version such as v2.")))
    ],
    output: Output = Format.TABLE,
) -> int:
    """Print one line a difference."""
    from sbtrack.reports.plan.difference import (  # noqa: PLC0415
        difference_data,
        difference_table,
        differences,
    )

    before, after = _plan(old, context.obj), _plan(new, context.obj)
    found = differences(before, after)
    voice = words(after.language)
    put_table(difference_table(found, after), output, voice, lambda: difference_data(found, voice))
    return FINDINGS if found else 0


def _plan(named: str, settings: Settings) -> Plan:
    """Return the plan in a file, or the version of the database with that number."""
    number = whole_number(named.removeprefix("v"))
    if number is not None and not Path(named).exists():
        return _version(number, named, settings)
    from sbtrack.planfile import read_plan  # noqa: PLC0415

    return read_plan(path_typed(named))


def _version(number: int, named: str, settings: Settings) -> Plan:
    from sbtrack.store.reads.reader import open_reader  # noqa: PLC0415

    with open_reader(settings.existing) as reader:
        found = reader.plan_version(number=number)
    if found is None:
        raise UsageError(
            Msg(
                "The database has no version {number}, and there is no file {name}; "
                "see `sbtrack plan show` for its versions.",
                number=number,
                name=quoted(named),
            )
        )
    return found.plan
