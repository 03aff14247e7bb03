"""YAML that cannot be read, said in plain words: the parser's finding and its usual cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from sbtrack.domain.diagnostic import Diagnostic
from sbtrack.domain.message import Msg
from sbtrack.planfile.nodes import Place
from sbtrack.planfile.rules import Words, problem

_PROBLEM = Msg("This is not valid YAML.")
_OPENED = (
    "while parsing a flow",
    "while scanning a quoted",
    "while scanning a double-quoted",
    "while scanning a simple key",
)

#: What authors write that looks right and is not, with its cure; the group marks the place.
_SLIPS: tuple[tuple[re.Pattern[str], Msg, Msg], ...] = (
    (
        re.compile(r" *(\t)"),
        Msg("This line is indented with a tab."),
        Msg("Indent with spaces only."),
    ),
    (
        re.compile("[ \t]*([\u3000\xa0])"),
        Msg("This line is indented with a wide space."),
        Msg("Indent with ordinary spaces only."),
    ),
    (
        re.compile(r"[ {]*(?:- +)*[A-Za-z0-9_-]+ *(：)"),
        Msg("There is a Chinese colon after the key."),
        Msg("Write the English one, with a space behind it: `key: value`."),
    ),
    (
        re.compile(r" *(?:- +)*[A-Za-z_]+(:)[^\s:/]"),
        Msg("There is no space after the colon."),
        Msg("Write `key: value`."),
    ),
)

#: What the parsers say, by a part of it that both have, and what an author can do about it.
_FINDINGS: tuple[tuple[str, Msg, Msg], ...] = (
    (
        "values are not allowed",
        Msg("There is a colon where no key can stand."),
        Msg("Put a text that contains a colon and a space in quotes, or check the indentation."),
    ),
    (
        "entries are not allowed",
        Msg("There is a list item where none can stand."),
        Msg("Begin the list on its own line, or quote a text that begins with `- `."),
    ),
    (
        "could not find expected ':'",
        Msg("There is a line without a colon after its key."),
        Msg("Write `key: value`, or indent the line if it continues the text above."),
    ),
    (
        "end of stream",
        Msg("The quotation mark that opens here is not closed."),
        Msg("Close it; inside single quotes write '' for one."),
    ),
    (
        "',' or '",
        Msg("The bracket that opens here is not closed, or a comma is missing in it."),
        Msg("Close the bracket; put texts that contain commas or brackets in quotes."),
    ),
    (
        "node content",
        Msg("A value is missing here; perhaps a bracket is not closed."),
        Msg("Write the value, and close every bracket."),
    ),
    (
        "escape",
        Msg("A backslash in double quotes begins an escape that YAML does not know."),
        Msg("Use single quotes, or write two backslashes."),
    ),
    (
        "cannot start any token",
        Msg("No text can begin with this character."),
        Msg("Put the text in quotes."),
    ),
    (
        "expected key",
        Msg("This line does not fit the lines above it."),
        Msg("Indent it like its neighbours; put a text that begins with a quote wholly in quotes."),
    ),
    (
        "'-' indicator",
        Msg("This line stands among list items and is not one."),
        Msg("Begin it with `- `, or check the indentation."),
    ),
    (
        "block end",
        Msg("This line does not fit the lines above it."),
        Msg("Check the indentation, and begin every list item with `- `."),
    ),
    (
        "unexpected ':'",
        Msg("There is no space after the colon."),
        Msg("Write `key: value`."),
    ),
    (
        "nesting depth",
        Msg("Brackets lie too deep in each other here."),
        Msg("Check the brackets, and quote a text that begins with one."),
    ),
    (
        "document start",
        Msg("The plan has ended above, but the file goes on."),
        Msg("Check the indentation; begin the file with keys, not with a text."),
    ),
)


@problem
def yaml_syntax(finding: Msg, remedy: Msg) -> Words:
    """A plan file is valid YAML.

    What it checks: indentation, colons, quotes and brackets; reading stops at the first fault.
    Why it matters: after such a fault nothing in the file can be trusted to mean what it says.
    Example: `title:Plan` without a space, or a Chinese colon after a key.
    """
    return finding, remedy


def syntax_finding(failure: yaml.YAMLError, text: str) -> Diagnostic:
    """Return the finding for a fault that the YAML parser has stopped at."""
    lines = text.splitlines()
    place = _place(failure, lines)
    for slip in _slips(lines, place.line):
        return slip
    said = str(getattr(failure, "problem", None) or failure)
    for part, finding, remedy in _FINDINGS:
        if part in said:
            return yaml_syntax(finding, remedy).at(place)
    remedy = Msg("Compare it with the lines around it; quote texts with special characters.")
    return yaml_syntax(_PROBLEM, remedy).at(place)


def _place(failure: yaml.YAMLError, lines: list[str]) -> Place:
    """Return where to look: where something was opened, rather than where the file ended."""
    mark = getattr(failure, "problem_mark", None)
    if str(getattr(failure, "context", "")).startswith(_OPENED):
        mark = getattr(failure, "context_mark", None) or mark
    if mark is None:
        return Place(1, 1)
    if mark.line < len(lines):
        return Place(mark.line + 1, mark.column + 1)
    return Place(max(len(lines), 1), len(lines[-1]) + 1 if lines else 1)


def _slips(lines: list[str], at: int) -> Iterator[Diagnostic]:
    """Yield the slips in the line of the fault and in the nearest line with text above it."""
    above = next((n for n in range(min(at, len(lines) + 1) - 1, 0, -1) if lines[n - 1].strip()), at)
    for number in (at, above):
        line = lines[number - 1] if number <= len(lines) else ""
        for pattern, finding, remedy in _SLIPS:
            if match := pattern.match(line):
                yield yaml_syntax(finding, remedy).at(Place(number, match.start(1) + 1))
