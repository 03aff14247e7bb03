"""Field types of the plan file's schema: each reads one kind of value and shows its shape.

The shape, a JSON Schema, is for editors. It accepts whatever the reader accepts: numbers may be
quoted and texts may look like numbers, because the reader takes every value by its text.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, WithJsonSchema

from sbtrack.domain.period import Period
from sbtrack.domain.terms import Basis, Bound, Constraint, Grain
from sbtrack.planfile import numbers, scalars

W = TypeVar("W")

CONSTRAINTS: dict[str, Constraint] = {
    "binding": Constraint.BINDING,
    "anticipatory": Constraint.ANTICIPATORY,
    "unspecified": Constraint.UNSPECIFIED,
    "约束性": Constraint.BINDING,
    "预期性": Constraint.ANTICIPATORY,
    "未标注": Constraint.UNSPECIFIED,
}
BOUNDS = {word.value: word for word in Bound}
BASES = {word.value: word for word in Basis}
GRAINS = {word.value: word for word in Grain if word is not Grain.DAY}
LANGUAGES = {"zh": "zh", "en": "en"}


def _shape(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


def _text_shape(**limits: Any) -> WithJsonSchema:
    return _shape(type=["string", "number"], **limits)


def _number_shape(**limits: Any) -> WithJsonSchema:
    quoted = rf"^\s*{numbers.NUMBER}\s*$"
    return _shape(anyOf=[{"type": "number", **limits}, {"type": "string", "pattern": quoted}])


Text = Annotated[str, PlainValidator(scalars.read_text), _text_shape(minLength=1)]
Line = Annotated[
    str, PlainValidator(scalars.read_line), _text_shape(minLength=1, maxLength=scalars.NAME_LIMIT)
]
Id = Annotated[
    str,
    PlainValidator(scalars.read_id),
    _shape(type="string", pattern=rf"^\s*{scalars.ID}\s*$", maxLength=60),
]
Code = Annotated[str, PlainValidator(scalars.read_code), _text_shape(minLength=1, maxLength=20)]
UnitOfMeasure = Annotated[
    str,
    PlainValidator(scalars.read_unit_of_measure),
    _shape(type="string", minLength=1, maxLength=scalars.NAME_LIMIT),
]
Reference = Annotated[str, PlainValidator(scalars.read_line), _text_shape(minLength=1)]
Number = Annotated[Decimal, PlainValidator(numbers.read_decimal), _number_shape()]
Percentage = Annotated[Decimal, PlainValidator(numbers.read_percentage), _number_shape()]
BaselineNumber = Annotated[Decimal, PlainValidator(numbers.read_baseline), _number_shape()]
Tolerance = Annotated[Decimal, PlainValidator(numbers.read_tolerance), _number_shape(minimum=0)]
Threshold = Annotated[Decimal, PlainValidator(numbers.read_threshold), _number_shape(minimum=0)]
Factor = Annotated[Decimal, PlainValidator(numbers.read_factor), _number_shape(exclusiveMinimum=0)]
Flag = Annotated[bool, PlainValidator(scalars.read_bool), _shape(type="boolean")]
PeriodText = Annotated[
    Period,
    PlainValidator(scalars.read_period),
    _shape(
        anyOf=[
            {"type": "integer", "minimum": 1, "maximum": 9999},
            {"type": "string", "pattern": r"^\s*[0-9０-９]"},
        ],
        examples=[2015, "2015-H1", "2015-Q2", "2015-06", "2015-06-30"],
    ),
]
#: A period as a key, which is a bare text.
PeriodKey = Annotated[
    Period, PlainValidator(scalars.read_period_key), _shape(type="string", examples=["2013"])
]
DateText = Annotated[
    date,
    PlainValidator(scalars.read_date),
    _shape(type="string", pattern=r"^\s*[0-9０-９]", examples=["2013-03-29"]),
]
Offset = Annotated[
    str,
    PlainValidator(scalars.read_offset),
    _shape(type="string", pattern=rf"^\s*{scalars.OFFSET}\s*$", examples=["+08:00"]),
]
FormatNumber = Annotated[int, PlainValidator(scalars.read_format), _shape(enum=[1, "1"])]
Language = Annotated[
    str, PlainValidator(scalars.word_reader(LANGUAGES)), _shape(enum=list(LANGUAGES))
]
ConstraintWord = Annotated[
    Constraint, PlainValidator(scalars.word_reader(CONSTRAINTS)), _shape(enum=list(CONSTRAINTS))
]
BoundWord = Annotated[Bound, PlainValidator(scalars.word_reader(BOUNDS)), _shape(enum=list(BOUNDS))]
BasisWord = Annotated[Basis, PlainValidator(scalars.word_reader(BASES)), _shape(enum=list(BASES))]
GrainWord = Annotated[Grain, PlainValidator(scalars.word_reader(GRAINS)), _shape(enum=list(GRAINS))]
