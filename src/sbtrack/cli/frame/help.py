"""Help pages, drawn like everything else: Typer's own cut Chinese sentences short.

Typer lays help out in tables that break lines at spaces only; Chinese has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from sbtrack.cli.frame.language import tell, words
from sbtrack.domain.message import Msg
from sbtrack.render.cells import Pen
from sbtrack.render.console import UNLIMITED, make_console
from sbtrack.render.ink import Line, put
from sbtrack.render.messages import fact_lines, told

#: A page that goes to a file or a pipe has a width as well: nobody wants endless lines.
WIDTH = 100


def put_help(command: Any, context: Any) -> None:
    """Print the help of a command or a group."""
    console = make_console()
    width = WIDTH if console.width == UNLIMITED else console.width
    put(console, _page(command, context, Pen(words(), console.encoding), width))


def _page(command: Any, context: Any, pen: Pen, width: int) -> Iterator[Line]:
    parameters = [p for p in command.get_params(context) if not getattr(p, "hidden", False)]
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    yield from told(pen.say(_usage(command, context, arguments)), "bold", width)
    yield ()
    yield from told(pen.clean(command.help or ""), "", width)
    for heading, facts in (
        (Msg("Arguments"), [_argument(p) for p in arguments]),
        (Msg("Options"), [_option(p) for p in options]),
        (Msg("Commands"), list(_commands(command, context))),
    ):
        if facts:
            yield ()
            yield from fact_lines(facts, pen, width, heading)


def _usage(command: Any, context: Any, arguments: list[Any]) -> Msg:
    path = context.command_path
    if hasattr(command, "list_commands"):
        return Msg("Usage: {command} [OPTIONS] COMMAND [ARGUMENTS]", command=path)
    if not arguments:
        return Msg("Usage: {command} [OPTIONS]", command=path)
    labels = (_label(p) if p.required else f"[{_label(p)}]" for p in arguments)
    return Msg("Usage: {command} [OPTIONS] {arguments}", command=path, arguments=" ".join(labels))


def _label(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _argument(parameter: Any) -> tuple[Msg, str]:
    return Msg("  {label}", label=_label(parameter)), _explained(parameter)


def _option(parameter: Any) -> tuple[Msg, str]:
    names = sorted((*parameter.opts, *parameter.secondary_opts), key=len, reverse=True)
    label = ", ".join(names)
    metavar = _metavar(parameter)
    return Msg("  {label}", label=f"{label} {metavar}".rstrip()), _explained(parameter)


def _metavar(parameter: Any) -> str:
    if getattr(parameter, "is_flag", False):
        return ""
    return parameter.metavar or "|".join(_choices(parameter)) or "TEXT"


def _choices(parameter: Any) -> tuple[str, ...]:
    found = getattr(parameter.type_descriptor, "choices", None) or ()
    return tuple(str(c.value) if isinstance(c, Enum) else str(c) for c in found)


def _explained(parameter: Any) -> str:
    text = tell(Msg("Show this help.")) if parameter.name == "help" else parameter.help or ""
    return ("" if words().language == "zh" else " ").join([text, *_brackets(parameter)])


def _brackets(parameter: Any) -> Iterable[str]:
    if parameter.param_type_name == "argument" and parameter.required:
        yield tell(Msg("(required)"))
    default = parameter.default
    if isinstance(default, Enum):
        yield tell(Msg("(default: {value})", value=str(default.value)))
    if getattr(parameter, "envvar", None):
        yield tell(Msg("(environment: {name})", name=parameter.envvar))


def _commands(command: Any, context: Any) -> Iterator[tuple[Msg, str]]:
    for name in getattr(command, "list_commands", lambda _: ())(context):
        found = command.get_command(context, name)
        yield Msg("  {label}", label=name), found.help or ""
