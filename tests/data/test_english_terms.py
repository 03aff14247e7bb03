"""The English of both shipped plans says the field's terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sbtrack.domain.message import Name
from sbtrack.domain.plan import Plan
from sbtrack.planfile import builtin_path, read_plan

ROOT = Path(__file__).parents[2]
PLANS = [
    read_plan(builtin_path()),
    read_plan(ROOT / "examples" / "national-12fyp" / "plan.yaml"),
]
#: What a name says in Chinese, and what its English then has.
TERMS = {
    "“十二五”规划纲要": "Outline of the 12th Five-Year Plan",
    "参保率$": "^Enrolment rate of ",
    "养老保险参保人数$": "^Participants in ",
    "(?<!参保)(?<!增长)率$|比例$": "^Share of ",  # never as if it counted what it divides
    "最高支付限额$": "^Maximum payment from the pooled fund",
    "定点": "[Dd]esignated",
    "社会保险关系": "entitlements|Transfer rules",
    "居家养老": "home-based",
    "责任制": "[Aa]ccountability",
    "互认": "mutually recognised across regions",
    "六统一": "[Ss]ix unifications",
    "(?:服务|标准|信息|统计调查)体系$": "[Ss]ystem",
    "企业职工基本养老": "enterprise employees",
    "年均增长率$": "[Aa]verage annual growth rate",
    "^健全社会救助": "^Improve",
}
#: Words that were there once and mean something else.
WRONG = [
    '"12th Five-Year" Outline',
    "insurance records",
    "contracted",
    "with a basic pension",
    "Coverage of",
    "in six respects",
    "Complete the",
]


def texts(plan: Plan) -> list[Name]:
    found = [
        *(text for i in plan.indicators for text in (i.name, i.definition, i.note)),
        *(text for m in plan.milestones for text in (m.title, m.note)),
        *(text for t in plan.tasks for text in (t.title, t.summary)),
        plan.note,
    ]
    return [plan.title, *(text for text in found if text)]


def names(plan: Plan) -> list[Name]:
    return [
        plan.title,
        *(i.name for i in plan.indicators),
        *(m.title for m in plan.milestones),
        *(t.title for t in plan.tasks),
    ]


@pytest.mark.parametrize(("chinese", "english"), TERMS.items())
def test_a_name_says_the_term_of_the_field(chinese: str, english: str) -> None:
    meant = [name for plan in PLANS for name in names(plan) if re.search(chinese, name.text)]
    assert meant
    for name in meant:
        assert re.search(english, name.in_language("en")), name


@pytest.mark.parametrize("words", WRONG)
def test_what_is_no_term_of_the_field_is_said_nowhere(words: str) -> None:
    for name in (name for plan in PLANS for name in texts(plan)):
        assert words not in name.in_language("en")
    for page in ("README.md", "README.zh-CN.md", "examples/national-12fyp/README.md"):
        assert words not in (ROOT / page).read_text(encoding="utf-8")
