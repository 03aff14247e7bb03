"""Typed options are converted here: Typer's way loads pydantic, as dear as all else together.

Typer builds a pydantic adapter for every parameter before it looks whether there is a value. Texts,
paths, whole numbers and words of closed sets need none, and a mistyped one gets a sentence of ours.
Without the hook that this relies on, commands start more slowly, and a `~` stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin

from sbtrack.cli.paths import path_typed
from sbtrack.domain.characters import whole_number
from sbtrack.domain.errors import UsageError, quoted
from sbtrack.domain.message import Msg

_HOOK = "get_runtime_param"
_MINUS_SIGNS = ("-", "−")


class _Converter:
    """Stands in for Typer's converter, and asks for it only when nothing here will do."""

    def __init__(self, theirs: Callable[[], Any], annotation: Any) -> None:
        self._theirs = theirs
        several = get_origin(annotation) is list
        self._kind = get_args(annotation)[0] if several else annotation

    def __call__(self) -> _Converter:
        """Return itself where Typer asks for its converter."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter as its function wants it."""
        if param.multiple or param.nargs == -1:
            return [self._one(v, param, ctx) for v in value or ()]
        return self._one(value, param, ctx)

    def _one(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None or isinstance(value, bool | Enum):
            return value
        if isinstance(value, str):
            if self._kind is str:
                return value
            if self._kind is Path:
                return path_typed(value)
            if self._kind is int:
                return _whole_number(value, param)
            if isinstance(self._kind, type) and issubclass(self._kind, StrEnum):
                return _word(value, self._kind, param)
        return self._theirs().coerce(value, param=param, ctx=ctx)


def spare(parameters: list[Any]) -> list[Any]:
    """Return the parameters of a command, converted here from now on."""
    for parameter in parameters:
        theirs = getattr(parameter, _HOOK, None)
        descriptor = getattr(parameter, "type_descriptor", None)
        if theirs is not None and descriptor is not None and not isinstance(theirs, _Converter):
            setattr(parameter, _HOOK, _Converter(theirs, descriptor.annotation))
    return parameters


def _whole_number(text: str, param: Any) -> int:
    number = whole_number(text)
    if text[:1] in _MINUS_SIGNS and whole_number(text[1:]) is not None:
        raise UsageError(
            Msg(
                "{name} takes a whole number from 0 up, not {text}.",
                name=_name(param),
                text=quoted(text),
            )
        )
    if number is None:
        raise UsageError(
            Msg("{name} takes a whole number, not {text}.", name=_name(param), text=quoted(text))
        )
    return number


def _word(text: str, words: type[StrEnum], param: Any) -> StrEnum:
    """Return the word of a closed set: by its name in the code, or its term in any language."""
    from sbtrack.cli.choosing import word_of  # noqa: PLC0415  not before something is typed

    found = word_of(text, tuple(words))
    if found is None:
        raise UsageError(
            Msg(
                "{name} does not take {text}; choose from {words}.",
                name=_name(param),
                text=quoted(text),
                words=tuple(word.value for word in words),
            )
        )
    return found


def _name(param: Any) -> str:
    """Return what the help page calls a parameter."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper())
