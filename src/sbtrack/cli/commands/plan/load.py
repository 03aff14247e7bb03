"""`sbtrack plan load`: a plan file, or the built-in plan, becomes a version in the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sbtrack.cli.frame.groups import Command, command_app
from sbtrack.cli.frame.language import tell, words
from sbtrack.cli.options import Yes
from sbtrack.domain.errors import LoadRefused, PlanInvalid, UsageError
from sbtrack.domain.message import Msg

app = command_app()


@app.command(cls=Command, help=tell(Msg("Load a plan file as the plan's newest version.")))
def plan_load(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=tell(Msg("The plan file.")))
    ] = None,
    builtin: Annotated[
        bool,
        typer.Option("--builtin", help=tell(Msg("Load the built-in plan instead of a file."))),
    ] = False,
    approved_by: Annotated[
        str, typer.Option(help=tell(Msg("Document that approved this version.")))
    ] = "",
    note: Annotated[str, typer.Option(help=tell(Msg("What changed, in a few words.")))] = "",
    allow_drop: Annotated[
        bool,
        typer.Option(
            "--allow-drop", help=tell(Msg("Load although indicators with values are missing."))
        ),
    ] = False,
    yes: Yes = False,
) -> int:
    """Load the file and say what became of it."""
    from sbtrack.actions.loading import load_file  # noqa: PLC0415
    from sbtrack.cli.commands.plan.findings import put_findings  # noqa: PLC0415
    from sbtrack.cli.output import kept  # noqa: PLC0415
    from sbtrack.cli.settings import now  # noqa: PLC0415
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415

    path = context.obj.database
    _require_one(file, builtin)
    try:
        loaded = load_file(path, file, now, approved_by, note, allow_drop, yes)
    except PlanInvalid as error:
        put_findings(str(file), error.diagnostics, words())
        raise
    voice, version = words(loaded.plan.language), loaded.version
    if version is None:
        _require_kept(path, approved_by, note)
        say(make_console(), Msg("The newest version is this plan already; nothing changed."), voice)
        return 0
    said = Msg(
        "Loaded {title} as version {number} into {path}.",
        title=loaded.plan.title,
        number=version.number,
        path=str(path),
    )
    with kept(said):
        say(make_console(), said, voice)
    with kept(said, told=True):
        for item in loaded.dropped:
            say(make_console(), _no_longer(item.code), voice)
    return 0


def _require_one(file: Path | None, builtin: bool) -> None:
    """Refuse both a file and the built-in plan, or neither.

    Raises:
        UsageError: so it was.
    """
    if (file is None) is not builtin:
        raise UsageError(
            Msg("Give a plan file, or --builtin for the built-in plan, but not both; for example "
                "`sbtrack plan load plan.yaml`.")
        )  # fmt: skip


def _no_longer(code: str) -> Msg:
    return Msg("No longer in the plan, its values kept in the ledger: {code}", code=code)


def _require_kept(path: Path, approved_by: str, note: str) -> None:
    """Refuse what cannot be kept: a version's document and note are those it was loaded with.

    Raises:
        LoadRefused: one of them was given, and the version there is has another or none.
    """
    from sbtrack.store.reads.reader import open_reader  # noqa: PLC0415

    with open_reader(path) as reader:
        newest = reader.plan_version()
    kept = newest is not None and all(
        not given or given == there
        for given, there in ((approved_by, newest.approved_by), (note, newest.note))
    )
    if not kept:
        raise LoadRefused(
            Msg(
                "This plan is the newest version already, and --approved-by and --note are kept "
                "only with a version that changes the plan; load it without them."
            )
        )
