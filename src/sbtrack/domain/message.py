"""Messages that carry their numbers: an English template plus typed arguments.

The pure rooms say *what* happened as a `Msg`; `sbtrack.locale` says it in a language.
"""

from __future__ import annotations

from decimal import Decimal

from sbtrack.domain.frozen import Frozen


class Name(Frozen):
    """A name in the plan's language, with translations where the plan gives them.

    >>> name = Name("工伤保险参保人数", (("en", "Work-injury insured"),))
    >>> name.in_language("en"), name.in_language("zh")
    ('Work-injury insured', '工伤保险参保人数')
    """

    text: str
    translations: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """Return the translation into `language`, else the plan's own text."""
        return dict(self.translations).get(language, self.text)

    def everywhere(self) -> tuple[str, ...]:
        """Return the text and every translation, for look-ups by name."""
        return (self.text, *(text for _, text in self.translations))


#: Unit of a difference of two percentages; the languages have words of their own for it.
POINTS = "pp"


class Quantity(Frozen):
    """A value in a unit of measure; `places` rounds it when drawn, None keeps every digit.

    `qualifier` is a phrase with the place {value}, for what a bare number would not say:
    at most 4.6%, about 75%.
    """

    value: Decimal
    unit_of_measure: str = ""
    places: int | None = None
    qualifier: Msg | None = None


class Percent(Frozen):
    """A share, drawn in percent: Percent(Decimal("0.5")) is 50 %."""

    share: Decimal
    places: int = 1


class Points(Frozen):
    """A difference of shares, drawn in percentage points (个百分点)."""

    share: Decimal
    places: int = 1
    signed: bool = True


class Msg(Frozen):
    """One sentence or phrase: an English template with named, typed arguments.

    The template is the key of the message catalogues, so it is always a literal.

    >>> Msg("{count} entries", count=3).arguments["count"]
    3
    """

    template: str
    pairs: tuple[tuple[str, object], ...]

    def __init__(self, template: str, /, **arguments: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "pairs", tuple(arguments.items()))

    @property
    def arguments(self) -> dict[str, object]:
        """The arguments by name."""
        return dict(self.pairs)
