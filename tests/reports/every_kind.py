"""A plan with an indicator of every kind, and figures for it, all of them made up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import count

from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Name
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Baseline, Indicator, NoBaseline, Plan, Region
from sbtrack.domain.targets import (
    About,
    AnnualGrowth,
    AtLeast,
    AtMost,
    Coverage,
    CumulativeChange,
    EveryPeriod,
    MultipleOf,
    Target,
    Undetermined,
)
from sbtrack.domain.terms import Basis, Bound, Constraint, Group

BASE, END = Period.of_year(2020), Period.of_year(2025)
SERIES = Undetermined(by=END, text=Name(""))
_NUMBERS = count(1)


def _n(text: str) -> Decimal:
    return Decimal(text)


def _yearly(**targets: str) -> tuple[tuple[Period, Decimal], ...]:
    return tuple((Period.of_year(int(year[1:])), _n(value)) for year, value in targets.items())


#: Indicators by id: unit of measure, baseline, target, and yearly targets.
_KINDS: dict[str, tuple[str, str | None, Target, tuple[tuple[Period, Decimal], ...]]] = {
    "up": ("people", "100", AtLeast(by=END, value=_n("160")), ()),
    "down": ("deaths", "48", AtMost(by=END, value=_n("24")), _yearly(y2021="45", y2023="34")),
    "fine": ("index", "0.4856", AtMost(by=END, value=_n("0.4625")), ()),
    "ceiling": ("dollars", "130", AtMost(by=END, value=_n("150")), ()),
    "steps": ("people", "100", AtMost(by=END, value=_n("120")), _yearly(y2022="105", y2024="115")),
    "bare": ("people", None, AtLeast(by=END, value=_n("160")), ()),
    "near": ("%", "60", About(by=END, value=_n("75"), tolerance=_n("2")), _yearly(y2022="70")),
    "cover": ("%", "40", Coverage(by=Period.parse("2026-06")), ()),
    "grow": ("trips", "812.5", AnnualGrowth(by=END, rate=_n("7.5")), ()),
    "grow-steps": ("trips", "800", AnnualGrowth(by=END, rate=_n("8")), _yearly(y2022="1000")),
    "brake": ("trips", "800", AnnualGrowth(by=END, rate=_n("5"), bound=Bound.AT_MOST), ()),
    "brake-steps": (
        "trips",
        "800",
        AnnualGrowth(by=END, rate=_n("5"), bound=Bound.AT_MOST),
        _yearly(y2022="870", y2024="960"),
    ),
    "cap": ("tonnes", "100", CumulativeChange(by=END, change=_n("20"), bound=Bound.AT_MOST), ()),
    "cap-steps": (
        "tonnes",
        "100",
        CumulativeChange(by=END, change=_n("20"), bound=Bound.AT_MOST),
        _yearly(y2022="105", y2024="115"),
    ),
    "over": ("%", "60", About(by=END, value=_n("75"), tolerance=_n("2")), ()),
    "full": ("%", "60", Coverage(by=END), ()),
    "close": ("index", "0.4812", AtMost(by=END, value=_n("0.4625")), ()),
    "cut": ("tonnes", "950", CumulativeChange(by=END, change=_n("-18"), bound=Bound.AT_MOST), ()),
    "rates": ("%", None, AnnualGrowth(by=END, rate=_n("8"), basis=Basis.RATES), ()),
    "rates-cut": (
        "%",
        None,
        CumulativeChange(by=END, change=_n("-15"), basis=Basis.RATES, bound=Bound.AT_MOST),
        (),
    ),
    "rates-brake": (
        "%",
        None,
        CumulativeChange(by=END, change=_n("12"), basis=Basis.RATES, bound=Bound.AT_MOST),
        (),
    ),
    "each": ("flats", None, EveryPeriod(by=END, bound=Bound.AT_LEAST, value=_n("400")), ()),
    "multiple": (
        "thousand dollars",
        "20",
        MultipleOf(by=END, factor=_n("6"), reference="wage", floor=_n("35")),
        (),
    ),
    "whole": ("million", "40.5", AtLeast(by=END, value=_n("55")), ()),
    "pooled": ("%", "40", AtLeast(by=END, value=_n("90")), ()),
    "direction": ("people", "100", Undetermined(by=END, text=Name("to rise")), ()),
    "wage": ("dollars", None, SERIES, ()),
    "bus": ("million", None, SERIES, ()),
    "tram": ("thousand", None, SERIES, ()),
    "town": ("%", None, SERIES, ()),
    "village": ("%", None, SERIES, ()),
}
COMPONENTS = {"whole": ("bus", "tram"), "pooled": ("town", "village")}


def every_kind(constraint: Constraint = Constraint.BINDING) -> Plan:
    """Return the plan; the last five of its indicators are series."""
    indicators = tuple(
        Indicator(
            code=id,
            id=id,
            name=Name(id.capitalize()),
            group=Group.SERIES if target is SERIES else Group.HEADLINE,
            constraint=constraint,
            unit_of_measure=unit,
            baseline=NoBaseline() if baseline is None else Baseline(_n(baseline), BASE),
            target=target,
            yearly=yearly,
            components=COMPONENTS.get(id, ()),
        )
        for id, (unit, baseline, target, yearly) in _KINDS.items()
    )
    return Plan("k", Name("Kinds"), "en", Region("r", Name("R")), BASE, END, indicators=indicators)


def figures(values: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Observation, ...]]:
    """Return observations by indicator from values by period; 3/4 is a rate and its parts."""
    return {
        id: tuple(_figure(id, period, value) for period, value in by_period.items())
        for id, by_period in values.items()
    }


def _figure(id: str, period: str, text: str) -> Observation:
    above, _, below = text.partition("/")
    return Observation(
        id,
        "r",
        Period.parse(period),
        _n(above) * 100 / _n(below) if below else _n(text),
        _n(above) if below else None,
        _n(below) if below else None,
        entry_id=next(_NUMBERS),
        entered=text,
    )
