"""Specs that can be written in two ways: texts, in one language or in two, and baselines."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from sbtrack.planfile import valuerules as rules
from sbtrack.planfile.fields import BaselineNumber, Line, PeriodText, Text

#: Tags of alternatives, which show up in the paths of pydantic's errors; no key looks like them.
ONE_TEXT, BY_LANGUAGE = "<one text>", "<by language>"
SHORT, KNOWN, UNAVAILABLE = "<short>", "<known>", "<unavailable>"


class Spec(BaseModel):
    """What the YAML says, before it means anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ByLanguageSpec(Spec):
    """A text in the plan's language, with its translation."""

    zh: Text | None = Field(None, description="The text in Chinese.")
    en: Text | None = Field(None, description="The text in English.")


class LineByLanguageSpec(Spec):
    """A one-line text in the plan's language, with its translation."""

    zh: Line | None = Field(None, description="The text in Chinese.")
    en: Line | None = Field(None, description="The text in English.")


def _text_tag(value: object) -> str:
    return BY_LANGUAGE if isinstance(value, dict) else ONE_TEXT


#: (T) a text: plain, in the plan's language, or one text per language.
Wording = Annotated[
    Annotated[Text, Tag(ONE_TEXT)] | Annotated[ByLanguageSpec, Tag(BY_LANGUAGE)],
    Discriminator(_text_tag),
]
#: (T) of one line, for names and titles.
LineWording = Annotated[
    Annotated[Line, Tag(ONE_TEXT)] | Annotated[LineByLanguageSpec, Tag(BY_LANGUAGE)],
    Discriminator(_text_tag),
]
AnyWording = str | ByLanguageSpec | LineByLanguageSpec


class BaselineSpec(Spec):
    """A baseline with more than its value."""

    value: BaselineNumber = Field(description="Value at the base period, in the unit of measure.")
    period: PeriodText | None = Field(
        None, description="Period of the value, where it is not the plan's base."
    )
    as_printed: Line | None = Field(None, description="The value as the plan prints it.")
    note: Wording | None = Field(None, description="What to know about the value.")


class NoBaselineSpec(Spec):
    """The plan gives no baseline."""

    unavailable: Wording = Field(
        description="Why there is no baseline, in the plan's words where it says so."
    )


def _baseline_tag(value: object) -> str:
    if not isinstance(value, dict):
        return SHORT
    return UNAVAILABLE if "unavailable" in value else KNOWN


def _refuse_both(value: object) -> object:
    if isinstance(value, dict) and "unavailable" in value and "value" in value:
        raise rules.baseline_both_ways()
    return value


Baseline = Annotated[
    Annotated[BaselineNumber, Tag(SHORT)]
    | Annotated[BaselineSpec, Tag(KNOWN)]
    | Annotated[NoBaselineSpec, Tag(UNAVAILABLE)],
    Discriminator(_baseline_tag),
    BeforeValidator(_refuse_both),
]
