"""Planned path against actual figures of each headline indicator: the data, and the charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from sbtrack.assess.path import planned_path, rates_so_far
from sbtrack.assess.precision import places_of
from sbtrack.domain.assessment import Assessment
from sbtrack.domain.facts import Facts
from sbtrack.domain.ledger import Observation
from sbtrack.domain.lookup import titled
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period, periods_between
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.targets import EveryPeriod, on_yearly_rates
from sbtrack.domain.terms import Bound, Grain, Group
from sbtrack.reports.answer import Answer
from sbtrack.reports.quantities import actual_cell, measured
from sbtrack.reports.workbook.sheets import Chart, Field, Line, Linked, Look, Place, Sheet, Tab

FIELDS = (
    Field("code", Msg("No."), Look.LABEL, 7),
    Field("name", Msg("Indicator"), widest=40, narrowest=20),
    Field("unit", Msg("Unit of measure"), Look.LABEL, 14),
    Field("period", Msg("Period"), Look.LABEL, 16),
    Field("until", Msg("Period end"), Look.LABEL, 12),
    Field("planned", Msg("Planned"), Look.FIGURE, 18),
    Field("actual", Msg("Actual"), Look.FIGURE, 18),
)
#: Points that a chart can show and still be read.
MOST_POINTS = 60

Series = Mapping[str, Sequence[Observation]]
Point = tuple[Period, Decimal | None, Observation | None]


def headline(plan: Plan) -> tuple[Indicator, ...]:
    """Return the indicators that get a chart."""
    return plan.in_group(Group.HEADLINE)


def days_to_ask(plan: Plan, indicator: Indicator, as_of: date) -> tuple[date, ...]:
    """Return the days, oldest first, whose newest figures make up the chart of an indicator.

    They are the ends of the finest calendar periods of which the chart can hold all, and the
    last day itself: a chart shows a course, not every figure.
    """
    target = indicator.target
    first, last = plan.base.end + timedelta(days=1), min(as_of, target.by.end)
    grains: tuple[Grain, ...] = (Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR)
    if isinstance(target, EveryPeriod):
        grains = (target.every, *grains)
    for grain in grains:
        ends = [p.end for p in periods_between(first, last, grain)]
        if len(ends) <= MOST_POINTS:
            return (*ends, last)
    return (last,)


def charts_sheet(answer: Answer, facts: Facts, series: Series) -> Sheet:
    """Return the sheet of charts; see `paths_sheet` for what they draw."""
    charts: list[Chart] = []
    without: list[str] = []
    for found in _headline(answer):
        points = points_of(answer.plan, found, facts, series)
        if points:
            charts.append(_chart(found.indicator, points))
        else:
            without.append(found.indicator.code)
    notes: tuple[Msg, ...] = ()
    if without:
        notes = (Msg("No chart ({codes}): fewer than two values to draw.", codes=tuple(without)),)
    return Sheet(
        tab=Tab.CHARTS,
        title=Msg("Planned path and actual figures"),
        intro=(
            answer.dates(),
            Linked(Msg("Markers are figures; the lines only join them."), Place(Tab.PATHS)),
        ),
        notes=notes,
        charts=tuple(charts),
    )


def _chart(indicator: Indicator, points: Sequence[Point]) -> Chart:
    return Chart(
        titled(indicator),
        indicator.unit_of_measure,
        indicator.id,
        tuple((p.end, planned, figure.value if figure else None) for p, planned, figure in points),
        path_of(indicator),
        axis_places(points),
        axis_floor(points),
    )


def path_of(indicator: Indicator) -> Msg:
    """Return what the planned values are: a path, or the limit that each period has to keep."""
    target = indicator.target
    if isinstance(target, EveryPeriod):
        return Msg("Floor") if target.bound is Bound.AT_LEAST else Msg("Ceiling")
    return Msg("Planned")


def paths_sheet(answer: Answer, facts: Facts, series: Series) -> Sheet:
    """Return the figures behind the charts."""
    lines = (
        line
        for found in _headline(answer)
        for line in _lines(found, points_of(answer.plan, found, facts, series))
    )
    return Sheet(
        tab=Tab.PATHS,
        title=Msg("Figures behind the charts"),
        intro=(answer.dates(),),
        fields=FIELDS,
        lines=tuple(lines),
    )


def points_of(plan: Plan, found: Assessment, facts: Facts, series: Series) -> tuple[Point, ...]:
    """Return the periods of a chart, oldest first, each with what was planned and what was.

    What ends on one day is one point: the plan speaks of 2013, a figure of 2013-12. Fewer than
    two values, such as a lone target, make no chart.
    """
    planned = _years(found, plan) | {p.end: (p, value) for p, value in _planned(plan, found, facts)}
    actual = {o.period.end: o for o in _actual(plan, found, facts, series)}
    points = []
    for end in sorted({*planned, *actual}):
        path, figure = planned.get(end), actual.get(end)
        period = figure.period if figure else path[0] if path else None
        assert period is not None
        points.append((period, path[1] if path else None, figure))
    return tuple(points) if len(_values(points)) > 1 else ()


def axis_floor(points: Sequence[Point]) -> Decimal | None:
    """Return where the axis of values starts: near the values, where zero is far from them."""
    values = _values(points)
    low, high = min(values), max(values)
    if low <= 0 or low == high or low * 2 < high:
        return None
    step = Decimal(1).scaleb((high - low).adjusted())
    return max(Decimal(0), ((low - (high - low) / 4) / step).to_integral_value(ROUND_FLOOR) * step)


def axis_places(points: Sequence[Point]) -> int:
    """Return the decimals that the steps of the axis of values need."""
    values = _values(points)
    reach = max(*values, Decimal(0)) - (axis_floor(points) or min(*values, Decimal(0)))
    return max(0, 1 - reach.adjusted()) if reach else 0


def _values(points: Sequence[Point]) -> list[Decimal]:
    planned = [value for _, value, _ in points if value is not None]
    return planned + [figure.value for _, _, figure in points if figure is not None]


def _years(found: Assessment, plan: Plan) -> dict[date, tuple[Period, Decimal | None]]:
    """Return the plan's years, so that a lone figure stands where it belongs in time."""
    target = found.indicator.target
    if isinstance(target, EveryPeriod):
        return {}
    years = periods_between(plan.base.start, target.by.end, Grain.YEAR)
    return {year.end: (year, None) for year in years}


def _planned(plan: Plan, found: Assessment, facts: Facts) -> tuple[tuple[Period, Decimal], ...]:
    path = planned_path(plan, found.indicator, facts.observations)
    if not path and isinstance(found.target_value, Decimal):
        return ((found.indicator.target.by, found.target_value),)
    return path


def _actual(plan: Plan, found: Assessment, facts: Facts, series: Series) -> Iterator[Observation]:
    """Yield what is drawn: yearly rates as what they make together, since so is the path."""
    indicator = found.indicator
    target = indicator.target
    if on_yearly_rates(target):
        for period, value in rates_so_far(plan, indicator, facts.observations):
            yield Observation(indicator.id, plan.region.id, period, value)
        return
    for figure in series.get(indicator.id, ()):
        if not isinstance(target, EveryPeriod) or figure.period.grain is target.every:
            yield figure
    if isinstance(found.actual, Observation) and not isinstance(target, EveryPeriod):
        yield found.actual


def _headline(answer: Answer) -> Iterator[Assessment]:
    return (a for a in answer.assessed.indicators if a.indicator.group is Group.HEADLINE)


def _lines(found: Assessment, points: Sequence[Point]) -> Iterator[Line]:
    indicator, unit = found.indicator, found.indicator.unit_of_measure
    places = places_of(indicator)
    for index, (period, planned, actual) in enumerate(points):
        yield Line(
            (
                Linked(indicator.code, Place(Tab.STATUS, indicator.id)),
                indicator.name,
                unit,
                period,
                period.end,
                None if planned is None else measured(planned, unit, places),
                None if actual is None else actual_cell(actual, unit),
            ),
            "" if index else indicator.id,
        )
