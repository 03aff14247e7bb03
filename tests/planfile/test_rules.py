"""The rules and the schema explain themselves: the documentation is made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.targets import KINDS
from sbtrack.locale.words import Words
from sbtrack.planfile import plan_rules, plan_schema
from sbtrack.planfile.checks import CHECKS
from sbtrack.planfile.nodes import Place, TextNode
from sbtrack.planfile.rules import Rule
from sbtrack.planfile.validation import _complaint

RULES = plan_rules()


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object schema that lists keys."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    if isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_says_what_it_checks_why_and_for_example(rule: Rule) -> None:
    first, _, rest = rule.explanation.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    parts = [line for line in rest.splitlines() if line.split(": ")[0] in _PARTS]
    assert tuple(line.split(": ")[0] for line in parts) == _PARTS


_PARTS = ("What it checks", "Why it matters", "Example")


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_check_is_among_the_rules() -> None:
    assert {check.rule for check in CHECKS} <= set(RULES)


def test_only_checks_of_items_together_can_be_warnings() -> None:
    warnings = {rule for rule in RULES if rule.severity is Severity.WARNING}
    assert warnings == {c.rule for c in CHECKS if c.rule.severity is Severity.WARNING}


def test_what_no_rule_names_is_refused_all_the_same() -> None:
    complaint = _complaint({"type": "new_in_pydantic", "loc": ()}, TextNode(Place(1, 1), "x"))
    assert complaint.rule.name == "unexpected-value"
    words = Words("en")
    assert words.say(complaint.problem) == "This cannot stand here."
    assert words.say(complaint.remedy) == "See `sbtrack plan schema` for what can."


def test_every_key_of_the_schema_is_described() -> None:
    schema = plan_schema()
    undescribed = {
        f"{found.get('title')}.{key}"
        for found in objects(schema)
        for key, value in found["properties"].items()
        if "description" not in value and not {"const", "$ref"} & value.keys()
    }
    assert undescribed == set()


def test_the_schema_is_json_says_which_dialect_it_is_and_knows_every_kind() -> None:
    schema = plan_schema()
    text = json.dumps(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "sbtrack plan file"
    assert all(f'"const": "{kind}"' in text for kind in KINDS)
    assert '"null"' not in text
    assert "Spec" not in {str(found.get("title")) for found in objects(schema)}


def test_no_key_is_accepted_that_the_schema_does_not_list() -> None:
    assert all(found.get("additionalProperties") is False for found in objects(plan_schema()))
