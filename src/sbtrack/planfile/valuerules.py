"""Rules about single values and keys: each is raised by the reader of that kind of value."""

from __future__ import annotations

from sbtrack.domain.message import Msg
from sbtrack.planfile.rules import Words, problem

#: What to write where the plan prints no baseline.
NO_BASELINE = Msg(
    "Write the value at the base period, or {example} with the reason.",
    example="`baseline: {unavailable: …}`",
)
#: What to write where the figures are stated in nothing, such as those of an index.
NO_UNIT_OF_MEASURE = Msg(
    "Say what the figures are stated in, for example 万人 or %; write `none` where they have no "
    "unit, such as an index."
)


@problem
def unknown_key(key: str, nearest: str, known: tuple[str, ...]) -> Words:
    """Every key is one that the plan format knows.

    What it checks: keys, in their place; the nearest known key is suggested.
    Why it matters: a misspelt key would be ignored, and the plan would mean something else.
    Example: `baselin: 50.25`
    """
    found = Msg("There is no key {key} here.", key=key)
    if nearest:
        return found, Msg("Did you mean `{nearest}`?", nearest=nearest)
    return found, Msg("The keys here are: {known}.", known=known)


@problem
def missing_key(key: str, remedy: Msg) -> Words:
    """Every item has the keys that it cannot do without.

    What it checks: required keys, for a target those of its kind.
    Why it matters: nothing is guessed; a plan without labels says `constraint: unspecified`.
    Example: an indicator without `unit_of_measure`.
    """
    return Msg("The key `{key}` is missing.", key=key), remedy


@problem
def empty_value(remedy: Msg | None = None) -> Words:
    """A key that is there has a value.

    What it checks: no key or list item is left empty or null.
    Why it matters: an empty `baseline:` could mean zero, unknown, or not filled in yet.
    Example: `note:` with nothing behind it.
    """
    usual = Msg("Write a value, or delete the line; an empty list is [].")
    return Msg("Nothing is written here."), remedy or usual


@problem
def wrong_shape(wanted: Msg) -> Words:
    """A value has the shape its key asks for: one value, a list, or keys.

    What it checks: single values, lists and mappings stand where they belong.
    Why it matters: `lead: finance-bureau` is one text, `lead: [finance-bureau]` is a list of one.
    Example: `tasks: "3"`
    """
    return Msg("This is not what its key asks for."), wanted


@problem
def not_a_number(text: str, remedy: Msg) -> Words:
    """A number is written in plain digits, without its unit.

    What it checks: an optional sign, digits, and a point before decimals; nothing else.
    Why it matters: 1,450 is one thousand in one country and one in another; 1e3 and NaN do not
    stand in plans.
    Example: `value: 70.5万人`
    """
    return Msg("{text} is not a plain number.", text=text), remedy


@problem
def lost_digits(text: str, limit: int, digits: int = 0, kept: str = "") -> Words:
    """A number has no more digits than can be kept.

    What it checks: at most 15 significant digits, and no number beyond 15 places.
    Why it matters: Excel and most other programs keep 15; the rest would be lost unnoticed.
    Example: `value: 1234567890.1234567`
    """
    if digits <= limit:
        return (
            Msg("{text} is too long, too large or too small to be kept.", text=text),
            Msg("Check the digits, or choose another unit of measure."),
        )
    return (
        Msg(
            "{text} has {digits} digits; {limit} can be kept, so it would become {kept}.",
            text=text,
            digits=digits,
            limit=limit,
            kept=kept,
        ),
        Msg("Round it, or choose a larger unit of measure."),
    )


@problem
def number_out_of_range(text: str, remedy: Msg) -> Words:
    """A tolerance, threshold or factor lies in its range.

    What it checks: tolerance and thresholds are not below zero, a factor is above it.
    Why it matters: nothing could ever be met, or everything.
    Example: `tolerance: -2`
    """
    return Msg("{text} cannot stand here.", text=text), remedy


@problem
def not_a_period(text: str, remedy: Msg | None = None) -> Words:
    """A period is a year, half, quarter, month or day.

    What it checks: `2013`, `2013-H1`, `2013-Q2`, `2013-06`, `2013-06-30`, or 2013年上半年 and the
    like; and that the day exists.
    Why it matters: everything is judged by the end of a period.
    Example: `by: end of 2015`
    """
    return (
        Msg("{text} is not a period.", text=text),
        remedy or Msg("Write 2013, 2013-H1, 2013-Q2, 2013-06 or 2013-06-30."),
    )


@problem
def not_a_date(text: str, remedy: Msg | None = None) -> Words:
    """A date is a day that exists.

    What it checks: `2013-03-29` or 2013年3月29日.
    Why it matters: 03/04/2013 is March in one country and April in another.
    Example: `issued: 18/04/2013`
    """
    usual = Msg("Write it like 2013-03-29.")
    return Msg("{text} is not a date.", text=text), remedy or usual


@problem
def unknown_word(text: str, nearest: str, known: tuple[str, ...]) -> Words:
    """Where the format has a list of words, the value is one of them.

    What it checks: constraint, kind, bound, basis, every, language, true and false.
    Why it matters: a misspelt word would change the rule by which an indicator is judged.
    Example: `constraint: bindng`
    """
    found = Msg("{text} is not one of the words that can stand here.", text=text)
    if nearest:
        return found, Msg("Did you mean `{nearest}`?", nearest=nearest)
    return found, Msg("Write one of: {known}.", known=known)


@problem
def unquoted_word(text: str) -> Words:
    """A text that YAML takes for true or false is quoted.

    What it checks: no unquoted `true` or `false` where a text belongs.
    Why it matters: other programs that read the file would not see a text there.
    Example: `name: true`
    """
    return Msg("{text} is not a text in YAML.", text=text), Msg("Put it in quotes.")


@problem
def bad_id(text: str) -> Words:
    """An id is short, lower-case and without spaces.

    What it checks: letters a-z and digits in words joined by hyphens, beginning with a letter,
    at most 60 characters.
    Why it matters: ids are typed on the command line and stand in file names and exports.
    Example: `id: GDP per capita`
    """
    return (
        Msg("{text} cannot be an id.", text=text),
        Msg("Write small letters, digits and hyphens, for example work-injury-insured."),
    )


@problem
def bad_code(text: str) -> Words:
    """A code is short and without spaces.

    What it checks: at most 20 characters, no spaces, commas or quotes, no hyphen in front.
    Why it matters: codes are typed on the command line and head the first column of tables.
    Example: `code: No. 1`
    """
    return (
        Msg("{text} cannot be a code.", text=text),
        Msg("Write up to 20 letters, digits or points without spaces, for example 1.2 or T3."),
    )


@problem
def not_a_unit_of_measure(text: str) -> Words:
    """A unit of measure is a word; figures without one have `none` (or 无).

    What it checks: the unit of measure is no number, no dash and no other way to say none.
    Why it matters: it stands behind every figure, and 0.47 would be printed as 0.47 1.
    Example: `unit_of_measure: 1`
    """
    return Msg("{text} is not a unit of measure.", text=text), NO_UNIT_OF_MEASURE


@problem
def bad_offset(text: str) -> Words:
    """The plan's clock is an offset from UTC.

    What it checks: a sign, hours and minutes, from -12:00 to +14:00.
    Why it matters: it decides on which day something was recorded.
    Example: `utc_offset: Beijing`
    """
    return Msg("{text} is not an offset from UTC.", text=text), Msg('Write it like "+08:00".')


@problem
def text_too_long(limit: int) -> Words:
    """Texts have a length that can be shown.

    What it checks: names, titles and the like up to 300 characters, other texts up to 10,000.
    Why it matters: a name stands in one cell of a table; a lost quotation mark can swallow a file.
    Example: a whole paragraph as `name`.
    """
    return (
        Msg("The text has more than {limit} characters.", limit=limit),
        Msg("Shorten it, or put the rest into `note`; check that every quote is closed."),
    )


@problem
def several_lines() -> Words:
    """A name is one line.

    What it checks: names, titles, places of origin and printed words contain no line break.
    Why it matters: they stand in one cell of a table.
    Example: `name: |` with two lines below it.
    """
    return (
        Msg("This text has more than one line."),
        Msg("Write it on one line, or fold it with >- instead of |."),
    )


@problem
def unsupported_format(text: str) -> Words:
    """The file says which version of the plan format it follows.

    What it checks: `format: 1`.
    Why it matters: a later format may mean something else by the same key.
    Example: `format: 2`
    """
    return (
        Msg("{text} is not a plan format that this program reads.", text=text),
        Msg("Write `format: 1`, or update sbtrack."),
    )


@problem
def baseline_both_ways() -> Words:
    """A baseline has a value or a reason why there is none.

    What it checks: `unavailable` stands alone.
    Why it matters: with both it is not clear whether the value counts.
    Example: `baseline: {value: 3, unavailable: not computable}`
    """
    return (
        Msg("The baseline has both a value and a reason why there is none."),
        Msg("Delete one of the two."),
    )


@problem
def unexpected_value() -> Words:
    """A value is one that its key can take.

    What it checks: whatever no other rule has named.
    Why it matters: nothing is accepted that would be dropped.
    Example: none is known; this rule guards against what the others have forgotten.
    """
    return Msg("This cannot stand here."), Msg("See `sbtrack plan schema` for what can.")
