"""The series of one indicator: what was planned and what was recorded, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from sbtrack.assess.composite import Observations, composed_series, newest_first
from sbtrack.assess.numbers import EXACT
from sbtrack.assess.path import planned_path, rates_so_far
from sbtrack.assess.precision import apart_places, places_of
from sbtrack.domain.frozen import Frozen
from sbtrack.domain.ledger import Observation
from sbtrack.domain.message import Msg
from sbtrack.domain.period import Period
from sbtrack.domain.plan import Indicator, Plan
from sbtrack.domain.terms import Grain
from sbtrack.reports.quantities import actual_cell, gap_cell, measured
from sbtrack.reports.table import Align, Cell, Column, Noted, Section, Table

Point = tuple[Period, Decimal | None, Decimal | None]

_RIGHT = Align.RIGHT
SERIES_COLUMNS = (
    Column("period", Msg("Period")),
    Column("planned", Msg("Planned"), _RIGHT),
    Column("actual", Msg("Actual"), _RIGHT),
    Column("so_far", Msg("Compounded"), _RIGHT),
    Column("change", Msg("Change"), _RIGHT, 2),
    Column("since", Msg("Change since"), bare=True),
    Column("vintage", Msg("Vintage"), priority=4),
    Column("source", Msg("Source"), priority=3, flexible=True),
    Column("entry", Msg("Entry"), _RIGHT, 2),
)


class Series(Frozen):
    """Planned values, figures, and what yearly rates make together, each by period.

    Figures that components make have no entry of their own.
    """

    planned: Mapping[Period, Decimal]
    figures: Mapping[Period, Observation]
    so_far: Mapping[Period, Decimal]

    @property
    def periods(self) -> list[Period]:
        """Every period, oldest first; of those that end together the shortest first."""
        found = {*self.planned, *self.figures}
        return sorted(found, key=lambda p: (p.end, -p.start.toordinal()))


def series_of(plan: Plan, indicator: Indicator, observations: Observations, rated: bool) -> Series:
    """Return the series of an indicator; one that is not rated has no planned path."""
    figures = composed_series(plan, indicator, observations)
    return Series(
        dict(planned_path(plan, indicator, observations)) if rated else {},
        {figure.period: figure for figure in figures},
        dict(rates_so_far(plan, indicator, observations)) if rated else {},
    )


class Shown(Frozen):
    """Which periods of a series are listed: those from one on; and how many are older."""

    since: Period | None = None
    older: int = 0

    def has(self, period: Period) -> bool:
        """Say whether a period is listed."""
        return self.since is None or newest_first(period) <= newest_first(self.since)


ALL = Shown()


def series_table(indicator: Indicator, series: Series, shown: Shown = ALL) -> Table | None:
    """Return the series as a table, None where there is nothing to list."""
    rows = []
    last: dict[Grain, Observation] = {}
    for period in series.periods:
        if shown.has(period):
            rows.append(_row(indicator, period, series, last.get(period.grain)))
        if period in series.figures:
            last[period.grain] = series.figures[period]
    if not rows:
        return None
    older = Msg(
        "Only the newest periods ({count}) and their revisions; --all adds the older ones "
        "({more}).",
        count=len(rows),
        more=shown.older,
    )
    notes = (older,) if shown.older else ()
    return Table(Msg("Series"), SERIES_COLUMNS, (Section(tuple(rows)),), notes=notes)


def points(series: Series, shown: Shown = ALL) -> tuple[Point, ...]:
    """Return what a plot draws: yearly rates as what they make together, since so is the path."""
    drawn = series.so_far or {p: o.value for p, o in series.figures.items()}
    listed = filter(shown.has, series.periods)
    found = tuple((p, series.planned.get(p), drawn.get(p)) for p in listed)
    return found if len(found) > 1 else ()


def _row(
    indicator: Indicator, period: Period, series: Series, last: Observation | None
) -> tuple[Cell, ...]:
    unit, places = indicator.unit_of_measure, places_of(indicator)
    planned, so_far = series.planned.get(period), series.so_far.get(period)
    found = series.figures.get(period)
    beside = so_far if found is None or so_far is not None else found.value
    if planned is not None and beside is not None:
        places = apart_places(beside, planned, places)
    return (
        period,
        None if planned is None else measured(planned, unit, places),
        None if found is None else actual_cell(found, unit),
        None if so_far is None else measured(so_far, unit, places),
        *_change(indicator, found, last),
        Msg("{vintage}", vintage=found.vintage) if found and found.vintage else None,
        _source(found),
        found.entry_id if found else None,
    )


def _change(
    indicator: Indicator, found: Observation | None, last: Observation | None
) -> tuple[Cell, Cell]:
    """Return the change from the last figure for as long a period, and since when over a hole.

    A change over several years would else be read as that of one.
    """
    if found is None or last is None:
        return None, None
    apart = EXACT.subtract(found.value, last.value)
    change = gap_cell(apart, indicator.unit_of_measure, places_of(indicator, found))
    if found.period.start == last.period.end + timedelta(days=1):
        return change, None
    return Noted(change, Msg("since {period}", period=last.period)), last.period


def _source(found: Observation | None) -> Cell:
    if found is None:
        return None
    return found.source if found.entry_id is not None else Msg("from its components")
