"""Groups whose commands are imported only when they run: starting costs one, not all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from sbtrack.cli.frame.help import put_help
from sbtrack.cli.frame.language import tell
from sbtrack.cli.frame.lazy_values import spare
from sbtrack.cli.frame.once import strict
from sbtrack.domain.message import Msg


class Command(TyperCommand):
    """A command with a help page of ours, and options that are typed once."""

    def make_parser(self, ctx: Any) -> Any:
        """Return what reads the command line."""
        return strict(super().make_parser(ctx), ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, which convert only what needs it."""
        return spare(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  printed, not formatted
        """Print the help page."""
        put_help(self, ctx)


class Group(TyperGroup):
    """A group that finds its commands in modules, by the name that is typed."""

    modules: Mapping[str, str] = {}

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Lazy(self.modules)

    def make_parser(self, ctx: Any) -> Any:
        """Return what reads the command line."""
        return strict(super().make_parser(ctx), ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, which convert only what needs it."""
        return spare(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  Typer's signature
        """Return the names of the commands, in the order they are told."""
        return list(self.modules)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  printed, not formatted
        """Print the help page."""
        put_help(self, ctx)


class _Lazy(MutableMapping[str, Any]):
    """Commands by name; looking one up imports its module."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = dict(modules)
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = _command_of(self._modules[name])
            self._loaded[name].name = name
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command
        self._modules.setdefault(name, "")

    def __delitem__(self, name: str) -> None:
        del self._modules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


@cache
def _command_of(module: str) -> Any:
    """Return the command of a module; made once, also where the program runs more than once."""
    return get_command(import_module(module).app)


#: -h is typed as often as --help.
HELP = {"help_option_names": ["--help", "-h"]}


def command_app() -> typer.Typer:
    """Return the empty app of one command's module."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False, context_settings=HELP)


def group_app(summary: Msg, **modules: str) -> typer.Typer:
    """Return the app of a group: `modules` gives the module of each of its commands."""
    cls = type("Group", (Group,), {"modules": modules})
    app = typer.Typer(
        cls=cls,
        help=tell(summary),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=HELP,
    )
    app.callback()(_nothing)
    return app


def _nothing() -> None:
    """Make Typer build a group; its help is given above."""
