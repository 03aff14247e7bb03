"""What the YAML says of a target: one spec per kind, chosen by `kind`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from sbtrack.domain.errors import quoted
from sbtrack.domain.message import Msg
from sbtrack.domain.targets import KINDS
from sbtrack.domain.terms import Basis, Grain
from sbtrack.planfile import valuerules as rules
from sbtrack.planfile.fields import (
    BasisWord,
    BoundWord,
    Factor,
    Flag,
    GrainWord,
    Line,
    Number,
    Percentage,
    PeriodText,
    Reference,
    Tolerance,
)
from sbtrack.planfile.scalars import nearest, read_line
from sbtrack.planfile.wordingspec import LineWording, Spec

_MEETS = "true: the baseline already meets the target, and the plan means it so."
_GROWTH_BOUND = "at_least: a floor; at_most: a ceiling. Default: at_least, at_most for a cut."
_BASIS = (
    "levels (default): observations and baseline are levels in the unit of measure; "
    "rates: observations are yearly rates of change in %."
)
_KIND = BeforeValidator(read_line)


class TargetBaseSpec(Spec):
    """What every target can say."""

    by: PeriodText | None = Field(
        None, description="Period by whose end the target is due. Default: the plan's end."
    )
    as_printed: Line | None = Field(None, description="The target as the plan prints it.")


class AtLeastSpec(TargetBaseSpec):
    """达到: reach the value or more."""

    kind: Annotated[Literal["at_least"], _KIND]
    value: Number = Field(description="Value to reach, in the unit of measure.")
    baseline_meets: Flag = Field(False, description=_MEETS)


class AtMostSpec(TargetBaseSpec):
    """控制在…以内: come within the value, or stay there."""

    kind: Annotated[Literal["at_most"], _KIND]
    value: Number = Field(description="Value to stay within, in the unit of measure.")
    baseline_meets: Flag = Field(False, description=_MEETS)


class AboutSpec(TargetBaseSpec):
    """左右: come near the value, on either side."""

    kind: Annotated[Literal["about"], _KIND]
    value: Number = Field(description="Value to come near to, in the unit of measure.")
    tolerance: Tolerance = Field(
        description="How far on either side still counts, in the unit of measure."
    )


class AnnualGrowthSpec(TargetBaseSpec):
    """年均增长: grow by a rate a year on average."""

    kind: Annotated[Literal["annual_growth"], _KIND]
    rate: Percentage = Field(
        description="Average rate of growth, in % a year; negative for a fall."
    )
    basis: BasisWord = Field(Basis.LEVELS, description=_BASIS)
    bound: BoundWord | None = Field(None, description=_GROWTH_BOUND)


class CumulativeChangeSpec(TargetBaseSpec):
    """五年累计: change by a share over the whole plan."""

    kind: Annotated[Literal["cumulative_change"], _KIND]
    change: Percentage = Field(
        description="Change from the base to the target period, in %; negative for a cut."
    )
    basis: BasisWord = Field(Basis.LEVELS, description=_BASIS)
    bound: BoundWord | None = Field(None, description=_GROWTH_BOUND)


class EveryPeriodSpec(TargetBaseSpec):
    """每年/始终: satisfy a floor or ceiling in each period."""

    kind: Annotated[Literal["every_period"], _KIND]
    bound: BoundWord = Field(description="at_least: a floor; at_most: a ceiling.")
    value: Number = Field(description="The floor or ceiling, in the unit of measure.")
    every: GrainWord = Field(
        Grain.YEAR, description="The periods that are judged, each by itself. Default: year."
    )


class MultipleOfSpec(TargetBaseSpec):
    """倍数: reach a multiple of a recorded reference."""

    kind: Annotated[Literal["multiple_of"], _KIND]
    factor: Factor = Field(description="How many times the reference; no unit.")
    reference: Reference = Field(description="id of the indicator or series it is a multiple of.")
    floor: Number | None = Field(
        None, description="Value below which the target does not fall, in the unit of measure."
    )


class CoverageSpec(TargetBaseSpec):
    """全覆盖: numerator over denominator reaches 100 %."""

    kind: Annotated[Literal["coverage"], _KIND]


class UndeterminedSpec(TargetBaseSpec):
    """A direction without a number: tracked, never rated."""

    kind: Annotated[Literal["undetermined"], _KIND]
    text: LineWording = Field(description="What the plan says in place of a number.")


def _tag(kind: str) -> str:
    return f"<{kind}>"


def _tag_of(value: object) -> str | None:
    # `_refuse_unknown_kind` has run; what reaches this is a mapping with a known kind.
    return _tag(read_line(value["kind"])) if isinstance(value, dict) else None


def _refuse_unknown_kind(value: object) -> object:
    kinds = tuple(KINDS)
    if not isinstance(value, dict):
        raise rules.wrong_shape(
            Msg("Write keys, of which `kind` says what is wanted, one of: {kinds}.", kinds=kinds)
        )
    if "kind" not in value:
        raise rules.missing_key("kind", Msg("Write one of: {kinds}.", kinds=kinds))
    try:
        kind = read_line(value["kind"])
    except ValueError:
        kind = ""
    if kind not in KINDS:
        raise rules.unknown_word(quoted(kind), nearest(kind, kinds), kinds)
    return value


KIND_SPECS: dict[str, type[Spec]] = {
    _tag("at_least"): AtLeastSpec,
    _tag("at_most"): AtMostSpec,
    _tag("about"): AboutSpec,
    _tag("annual_growth"): AnnualGrowthSpec,
    _tag("cumulative_change"): CumulativeChangeSpec,
    _tag("every_period"): EveryPeriodSpec,
    _tag("multiple_of"): MultipleOfSpec,
    _tag("coverage"): CoverageSpec,
    _tag("undetermined"): UndeterminedSpec,
}
AnyTargetSpec = (
    AtLeastSpec
    | AtMostSpec
    | AboutSpec
    | AnnualGrowthSpec
    | CumulativeChangeSpec
    | EveryPeriodSpec
    | MultipleOfSpec
    | CoverageSpec
    | UndeterminedSpec
)
Target = Annotated[
    Annotated[AtLeastSpec, Tag(_tag("at_least"))]
    | Annotated[AtMostSpec, Tag(_tag("at_most"))]
    | Annotated[AboutSpec, Tag(_tag("about"))]
    | Annotated[AnnualGrowthSpec, Tag(_tag("annual_growth"))]
    | Annotated[CumulativeChangeSpec, Tag(_tag("cumulative_change"))]
    | Annotated[EveryPeriodSpec, Tag(_tag("every_period"))]
    | Annotated[MultipleOfSpec, Tag(_tag("multiple_of"))]
    | Annotated[CoverageSpec, Tag(_tag("coverage"))]
    | Annotated[UndeterminedSpec, Tag(_tag("undetermined"))],
    Discriminator(_tag_of),
    BeforeValidator(_refuse_unknown_kind),
]
