"""The command line before Typer sees it: global options anywhere, negative numbers as values."""

from __future__ import annotations

import re

#: Options of the program itself; people write them behind the command as often as before it.
GLOBAL_OPTIONS = ("--db", "--lang")
#: What follows one of these is a text, whatever it begins with.
TEXT_OPTIONS = frozenset(
    ("--note", "--source", "-s", "--reason", "--evidence", "-e", "--approved-by")
)
#: No option begins so: with a digit, sign or bracket, or with a currency in capitals.
_NEGATIVE = r"-(?:[^A-Za-z-]|[A-Z]{2,3}\$?\s*[0-9])"
_MINUS = "\u2212"


def arranged(typed: list[str]) -> list[str]:
    """Return the arguments with the global options in front.

    A negative number that is to be recorded gets a real minus sign, which values may have, since
    with a hyphen it would pass for an option. What comes after `--` is left alone, and so is what
    is no value: `export -o -5.csv` must not write to another name.

    >>> arranged(["status", "--db", "a.db", "--check"]), arranged(["record", "5", "-¥3.2"])
    (['--db', 'a.db', 'status', '--check'], ['record', '5', '−¥3.2'])
    """
    end = typed.index("--") if "--" in typed else len(typed)
    front: list[str] = []
    rest: list[str] = []
    pending = typed[:end]
    while pending:
        argument = pending.pop(0)
        if argument in GLOBAL_OPTIONS and pending:
            front += [argument, pending.pop(0)]
        elif argument.startswith(tuple(f"{option}=" for option in GLOBAL_OPTIONS)):
            front += argument.split("=", 1)
        elif argument in TEXT_OPTIONS and pending:
            rest += [argument, pending.pop(0)]
        elif rest[:1] == ["record"] and re.match(_NEGATIVE, argument):
            rest.append(_MINUS + argument[1:])
        else:
            rest.append(argument)
    return front + rest + typed[end:]


def value_of(option: str, arguments: list[str]) -> str | None:
    """Return the value of a global option; of two, which are refused later, the last one."""
    found = None
    for name, value in zip(arguments[::2], arguments[1::2], strict=False):
        if name not in GLOBAL_OPTIONS:
            break
        if name == option:
            found = value
    return found
