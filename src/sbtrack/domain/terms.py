"""The glossary: every closed set of words the program uses, with its Chinese term."""

from enum import StrEnum


class Constraint(StrEnum):
    """Constraint type (指标属性) that the plan prints beside an indicator."""

    BINDING = "binding"  # 约束性: a commitment that must be met
    ANTICIPATORY = "anticipatory"  # 预期性: an expectation
    UNSPECIFIED = "unspecified"  # 未标注: a figure the plan does not label


class Group(StrEnum):
    """Where in the plan an indicator stands."""

    HEADLINE = "headline"  # 主要指标: the plan's own table
    COMMITMENT = "commitment"  # 正文量化承诺: a figure in the running text
    SERIES = "series"  # 辅助序列: a reference or a component, recorded and never rated


class Grain(StrEnum):
    """Length of a reporting period (报告期), coarse to fine."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


class Bound(StrEnum):
    """Side of a limit on which a value must lie."""

    AT_LEAST = "at_least"  # a floor
    AT_MOST = "at_most"  # a ceiling


class Basis(StrEnum):
    """What the observations of a growth target are stated as."""

    LEVELS = "levels"  # levels in the unit of measure
    RATES = "rates"  # yearly rates of change, in percent


class Scale(StrEnum):
    """Scale on which the way from baseline to target is measured."""

    LINEAR = "linear"
    LOG = "log"


class Vintage(StrEnum):
    """How settled a published figure is (数据版本)."""

    PRELIMINARY = "preliminary"  # 初步数
    REVISED = "revised"  # 修订数
    FINAL = "final"  # 最终数


class Verdict(StrEnum):
    """Standing of an indicator at the period of its data (评价)."""

    MET_EARLY = "met_early"  # 提前实现
    AHEAD = "ahead"  # 快于预期
    ON_TRACK = "on_track"  # 基本符合预期
    BEHIND = "behind"  # 滞后
    REVERSED = "reversed"  # 倒退
    ACHIEVED = "achieved"  # 已完成
    MISSED = "missed"  # 未完成
    UNRATED = "unrated"  # 无法评价


class Light(StrEnum):
    """Traffic light of a verdict (预警灯); always drawn with a symbol and a word."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class MilestoneState(StrEnum):
    """Standing of a qualitative commitment (里程碑)."""

    DONE = "done"  # 已完成
    DUE = "due"  # 待完成
    OVERDUE = "overdue"  # 已逾期


class Why(StrEnum):
    """Stable codes of the reasons for which a quantity is undefined."""

    NO_DATA = "no_data"
    BASELINE_UNAVAILABLE = "baseline_unavailable"
    TARGET_UNDETERMINED = "target_undetermined"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    BASELINE_MEETS_TARGET = "baseline_meets_target"
    REFERENCE_MISSING = "reference_missing"
    RATE_MISSING = "rate_missing"
    COMPONENT_MISSING = "component_missing"
    NOT_POSITIVE = "not_positive"
    ALREADY_MET = "already_met"
    TARGET_PERIOD_REACHED = "target_period_reached"
    DATA_AFTER_TARGET = "data_after_target"
    DATA_BEFORE_BASE = "data_before_base"
    BEYOND_RECKONING = "beyond_reckoning"
    NOT_APPLICABLE = "not_applicable"
