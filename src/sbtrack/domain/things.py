"""Things that are counted one by one (件, 人, homes): there is no half of one."""

from __future__ import annotations

import re

from sbtrack.domain.characters import plainly
from sbtrack.domain.currency import currencies
from sbtrack.domain.quantity import Measure

_CHINESE = (
    "人 名 位 个 件 户 家 起 例 宗 所 座 套 辆 台 项 处 次 张 只 头 匹 株 棵 本 册 部 篇 场 "
    "间 栋 幢 床 艘 架 门 口 眼 枚 支 队 组 团 对 笔 份 封 单 票 班 村 镇 乡 县 区 市 街道 "
    "社区 行政村 人次 户次 件次 家次 台次 车次 场次 架次 班次 艘次 批次 台套 床位 张床位 车位 "
    "泊位 岗位 个岗位 企业 家企业 学校 所学校 医院 机构 个机构 项目 个项目 案件 事故 起事故 "
    "专利 件专利 家庭 户家庭 儿童 学生 教师 医生 护士 职工 农户 村庄 站点 网点"
)
_ENGLISH = (
    "people person persons case cases home homes house houses dwelling dwellings household "
    "households family families flat flats apartment apartments building buildings school "
    "schools hospital hospitals clinic clinics bed beds job jobs post posts tree trees "
    "vehicle vehicles car cars bus buses ship ships company companies enterprise enterprises "
    "firm firms village villages town towns city cities district districts county counties "
    "community communities accident accidents incident incidents death deaths birth births "
    "visit visits visitor visitors patent patents invention inventions student students pupil "
    "pupils teacher teachers doctor doctors nurse nurses worker workers employee employees "
    "patient patients child children farm farms farmer farmers station stations project "
    "projects place places item items piece pieces book books library libraries museum "
    "museums park parks bridge bridges application applications licence licences license "
    "licenses permit permits card cards account accounts complaint complaints meeting "
    "meetings event events organisation organisations organization organizations institution "
    "institutions site sites facility facilities member members participant participants "
    "passenger passengers trip trips woman women man men"
)
_THINGS = frozenset(_CHINESE.split()) | frozenset(_ENGLISH.split())
#: The end of a name, or what it says in brackets there.
_END = r"(?=\s*(?:[(\[【〔<]|$))"
#: Each of these is a length of time: 每年, per 2 years. So many in a year are no average.
_TIME = (
    r"[0-9一二两三四五六七八九十]*\s*(?:个?(?:半?年|学年|财年|季|月|工作日|星期)|[半日天周旬期])"
)
_ENGLISH_TIME = (
    r"(?:[0-9]+|an?|half|calendar|financial|fiscal|school|working)?[\s-]*"
    r"(?:years?|annum|half|half-years?|quarters?|months?|weeks?|days?|terms?|semesters?)(?![\w-])"
)
#: What is shared out, or weighed, has halves in any unit of measure; 均衡, 比赛 and 率先 are other
#: words.
_SHARED_OUT = (
    rf"平均|[人户家日月季年周村县市校班床次件亩车单店师生]均(?![衡等势])|均[值价]|"
    rf"每(?!\s*{_TIME})|率{_END}|比例|比重|比[值率]|百分比|占比|之比(?!赛)|(?<![评对同环])比{_END}|"
    rf"密度|当量|折算|折合|\bper\b(?![\s-]+{_ENGLISH_TIME})|"
    rf"(?<!above[ -])(?<!below[ -])\baverage\b|\bmean\b|"
    r"\brates?\b(?=\s*(?:of\b|per\b|[(\[]|$))|\bratios?\b|\bdensity\b|\bequivalents?\b"
)


def counts_things(unit_of_measure: str) -> bool:
    """Say whether a unit of measure counts single things; 万人 counts ten thousands of them.

    >>> [counts_things(unit) for unit in ("件", "People", "万人", "人/户", "件/万人", "元")]
    [True, True, False, False, False, False]
    """
    measure = Measure.parse(unit_of_measure)
    base = measure.base.removeprefix("number of ")
    return not measure.power and (base in _THINGS or re.sub(r"\([^()]*\)$", "", base) in _THINGS)


def counts_or_pays(unit_of_measure: str) -> bool:
    """Say whether a unit of measure counts things, in any multiple, or is money: 万人, 元/月.

    >>> [counts_or_pays(unit) for unit in ("万人", "件/万人", "元/月", "hundred million yuan", "%")]
    [True, True, True, True, False]
    """
    own = Measure.parse(unit_of_measure).base.partition("/")[0].strip()
    return counts_things(own) or bool(currencies(own))


def is_shared_out(name: str) -> bool:
    """Say whether what is so called is an average or a rate, which has halves of anything.

    So many in a year are none, nor is what has a letter of such a word in another one.

    >>> [is_shared_out(name) for name in ("户均人口", "Beds per 1,000 people", "案件数")]
    [True, True, False]
    >>> [is_shared_out(name) for name in ("每年新增就业", "Homes built per year", "基本均衡县数")]
    [False, False, False]
    """
    return bool(re.search(_SHARED_OUT, plainly(name), re.IGNORECASE))
