"""Rules about the YAML of a plan file: only the plain part of YAML, which says what it shows."""

from __future__ import annotations

from sbtrack.domain.message import Msg
from sbtrack.planfile.rules import Words, problem


@problem
def empty_file() -> Words:
    """A plan file says something.

    What it checks: there is at least one key outside comments.
    Why it matters: an empty file is a failed copy or download.
    Example: a file with comments only.
    """
    return (
        Msg("The file is empty."),
        Msg("Begin with `format: 1` and `plan:`; the documentation has a short example."),
    )


@problem
def yaml_directive() -> Words:
    """A plan file has no YAML directives.

    What it checks: no line before the content begins with `%`.
    Why it matters: directives change how the rest is read.
    Example: `%TAG ! tag:example.com,2000:`
    """
    return Msg("YAML directives (lines with %) are not used in plan files."), Msg(
        "Delete the line."
    )


@problem
def several_documents() -> Words:
    """A plan file holds one plan.

    What it checks: nothing follows after a line `---` or `...`.
    Why it matters: the second part would be ignored.
    Example: two plans in one file, with `---` between them.
    """
    return (
        Msg("Something follows after the end of the plan."),
        Msg("Keep one plan in a file; delete the line `---` or `...` if it is not meant."),
    )


@problem
def anchor_or_alias(sign: str) -> Words:
    """Everything in a plan file is written out.

    What it checks: no anchors (`&name`) and no aliases (`*name`).
    Why it matters: a reader of the file must see each figure where it applies, and a few lines
    of aliases can be made to stand for gigabytes.
    Example: `target: *same-as-above`
    """
    return (
        Msg("{sign} is a YAML anchor or alias, which plan files do not use.", sign=sign),
        Msg("Write the value out; put a text that begins with & or * in quotes."),
    )


@problem
def explicit_tag(tag: str) -> Words:
    """Values in a plan file carry no YAML tags.

    What it checks: no value begins with an unquoted `!`.
    Why it matters: tags make other programs build objects from a file.
    Example: `value: !!python/object:os.system`
    """
    return (
        Msg("{tag} is a YAML tag, which plan files do not use.", tag=tag),
        Msg("Delete it; put a text that begins with ! in quotes."),
    )


@problem
def merge_key() -> Words:
    """Everything in a plan file is written out.

    What it checks: no merge keys (`<<`).
    Why it matters: a reader of the file must see each figure where it applies.
    Example: `<<: *defaults`
    """
    return (
        Msg("`<<` merges keys from elsewhere, which plan files do not use."),
        Msg("Write the keys out."),
    )


@problem
def complex_key() -> Words:
    """Keys are words.

    What it checks: no key is itself a list or a mapping.
    Why it matters: usually a bracket was meant as text, or a brace stands for a value.
    Example: `[a, b]: 1`
    """
    return (
        Msg("A list or a mapping stands here as a key."),
        Msg("Write a word before the colon; put a text that begins with a bracket in quotes."),
    )


@problem
def duplicate_key(key: str, line: int) -> Words:
    """A key stands once.

    What it checks: no key occurs twice in the same mapping.
    Why it matters: YAML readers keep one of the two without saying which.
    Example: two lines `value:` in one target.
    """
    return (
        Msg("The key {key} stands already in line {line}.", key=key, line=line),
        Msg("Delete one of the two."),
    )


@problem
def too_deep(limit: int) -> Words:
    """Lists and mappings nest as deep as a plan needs.

    What it checks: no more than 30 levels of brackets or indentation.
    Why it matters: a plan needs six; a file with thousands is made to harm a program.
    Example: `[[[[[[[[ … ]]]]]]]]`
    """
    return (
        Msg("Lists and mappings lie more than {limit} deep in each other here.", limit=limit),
        Msg("Check the brackets and the indentation."),
    )


@problem
def too_many_values(limit: int) -> Words:
    """A plan file has as many values as a plan needs.

    What it checks: no more than 100,000 values.
    Why it matters: a plan of a thousand indicators needs a third of that.
    Example: a table of figures in the place of a plan.
    """
    return (
        Msg("There are more than {limit} values in the file.", limit=limit),
        Msg("Check that it is a plan; figures are recorded with `sbtrack record`."),
    )


@problem
def too_many_problems(limit: int) -> Words:
    """Reading stops when a file is not a plan at all.

    What it checks: no more than so many findings are reported.
    Why it matters: nobody reads a thousand messages, and most follow from the first.
    Example: a file of aliases.
    """
    return (
        Msg("There are more than {limit} problems; the rest is not shown.", limit=limit),
        Msg("Correct these first."),
    )
