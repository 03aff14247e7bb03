from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules

import pytest

import sbtrack.domain
from sbtrack.domain.change import Cause
from sbtrack.domain.database import FindingKind
from sbtrack.domain.diagnostic import Severity
from sbtrack.domain.ledger import EntryKind
from sbtrack.domain.terms import Constraint, Group, MilestoneState, Verdict, Vintage, Why
from sbtrack.locale.terms import TERMS
from sbtrack.locale.words import Words

CHINESE, ENGLISH = Words("zh"), Words("en")
#: Codes of reasons, which have sentences; and what only one room says, in words of its own.
WITHOUT_TERMS = {Why, Severity, FindingKind}

#: Pairs, since words of two glossaries may be spelt alike, and then count as equal.
AGREED: tuple[tuple[StrEnum, str], ...] = (
    (Constraint.BINDING, "约束性"),
    (Constraint.ANTICIPATORY, "预期性"),
    (Constraint.UNSPECIFIED, "未标注"),
    (Verdict.MET_EARLY, "提前实现"),
    (Verdict.AHEAD, "快于预期"),
    (Verdict.ON_TRACK, "基本符合预期"),
    (Verdict.BEHIND, "滞后"),
    (Verdict.REVERSED, "倒退"),
    (Verdict.ACHIEVED, "已完成"),
    (Verdict.MISSED, "未完成"),
    (Verdict.UNRATED, "无法评价"),
    (Group.HEADLINE, "主要指标"),
    (Group.COMMITMENT, "正文量化承诺"),
    (Group.SERIES, "辅助序列"),
    (MilestoneState.DONE, "已完成"),
    (MilestoneState.DUE, "待完成"),
    (MilestoneState.OVERDUE, "已逾期"),
    (Vintage.PRELIMINARY, "初步数"),
    (Vintage.REVISED, "修订数"),
    (Vintage.FINAL, "最终数"),
    (EntryKind.RECORD, "录入"),
    (EntryKind.REVISION, "修订"),
    (EntryKind.RETRACTION, "撤回"),
    (Cause.NEW_PERIOD, "新报告期"),
    (Cause.REVISED, "数据修订"),
    (Cause.RETRACTED, "数据撤回"),
    (Cause.TARGET_AMENDED, "目标调整"),
    (Cause.RULE_CHANGED, "评价规则变化"),
    (Cause.ITEM_ADDED, "新列入规划"),
    (Cause.ITEM_DROPPED, "不再列入规划"),
    (Cause.CLOCK, "时间推移"),
)
HEADINGS = {
    "Indicator": "指标",
    "Type": "属性",
    "Baseline": "基期值",
    "Target": "目标",
    "Actual": "实际值",
    "Period": "报告期",
    "Unit of measure": "计量单位",
    "Gap": "差距",
    "Attainment": "完成程度",
    "Elapsed": "时间进度",
    "Pace (pp)": "时序差（百分点）",
    "Verdict": "评价",
    "Lead unit": "牵头单位",
    "Milestones": "里程碑",
    "As of": "评价截至",
    "Known at": "录入截至",
    "Provisional": "暂评",
    "Ledger": "台账",
    "Entry": "记录号",
    "Evidence": "佐证材料",
    "Snapshots": "快照",
    "Fingerprint": "指纹",
    "Doubtful figures": "存疑数据",
    "Acknowledged": "核实说明",
    "Cause": "变化原因",
}


def test_the_words_of_the_trade_are_those_agreed() -> None:
    assert [CHINESE.term(word) for word, _ in AGREED] == [term for _, term in AGREED]


def test_the_headings_are_those_agreed() -> None:
    assert {heading: CHINESE.text(heading) for heading in HEADINGS} == HEADINGS


def test_every_word_of_every_glossary_has_its_term() -> None:
    assert {glossary: [*terms] for glossary, terms in TERMS.items()} == {
        glossary: [*glossary] for glossary in glossaries() if glossary not in WITHOUT_TERMS
    }


@pytest.mark.parametrize("words", [CHINESE, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("glossary", TERMS)
def test_the_terms_of_one_glossary_differ(glossary: type[StrEnum], words: Words) -> None:
    terms = [words.term(word) for word in glossary]
    assert len(set(terms)) == len(terms)


def glossaries() -> list[type[StrEnum]]:
    modules = (
        import_module(f"sbtrack.domain.{found.name}")
        for found in iter_modules(sbtrack.domain.__path__)
    )
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StrEnum)
        and value.__module__ == module.__name__
    ]
