"""Options that need no conversion skip Typer's: it loads pydantic, as dear as all else together.

Typer builds a pydantic adapter for every parameter before it looks whether there is a value. Most
options are not given, and most of those given are plain text, so there is nothing to convert.
Without the hook that this relies on, everything works and merely starts more slowly.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

_HOOK = "get_runtime_param"


class _Unconverted:
    """Stands in for Typer's converter, and asks for it only when there is something to convert."""

    def __init__(self, converter: Callable[[], Any], takes_text: bool) -> None:
        self._converter = converter
        self._takes_text = takes_text

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter as its function wants it."""
        several = param.multiple or param.nargs == -1
        if not several and (
            value is None
            or isinstance(value, bool | Enum)
            or (self._takes_text and isinstance(value, str))
        ):
            return value
        if several and not value:
            return ()
        return self._converter().coerce(value, param=param, ctx=ctx)


def spare(parameters: list[Any]) -> list[Any]:
    """Return the parameters of a command, converting lazily from now on."""
    for parameter in parameters:
        converter = getattr(parameter, _HOOK, None)
        descriptor = getattr(parameter, "type_descriptor", None)
        if converter is None or descriptor is None or isinstance(converter, _Hooked):
            continue
        takes_text = descriptor.annotation in (str, str | None)
        setattr(parameter, _HOOK, _Hooked(_Unconverted(converter, takes_text)))
    return parameters


class _Hooked:
    """Gives the stand-in where Typer asks for its converter."""

    def __init__(self, stand_in: _Unconverted) -> None:
        self._stand_in = stand_in

    def __call__(self) -> _Unconverted:
        """Return the stand-in."""
        return self._stand_in
