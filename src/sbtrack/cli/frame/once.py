"""An option that takes one value is typed once: Typer takes the last of several without a word."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sbtrack.domain.errors import UsageError
from sbtrack.domain.message import Msg


def strict(parser: Any, context: Any) -> Any:
    """Return the parser of a command line, which refuses a second value for one option.

    Lists take several values, and flags say the same twice. A shell that completes a line has
    to be answered, whatever stands there.
    """
    theirs = parser.parse_args

    def parse_args(args: list[str]) -> Any:
        values, rest, order = theirs(args)
        if not context.resilient_parsing:
            _require_once(order)
        return values, rest, order

    parser.parse_args = parse_args
    return parser


def _require_once(order: list[Any]) -> None:
    """Refuse what was typed more than once.

    Raises:
        UsageError: an option got several values, of which it takes one.
    """
    for parameter, times in Counter(order).items():
        if times > 1 and parameter.param_type_name == "option" and _takes_one(parameter):
            raise UsageError(
                Msg(
                    "The option {option} takes one value, but was given {times} times; give it "
                    "once.",
                    option=max(parameter.opts, key=len),
                    times=times,
                )
            )


def _takes_one(option: Any) -> bool:
    return not (option.multiple or option.is_flag or option.count)
