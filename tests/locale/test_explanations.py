from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.ledger import Observation
from sbtrack.domain.period import Period
from sbtrack.locale.words import Words
from sbtrack.planfile import builtin_plan

CHINESE = Words("zh")
PLAN = builtin_plan()


def said(code: str, as_of: date, figures: Mapping[str, str]) -> str:
    """Return the sentence for an indicator of the Xingtai plan, with figures made up for tests."""
    indicator = next(i for i in PLAN.indicators if i.code == code)
    observations = {
        indicator.id: tuple(
            Observation(
                indicator.id, PLAN.region.id, Period.parse(period), Decimal(value), entry_id=number
            )
            for number, (period, value) in enumerate(figures.items(), 1)
        )
    }
    return CHINESE.say(assess_indicator(PLAN, indicator, observations, as_of).explanation)


@pytest.mark.parametrize(
    ("code", "as_of", "figures", "sentence"),
    [
        (
            "4",
            date(2013, 12, 31),
            {"2013": "37.2"},
            "2013年 37.2万人，完成程度55.8%，时间进度60.0%，慢4.2个百分点，在±5个百分点以内",
        ),
        (
            "1",
            date(2013, 12, 31),
            {"2013": "65"},
            "2013年 65万人，完成程度72.8%，时间进度60.0%，快12.8个百分点，超过5个百分点",
        ),
        (
            "4",
            date(2016, 1, 31),
            {"2014": "38.6"},
            "2014年 38.6万人，完成程度77.9%，时间进度80.0%，慢2.1个百分点，在±5个百分点以内；"
            "暂评：最新数据为2014年，2015年数据缺失",
        ),
        ("4", date(2015, 12, 31), {"2015": "41"}, "2015年 41万人，已完成目标40万人，超出1万人"),
        ("5", date(2013, 12, 31), {}, "无法评价：截至2013年12月31日尚无数据"),
    ],
)
def test_a_verdict_is_explained_in_one_chinese_sentence(
    code: str, as_of: date, figures: Mapping[str, str], sentence: str
) -> None:
    assert said(code, as_of, figures) == sentence
