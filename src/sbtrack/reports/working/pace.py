"""What the plan expects, what is required from now on, and where it would end: step by step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from sbtrack.assess.precision import subtractable_places
from sbtrack.domain.message import Msg, Percent, Points
from sbtrack.domain.period import Period
from sbtrack.domain.targets import About, AnnualGrowth, CumulativeChange
from sbtrack.domain.terms import Why
from sbtrack.domain.undefined import Undefined
from sbtrack.reports.quantities import per_year
from sbtrack.reports.working.case import Case, bare

_Point = tuple[Period, Decimal]


def planned_steps(case: Case) -> Iterator[Msg]:
    """Yield the planned value, and the planned share where yearly targets set it."""
    value = case.found.planned_value
    if isinstance(value, Undefined) or case.limited:
        return
    if case.yearly:
        yield from _along_yearly(case, value)
    elif case.end is not None and (case.on_rates or case.start is not None):
        yield from _along_the_way(case, value, case.end)


def pace_step(case: Case) -> Iterator[Msg]:
    """Yield the pace, and what it is compared with."""
    found = case.found
    if isinstance(found.pace, Undefined) or isinstance(found.planned, Undefined):
        return
    assert not isinstance(found.attainment, Undefined)
    places = subtractable_places(found.attainment, found.planned, 2, more=3)
    parts = {
        "attainment": Percent(found.attainment, places),
        "planned": Percent(found.planned, places),
        "pace": Points(found.pace, places),
    }
    if case.yearly:
        yield Msg(
            "pace = attainment - planned share = {attainment} - {planned} = {pace} points", **parts
        )
    else:
        yield Msg("pace = attainment - elapsed = {attainment} - {planned} = {pace} points", **parts)


def required_step(case: Case) -> Iterator[Msg]:
    """Yield the change a year that is needed from now on, or why none is."""
    found, required = case.found, case.found.required_per_year
    if isinstance(required, Undefined):
        if required.why in (Why.ALREADY_MET, Why.TARGET_PERIOD_REACHED):
            yield Msg("required a year: {reason}", reason=required)
        return
    assert case.end is not None
    parts = {
        "left": case.years(case.actual.period, case.by),
        "required": per_year(required, found),
    }
    if case.on_rates:
        yield Msg(
            "required a year = (target compounded / rates compounded) ^ (1 / years left) - 1 "
            "= ({goal} / {index}) ^ (1 / {left}) - 1 = {required}",
            goal=bare(case.index(case.end, case.by)),
            index=bare(case.index(case.actual.value, case.actual.period)),
            **parts,
        )
        return
    parts |= {"t": case.operand(case.end), "a": case.operand(case.actual.value)}
    if case.on_log:
        yield Msg(
            "required a year = (target / actual) ^ (1 / years left) - 1 "
            "= ({t} / {a}) ^ (1 / {left}) - 1 = {required}",
            **parts,
        )
    else:
        yield Msg(
            "required a year = (target - actual) / years left = ({t} - {a}) / {left} = {required}",
            **parts,
        )


def achieved_step(case: Case) -> Iterator[Msg]:
    """Yield the change a year so far."""
    found, achieved = case.found, case.found.achieved_per_year
    if isinstance(achieved, Undefined):
        return
    parts = {
        "done": case.years(case.base, case.actual.period),
        "achieved": per_year(achieved, found),
    }
    if case.on_rates:
        yield Msg(
            "achieved a year = rates compounded ^ (1 / years gone) - 1 "
            "= {index} ^ (1 / {done}) - 1 = {achieved}",
            index=bare(case.index(case.actual.value, case.actual.period)),
            **parts,
        )
        return
    assert case.start is not None
    parts |= {"a": case.operand(case.actual.value), "b": case.operand(case.start)}
    if case.on_log:
        yield Msg(
            "achieved a year = (actual / baseline) ^ (1 / years gone) - 1 "
            "= ({a} / {b}) ^ (1 / {done}) - 1 = {achieved}",
            **parts,
        )
    else:
        yield Msg(
            "achieved a year = (actual - baseline) / years gone "
            "= ({a} - {b}) / {done} = {achieved}",
            **parts,
        )


def projected_step(case: Case) -> Iterator[Msg]:
    """Yield where the pace so far would end, before the target period has been reached."""
    projected, at = case.found.projected, case.actual.period
    if isinstance(projected, Undefined) or at.end >= case.by.end:
        return
    parts: dict[str, object] = {
        "left": case.years(at, case.by),
        "done": case.years(case.base, at),
        "projected": case.result(projected),
    }
    if case.on_rates:
        yield _projected_rate(case, parts)
        return
    assert case.start is not None
    parts |= {"a": case.operand(case.actual.value), "b": case.operand(case.start)}
    if case.on_log:
        yield Msg(
            "projected = actual × (actual / baseline) ^ (years left / years gone) "
            "= {a} × ({a} / {b}) ^ ({left} / {done}) = {projected}",
            **parts,
        )
    else:
        yield Msg(
            "projected = actual + (actual - baseline) × years left / years gone "
            "= {a} + ({a} - {b}) × {left} / {done} = {projected}",
            **parts,
        )


def _projected_rate(case: Case, parts: dict[str, object]) -> Msg:
    if isinstance(case.indicator.target, AnnualGrowth):
        return Msg("projected = achieved a year = {projected}", projected=parts["projected"])
    return Msg(
        "projected = rates compounded ^ (1 + years left / years gone) - 1 "
        "= {index} ^ (1 + {left} / {done}) - 1 = {projected}",
        index=bare(case.index(case.actual.value, case.actual.period)),
        **parts,
    )


def _along_the_way(case: Case, value: Decimal, end: Decimal) -> Iterator[Msg]:
    parts: dict[str, object] = {
        "gone": case.gone,
        "whole": case.whole,
        "planned": case.result(value),
    }
    if case.on_rates:
        if isinstance(case.indicator.target, CumulativeChange):
            yield Msg(
                "planned value = target compounded ^ elapsed - 1 "
                "= {goal} ^ ({gone} / {whole}) - 1 = {planned}",
                goal=bare(case.index(end, case.by)),
                **parts,
            )
        return
    assert case.start is not None
    parts |= {"b": case.operand(case.start), "t": case.operand(end)}
    if case.on_log:
        yield Msg(
            "planned value = baseline × (target / baseline) ^ elapsed "
            "= {b} × ({t} / {b}) ^ ({gone} / {whole}) = {planned}",
            **parts,
        )
    else:
        yield Msg(
            "planned value = baseline + (target - baseline) × elapsed "
            "= {b} + ({t} - {b}) × {gone} / {whole} = {planned}",
            **parts,
        )


def _along_yearly(case: Case, value: Decimal) -> Iterator[Msg]:
    """Yield the planned value between two of the plan's own targets, and the share it is."""
    at = case.actual.period
    (first, start), (last, end) = _around(case, at)
    parts = {
        "value": case.result(value),
        "start": case.result(start),
        "first": first,
        "end": case.result(end),
        "last": last,
    }
    if at.end in (first.end, last.end):
        yield Msg(
            "planned value = the plan's target for {period} = {value}",
            period=first if at.end == first.end else last,
            value=case.result(value),
        )
    elif case.on_log:
        yield Msg(
            "planned value = at equal growth between {start} in {first} and {end} in {last} "
            "= {value}",
            **parts,
        )
    else:
        yield Msg(
            "planned value = on the line between {start} in {first} and {end} in {last} = {value}",
            **parts,
        )
    yield from _planned_share(case, value)


def _planned_share(case: Case, value: Decimal) -> Iterator[Msg]:
    planned = case.found.planned
    if isinstance(planned, Undefined) or case.start is None or case.end is None:
        return
    parts = {
        "p": case.operand(value),
        "b": case.operand(case.start),
        "t": case.operand(case.end),
        "planned": Percent(planned, 2),
    }
    if isinstance(case.indicator.target, About):
        yield Msg("planned share = 1 - |{p} - {t}| / |{t} - {b}| = {planned}", **parts)
    elif case.on_log:
        yield Msg("planned share = ln({p} / {b}) / ln({t} / {b}) = {planned}", **parts)
    else:
        yield Msg("planned share = ({p} - {b}) / ({t} - {b}) = {planned}", **parts)


def _around(case: Case, at: Period) -> tuple[_Point, _Point]:
    """Return the plan's points on either side of `at`."""
    assert case.end is not None
    first = () if case.start is None else ((case.base, case.start),)
    inner = (p for p in case.yearly if case.base.end < p[0].end < case.by.end)
    points: tuple[_Point, ...] = (*first, *inner, (case.by, case.end))
    found = next((pair for pair in pairwise(points) if at.end <= pair[1][0].end), None)
    return found or (points[-1], points[-1])
