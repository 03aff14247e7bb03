"""The JSON Schema of plan files, by which editors complete and check while one types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sbtrack.planfile.schema import PlanFileSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _WithoutNull(GenerateJsonSchema):
    """Leaves out null: in a plan file a key that is not needed is not there."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default", ...) in (None, ()):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def editor_schema() -> dict[str, Any]:
    """Return the schema, with a title and a description for every key."""
    schema = PlanFileSpec.model_json_schema(schema_generator=_WithoutNull)
    titled = _retitled(schema)
    return {"$schema": DIALECT, **titled, "title": "sbtrack plan file"}


def _retitled(schema: Any) -> Any:
    """Return the schema with titles as people say them: no class names, capitals as in prose."""
    if isinstance(schema, list):
        return [_retitled(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    done = {key: _retitled(value) for key, value in schema.items()}
    title = done.get("title")
    if isinstance(title, str):
        done["title"] = _spoken(title)
    return done


def _spoken(title: str) -> str:
    words = title.removesuffix("Spec")
    if words != title:  # a class name: AnnualGrowthSpec
        words = "".join(f" {c}" if c.isupper() else c for c in words).strip()
    return words.capitalize()
