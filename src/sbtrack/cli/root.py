"""The program's commands by name, and the options that all of them share."""

from __future__ import annotations

from typing import Annotated

import typer

from sbtrack import __version__
from sbtrack.cli.frame.groups import HELP, Group
from sbtrack.cli.frame.language import tell
from sbtrack.cli.frame.shells import Shell, install, show_script
from sbtrack.cli.paths import path_typed
from sbtrack.cli.settings import Settings
from sbtrack.domain.errors import UsageError
from sbtrack.domain.message import Msg


class Root(Group):
    """The program itself."""

    modules = {  # noqa: RUF012  never changed
        "status": "sbtrack.cli.commands.status.command",
        "show": "sbtrack.cli.commands.show.command",
        "record": "sbtrack.cli.commands.record.command",
        "retract": "sbtrack.cli.commands.retract",
        "log": "sbtrack.cli.commands.log",
        "doubts": "sbtrack.cli.commands.doubts",
        "plan": "sbtrack.cli.commands.plan.group",
        "task": "sbtrack.cli.commands.task.group",
        "unit": "sbtrack.cli.commands.unit.group",
        "export": "sbtrack.cli.commands.export.command",
        "snapshot": "sbtrack.cli.commands.snapshot.group",
        "db": "sbtrack.cli.commands.db.group",
    }


app = typer.Typer(
    cls=Root,
    help=tell(Msg("Tracks a government plan's indicators against their targets.")),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,  # Typer's ask for no shell and guess it
    context_settings=HELP,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"sbtrack {__version__}")
        raise typer.Exit


@app.callback()
def sbtrack(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            help=tell(Msg("The database file; by default one in your user data folder.")),
            envvar="SBTRACK_DB",
            metavar="PATH",
        ),
    ] = None,
    lang: Annotated[  # noqa: ARG001  read before Typer is asked
        str | None,
        typer.Option(help=tell(Msg("Language: zh or en.")), envvar="SBTRACK_LANG", metavar="zh|en"),
    ] = None,
    version: Annotated[  # noqa: ARG001  handled by its callback
        bool,
        typer.Option(
            "--version",
            help=tell(Msg("Print the program's version.")),
            callback=_version,
            is_eager=True,
        ),
    ] = False,
    install_completion: Annotated[  # noqa: ARG001  handled by its callback
        Shell | None,
        typer.Option(
            "--install-completion",
            metavar="SHELL",
            help=tell(
                Msg("Complete commands and names from now on in bash, zsh, fish or powershell.")
            ),
            callback=install,
            is_eager=True,
        ),
    ] = None,
    show_completion: Annotated[  # noqa: ARG001  handled by its callback
        Shell | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            help=tell(Msg("Print the completion script of one of these shells.")),
            callback=show_script,
            is_eager=True,
        ),
    ] = None,
) -> None:
    """Keep what the commands share."""
    if db == "":
        raise UsageError(Msg("--db is empty; give the path of a database file, or leave --db out."))
    context.obj = Settings(path_typed(db) if db else None)
