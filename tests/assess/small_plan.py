"""Small plans and figures to assess: one indicator `x` between 2010 and 2015."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from sbtrack.assess.plan import assess_indicator
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg, Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline, Plan, Region
from sbtrack.domain.targets import AtLeast, AtMost, Target
from sbtrack.domain.terms import Constraint, Group
from sbtrack.locale.words import Words

ENGLISH = Words("en")
BASE, END = Period.of_year(2010), Period.of_year(2015)
_NUMBERS = count(1)

Figures = Mapping[str, str]


def at_least(value: str, by: str = "2015") -> AtLeast:
    return AtLeast(by=Period.parse(by), value=Decimal(value))


def at_most(value: str, by: str = "2015") -> AtMost:
    return AtMost(by=Period.parse(by), value=Decimal(value))


def an_indicator(
    target: Target, baseline: str | None = None, *, id: str = "x", **changes: Any
) -> Indicator:
    """An indicator in 万人; without `baseline` the plan prints none."""
    known = Baseline(Decimal(baseline), BASE) if baseline is not None else NoBaseline()
    fields: dict[str, Any] = {
        "group": Group.HEADLINE,
        "constraint": Constraint.UNSPECIFIED,
        "unit_of_measure": "万人",
        "baseline": known,
        **changes,
    }
    return Indicator(code=id, id=id, name=Name(f"指标{id}"), target=target, **fields)


def a_plan(*indicators: Indicator, **changes: Any) -> Plan:
    fields = {"base": BASE, "end": END, **changes}
    return Plan("p", Name("规划"), "zh", Region("r", Name("市")), indicators=indicators, **fields)


def a_figure(
    value: str, period: str, *, id: str = "x", ratio: tuple[str, str] | None = None, **changes: Any
) -> Observation:
    """A recorded figure; `ratio` is the numerator and denominator it was recorded as."""
    parts = (None, None) if ratio is None else (Decimal(ratio[0]), Decimal(ratio[1]))
    fields = {"region": "r", "entry_id": next(_NUMBERS), "entered": value, **changes}
    return Observation(
        indicator=id,
        period=Period.parse(period),
        value=Decimal(value),
        numerator=parts[0],
        denominator=parts[1],
        **fields,
    )


def figures_of(figures: Figures, id: str = "x") -> tuple[Observation, ...]:
    return tuple(a_figure(value, period, id=id) for period, value in figures.items())


def assessed(
    target: Target,
    figures: Figures,
    baseline: str | None = None,
    *,
    as_of: str = "2015-12-31",
    others: Iterable[Indicator] = (),
    others_figures: Mapping[str, Figures] | None = None,
    **changes: Any,
) -> Assessment:
    """Assess `x` by its figures, period by period."""
    indicator = an_indicator(target, baseline, **changes)
    observations = {"x": figures_of(figures)}
    for id, theirs in (others_figures or {}).items():
        observations[id] = figures_of(theirs, id)
    plan = a_plan(indicator, *others)
    return assess_indicator(plan, indicator, observations, date.fromisoformat(as_of))


def said(message: Msg) -> str:
    return ENGLISH.say(message)


def told(assessment: Assessment) -> str:
    return said(assessment.explanation)
