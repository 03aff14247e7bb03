"""What Typer finds wrong with a command line, as one sentence of ours."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from typer import TyperException

from sbtrack.cli.arguments import GLOBAL_OPTIONS
from sbtrack.domain.errors import BadPeriod, quoted
from sbtrack.domain.message import Msg

_NEAR = 0.7  # a slip of the fingers, and not any option with a letter in common


def complaint(error: TyperException, arguments: list[str]) -> Msg:
    """Return the sentence for a command line that cannot be understood.

    Typer's classes are told apart by name, since it does not publish all of them.
    """
    say = _SENTENCES.get(type(error).__name__, _other)
    return say(error, _command_of(error, arguments))


def _command_of(error: TyperException, arguments: list[str]) -> str:
    """Return the command that was typed, as far as there is one."""
    context = getattr(error, "ctx", None)
    if context is not None:
        return str(context.command_path)
    from sbtrack.cli.root import Root  # noqa: PLC0415  imported already

    words = ["sbtrack"]
    group: Any = Root()
    for argument in arguments:
        if argument in getattr(group, "commands", ()):
            group = group.commands[argument]
            words.append(argument)
    return " ".join(words)


def _no_such_option(error: Any, command: str) -> Msg:
    if error.option_name in GLOBAL_OPTIONS:  # in the middle of the line it would have been found
        return _option_without_value(error, command)
    near = tuple(get_close_matches(error.option_name, error.possibilities or (), cutoff=_NEAR))
    if near:
        return Msg(
            "{command} has no option {option}; did you mean {near}?",
            command=command,
            option=quoted(error.option_name),
            near=near,
        )
    return Msg(
        "{command} has no option {option}; see `{command} --help`.",
        command=command,
        option=quoted(error.option_name),
    )


def _missing(error: Any, command: str) -> Msg:
    return Msg(
        "{command} needs {name}; see `{command} --help`.",
        command=command,
        name=_name(error.param),
    )


def _bad_parameter(error: Any, command: str) -> Msg:
    return Msg(
        "{name} does not take what was typed: {detail} See `{command} --help`.",
        name=_name(error.param),
        detail=_ended(error.message),
        command=command,
    )


def _option_without_value(error: Any, command: str) -> Msg:
    return Msg(
        "The option {option} needs a value after it; see `{command} --help`.",
        option=quoted(error.option_name),
        command=command,
    )


def _is_period(text: str) -> bool:
    from sbtrack.domain.period import Period  # noqa: PLC0415  only when something was mistyped

    try:
        Period.parse(text)
    except BadPeriod:
        return False
    return True


def _usage(error: Any, command: str) -> Msg:
    message: str = error.message
    if message.startswith("No such command"):
        return _no_such_command(message, command)
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition(" (")[2].removesuffix(")")
        if command.endswith(" record") and _is_period(extra):
            return Msg(
                "{command} takes an indicator and a value; write the period as -p {period}.",
                command=command,
                period=extra,
            )
        return Msg(
            "{command} does not know what to do with {extra}; "
            "put a text with spaces in quotation marks, or see `{command} --help`.",
            command=command,
            extra=quoted(extra),
        )
    if message.startswith("Missing command"):
        return Msg("{command} needs a command; see `{command} --help`.", command=command)
    return _other(error, command)


def _no_such_command(message: str, command: str) -> Msg:
    typed, _, suggested = message.removeprefix("No such command ").partition(". Did you mean ")
    name, near = str(literal_eval(typed.removesuffix("."))), suggested.split("'")[1::2]
    if near:
        return Msg(
            "{command} has no command {name}; did you mean {near}?",
            command=command,
            name=quoted(name),
            near=tuple(near),
        )
    return Msg(
        "{command} has no command {name}; see `{command} --help`.",
        command=command,
        name=quoted(name),
    )


def _other(error: Any, command: str) -> Msg:
    return Msg(
        "{detail} See `{command} --help`.", detail=_ended(error.format_message()), command=command
    )


def _name(parameter: Any) -> str:
    """Return what the help page calls a parameter."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.upper())


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


_SENTENCES: dict[str, Callable[[Any, str], Msg]] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_parameter,
    "BadOptionUsage": _option_without_value,
    "UsageError": _usage,
}
