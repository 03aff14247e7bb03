"""`sbtrack plan show`: what the plan says, and the versions of it that were loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import KnownAt, Output
from sbtrack.cli.output import Format, put_table
from sbtrack.cli.reading import Consulted, consult
from sbtrack.cli.settings import in_plan_clock
from sbtrack.domain.errors import UsageError
from sbtrack.domain.facts import VersionListing
from sbtrack.domain.frozen import replace
from sbtrack.domain.message import Msg
from sbtrack.domain.plan import PlanVersion
from sbtrack.locale.words import Words
from sbtrack.reports.answer import Answer
from sbtrack.reports.table import Table

app = command_app()


@app.command(cls=Command, help=tell(Msg("Show the plan: indicators, milestones, tasks, units.")))
def plan_show(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Option("--version", metavar="NUMBER", help=tell(Msg("An earlier version."))),
    ] = None,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
) -> None:
    """Print the plan."""
    versions: tuple[VersionListing, ...] = ()
    with consult(context.obj, None, known_at, output) as consulted:
        version = consulted.version
        if consulted.reader is not None:
            versions = tuple(
                replace(v, loaded_at=in_plan_clock(version.plan, v.loaded_at))
                for v in consulted.reader.plan_versions(consulted.until)
            )
        if number is not None:
            version = _numbered(consulted, number)
        answer = consulted.answer()
    voice = words(version.plan.language)
    if output is Format.JSON:
        from sbtrack.domain.codec import plan_to_data  # noqa: PLC0415
        from sbtrack.export.json_text import to_json  # noqa: PLC0415
        from sbtrack.render.console import put_text  # noqa: PLC0415

        put_text(to_json(plan_to_data(version.plan)))
        return
    if output is Format.TABLE:
        _draw_document(version, voice)
    filled = [t for t in _tables(answer, version, versions, output) if any(_rows(t))]
    for index, table in enumerate(filled):
        if index and output is Format.TABLE:
            print()
        put_table(table, output, voice)


def _tables(
    answer: Answer,
    version: PlanVersion,
    versions: tuple[VersionListing, ...],
    output: Format,
) -> Iterator[Table]:
    """Yield what a plan consists of; one CSV is one table."""
    from sbtrack.reports.plan.tables import (  # noqa: PLC0415
        indicator_table,
        milestone_table,
        version_table,
    )

    yield indicator_table(version.plan)
    if output is Format.CSV:
        return
    yield milestone_table(version.plan)
    if version is answer.version:
        from sbtrack.reports.responsibility import task_table, unit_table  # noqa: PLC0415

        yield task_table(answer)
        yield unit_table(answer)
    yield version_table(versions)


def _rows(table: Table) -> Iterator[object]:
    return (row for section in table.sections for row in section.rows)


def _numbered(consulted: Consulted, number: int) -> PlanVersion:
    reader = consulted.reader
    found = reader.plan_version(consulted.until, number) if reader is not None else None
    if found is None:
        raise UsageError(
            Msg("There is no version {number} of the plan; see `sbtrack plan show`.", number=number)
        )
    return found


def _draw_document(version: PlanVersion, voice: Words) -> None:
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import draw_facts  # noqa: PLC0415
    from sbtrack.reports.plan.tables import plan_facts  # noqa: PLC0415

    console = make_console()
    title = Msg("{title}", title=version.plan.title)
    draw_facts(tuple(plan_facts(version)), voice, console, title)
    console.print()
