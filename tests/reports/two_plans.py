"""A small plan, and another value for each of its fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import (
    Baseline,
    Indicator,
    Milestone,
    NoBaseline,
    Plan,
    Region,
    Task,
    Thresholds,
    Unit,
)
from sbtrack.domain.targets import (
    AtLeast,
)
from sbtrack.domain.terms import Constraint, Grain, Group
from sbtrack.reports.plan.difference import (
    Change,
    differences,
)

BASE, END = Period.of_year(2010), Period.of_year(2015)
INDICATOR = Indicator(
    "1",
    "insured",
    Name("参保人数", (("en", "People insured"),)),
    Group.HEADLINE,
    Constraint.BINDING,
    "万人",
    Baseline(Decimal("50.25"), BASE, "50.25万人"),
    AtLeast(by=END, as_printed="70.5万人", value=Decimal("70.5")),
    tasks=("1.1",),
)
MILESTONE = Milestone("M1", "rules", Name("建立制度"), END, tasks=("1.1",))
TASK = Task("1.1", Name("完善制度"), lead=("hrss",), cooperating=("finance",))
UNITS = (Unit("hrss", Name("人社局")), Unit("finance", Name("财政局"), Name("财政")))
PLAN = Plan(
    "town",
    Name("规划"),
    "zh",
    Region("town", Name("邢台市")),
    BASE,
    END,
    units=UNITS,
    tasks=(TASK,),
    indicators=(INDICATOR,),
    milestones=(MILESTONE,),
)

#: Another value for every field of every class; "id" of items is how they are matched.
OTHER_PLAN: dict[str, Any] = {
    "id": "city",
    "title": Name("新规划"),
    "language": "en",
    "region": Region("city", Name("邢台市")),
    "base": Period.of_year(2011),
    "end": Period.of_year(2016),
    "utc_offset": "+08:00",
    "document_number": "2号",
    "issuer": Name("市政府"),
    "adopted": date(2013, 3, 29),
    "issued": date(2013, 4, 18),
    "source": Name("网站"),
    "note": Name("说明"),
    "thresholds": Thresholds(Decimal(3)),
    "units": (*UNITS, Unit("health", Name("卫生局"))),
    "tasks": (),
    "indicators": (),
    "milestones": (),
}
OTHER_UNIT: dict[str, Any] = {"name": Name("财政厅"), "short": None}
OTHER_TASK: dict[str, Any] = {
    "title": Name("健全制度"),
    "lead": ("finance",),
    "cooperating": (),
    "sole": True,
    "summary": Name("概要"),
    "cite": "二(一)",
}
OTHER_INDICATOR: dict[str, Any] = {
    "code": "2",
    "name": Name("参保率"),
    "group": Group.COMMITMENT,
    "constraint": Constraint.ANTICIPATORY,
    "unit_of_measure": "人",
    "baseline": NoBaseline(Name("无法计算")),
    "target": AtLeast(by=END, as_printed="70.5万人", value=Decimal(71)),
    "yearly": ((Period.of_year(2013), Decimal(60)),),
    "share": True,
    "components": ("insured",),
    "tasks": (),
    "lead": ("hrss",),
    "cooperating": ("finance",),
    "definition": Name("定义"),
    "note": Name("说明"),
    "cite": "二(一)",
}
OTHER_MILESTONE: dict[str, Any] = {
    "code": "M2",
    "title": Name("健全制度"),
    "due": Period.of_year(2013),
    "every": Grain.YEAR,
    "since": Period.of_year(2013),
    "constraint": Constraint.BINDING,
    "tasks": (),
    "lead": ("hrss",),
    "cooperating": ("finance",),
    "note": Name("说明"),
    "cite": "二(一)",
}


def with_target(target: Any) -> Plan:
    return replace(PLAN, indicators=(replace(INDICATOR, target=target),))


def changed(old: Plan, new: Plan) -> list[tuple[str, object, object]]:
    """Return the changed fields, which must be all there is, with what they said and say."""
    found = differences(old, new)
    assert {d.change for d in found} <= {Change.CHANGED}
    return [(d.field, d.old, d.new) for d in found]
