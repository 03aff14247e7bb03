"""Shell completion for a named shell: prints its script, or installs it for good."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Any

import typer

from sbtrack.cli.frame.language import words
from sbtrack.domain.message import Msg

PROGRAM = "sbtrack"
#: Set by the scripts when the shell asks for suggestions.
ASKED = "_SBTRACK_COMPLETE"


class Shell(StrEnum):
    """The shells that there are scripts for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def prepare() -> None:
    """Have Typer answer the shells' questions."""
    _typers().completion_init()


def show_script(shell: Shell | None) -> None:
    """Print the script and leave."""
    if shell is None:
        return
    script = _typers().get_completion_script(
        prog_name=PROGRAM, complete_var=ASKED, shell=shell.value
    )
    print(script)
    raise typer.Exit


def install(shell: Shell | None) -> None:
    """Install the script where the shell looks for it, and leave."""
    if shell is None:
        return
    from sbtrack.cli.output import kept  # noqa: PLC0415
    from sbtrack.render.console import make_console  # noqa: PLC0415
    from sbtrack.render.messages import say  # noqa: PLC0415

    _, path = _typers().install(shell=shell.value, prog_name=PROGRAM, complete_var=ASKED)
    said = Msg(
        "Completion for {shell} is installed in {path}; it works in every terminal that is "
        "opened from now on.",
        shell=shell.value,
        path=str(path),
    )
    with kept(said):
        say(make_console(), said, words())
    raise typer.Exit


def _typers() -> Any:
    """Return Typer's module of completion, which is loaded only where it is asked for."""
    return import_module("typer.completion")
