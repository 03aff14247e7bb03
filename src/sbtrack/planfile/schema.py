"""What the YAML says: the specs of a plan and its items, with a description for every key."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import ConfigDict, Field

from sbtrack.planfile.fields import (
    Code,
    ConstraintWord,
    DateText,
    Flag,
    FormatNumber,
    GrainWord,
    Id,
    Language,
    Line,
    Number,
    Offset,
    PeriodKey,
    PeriodText,
    Reference,
    Threshold,
    UnitOfMeasure,
)
from sbtrack.planfile.targetspec import Target
from sbtrack.planfile.wordingspec import Baseline, LineWording, Spec, Wording

_LEAD = "ids of the units that lead. Default: those of the tasks."
_COOPERATING = "ids of the units that cooperate. Default: those of the tasks."
_TASKS = "Codes of the tasks from which the item follows; its units come from them."
_CITE = "Where in the document it stands."
_CODE = "Short code for tables and the command line, unique in the plan."
_ID = "Name for machines that never changes: small letters, digits and hyphens."


class RegionSpec(Spec):
    """The area the plan covers."""

    id: Id = Field(description=_ID)
    name: LineWording = Field(description="Name of the area.")


class PlanSpec(Spec):
    """The plan document."""

    id: Id = Field(description="Name of the plan for machines, the same in all its versions.")
    title: LineWording = Field(description="Title of the document.")
    document_number: Line | None = Field(None, description="Number of the document (发文字号).")
    issuer: LineWording | None = Field(None, description="Who issued the document.")
    adopted: DateText | None = Field(None, description="Day on which it was adopted.")
    issued: DateText | None = Field(None, description="Day on which it was issued.")
    language: Language = Field(description="The plan's own language.")
    utc_offset: Offset = Field(
        "+00:00", description="The plan's clock, as hours and minutes ahead of UTC."
    )
    region: RegionSpec = Field(description="The area the plan covers.")
    base: PeriodText = Field(description="Base period: progress counts from its end.")
    end: PeriodText = Field(description="Target period: the plan ends with it.")
    source: LineWording | None = Field(None, description="Where the text was published.")
    note: Wording | None = Field(None, description="What a reader should know about the plan.")


class ThresholdsSpec(Spec):
    """Limits of the verdicts."""

    on_track: Threshold = Field(
        default=Decimal(5),
        description="Pace, in percentage points either side of the planned path, that is on track.",
    )


class UnitSpec(Spec):
    """A responsible unit: an organisation."""

    id: Id = Field(description=_ID)
    name: LineWording = Field(description="Full name of the organisation.")
    short: LineWording | None = Field(None, description="Short name, for narrow columns.")


def _requires_lead(schema: dict[str, Any]) -> None:
    schema["required"].append("lead")
    schema["properties"]["lead"]["minItems"] = 1


class TaskSpec(Spec):
    """A numbered measure (举措) with its responsible units."""

    # Its absence is found by a check of its own, so the reader lets an empty list pass.
    model_config = ConfigDict(json_schema_extra=_requires_lead)

    code: Code = Field(description="Number of the measure, unique among the tasks.")
    title: LineWording = Field(description="Title as printed.")
    summary: Wording | None = Field(None, description="What the measure does, in own words.")
    lead: tuple[Reference, ...] = Field((), description="ids of the units that lead.")
    cooperating: tuple[Reference, ...] = Field((), description="ids of the units that cooperate.")
    sole: Flag = Field(
        False, description="true: printed as 责任单位, with no split into lead and cooperating."
    )
    cite: Line | None = Field(None, description=_CITE)


class SeriesSpec(Spec):
    """Something recorded and never rated: a reference or a component."""

    code: Code = Field(description=_CODE)
    id: Id = Field(description=_ID)
    name: LineWording = Field(description="Name as printed.")
    constraint: ConstraintWord | None = Field(
        None, description="Label that the plan gives it (指标属性)."
    )
    unit_of_measure: UnitOfMeasure = Field(
        description="What observations are stated in, such as 万人 or %; none where they have no "
        "unit, such as an index."
    )
    baseline: Baseline | None = Field(
        None, description="Value at the base period, or why there is none."
    )
    target: Target | None = Field(None, description="What is to be reached; `kind` says how.")
    yearly: dict[PeriodKey, Number] = Field(
        default_factory=dict,
        description="Targets on the way, as period: value in the unit of measure.",
    )
    share: Flag | None = Field(
        None,
        description="true: a part of a whole, 0 to 100 %. Default: true for a level in %.",
    )
    components: tuple[Reference, ...] = Field(
        (), description="ids of the indicators or series that it is the sum of."
    )
    tasks: tuple[Reference, ...] = Field((), description=_TASKS)
    lead: tuple[Reference, ...] = Field((), description=_LEAD)
    cooperating: tuple[Reference, ...] = Field((), description=_COOPERATING)
    definition: Wording | None = Field(None, description="What is counted, over what.")
    note: Wording | None = Field(None, description="Inferences, breaks in scope, doubts.")
    cite: Line | None = Field(None, description=_CITE)


class IndicatorSpec(SeriesSpec):
    """What is measured, from where to where, and whose it is."""

    constraint: ConstraintWord = Field(
        description="Label that the plan gives it (指标属性); unspecified where it gives none."
    )
    baseline: Baseline = Field(description="Value at the base period, or why there is none.")
    target: Target = Field(description="What is to be reached; `kind` says how.")


class MilestoneSpec(Spec):
    """A commitment without a number: done or not, by a date."""

    code: Code = Field(description=_CODE)
    id: Id = Field(description=_ID)
    title: LineWording = Field(description="What is to be done.")
    due: PeriodText | None = Field(
        None, description="Period by whose end it is due. Default: the plan's end."
    )
    every: GrainWord | None = Field(
        None, description="It recurs: to be done in each such period of the plan."
    )
    since: PeriodText | None = Field(
        None, description="The first period it recurs in. Default: from the plan's base on."
    )
    constraint: ConstraintWord | None = Field(None, description="Label that the plan gives it.")
    tasks: tuple[Reference, ...] = Field((), description=_TASKS)
    lead: tuple[Reference, ...] = Field((), description=_LEAD)
    cooperating: tuple[Reference, ...] = Field((), description=_COOPERATING)
    note: Wording | None = Field(None, description="Inferences and doubts.")
    cite: Line | None = Field(None, description=_CITE)


class PlanFileSpec(Spec):
    """A plan: its document, units, tasks, indicators and milestones."""

    format: FormatNumber = Field(description="Version of this format: 1.")
    plan: PlanSpec
    thresholds: ThresholdsSpec = Field(
        default_factory=ThresholdsSpec, description="Limits of the verdicts."
    )
    units: tuple[UnitSpec, ...] = Field((), description="Responsible units (责任单位).")
    tasks: tuple[TaskSpec, ...] = Field((), description="Numbered measures (举措).")
    indicators: tuple[IndicatorSpec, ...] = Field(
        (), description="Headline indicators: those of the plan's own table."
    )
    commitments: tuple[IndicatorSpec, ...] = Field(
        (), description="Figures that the running text commits to."
    )
    series: tuple[SeriesSpec, ...] = Field(
        (), description="References and components: recorded, never rated."
    )
    milestones: tuple[MilestoneSpec, ...] = Field(
        (), description="Commitments that are done or not."
    )
