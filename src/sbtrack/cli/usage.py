"""What Typer finds wrong with a command line, as one sentence of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from typer import TyperException

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg


def complaint(error: TyperException) -> Msg:
    """Return the sentence for a command line that cannot be understood.

    Typer's classes are told apart by name, since it does not publish all of them.
    """
    say = _SENTENCES.get(type(error).__name__, _other)
    return say(error, _command_of(error))


def _command_of(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "sbtrack"


def _no_such_option(error: Any, command: str) -> Msg:
    near = tuple(error.possibilities or ())
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
    name = error.param.get_error_hint() if error.param is not None else ""
    return Msg(
        "{command} needs {name}; see `{command} --help`.",
        command=command,
        name=_bare(name),
    )


def _bad_parameter(error: Any, command: str) -> Msg:
    name = error.param.get_error_hint() if error.param is not None else ""
    return Msg(
        "{name} does not take what was typed: {detail} See `{command} --help`.",
        name=_bare(name),
        detail=_ended(error.message),
        command=command,
    )


def _option_without_value(error: Any, command: str) -> Msg:
    return Msg(
        "The option {option} needs a value after it; see `{command} --help`.",
        option=quoted(error.option_name),
        command=command,
    )


def _usage(error: Any, command: str) -> Msg:
    message: str = error.message
    if message.startswith("No such command"):
        return _no_such_command(message, command)
    if message.startswith("Got unexpected extra argument"):
        extra = message[message.find("(") + 1 : message.rfind(")")]
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
    parts = message.split("'")
    name, near = parts[1] if len(parts) > 1 else "", parts[3::2]
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


def _bare(hint: object) -> str:
    text = hint if isinstance(hint, str) else " / ".join(map(str, hint or ()))  # type: ignore[call-overload]
    return text.strip("'")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


_SENTENCES: dict[str, Callable[[Any, str], Msg]] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_parameter,
    "BadOptionUsage": _option_without_value,
    "UsageError": _usage,
}
